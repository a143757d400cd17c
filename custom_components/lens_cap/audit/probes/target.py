"""Finds the endpoints to probe for one camera, in its own config entry only.

What is read here are addresses without any login. They stay in memory for as long as a run takes.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

from yarl import URL

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import TemplateError
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.template import Template

from ...core.audit.disclosable import disclosable_host, disclosable_path
from ...core.audit.posture import YesNoUnknown
from ...core.audit.probe import ProbeId
from ...ha.contact import async_may_be_asked
from ..access import CameraAccess, parse_url, read_access

_PORTS: Final[Mapping[str, int]] = {
    "http": 80,
    "https": 443,
    "rtsp": 554,
    "rtsps": 322,
}
_ONVIF_PATH: Final = "/onvif/device_service"


@dataclass(frozen=True, kw_only=True, repr=False)
class Endpoint:
    """One address to probe; `path` holds neither a login nor spaces.

    `nameless`: the name of the host may be a secret, so its address is said instead.
    """

    scheme: str
    host: str
    port: int
    path: str
    nameless: bool = False

    @property
    def encrypted(self) -> bool:
        """Return whether the connection is to be encrypted."""
        return self.scheme in {"https", "rtsps"}

    @property
    def authority(self) -> str:
        """Return host and port as they stand in a URL."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


@dataclass(frozen=True, kw_only=True, repr=False)
class ProbeTarget:
    """The endpoints of one camera; without any, there is nothing to probe.

    `hosts` and `ports` are what a router's forwarding is compared with. `unaskable`: probes whose
    address cannot be asked for without a secret in it, or cannot be read now.
    """

    rtsp: Endpoint | None = None
    still: Endpoint | None = None
    onvif: Endpoint | None = None
    tls: Endpoint | None = None
    hosts: frozenset[str] = frozenset()
    ports: frozenset[int] = frozenset()
    unaskable: frozenset[ProbeId] = field(default_factory=frozenset[ProbeId])


NOTHING: Final = ProbeTarget()


@callback
def async_targets(hass: HomeAssistant, source_entity_id: str) -> ProbeTarget:
    """Return the endpoints of an original camera, without contacting it.

    Cameras of a maker's servers, cameras on battery and those without a config entry have nothing.
    """
    registered = er.async_get(hass).async_get(source_entity_id)
    if registered is None or registered.config_entry_id is None:
        return NOTHING
    entry = hass.config_entries.async_get_entry(registered.config_entry_id)
    if entry is None or not async_may_be_asked(hass, source_entity_id):
        return NOTHING
    access = read_access(entry)
    return _target(hass, access)


def _target(hass: HomeAssistant, access: CameraAccess) -> ProbeTarget:
    rtsp: Endpoint | None = None
    pictures: dict[str, Endpoint] = {}
    secured: list[Endpoint] = []
    hosts: set[str] = set()
    ports: set[int] = set()
    unaskable: set[ProbeId] = set()
    unread: set[str] = set()
    for key, url in _urls(hass, access):
        if url is None:
            unread.add(key)
            continue
        if not (port := url.explicit_port or _PORTS.get(url.scheme)) or not url.host:
            continue
        is_stream = url.scheme.startswith("rtsp")
        hosts.add(url.host)
        ports.add(port)
        if url.scheme in {"https", "rtsps"}:
            secured.append(_endpoint(url, port, "/", access))
        if access.integration not in {"generic", "mjpeg"}:
            continue
        if (path := _path_without_login(url, access)) is None:
            unaskable.add(
                ProbeId.RTSP_ANONYMOUS if is_stream else ProbeId.STILL_ANONYMOUS
            )
        elif is_stream:
            rtsp = _endpoint(url, port, path, access)
        else:
            pictures[key] = _endpoint(url, port, path, access)
    onvif = None
    if not ports and (host := _host(access)):
        hosts.add(host)
        rtsp = _known_stream(access, host)
        onvif = _onvif(access, host)
        secured += _web(access, host)
        ports |= {one.port for one in (rtsp, onvif, *secured) if one is not None}
    best = next((key for key in _STILLS if key in pictures or key in unread), "")
    still = pictures.get(best)
    answered = {ProbeId.STILL_ANONYMOUS} if still is not None else set[ProbeId]()
    unaskable |= _unaskable_without(unread, best)
    return ProbeTarget(
        rtsp=rtsp,
        still=still,
        onvif=onvif,
        tls=next(iter(secured), None),
        hosts=frozenset(hosts),
        ports=frozenset(ports),
        unaskable=frozenset(unaskable - answered),
    )


_STILLS: Final = ("still_image_url", "mjpeg_url", "stream_source")
"""Settings that hold the address of a picture, the best first."""


def _unaskable_without(unread: set[str], best: str) -> set[ProbeId]:
    """Return the probes that need an address which cannot be read now, but may be read later."""
    if not unread:
        return set()
    found = {ProbeId.TLS, ProbeId.UPNP_MAPPING}
    if "stream_source" in unread:
        found.add(ProbeId.RTSP_ANONYMOUS)
    if best in unread:
        found.add(ProbeId.STILL_ANONYMOUS)
    return found


def _urls(
    hass: HomeAssistant, access: CameraAccess
) -> Iterator[tuple[str, URL | None]]:
    """Yield every address by its setting; None where a template gives none at the moment."""
    for key in access.dialect.url_keys:
        text = access.settings.get(key)
        if isinstance(text, str) and "{" in text:
            url: URL | None = None
            with suppress(TemplateError):
                url = parse_url(Template(text, hass).async_render(parse_result=False))
            yield key, url if url is not None and url.host else None
        elif (url := parse_url(text)) is not None:
            yield key, url


def _endpoint(url: URL, port: int, path: str, access: CameraAccess) -> Endpoint:
    return Endpoint(
        scheme=url.scheme,
        host=url.host or "",
        port=port,
        path=path,
        nameless=not disclosable_host(url.host or "", _secrets(access, url)),
    )


def _path_without_login(url: URL, access: CameraAccess) -> str | None:
    """Return path and query without what may be a login, None where the path itself is one."""
    sayable = disclosable_path(url.path, url.query.items(), _secrets(access, url))
    if sayable is None:
        return None
    path, query = sayable
    return URL.build(path=path or "/", query=query).raw_path_qs


def _secrets(access: CameraAccess, url: URL | None = None) -> set[str]:
    """Return what Home Assistant knows to be a camera's login."""
    known = {one for login in access.logins for one in login}
    if url is not None:
        known |= {url.user or "", url.password or ""}
    return known - {""}


def _host(access: CameraAccess) -> str | None:
    for key in access.dialect.host_keys:
        value = access.settings.get(key)
        if isinstance(value, str) and value and "/" not in value and "@" not in value:
            return value
    return None


def _onvif(access: CameraAccess, host: str) -> Endpoint | None:
    if access.integration != "onvif":
        return None
    return _at_host(access, "http", host, access.port or 80, _ONVIF_PATH)


def _web(access: CameraAccess, host: str) -> Iterator[Endpoint]:
    if access.dialect.http_plain(access.settings) is YesNoUnknown.NO:
        port = access.port or _PORTS["https"]
        yield _at_host(access, "https", host, port, "/")


def _at_host(
    access: CameraAccess, scheme: str, host: str, port: int, path: str
) -> Endpoint:
    nameless = not disclosable_host(host, _secrets(access))
    return Endpoint(scheme=scheme, host=host, port=port, path=path, nameless=nameless)


type _Stream = Callable[[Mapping[str, Any]], str | None]

# As their integrations themselves put the addresses together; the first channel of a recorder.
_STREAMS: Final[Mapping[str, _Stream]] = {
    "axis": lambda _: "/axis-media/media.amp",
    "dahua": lambda _: "/cam/realmonitor?channel=1&subtype=0",
    "foscam": lambda one: f"/video{one.get('stream', 'Main')}",
    "hikvision": lambda _: "/Streaming/Channels/101",
    "reolink": lambda _: "/Preview_01_main",
    "shelly": lambda _: "/stream/0",
    "tapo_control": lambda _: "/stream1",
    "tplink": lambda one: "/stream1" if one.get("live_view") else None,
    "vivotek": lambda one: f"/{one['stream_path']}" if one.get("stream_path") else None,
}


def _known_stream(access: CameraAccess, host: str) -> Endpoint | None:
    stream = _STREAMS.get(access.integration)
    path = stream(access.settings) if stream is not None else None
    if path is None:
        return None
    url = URL.build(scheme="rtsp", host="camera.invalid").join(URL(path))
    if (clean := _path_without_login(url, access)) is None:
        return None
    port = access.settings.get("rtsp_port")
    known = port if isinstance(port, int) else _PORTS["rtsp"]
    return _at_host(access, "rtsp", host, known, clean)
