"""Collects how a camera's pictures and settings are transported."""

from collections.abc import Iterable
from ipaddress import ip_address, ip_network
from typing import Any, Final

from homeassistant.components.network import async_get_loaded_adapters
from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.loader import IntegrationNotLoaded, async_get_loaded_integration

from ..core.audit.posture import Reach, TransportPosture, YesNoUnknown, yes_or_no
from ..core.reference import Reference
from ..ha.contact import async_is_cloud
from .access import CameraAccess, is_loopback, read_access
from .integration_settings import FTP
from .reach import reach_of

_MQTT: Final = "mqtt"
_MQTT_PORT: Final = 1883
# Where they are not loaded, nobody can ask them what they need.
_THROUGH_BROKERS: Final = frozenset({"frigate"})
_FRIGATE_OPEN_PORT: Final = 5000


@callback
def async_transport(
    hass: HomeAssistant,
    integration: str,
    entry: ConfigEntry[Any] | None,
    access: CameraAccess | None,
    restreams: tuple[Reference, ...] | None,
) -> TransportPosture:
    """Return how a camera's pictures are transported; `access` is None without a config entry."""
    if async_is_cloud(hass, integration):
        return _CLOUD
    ftp = yes_or_no(integration in FTP)
    if access is None or entry is None:
        return TransportPosture(ftp=ftp, cloud=YesNoUnknown.NO)
    if integration == _MQTT:
        return _mqtt(access)
    brokers = [read_access(one) for one in _brokers(hass, integration)]
    return TransportPosture(
        reach=reach_of(access.hosts),
        http_plain=_http_plain(access),
        stream_plain=_stream_plain(access),
        certificate_unchecked=_certificate_unchecked(access),
        ftp=ftp,
        mqtt_open=yes_or_no(any(map(_is_open, brokers)))
        if brokers
        else YesNoUnknown.NOT_APPLICABLE,
        frigate_without_login=_frigate(access),
        frigate_restream=_frigate_restream(access),
        frigate_open_events=_frigate_open_events(access),
        open_access_point=_open_access_point(hass, entry),
        same_network=_same_network(hass, access.hosts),
        cloud=YesNoUnknown.NO,
        restreams=restreams,
    )


_CLOUD: Final = TransportPosture(
    reach=Reach.NOT_APPLICABLE,
    http_plain=YesNoUnknown.NOT_APPLICABLE,
    stream_plain=YesNoUnknown.NOT_APPLICABLE,
    certificate_unchecked=YesNoUnknown.NOT_APPLICABLE,
    ftp=YesNoUnknown.NOT_APPLICABLE,
    mqtt_open=YesNoUnknown.NOT_APPLICABLE,
    frigate_without_login=YesNoUnknown.NOT_APPLICABLE,
    frigate_restream=YesNoUnknown.NOT_APPLICABLE,
    frigate_open_events=YesNoUnknown.NOT_APPLICABLE,
    open_access_point=YesNoUnknown.NOT_APPLICABLE,
    same_network=YesNoUnknown.NOT_APPLICABLE,
    cloud=YesNoUnknown.YES,
    restreams=(),
)


def _http_plain(access: CameraAccess) -> YesNoUnknown:
    schemes = {url.scheme for url in access.urls}
    if "http" in schemes:
        return YesNoUnknown.YES
    if "https" in schemes:
        return YesNoUnknown.NO
    if schemes:
        return YesNoUnknown.NOT_APPLICABLE
    return access.dialect.http_plain(access.settings)


def _stream_plain(access: CameraAccess) -> YesNoUnknown:
    """Answer for addresses of streams; pictures over HTTP are told by `_http_plain`."""
    schemes = {url.scheme for url in access.urls}
    if not schemes or access.integration not in {"generic", "mjpeg"}:
        return access.dialect.stream_plain(access.settings)
    if schemes & {"rtsp", "rtmp"}:
        return YesNoUnknown.YES
    return (
        YesNoUnknown.NO if schemes & {"rtsps", "rtmps"} else YesNoUnknown.NOT_APPLICABLE
    )


def _certificate_unchecked(access: CameraAccess) -> YesNoUnknown:
    secure = {url.scheme for url in access.urls} & {"https", "rtsps", "rtmps"}
    if access.urls and not secure:
        return YesNoUnknown.NOT_APPLICABLE
    return access.dialect.certificate_unchecked(access.settings)


def _brokers(hass: HomeAssistant, integration: str) -> list[ConfigEntry[Any]]:
    """Return the brokers through which an integration gets pictures and sends commands."""
    try:
        wants = async_get_loaded_integration(hass, integration).dependencies
    except IntegrationNotLoaded:
        wants = []
    if _MQTT not in wants and integration not in _THROUGH_BROKERS:
        return []
    return hass.config_entries.async_entries(
        _MQTT, include_ignore=False, include_disabled=False
    )


def _is_open(access: CameraAccess) -> bool:
    """Return whether a broker lets everybody in, or logins travel to it in the clear."""
    broker = str(access.settings.get("broker", ""))
    plain = access.settings.get("port", _MQTT_PORT) == _MQTT_PORT
    return not access.settings.get("username") or (plain and not is_loopback(broker))


def _mqtt(access: CameraAccess) -> TransportPosture:
    broker = str(access.settings.get("broker", ""))
    return TransportPosture(
        reach=reach_of([broker]) if broker else Reach.UNKNOWN,
        http_plain=YesNoUnknown.NOT_APPLICABLE,
        stream_plain=YesNoUnknown.NOT_APPLICABLE,
        certificate_unchecked=YesNoUnknown.NOT_APPLICABLE,
        ftp=YesNoUnknown.NO,
        mqtt_open=yes_or_no(_is_open(access)),
        frigate_without_login=YesNoUnknown.NOT_APPLICABLE,
        frigate_restream=YesNoUnknown.NOT_APPLICABLE,
        frigate_open_events=YesNoUnknown.NOT_APPLICABLE,
        open_access_point=YesNoUnknown.NOT_APPLICABLE,
        same_network=YesNoUnknown.NOT_APPLICABLE,
        cloud=YesNoUnknown.NO,
        restreams=(),
    )


def _frigate(access: CameraAccess) -> YesNoUnknown:
    if access.integration != "frigate":
        return YesNoUnknown.NOT_APPLICABLE
    open_port = any(url.port == _FRIGATE_OPEN_PORT for url in access.urls)
    return yes_or_no(open_port or not access.logins)


def _frigate_restream(access: CameraAccess) -> YesNoUnknown:
    if access.integration != "frigate":
        return YesNoUnknown.NOT_APPLICABLE
    template = access.settings.get("rtsp_url_template") or ""
    return yes_or_no("@" not in template)


def _frigate_open_events(access: CameraAccess) -> YesNoUnknown:
    """Answer whether pictures and clips of events are given to whoever knows their number.

    That is how notifications show them; the integration does so unless it is told not to.
    """
    if access.integration != "frigate":
        return YesNoUnknown.NOT_APPLICABLE
    return yes_or_no(bool(access.settings.get("notification_proxy_enable", True)))


def _open_access_point(hass: HomeAssistant, entry: ConfigEntry[Any]) -> YesNoUnknown:
    """Answer from what the Shelly integration itself found."""
    if entry.domain != "shelly":
        return YesNoUnknown.NOT_APPLICABLE
    issue = ir.async_get(hass).async_get_issue(
        "shelly", f"open_wifi_ap_{entry.unique_id}"
    )
    # It looks only while it runs; after a restart, an issue waits for it to look again.
    if entry.state is not ConfigEntryState.LOADED or (issue and not issue.active):
        return YesNoUnknown.UNKNOWN
    return yes_or_no(issue is not None)


def _same_network(hass: HomeAssistant, hosts: Iterable[str]) -> YesNoUnknown:
    if "network" not in hass.config.components:
        return YesNoUnknown.UNKNOWN
    networks = [
        ip_network(f"{one['address']}/{one['network_prefix']}", strict=False)
        for adapter in async_get_loaded_adapters(hass)
        if adapter["enabled"]
        for one in (*adapter["ipv4"], *adapter["ipv6"])
    ]
    answers = set[bool]()
    for host in hosts:
        try:
            address = ip_address(host)
        except ValueError:
            continue
        if not address.is_loopback:
            answers.add(any(address in network for network in networks))
    return yes_or_no(True in answers) if answers else YesNoUnknown.NOT_APPLICABLE
