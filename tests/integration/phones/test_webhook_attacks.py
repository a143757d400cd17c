"""Somebody who knows a phone's webhook id, which every user may read, and nothing else.

They can do all that Home Assistant lets a phone do. Nothing of that opens a camera.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
import json
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer
from nacl.encoding import Base64Encoder, HexEncoder
from nacl.secret import SecretBox
import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.typing import (
    ClientSessionGenerator,
    WebSocketGenerator,
)

from custom_components.lens_cap.core.history.record import HistoryKind
from custom_components.lens_cap.core.history.visible import HistoryViewer, Reader
from custom_components.lens_cap.history import HistoryQuery
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component

from ...helpers.family import add_rule, by, set_options
from ...helpers.mock_house import House
from ...helpers.page import open_page
from ...helpers.phone import Client, GivePhone, LabPhone, buttons
from ..audio.household.conftest import assess

ANSWER = "mobile_app_notification_action"
LIFT = "switch.sofa_privacy_mode"
SOUND = "switch.sofa_audio_recording"


@dataclass(kw_only=True)
class Outsider:
    """Somebody without a login; `key` is what the phone encrypts with, once they have it."""

    client: Client
    webhook_id: str
    key: str | None = None

    async def sends(self, kind: str, data: Any) -> Any:
        """Send what the phone could; return the answer."""
        message: dict[str, Any] = {"type": kind, "data": data}
        if self.key is not None:
            box = SecretBox(self.key.encode(), encoder=HexEncoder)
            secret = box.encrypt(json.dumps(data).encode(), encoder=Base64Encoder)
            message = {
                "type": kind,
                "encrypted": True,
                "encrypted_data": secret.decode(),
            }
        answer = await self.client.post(f"/api/webhook/{self.webhook_id}", json=message)
        return await answer.json(content_type=None) if answer.status == 200 else None

    async def presses(self, action: str) -> None:
        """Answer a notification in the phone's name."""
        await self.sends(
            "fire_event", {"event_type": ANSWER, "event_data": {"action": action}}
        )


@pytest.fixture(autouse=True)
async def registries(hass: HomeAssistant, home: None) -> None:
    """Let users ask for entities, as the frontend does."""
    assert await async_setup_component(hass, "config", {})


@pytest.fixture
async def phone(family: House, anna: MockUser, give_phone: GivePhone) -> LabPhone:
    """Return Anna's phone, which does not encrypt."""
    return await give_phone(anna)


@pytest.fixture
async def outsider(
    hass: HomeAssistant,
    hass_client_no_auth: ClientSessionGenerator,
    hass_ws_client: WebSocketGenerator,
    phone: LabPhone,
    visitor: MockUser,
) -> Outsider:
    """Return somebody who got the id from a user without any right but to look."""
    await phone.client.post(
        f"/api/webhook/{phone.webhook_id}",
        json={
            "type": "register_sensor",
            "data": {
                "name": "Battery",
                "state": 50,
                "type": "sensor",
                "unique_id": "battery",
            },
        },
    )
    await hass.async_block_till_done()
    visitor.mock_policy({"entities": {"all": {"read": True}}})
    page = await open_page(hass, hass_ws_client, visitor)
    await page.client.send_json_auto_id({"type": "config/entity_registry/list"})
    listed = (await page.client.receive_json())["result"]
    battery = next(
        one["entity_id"] for one in listed if one["entity_id"].endswith("_battery")
    )
    entry = er.async_get(hass).async_get(battery)
    assert entry is not None
    return Outsider(
        client=await hass_client_no_auth(),
        webhook_id=entry.unique_id.removesuffix("_battery"),
    )


@pytest.fixture
async def asked(
    family: House, hass: HomeAssistant, anna: MockUser, phone: LabPhone
) -> House:
    """Return the house in which Anna was asked for sound."""
    assess(family)
    await hass.async_block_till_done()
    with pytest.raises(ServiceValidationError):
        await family.call("switch.turn_on", SOUND, context=by(anna))
    return family


@pytest.fixture
async def lift_asked(
    family: House, hass: HomeAssistant, anna: MockUser, phone: LabPhone
) -> House:
    """Return the house in which Anna was asked whether to lift a rule."""
    add_rule(family, effect_level="private")
    set_options(family, confirm_lifts=True)
    await hass.async_block_till_done()
    with pytest.raises(ServiceValidationError):
        await family.call("switch.turn_off", LIFT, context=by(anna))
    return family


async def test_the_id_is_no_secret(phone: LabPhone, outsider: Outsider) -> None:
    """That is why no answer of a phone opens anything."""
    assert outsider.webhook_id == phone.webhook_id


async def test_sound(
    asked: House, hass: HomeAssistant, phone: LabPhone, outsider: Outsider
) -> None:
    """Every button that was sent, and every one that there used to be: no sound."""
    shown = await phone.shown()
    (no,) = buttons(shown)
    nonce = no.rpartition("_STAYS_OFF_")[2]
    for action in (f"LENS_CAP_SOUND_ON_{nonce}", "sound_on", "URI", no):
        await outsider.presses(action)
    await hass.async_block_till_done(wait_background_tasks=True)
    events = await asked.runtime.audio.record.async_events()
    assert [one.kind.value for one in events] == ["requested", "request_ended"]
    assert asked.state(SOUND).state == "off"


async def test_a_lift(
    lift_asked: House, hass: HomeAssistant, phone: LabPhone, outsider: Outsider
) -> None:
    """The same for one that waits to be confirmed."""
    shown = await phone.shown()
    (keep,) = buttons(shown)
    nonce = keep.removeprefix("LENS_CAP_KEEP_")
    for action in (f"LENS_CAP_OPEN_{nonce}", "URI", keep):
        await outsider.presses(action)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert not lift_asked.is_open()


@pytest.fixture
async def push_server(socket_enabled: None) -> AsyncIterator[tuple[str, list[Any]]]:
    """Yield the address of a push server of the outsider's own, and all that comes there."""
    taken: list[Any] = []

    async def take(request: web.Request) -> web.Response:
        taken.append(await request.json())
        return web.json_response({}, status=201)

    app = web.Application()
    app.router.add_post("/", take)
    server = TestServer(app)
    await server.start_server()
    yield str(server.make_url("/")), taken
    await server.close()


async def test_who_reads_along(
    lift_asked: House,
    hass: HomeAssistant,
    anna: MockUser,
    phone: LabPhone,
    outsider: Outsider,
    push_server: tuple[str, list[Any]],
) -> None:
    """All that is sent to a sleeping phone goes to the outsider: there is nothing in it that opens."""
    address, taken = push_server
    await phone.channel.close()
    await outsider.sends(
        "update_registration",
        {
            "app_data": {"push_url": address, "push_token": "x"},
            "app_version": "2",
            "device_name": "Anna phone 0",
            "manufacturer": "Lab",
            "model": "Phone",
        },
    )
    await hass.async_block_till_done()
    with pytest.raises(ServiceValidationError):
        await lift_asked.call("switch.turn_off", LIFT, context=by(anna))
    await hass.async_block_till_done(wait_background_tasks=True)
    cleared, seen = taken
    assert cleared["message"] == "clear_notification"
    assert seen["message"].startswith("Open Sofa")
    for action in buttons(seen):
        await outsider.presses(action)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert not lift_asked.is_open()


async def test_who_makes_the_phone_encrypt(
    lift_asked: House, hass: HomeAssistant, phone: LabPhone, outsider: Outsider
) -> None:
    """The key is given to whoever asks first; from then on the phone itself is shut out, and they are not."""
    shown = await phone.shown()
    given = await outsider.sends("enable_encryption", {})
    outsider.key = given["secret"]
    for action in buttons(shown):
        await outsider.presses(action)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert not lift_asked.is_open()


async def test_websocket_commands_need_a_login(
    lift_asked: House,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    anna: MockUser,
    visitor: MockUser,
    phone: LabPhone,
) -> None:
    """Neither a token of a program in Anna's name, nor another user, sees the question or answers it."""
    (request,) = await phone.page.pending("questions")
    theirs = await open_page(hass, hass_ws_client, visitor)
    assert (await theirs.shown())["requests"] == []
    assert await theirs.pending("questions") == []
    answer = await theirs.confirm("questions", request["request_id"], request["proof"])
    assert answer == "question_over"
    program = await open_page(hass, hass_ws_client, anna, long_lived=True)
    for command in ("subscribe", "pending"):
        said = await program.says(f"questions/{command}")
        assert said["error"]["translation_key"] == "question_not_signed_in"
    answer = await program.confirm("questions", request["request_id"], request["proof"])
    assert answer == "question_not_signed_in"
    assert not lift_asked.is_open()


async def test_a_yes_that_is_sent_many_times(
    lift_asked: House, anna: MockUser, phone: LabPhone
) -> None:
    """A proof counts once, however often it is sent."""
    (request,) = await phone.page.pending("questions")
    page = lift_asked.runtime.questions.page
    results = await asyncio.gather(
        *(
            page.async_confirm(
                request["request_id"],
                request["proof"],
                is_admin=True,
                context=by(anna),
            )
            for _ in range(5)
        ),
        return_exceptions=True,
    )
    assert results.count(None) == 1
    assert lift_asked.is_open()
    query = HistoryQuery(kinds=frozenset({HistoryKind.LIFTED}))
    reader = HistoryViewer(reader=Reader.ADMINISTRATOR)
    page_of_lifts = await lift_asked.runtime.history.async_page(query, reader)
    assert len(page_of_lifts.records) == 1


async def test_guests(
    family: House, hass: HomeAssistant, phone: LabPhone, outsider: Outsider
) -> None:
    """No button of a phone says that guests have left, whatever it was called once."""
    await family.call("switch.turn_on", "switch.lens_cap_guests")
    for key in ("GUESTS_LEFT", "FOLLOW_RULES"):
        await outsider.presses(f"LENS_CAP_{key}_x")
    await hass.async_block_till_done(wait_background_tasks=True)
    assert family.state("switch.lens_cap_guests").state == "on"
