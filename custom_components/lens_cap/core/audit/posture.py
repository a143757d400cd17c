"""The security posture of a camera and of Home Assistant, without any secret.

Only enums, small numbers and places: no login, no address, no name of a person. Whatever could not
be read keeps its default, which says that it is unknown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from typing import Self

from ..ids import CameraId
from ..level import PrivacyLevel
from ..placement import Placement
from ..reference import Reference
from .probe import ProbeId, ProbeOutcome, ProbeResult, TlsFault


class YesNoUnknown(StrEnum):
    """An answer to a yes-or-no question; `NOT_APPLICABLE` if the question makes no sense."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


def yes_or_no(value: bool, *, applies: object = True) -> YesNoUnknown:
    """Return the answer to a question that may make sense only where something is so, or is there."""
    if not applies:
        return YesNoUnknown.NOT_APPLICABLE
    return YesNoUnknown.YES if value else YesNoUnknown.NO


class PasswordStrength(StrEnum):
    """How long a stored password would withstand guessing."""

    GUESSABLE = "guessable"
    WEAK = "weak"
    GOOD = "good"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


class Reach(StrEnum):
    """Where a camera's address leads."""

    HOME = "home"
    INTERNET = "internet"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


class NativeState(StrEnum):
    """The state of one of the camera's own controls.

    `SAFE` is the private side: privacy on, microphone off, light on. `DISABLED`: its entity is
    switched off in Home Assistant. `ABSENT`: there is none.
    """

    SAFE = "safe"
    UNSAFE = "unsafe"
    DISABLED = "disabled"
    ABSENT = "absent"
    UNKNOWN = "unknown"


class FirmwareState(StrEnum):
    """What Home Assistant knows about a camera's firmware.

    `VERSION_ONLY`: which one it is, but not whether there is a newer one. `UNTOLD`: nothing at all.
    """

    CURRENT = "current"
    PENDING = "pending"
    SKIPPED = "skipped"
    VERSION_ONLY = "version_only"
    UNTOLD = "untold"
    UNKNOWN = "unknown"


class LoginBan(StrEnum):
    """Whether Home Assistant bans addresses that guess passwords."""

    ON = "on"
    NO_THRESHOLD = "no_threshold"
    OFF = "off"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class LoginPosture:
    """The login that Home Assistant holds for a camera.

    `reused_with` names guarded cameras with the same password; `reused_elsewhere` counts other
    devices and accounts that have it too. Both are None where it is unknown.
    """

    without_password: YesNoUnknown = YesNoUnknown.UNKNOWN
    factory_pair: YesNoUnknown = YesNoUnknown.UNKNOWN
    common_username: YesNoUnknown = YesNoUnknown.UNKNOWN
    strength: PasswordStrength = PasswordStrength.UNKNOWN
    reused_with: tuple[Reference, ...] | None = None
    reused_elsewhere: int | None = None
    in_url: YesNoUnknown = YesNoUnknown.UNKNOWN
    basic_over_http: YesNoUnknown = YesNoUnknown.UNKNOWN


@dataclass(frozen=True, kw_only=True)
class TransportPosture:
    """How pictures and settings are transported, and who else passes them on.

    `restreams` names other services that hold an address of the same camera.
    """

    reach: Reach = Reach.UNKNOWN
    http_plain: YesNoUnknown = YesNoUnknown.UNKNOWN
    stream_plain: YesNoUnknown = YesNoUnknown.UNKNOWN
    certificate_unchecked: YesNoUnknown = YesNoUnknown.UNKNOWN
    ftp: YesNoUnknown = YesNoUnknown.UNKNOWN
    mqtt_open: YesNoUnknown = YesNoUnknown.UNKNOWN
    frigate_without_login: YesNoUnknown = YesNoUnknown.UNKNOWN
    frigate_restream: YesNoUnknown = YesNoUnknown.UNKNOWN
    frigate_open_events: YesNoUnknown = YesNoUnknown.UNKNOWN
    open_access_point: YesNoUnknown = YesNoUnknown.UNKNOWN
    same_network: YesNoUnknown = YesNoUnknown.UNKNOWN
    cloud: YesNoUnknown = YesNoUnknown.UNKNOWN
    restreams: tuple[Reference, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class BypassPosture:
    """The ways around the guard, each with the references that use it; None if unknown.

    `aborting` uses none: it is what ends with an error where the guard refuses.
    """

    visible: YesNoUnknown = YesNoUnknown.UNKNOWN
    reachable: YesNoUnknown = YesNoUnknown.UNKNOWN
    preloaded: YesNoUnknown = YesNoUnknown.UNKNOWN
    dashboards: tuple[Reference, ...] | None = None
    automations: tuple[Reference, ...] | None = None
    assistants: tuple[Reference, ...] | None = None
    guard_assistants: tuple[Reference, ...] | None = None
    homekit: tuple[Reference, ...] | None = None
    homekit_past_guard: tuple[Reference, ...] | None = None
    manual_assistants: tuple[Reference, ...] | None = None
    siblings: tuple[Reference, ...] | None = None
    images: tuple[Reference, ...] | None = None
    live_beside: tuple[Reference, ...] | None = None
    recordings_beside: tuple[Reference, ...] | None = None
    secret_addresses: tuple[Reference, ...] | None = None
    assistants_that_look: tuple[Reference, ...] | None = None
    aborting: tuple[Reference, ...] | None = None
    pictures_beside: tuple[Reference, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class NativePosture:
    """The camera's own controls, found by what is known about its integration."""

    privacy: NativeState = NativeState.UNKNOWN
    picture_only_black: YesNoUnknown = YesNoUnknown.UNKNOWN
    off_without_effect: YesNoUnknown = YesNoUnknown.UNKNOWN
    microphone: NativeState = NativeState.UNKNOWN
    recording: NativeState = NativeState.UNKNOWN
    light: NativeState = NativeState.UNKNOWN
    mask: NativeState = NativeState.UNKNOWN
    face_recognition: NativeState = NativeState.UNKNOWN
    telemetry: NativeState = NativeState.UNKNOWN
    ssh: NativeState = NativeState.UNKNOWN
    ftp_upload: NativeState = NativeState.UNKNOWN
    auto_update: NativeState = NativeState.UNKNOWN


@dataclass(frozen=True, kw_only=True)
class FirmwarePosture:
    """The camera's firmware; `pending_days` counts whole days since an update was first seen.

    `advisories` names known attacks on the model, from the dated list; None where the model is unknown.
    """

    state: FirmwareState = FirmwareState.UNKNOWN
    pending_days: int | None = None
    advisories: tuple[Reference, ...] | None = None
    integration_for_dead_product: YesNoUnknown = YesNoUnknown.UNKNOWN


@dataclass(frozen=True, kw_only=True)
class RecordingsPosture:
    """What the camera or its recorder keeps; `limit_days` is for how long the owner wrote that it does."""

    kept_too_long: YesNoUnknown = YesNoUnknown.UNKNOWN
    limit_days: int = 0

    @classmethod
    def of(cls, limit_days: int, oldest: timedelta | None) -> Self:
        """Return it by the age of the oldest recording, None where that is unknown; a day begun is none."""
        if oldest is None:
            return cls(limit_days=limit_days)
        too_long = oldest // timedelta(days=1) > limit_days
        return cls(
            kept_too_long=YesNoUnknown.YES if too_long else YesNoUnknown.NO,
            limit_days=limit_days,
        )


@dataclass(frozen=True, kw_only=True)
class CameraPosture:
    """The posture of one guarded camera."""

    camera_id: CameraId
    placement: Placement | None = None
    level: PrivacyLevel | None = None
    audio_granted: YesNoUnknown = YesNoUnknown.UNKNOWN
    sees_beyond_property: YesNoUnknown = YesNoUnknown.UNKNOWN
    notice_shown: YesNoUnknown = YesNoUnknown.UNKNOWN
    login: LoginPosture = field(default_factory=LoginPosture)
    transport: TransportPosture = field(default_factory=TransportPosture)
    bypasses: BypassPosture = field(default_factory=BypassPosture)
    native: NativePosture = field(default_factory=NativePosture)
    firmware: FirmwarePosture = field(default_factory=FirmwarePosture)
    recordings: RecordingsPosture = field(default_factory=RecordingsPosture)
    probes: Mapping[ProbeId, ProbeResult] = field(
        default_factory=dict[ProbeId, ProbeResult]
    )
    tls_faults: frozenset[TlsFault] = frozenset()

    def probed(self, outcomes: Iterable[ProbeOutcome]) -> Self:
        """Return the posture with the results of probes."""
        told = tuple(outcomes)
        return replace(
            self,
            probes={one.probe: one.result for one in told},
            tls_faults=frozenset(fault for one in told for fault in one.tls_faults),
        )


@dataclass(frozen=True, kw_only=True)
class HomeAssistantPosture:
    """The posture of Home Assistant itself; numbers and references are None if unknown."""

    remote_access: YesNoUnknown = YesNoUnknown.UNKNOWN
    external_http: YesNoUnknown = YesNoUnknown.UNKNOWN
    proxies_wide: YesNoUnknown = YesNoUnknown.UNKNOWN
    login_ban: LoginBan = LoginBan.UNKNOWN
    users_without_second_step: int | None = None
    administrators_without_second_step: int | None = None
    login_bypass: YesNoUnknown = YesNoUnknown.UNKNOWN
    any_site_may_ask: YesNoUnknown = YesNoUnknown.UNKNOWN
    stale_tokens: int | None = None
    go2rtc_open: YesNoUnknown = YesNoUnknown.UNKNOWN
    router_mappings: int | None = None
    public_snapshots: tuple[Reference, ...] | None = None
    public_pictures: int | None = None
    old_pictures: int | None = None
    updates: tuple[Reference, ...] | None = None
    phones_without_encryption: int | None = None
    seen_by_connection: int | None = None
