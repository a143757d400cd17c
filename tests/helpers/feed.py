"""A card, as somebody who is signed in has it open: one subscription, and what it was told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.lens_cap.core.ids import CameraId
from homeassistant.core import HomeAssistant

from .page import token_of


async def open_feed(
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    user: MockUser,
    *,
    long_lived: bool = False,
) -> OpenFeed:
    """Return a connection of a user who signs in now, or of a program with a token of theirs."""
    token = await token_of(hass, user, long_lived=long_lived)
    return OpenFeed(client=await hass_ws_client(hass, token))


@dataclass(kw_only=True)
class OpenFeed:
    """A websocket; `told` are the events that came, the oldest first."""

    client: Any
    told: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])

    async def says(self, command: str, **data: object) -> Mapping[str, Any]:
        """Return the answer to a command; events that come meanwhile are kept."""
        await self.client.send_json_auto_id({"type": f"lens_cap/{command}", **data})
        while True:
            message: dict[str, Any] = await self.client.receive_json()
            if message["type"] != "event":
                return message
            self.told.append(message["event"])

    async def asks(self, command: str, **data: object) -> Any:
        """Return what a command gives, which must succeed."""
        answer = await self.says(command, **data)
        assert answer["success"], answer
        return answer["result"]

    async def refused(self, command: str, **data: object) -> str:
        """Return the key of the error that a command gives, which must fail."""
        answer = await self.says(command, **data)
        assert not answer["success"], answer
        assert answer["error"]["translation_domain"] == "lens_cap", answer
        key: str = answer["error"]["translation_key"]
        return key

    async def subscribe(self) -> dict[str, Any]:
        """Subscribe; return the first event."""
        await self.asks("subscribe")
        return self.told.pop(0) if self.told else await self.next()

    async def next(self) -> dict[str, Any]:
        """Return the next event."""
        if self.told:
            return self.told.pop(0)
        message: dict[str, Any] = await self.client.receive_json()
        assert message["type"] == "event", message
        event: dict[str, Any] = message["event"]
        return event

    async def camera(self, camera_id: CameraId, **wanted: object) -> dict[str, Any]:
        """Return a camera as soon as it is told to be so."""
        while True:
            event = await self.next()
            for camera in event["cameras"]:
                if (
                    camera["camera_id"] == camera_id
                    and wanted.items() <= camera.items()
                ):
                    found: dict[str, Any] = camera
                    return found
