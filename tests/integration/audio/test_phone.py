"""Answering on a phone: the own one, by its own user, and nobody who read along."""

from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import (
    MockUser,
    async_fire_time_changed,
)
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.lens_cap.core.audio.grant import Length
from custom_components.lens_cap.core.audio.request import Channel
from custom_components.lens_cap.exceptions.audio import AudioRefusedError
from homeassistant.const import EVENT_CALL_SERVICE
from homeassistant.core import Context, Event, HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component

from ...helpers.mock_house import SOFA
from ...helpers.phone import GivePhone, LabPhone, buttons
from .gate import Gate, sign_in

ANSWER = "mobile_app_notification_action"


@pytest.fixture
async def phone(gate: Gate, anna: MockUser, give_phone: GivePhone) -> LabPhone:
    """Return Anna's phone."""
    return await give_phone(anna)


async def test_the_own_phone_leads_to_where_yes_is_said(
    gate: Gate, hass: HomeAssistant, anna: MockUser, phone: LabPhone
) -> None:
    """Whoever asks is asked back at once: which camera, how long, what for, and who is heard."""
    request = await gate.ask(anna)
    shown = await phone.shown()
    assert shown["message"].startswith("Turn on the sound of Sofa for 60 minutes?")
    for part in ("Anna", "the baby", "neighbors"):
        assert part in shown["message"]
    assert not ir.async_get(hass).issues
    assert shown["data"]["url"] == shown["data"]["clickAction"] == "/lens-cap"
    assert shown["data"]["tag"] == f"lens_cap_audio_{request}"
    assert await phone.page.yes() == [None]
    assert gate.sounds()
    assert gate.events[-1].channel is Channel.CARD
    assert gate.events[-1].by == anna.id


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (1, "one minute"),
        (119, "119 minutes"),
        (120, "2 hours"),
        (121, "3 hours"),
        (1440, "24 hours"),
    ],
)
async def test_nobody_is_told_less_than_it_is(
    gate: Gate, anna: MockUser, phone: LabPhone, minutes: int, told: str
) -> None:
    """A time of its own is rounded up."""
    chosen = timedelta(minutes=minutes)
    await gate.ask(anna, length=Length.CHOSEN, chosen=chosen)
    shown = await phone.shown()
    assert shown["message"].startswith(f"Turn on the sound of Sofa for {told}?")


async def test_no_button_says_yes(
    gate: Gate, hass: HomeAssistant, anna: MockUser, phone: LabPhone
) -> None:
    """Whatever a notification holds, and whoever sends it back, no sound goes on by that."""
    await gate.ask(anna)
    for action in buttons(await phone.shown()):
        await phone.answer(action)
    await hass.async_block_till_done()
    assert not gate.sounds()
    assert gate.kinds() == ["requested", "request_ended:denied"]
    assert gate.events[-1].channel is Channel.PHONE


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
    assert gate.manager.state.pending
    for context in (Context(), Context(user_id=anna.id)):
        for action in stolen:
            hass.bus.async_fire(ANSWER, {"action": action}, context=context)
        await hass.async_block_till_done()
    assert gate.kinds() == ["requested"]


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
                "action": "{{ trigger.event.data.service_data.data.actions[1].action }}"
            },
        },
    }
    assert await async_setup_component(hass, "automation", {"automation": config})
    heard: list[Event[Any]] = []
    hass.bus.async_listen(ANSWER, heard.append)
    await gate.ask(anna)
    shown = await phone.shown()
    await hass.async_block_till_done()
    assert [one.data["action"] for one in heard] == buttons(shown)
    assert gate.kinds() == ["requested"]


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
    (action,) = buttons(shown)
    signed = await sign_in(hass, hass_ws_client, anna)
    await signed.client.send_json_auto_id(
        {"type": "fire_event", "event_type": ANSWER, "event_data": {"action": action}}
    )
    assert (await signed.client.receive_json())["success"]
    answer = await phone.client.post(f"/api/events/{ANSWER}", json={"action": action})
    assert answer.status == 200
    await hass.async_block_till_done()
    assert gate.kinds() == ["requested"]


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
    assert gate.kinds() == ["requested"]


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
    await bens.received()
    assert await phone.shown() and await phone.shows_nothing(hass)
    assert await phone.page.yes() == []
    assert await bens.page.yes() == [None]
    assert gate.sounds()
    assert gate.events[-1].by == ben.id


async def test_what_was_changed_has_the_same_place(
    gate: Gate, hass: HomeAssistant, anna: MockUser, phone: LabPhone
) -> None:
    """What it is now stands there, and a no to what it was is heard until then."""
    await gate.ask(anna)
    first = await phone.shown()
    await gate.ask(anna, length=Length.FIVE_MINUTES)
    second = await phone.shown()
    assert first["data"]["tag"] == second["data"]["tag"]
    assert second["message"].startswith("Turn on the sound of Sofa for 5 minutes?")
    await phone.press(first)
    await hass.async_block_till_done()
    assert gate.kinds()[-1] == "request_ended:denied"
    assert gate.manager.state.pending == {}


async def test_each_request_has_a_place_of_its_own(
    gate: Gate,
    hass: HomeAssistant,
    anna: MockUser,
    visitor: MockUser,
    phone: LabPhone,
) -> None:
    """Somebody else's does not come in the place of one's own, on the phone either."""
    await gate.ask(visitor)
    first = await phone.shown()
    await gate.ask(anna)
    second = await phone.shown()
    assert first["data"]["tag"] != second["data"]["tag"]
    with pytest.raises(AudioRefusedError) as caught:
        await gate.ask(visitor)
    assert caught.value.translation_key == "audio_another_waits"
    assert await phone.shows_nothing(hass)
    await phone.press(first)
    await hass.async_block_till_done()
    assert gate.manager.state.pending


async def test_off_makes_the_button_dead(
    gate: Gate, hass: HomeAssistant, anna: MockUser, ben: MockUser, phone: LabPhone
) -> None:
    """What comes after somebody switched sound off is about nothing, also for a newer request."""
    await gate.ask(anna)
    shown = await phone.shown()
    gate.manager.off(SOFA)
    await gate.ask(ben)
    await phone.press(shown)
    await hass.async_block_till_done()
    assert gate.manager.state.pending


@pytest.mark.parametrize("answer", ["no", "yes"])
async def test_a_question_that_is_answered_leaves_all_phones(
    gate: Gate,
    hass: HomeAssistant,
    anna: MockUser,
    phone: LabPhone,
    give_phone: GivePhone,
    answer: str,
) -> None:
    """Whoever said no on one phone, or yes on the page, does not find it on another phone."""
    await give_phone(anna)
    await gate.ask(anna)
    shown = [await phone.shown(), await phone.shown()]
    assert phone.cleared == []
    if answer == "no":
        await phone.press(shown[0])
    else:
        await phone.page.yes()
    await hass.async_block_till_done()
    assert gate.sounds() is (answer == "yes")
    assert phone.cleared == [shown[0]["data"]["tag"]] * 2


async def test_a_question_that_waited_in_vain_leaves_the_phone(
    gate: Gate,
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    anna: MockUser,
    phone: LabPhone,
) -> None:
    """What was changed meanwhile stands in its place, and stays until that is over as well."""
    await gate.ask(anna)
    tag = (await phone.shown())["data"]["tag"]
    freezer.tick(timedelta(seconds=50))
    async_fire_time_changed(hass)
    await gate.ask(anna, length=Length.FIVE_MINUTES)
    await phone.shown()
    freezer.tick(timedelta(minutes=4, seconds=20))
    async_fire_time_changed(hass)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert phone.cleared == []
    freezer.tick(timedelta(minutes=1))
    async_fire_time_changed(hass)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert phone.cleared == [tag]
