"""Every way that Home Assistant has to a camera's picture or stream."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import aiohttp
from aiohttp.test_utils import TestClient
from pytest_homeassistant_custom_component.typing import (
    ClientSessionGenerator,
    WebSocketGenerator,
)

from homeassistant.components.camera import (
    async_get_image,  # noqa: TID251
    async_get_stream_source,  # noqa: TID251
)
from homeassistant.components.media_source import (
    async_browse_media,
    async_resolve_media,
)
from homeassistant.core import HomeAssistant

from .mock_house import House

CAMERA: Final = "camera.sofa"
type Client = TestClient[aiohttp.web.Request, aiohttp.web.Application]


@dataclass(kw_only=True)
class Doors:
    """Knocks at every door, and returns what comes out."""

    house: House
    client: Client
    make_websocket: WebSocketGenerator
    camera: str = CAMERA
    played: list[Any] = field(default_factory=list)

    @property
    def hass(self) -> HomeAssistant:
        """Return the Home Assistant that has the doors."""
        return self.house.hass

    async def get(self, path: str) -> tuple[int, bytes]:
        """Ask for an address; return status and body."""
        answer = await self.client.get(path)
        return answer.status, await answer.read()

    async def ask(self, kind: str, **message: Any) -> dict[str, Any]:
        """Send a websocket command about the camera, and return the answer."""
        websocket = await self.make_websocket(self.hass)
        await websocket.send_json_auto_id(
            {"type": kind, "entity_id": self.camera, **message}
        )
        answer: dict[str, Any] = await websocket.receive_json()
        return answer

    def file(self) -> Path:
        """Return where a snapshot or recording may be put."""
        return Path(self.hass.config.path("media", "taken"))


type Knock = Callable[[Doors], Awaitable[object]]


async def _snapshot(doors: Doors) -> object:
    await doors.house.call("camera.snapshot", doors.camera, filename=str(doors.file()))
    return doors.file().read_bytes()


async def _record(doors: Doors) -> object:
    await doors.house.call(
        "camera.record", doors.camera, filename=f"{doors.file()}.mp4", duration=1
    )
    return None


async def _play(doors: Doors) -> object:
    await doors.house.call(
        "camera.play_stream", doors.camera, media_player="media_player.tv"
    )
    return None


async def _resolve(doors: Doors) -> object:
    return await async_resolve_media(
        doors.hass, f"media-source://camera/{doors.camera}", "media_player.tv"
    )


# Those who come by these mean to use the picture.
USERS: Final[dict[str, Knock]] = {
    "snapshot": _snapshot,
    "record": _record,
    "play_stream": _play,
    "resolve": _resolve,
    "get_image": lambda doors: async_get_image(doors.hass, doors.camera),
}
# Dashboards come by these.
PROXIES: Final = {
    "still": f"/api/camera_proxy/{CAMERA}",
    "scaled still": f"/api/camera_proxy/{CAMERA}?width=16&height=9",
    "mjpeg": f"/api/camera_proxy_stream/{CAMERA}",
    "mjpeg with interval": f"/api/camera_proxy_stream/{CAMERA}?interval=0.5",
}


async def stream_source(doors: Doors) -> str | None:
    """Return the address that other integrations get."""
    return await async_get_stream_source(doors.hass, doors.camera)


async def browsed(doors: Doors) -> Iterator[str]:
    """Return the addresses of the cameras in the media browser."""
    found = await async_browse_media(doors.hass, "media-source://camera")
    return (child.media_content_id for child in found.children or [])


async def make_doors(
    house: House,
    hass_client: ClientSessionGenerator,
    ws: WebSocketGenerator,
    camera: str = CAMERA,
) -> Doors:
    """Return the doors of a house."""
    folder = house.hass.config.path("media")
    house.hass.config.allowlist_external_dirs = {folder}
    return Doors(
        house=house, client=await hass_client(), make_websocket=ws, camera=camera
    )
