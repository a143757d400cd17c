"""The contacts with Home Assistant's cameras that sealing needs, each with a contract test.

They may break at an upgrade; docs/adr/0016-seal-the-original.md says why each of them is needed.
"""

from collections.abc import Iterator
from typing import Any, Final

from homeassistant.components.camera import Camera
from homeassistant.components.camera.const import DATA_COMPONENT
from homeassistant.core import HomeAssistant, callback

from .compat_entities import ComponentEntities
from .compat_streams import ATTR_STREAMS, STREAM_DOMAIN, Stream, async_end_stream

CAMERAS: Final = ComponentEntities(Camera, DATA_COMPONENT)

_HOMEKIT: Final = "homekit"


async def async_show_anew(camera: Camera) -> None:
    """Let Home Assistant ask a camera again what it can do, and show it."""
    _forget_capabilities(camera)
    await camera.async_refresh_providers(write_state=False)
    camera.async_write_ha_state()


@callback
def forget_stream(hass: HomeAssistant, camera: Camera) -> Stream | None:
    """Take a camera's own stream from it and from all that plays it; return it."""
    stream: Stream | None = vars(camera).get("stream")
    if stream is None:
        return None
    vars(camera)["stream"] = None
    known = hass.data.get(STREAM_DOMAIN, {}).get(ATTR_STREAMS, [])
    if stream in known:
        known.remove(stream)
    return stream


async def async_end_own_stream(hass: HomeAssistant, camera: Camera) -> None:
    """End the stream that a camera has of its own, one that is being made included."""
    if (lock := vars(camera).get("_create_stream_lock")) is not None:
        async with lock:
            pass
    if (stream := forget_stream(hass, camera)) is not None:
        await async_end_stream(hass, stream, camera.entity_id)


async def async_leave_webrtc_server(camera: Camera) -> None:
    """Take a camera from the WebRTC server that knows its address, and end its sessions there.

    Players are told: the server itself would go on sending to those that it has.
    """
    provider: Any = vars(camera).get("_webrtc_provider")
    if provider is None:
        return
    camera._webrtc_provider = None  # noqa: SLF001
    _forget_capabilities(camera)
    for session in list(getattr(provider, "_sessions", {}).values()):
        if getattr(session, "camera", None) is camera:
            _tell_player(session)
    await provider.async_unregister_camera(camera)


def _forget_capabilities(camera: Camera) -> None:
    """Have Home Assistant work out what a camera can do; from 2026.11 on it does at each request."""
    vars(camera).get("_cache", {}).pop("camera_capabilities", None)


def _tell_player(session: Any) -> None:
    """Tell a player of go2rtc that its session is over, as if go2rtc had."""
    from go2rtc_client.ws import WsError  # noqa: PLC0415  # only there with go2rtc

    for tell in list(getattr(session.ws_client, "_subscribers", ())):
        tell(WsError("ended"))


async def async_end_homekit_streams(hass: HomeAssistant, entity_id: str) -> None:
    """End the live pictures that HomeKit bridges show of a camera: each has an ffmpeg of its own."""
    for accessory in _homekit_accessories(hass):
        if getattr(accessory, "entity_id", None) != entity_id:
            continue
        for session in list(getattr(accessory, "sessions", {}).values()):
            await accessory.stop_stream(session)


def _homekit_accessories(hass: HomeAssistant) -> Iterator[Any]:
    for entry in hass.config_entries.async_entries(_HOMEKIT):
        homekit = getattr(getattr(entry, "runtime_data", None), "homekit", None)
        driver = getattr(homekit, "driver", None)
        yield getattr(driver, "accessory", None)
        yield from getattr(getattr(homekit, "bridge", None), "accessories", {}).values()
