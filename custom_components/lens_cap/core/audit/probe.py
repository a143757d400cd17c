"""Results of connecting to a camera once, without a login."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ProbeId(StrEnum):
    """The probes that an owner can allow for a camera."""

    RTSP_ANONYMOUS = "rtsp_anonymous"
    STILL_ANONYMOUS = "still_anonymous"
    ONVIF_ANONYMOUS = "onvif_anonymous"
    TLS = "tls"
    UPNP_MAPPING = "upnp_mapping"


class ProbeResult(StrEnum):
    """The result of a probe.

    `NOT_RUN`: not allowed, or nothing to probe. `COULD_NOT_CHECK`: tried without a result.
    """

    WEAK = "weak"
    FINE = "fine"
    COULD_NOT_CHECK = "could_not_check"
    NOT_RUN = "not_run"


class TlsFault(StrEnum):
    """What is weak about an encrypted connection."""

    EXPIRED = "tls_expired"
    OLD_VERSION = "tls_old_version"
    SELF_SIGNED = "tls_self_signed"
    WEAK_KEY = "tls_weak_key"


@dataclass(frozen=True, kw_only=True)
class ProbeOutcome:
    """The outcome of one probe at one camera; `tls_faults` only for `ProbeId.TLS`.

    A certificate that is only self-signed is no weakness at home: then `result` is `FINE`.
    """

    probe: ProbeId
    result: ProbeResult
    tls_faults: frozenset[TlsFault] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Probed:
    """The results of one camera's probes, and when they were taken."""

    at: datetime
    outcomes: tuple[ProbeOutcome, ...]
