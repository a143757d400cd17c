"""Answering on a phone: the own one, by its own user, and nobody who read along."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.lens_cap.core.pending import Channel
from homeassistant.const import EVENT_CALL_SERVICE
from homeassistant.core import Context, Event, HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component

from ..presence.phone import GivePhone, LabPhone
from .gate import Gate, sign_in

ANSWER = "mobile_app_notification_action"


@pytest.fixture
async def phone(gate: Gate, anna: MockUser, give_phone: GivePhone) -> LabPhone:
    """Return Anna's phone."""
    return await give_phone(anna)


async def test_yes_on_the_own_phone(
    gate: Gate, hass: HomeAssistant, anna: MockUser, phone: LabPhone
) -> None:
    """Whoever asks is asked back at once: which camera, how long, what for, and who is heard."""
    await gate.ask(anna)
    shown = await phone.shown()
    assert shown["message"].startswith("Turn on the sound of Sofa for 60 minutes?")
    for part in ("Anna", "the baby", "neighbours"):
        assert part in shown["message"]
    assert not ir.async_get(hass).issues
    await phone.press(shown)
    await hass.async_block_till_done()
    assert gate.sounds()
    assert gate.events[-1].channel is Channel.PHONE
    assert gate.events[-1].by == anna.id


async def test_no(
    gate: Gate, hass: HomeAssistant, anna: MockUser, phone: LabPhone
) -> None:
    """The request is over, and its yes with it."""
    await gate.ask(anna)
    shown = await phone.shown()
    await phone.press(shown, 1)
    await hass.async_block_till_done()
    await phone.press(shown, 0)
    await hass.async_block_till_done()
    assert gate.kinds() == ["requested", "request_ended:denied"]


async def test_an_automation_that_reads_along(
    gate: Gate, hass: HomeAssistant, anna: MockUser, phone: LabPhone
) -> None:
    """It takes the button from the bus and fires the event, in any name it likes: nothing happens."""
    stolen: list[str] = []

    @callback
    def read(event: Event[Any]) -> None:
        data = event.data.get("service_data", {}).get("data", {})
        stolen.extend(one["action"] for one in data.get("actions", []))

    hass.bus.async_listen(EVENT_CALL_SERVICE, read)
    await gate.ask(anna)
    await phone.shown()
    assert len(stolen) == 2
    for context in (Context(), Context(user_id=anna.id)):
        hass.bus.async_fire(ANSWER, {"action": stolen[0]}, context=context)
        await hass.async_block_till_done()
    assert not gate.sounds()


async def test_an_automation_as_home_assistant_writes_it(
    gate: Gate, hass: HomeAssistant, anna: MockUser, phone: LabPhone
) -> None:
    """The same, with a real automation."""
    config = {
        "trigger": {"platform": "event", "event_type": EVENT_CALL_SERVICE},
        "condition": "{{ trigger.event.data.domain == 'notify' }}",
        "action": {
            "event": ANSWER,
            "event_data": {
                "action": "{{ trigger.event.data.service_data.data.actions[0].action }}"
            },
        },
    }
    assert await async_setup_component(hass, "automation", {"automation": config})
    heard: list[Event[Any]] = []
    hass.bus.async_listen(ANSWER, heard.append)
    await gate.ask(anna)
    shown = await phone.shown()
    await hass.async_block_till_done()
    action = shown["data"]["actions"][0]["action"]
    assert [one.data["action"] for one in heard] == [action]
    assert not gate.sounds()


async def test_an_administrator_who_fires_events(
    gate: Gate,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    anna: MockUser,
    phone: LabPhone,
) -> None:
    """Not through the websocket, and not through the API, even in the right name."""
    await gate.ask(anna)
    shown = await phone.shown()
    action = shown["data"]["actions"][0]["action"]
    signed = await sign_in(hass, hass_ws_client, anna)
    await signed.client.send_json_auto_id(
        {"type": "fire_event", "event_type": ANSWER, "event_data": {"action": action}}
    )
    assert (await signed.client.receive_json())["success"]
    answer = await phone.client.post(f"/api/events/{ANSWER}", json={"action": action})
    assert answer.status == 200
    await hass.async_block_till_done()
    assert not gate.sounds()


async def test_somebody_else_s_phone(
    gate: Gate,
    hass: HomeAssistant,
    anna: MockUser,
    ben: MockUser,
    phone: LabPhone,
    give_phone: GivePhone,
) -> None:
    """Whoever sees the button of another phone cannot press it on the own one."""
    bens = await give_phone(ben)
    await gate.ask(anna)
    shown = await phone.shown()
    await bens.press(shown)
    await hass.async_block_till_done()
    assert not gate.sounds()


async def test_another_adult_is_asked(
    gate: Gate,
    hass: HomeAssistant,
    anna: MockUser,
    ben: MockUser,
    phone: LabPhone,
    give_phone: GivePhone,
) -> None:
    """And only that one."""
    bens = await give_phone(ben)
    gate.confirmers = type(gate.confirmers)(
        residents=gate.confirmers.residents, another_adult=True
    )
    await gate.ask(anna)
    shown = await bens.received()
    assert await phone.shown() and await phone.shows_nothing(hass)
    await phone.press(shown)
    await hass.async_block_till_done()
    assert not gate.sounds()
    await bens.press(shown)
    await hass.async_block_till_done()
    assert gate.sounds()
    assert gate.events[-1].by == ben.id


async def test_off_makes_the_button_dead(
    gate: Gate, hass: HomeAssistant, anna: MockUser, phone: LabPhone
) -> None:
    """A yes that comes after somebody switched sound off is a yes to nothing."""
    await gate.ask(anna)
    shown = await phone.shown()
    gate.manager.off(next(iter(gate.manager.state.pending)))
    await phone.press(shown)
    await hass.async_block_till_done()
    assert not gate.sounds()
