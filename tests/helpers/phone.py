"""Real phones: registered with Home Assistant's own integration, listening on its push channel."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestClient
import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.typing import (
    ClientSessionGenerator,
    WebSocketGenerator,
)

from homeassistant.const import EVENT_CALL_SERVICE
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component

from .page import OpenPage, open_page

type Client = TestClient[aiohttp.web.Request, aiohttp.web.Application]


@dataclass(frozen=True, kw_only=True)
class LabPhone:
    """A phone in somebody's hand."""

    webhook_id: str
    device_id: str
    client: Client
    channel: Any
    sent: list[Event]
    cleared: list[str]
    """The tags of what was taken off all phones."""

    hass: HomeAssistant
    page: OpenPage
    open_page: Callable[[], Awaitable[OpenPage]]
    """Opens the page anew, which has to be done once time was put forward."""

    async def shown(self) -> dict[str, Any]:
        """Return the next notification that was sent to a phone."""
        await self.hass.async_block_till_done(wait_background_tasks=True)
        notification: dict[str, Any] = self.sent.pop(0).data["service_data"]
        return notification

    async def received(self) -> dict[str, Any]:
        """Return the next notification that arrives over the push channel."""
        notification: dict[str, Any] = (await self.channel.receive_json())["event"]
        return notification

    async def shows_nothing(self, hass: HomeAssistant) -> bool:
        """Return whether no notification is sent to any phone."""
        await hass.async_block_till_done(wait_background_tasks=True)
        return not self.sent

    async def press(self, notification: dict[str, Any], button: int = 0) -> None:
        """Press a button of a notification that the app answers; the others are links."""
        await self.answer(buttons(notification)[button])

    async def answer(self, action: str) -> None:
        """Answer as the app does."""
        event = {
            "event_type": "mobile_app_notification_action",
            "event_data": {"action": action},
        }
        answer = await self.client.post(
            f"/api/webhook/{self.webhook_id}",
            json={"type": "fire_event", "data": event},
        )
        assert answer.status == 200


def buttons(notification: dict[str, Any]) -> list[str]:
    """Return what the app sends for each button of a notification that is no link."""
    return [
        one["action"]
        for one in notification["data"]["actions"]
        if one["action"] != "URI"
    ]


type GivePhone = Callable[[MockUser], Awaitable[LabPhone]]


@pytest.fixture
async def give_phone(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    hass_ws_client: WebSocketGenerator,
    monkeypatch: pytest.MonkeyPatch,
) -> GivePhone:
    """Return what gives a user a phone; it stays connected while a test puts time forward."""
    # The app could not answer before the time for that is over, and whether it is cut before a
    # notification comes would be chance.
    monkeypatch.setattr(web.WebSocketResponse, "_send_heartbeat", lambda _: None)
    for component in ("mobile_app", "api"):
        assert await async_setup_component(hass, component, {})
    await hass.async_block_till_done()

    sent: list[Event] = []
    cleared: list[str] = []

    @callback
    def note(event: Event) -> None:
        if event.data["domain"] != "notify":
            return
        content = event.data["service_data"]
        if content["message"] == "clear_notification":
            cleared.append(content["data"]["tag"])
        else:
            sent.append(event)

    hass.bus.async_listen(EVENT_CALL_SERVICE, note)

    async def give(user: MockUser) -> LabPhone:
        refresh = await hass.auth.async_create_refresh_token(
            user, "https://example.com"
        )
        access_token = hass.auth.async_create_access_token(refresh)
        client = await hass_client(access_token)
        number = len(hass.config_entries.async_entries("mobile_app"))
        answer = await client.post(
            "/api/mobile_app/registrations",
            json={
                "device_id": f"phone-{number}",
                "app_id": "lens_cap_lab",
                "app_name": "Lab phone",
                "app_version": "1",
                "device_name": f"{user.name} phone {number}",
                "manufacturer": "Lab",
                "model": "Phone",
                "os_name": "Linux",
                "os_version": "1",
                "supports_encryption": False,
                "app_data": {"push_websocket_channel": True},
            },
        )
        webhook_id = (await answer.json())["webhook_id"]
        await hass.async_block_till_done()
        channel = await hass_ws_client(hass, access_token)
        await channel.send_json_auto_id(
            {"type": "mobile_app/push_notification_channel", "webhook_id": webhook_id}
        )
        assert (await channel.receive_json())["success"]
        entry = hass.config_entries.async_entries("mobile_app")[-1]
        (device,) = dr.async_entries_for_config_entry(
            dr.async_get(hass), entry.entry_id
        )
        return LabPhone(
            webhook_id=webhook_id,
            device_id=device.id,
            client=client,
            channel=channel,
            sent=sent,
            cleared=cleared,
            hass=hass,
            page=await open_page(hass, hass_ws_client, user),
            open_page=lambda: open_page(hass, hass_ws_client, user),
        )

    return give
