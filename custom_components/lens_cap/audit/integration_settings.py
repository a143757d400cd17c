"""Describes where each integration stores address and login, and how it connects to cameras."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ..core.audit.posture import YesNoUnknown, yes_or_no

type Settings = Mapping[str, Any]
type Question = Callable[[Settings], YesNoUnknown]


def _always(answer: YesNoUnknown) -> Question:
    return lambda _settings: answer


def _if_set(key: str, *, default: bool = False) -> Question:
    """Return a reader that tells whether a setting is on."""
    return lambda settings: yes_or_no(bool(settings.get(key, default)))


def _unless_set(key: str, *, default: bool = False) -> Question:
    """Return a reader that tells whether a setting is off."""
    return lambda settings: yes_or_no(not settings.get(key, default))


def _unless_port(port: int, *, default: int = 80) -> Question:
    """Return a reader that tells whether the port is a different one."""
    return lambda settings: yes_or_no(settings.get("port", default) != port)


_YES: Final = _always(YesNoUnknown.YES)
_NO: Final = _always(YesNoUnknown.NO)
_UNKNOWN: Final = _always(YesNoUnknown.UNKNOWN)
_NEVER_ASKED: Final = _always(YesNoUnknown.NOT_APPLICABLE)


@dataclass(frozen=True, kw_only=True)
class IntegrationSettings:
    """How one integration is configured and connects.

    `login_optional`: the camera may have been set up without a password. `fixed_username`: the
    integration or the camera dictates it. Where there are `url_keys`, the addresses themselves tell
    what the questions ask, so these are for the rest.
    """

    host_keys: tuple[str, ...] = ("host",)
    url_keys: tuple[str, ...] = ()
    login_keys: tuple[tuple[str, str], ...] = (("username", "password"),)
    login_optional: bool = False
    fixed_username: bool = False
    http_plain: Question = _UNKNOWN
    stream_plain: Question = _UNKNOWN
    certificate_unchecked: Question = _NEVER_ASKED
    basic: Question = _NEVER_ASKED


def _reolink_stream(settings: Settings) -> YesNoUnknown:
    if settings.get("protocol") == "flv":
        return yes_or_no(not settings.get("use_https"))
    return YesNoUnknown.YES


def _tplink_http(settings: Settings) -> YesNoUnknown:
    parameters = settings.get("connection_parameters")
    if not isinstance(parameters, Mapping) or "https" not in parameters:
        return YesNoUnknown.UNKNOWN
    return yes_or_no(not parameters["https"])


def _unifi_stream(settings: Settings) -> YesNoUnknown:
    return (
        YesNoUnknown.NOT_APPLICABLE if settings.get("disable_rtsp") else YesNoUnknown.NO
    )


def _is_basic(key: str, *, default: str = "") -> Question:
    return lambda settings: yes_or_no(settings.get(key, default) == "basic")


DIALECTS: Final[Mapping[str, IntegrationSettings]] = {
    "generic": IntegrationSettings(
        host_keys=(),
        url_keys=("stream_source", "still_image_url"),
        login_optional=True,
        certificate_unchecked=_unless_set("verify_ssl", default=True),
        basic=_is_basic("authentication", default="basic"),
    ),
    "mjpeg": IntegrationSettings(
        host_keys=(),
        url_keys=("mjpeg_url", "still_image_url"),
        login_optional=True,
        certificate_unchecked=_unless_set("verify_ssl", default=True),
        basic=_is_basic("authentication"),
    ),
    "onvif": IntegrationSettings(
        http_plain=_unless_port(443),
        stream_plain=_YES,
        basic=_is_basic("snapshot_auth"),
    ),
    "reolink": IntegrationSettings(
        fixed_username=True,
        http_plain=_unless_set("use_https"),
        stream_plain=_reolink_stream,
    ),
    "axis": IntegrationSettings(
        http_plain=lambda settings: yes_or_no(settings.get("protocol") != "https"),
        stream_plain=_YES,
    ),
    "unifiprotect": IntegrationSettings(
        http_plain=_NO,
        stream_plain=_unifi_stream,
        certificate_unchecked=_unless_set("verify_ssl"),
    ),
    "tplink": IntegrationSettings(
        fixed_username=True,
        http_plain=_tplink_http,
        stream_plain=_if_set("live_view"),
    ),
    "hikvision": IntegrationSettings(http_plain=_unless_set("ssl"), stream_plain=_YES),
    "foscam": IntegrationSettings(
        fixed_username=True,
        http_plain=_unless_port(443, default=88),
        stream_plain=_YES,
    ),
    "vivotek": IntegrationSettings(
        host_keys=("ip_address",),
        http_plain=_unless_set("ssl"),
        stream_plain=_YES,
        certificate_unchecked=_unless_set("verify_ssl", default=True),
        basic=_is_basic("authentication"),
    ),
    "synology_dsm": IntegrationSettings(
        http_plain=_unless_set("ssl"),
        certificate_unchecked=_unless_set("verify_ssl"),
    ),
    "shelly": IntegrationSettings(
        login_optional=True,
        fixed_username=True,
        http_plain=_YES,
        stream_plain=_YES,
    ),
    "motioneye": IntegrationSettings(
        url_keys=("url",),
        login_keys=(
            ("admin_username", "admin_password"),
            ("surveillance_username", "surveillance_password"),
        ),
        login_optional=True,
    ),
    "doorbird": IntegrationSettings(http_plain=_YES, stream_plain=_YES),
    "android_ip_webcam": IntegrationSettings(
        login_optional=True, http_plain=_YES, stream_plain=_YES
    ),
    "agent_dvr": IntegrationSettings(login_optional=True, http_plain=_YES),
    "frigate": IntegrationSettings(
        url_keys=("url",),
        certificate_unchecked=_unless_set("validate_ssl", default=True),
    ),
    "dahua": IntegrationSettings(
        host_keys=("address",), http_plain=_unless_port(443), stream_plain=_YES
    ),
    "tapo_control": IntegrationSettings(
        host_keys=("ip_address", "host"),
        fixed_username=True,
        http_plain=_NO,
        stream_plain=_YES,
    ),
    "hikvision_next": IntegrationSettings(
        url_keys=("host",),
        stream_plain=_YES,
        certificate_unchecked=_unless_set("verify_ssl", default=True),
    ),
}
OTHER: Final = IntegrationSettings(
    host_keys=("host", "ip_address", "address"), url_keys=("url", "host")
)
"""For integrations that nothing is known about."""

FTP: Final = frozenset({"xiaomi", "yi"})
DEAD_PRODUCTS: Final = frozenset({"familyhub", "uvc", "xiaomi", "yi"})
"""Integrations for products whose makers have given them up."""
