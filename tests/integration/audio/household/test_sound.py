"""The switch for sound, the actions, and everything that must not turn sound on."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import (
    MockUser,
    async_capture_events,
    async_fire_time_changed,
)
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.lens_cap.audio import AudioLog, async_hash_pin
from custom_components.lens_cap.core.audio.grant import Wanted
from custom_components.lens_cap.core.audio.log import AudioEventKind
from custom_components.lens_cap.core.placement import Placement
from custom_components.lens_cap.diagnostics import async_get_config_entry_diagnostics
from custom_components.lens_cap.exceptions.audio import AudioRefusedError
from custom_components.lens_cap.history import History
from homeassistant.components.conversation import async_converse
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.const import EVENT_CALL_SERVICE
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from ....helpers.family import BEN, add_rule, by, go, set_options
from ....helpers.mock_house import SOFA, House
from ....helpers.phone import LabPhone, buttons
from .conftest import assess

CAMERA = "camera.sofa"
SWITCH = "switch.sofa_audio_recording"
PENDING = "binary_sensor.sofa_audio_confirmation_pending"


def sounds(house: House) -> bool:
    """Return whether sound of the sofa passes; every place that says so agrees."""
    on: bool = house.guard().decision.audio
    assert (house.state(SWITCH).state == "on") is on
    assert house.state("camera.sofa").attributes["audio"] is on
    return bool(on)


async def ask(house: House, user: MockUser | None = None) -> str | None:
    """Switch sound on; return what is said then."""
    with pytest.raises(ServiceValidationError) as caught:
        await house.call("switch.turn_on", SWITCH, context=by(user) if user else None)
    assert not sounds(house)
    return caught.value.translation_key


async def confirmed(house: House, user: MockUser, phone: LabPhone) -> None:
    """Ask, and say yes on the page to which the phone leads."""
    assert await ask(house, user) == "audio_asked"
    await phone.shown()
    assert await phone.page.yes() == [None]
    await house.hass.async_block_till_done(wait_background_tasks=True)
    assert sounds(house)


async def test_asked_and_confirmed(
    assessed: House, anna: MockUser, anna_phone: LabPhone
) -> None:
    """By the switch; the user's own phone leads to where somebody signed in says yes."""
    assert await ask(assessed, anna) == "audio_asked"
    assert assessed.state(PENDING).state == "on"
    shown = await anna_phone.shown()
    assert "Sofa" in shown["message"]
    assert "What for: The baby." in shown["message"]
    (request,) = (await anna_phone.page.shown())["requests"]
    assert request["message"] == shown["message"]
    assert await anna_phone.page.yes() == [None]
    await assessed.hass.async_block_till_done(wait_background_tasks=True)
    assert sounds(assessed)
    assert assessed.state(PENDING).state == "off"
    events = await assessed.runtime.audio.record.async_events()
    assert [one.kind.value for one in events] == ["requested", "confirmed"]
    assert events[-1].by == anna.id


async def test_diagnostics(
    assessed: House, anna: MockUser, anna_phone: LabPhone
) -> None:
    """They tell what happened, of which camera, and not who did it or what for."""
    await confirmed(assessed, anna, anna_phone)
    found = await async_get_config_entry_diagnostics(assessed.hass, assessed.entry)
    sound = found["sound"]
    assert [(one["kind"], one["camera"]) for one in sound] == [
        ("requested", 0),
        ("confirmed", 0),
    ]
    assert sound[-1]["by"] == "user 1"
    moments = [datetime.fromisoformat(one["at"]) for one in sound]
    assert {one.replace(second=0, microsecond=0) for one in moments} == set(moments)
    assert anna.id not in str(sound)
    assert "The baby" not in str(sound)


async def test_no(assessed: House, anna: MockUser, anna_phone: LabPhone) -> None:
    """It stays off, and the same question cannot be answered again."""
    await ask(assessed, anna)
    (request,) = await anna_phone.page.pending("audio")
    await anna_phone.press(await anna_phone.shown())
    await assessed.hass.async_block_till_done(wait_background_tasks=True)
    answer = await anna_phone.page.confirm(
        "audio", request["request_id"], request["proof"]
    )
    assert answer == "audio_nobody_asked"
    await assessed.hass.async_block_till_done(wait_background_tasks=True)
    assert not sounds(assessed)
    assert assessed.state(PENDING).state == "off"


@pytest.mark.parametrize(
    "end", ["switch", "private", "guests", "rule", "placement", "restart", "time"]
)
async def test_what_ends_sound(
    freezer: FrozenDateTimeFactory,
    assessed: House,
    hass: HomeAssistant,
    anna: MockUser,
    anna_phone: LabPhone,
    end: str,
) -> None:
    """At once, whatever it is; and it does not come back."""
    await confirmed(assessed, anna, anna_phone)
    epoch = assessed.guard().epoch
    if end == "switch":
        await assessed.call("switch.turn_off", SWITCH)
    elif end == "private":
        await assessed.call("camera.turn_off", "camera.sofa")
    elif end == "guests":
        await assessed.call("lens_cap.set_guests", present=True)
    elif end == "rule":
        add_rule(assessed, effect_level="unchanged", audio_off=True)
        await hass.async_block_till_done()
    elif end == "placement":
        subentry = assessed.entry.subentries[SOFA]
        hass.config_entries.async_update_subentry(
            assessed.entry,
            subentry,
            data={**subentry.data, "placement": "outdoor"},
        )
        await hass.async_block_till_done()
    elif end == "restart":
        await assessed.restart()
        assert not sounds(assessed)
        return
    else:
        freezer.tick(timedelta(hours=1, seconds=1))
        async_fire_time_changed(hass)
        await hass.async_block_till_done()
    assert not sounds(assessed)
    assert assessed.guard().epoch > epoch
    if end == "private":
        await assessed.call("camera.turn_on", "camera.sofa")
    elif end == "guests":
        await assessed.call(
            "switch.turn_off", "switch.lens_cap_guests", context=by(anna)
        )
    assert not sounds(assessed)


async def test_automations_that_disable_audio_when_guests_arrive(
    assessed: House, hass: HomeAssistant, anna: MockUser, anna_phone: LabPhone
) -> None:
    """The user's own words, end to end: nothing has to be automated, and it may be."""
    automation = {
        "alias": "Quiet",
        "triggers": [{"trigger": "lens_cap.guests_arrived"}],
        "actions": [{"action": "switch.turn_off", "target": {"entity_id": SWITCH}}],
    }
    assert await async_setup_component(hass, "automation", {"automation": automation})
    await confirmed(assessed, anna, anna_phone)
    calls = async_capture_events(hass, EVENT_CALL_SERVICE)
    await assessed.call("switch.turn_on", "switch.lens_cap_guests", context=by(anna))
    await hass.async_block_till_done()
    assert not sounds(assessed)
    (call,) = (one for one in calls if one.data["service"] == "turn_off")
    assert call.data["service_data"] == {"entity_id": [SWITCH]}
    (arrival,) = (one for one in calls if one.data["service"] == "turn_on")
    assert call.context.parent_id == arrival.context.id
    assert await ask(assessed, anna) == "audio_guests_present"


async def test_an_automation_keeps_an_entrance_silent(
    assessed: House, hass: HomeAssistant, anna: MockUser, anna_phone: LabPhone
) -> None:
    """Sound that somebody confirmed there while guests are there goes on, unless it is automated."""
    assess(assessed, Placement.ENTRANCE)
    turned_on = {
        "trigger": "lens_cap.audio_turned_on",
        "target": {"entity_id": CAMERA},
    }
    guests = {"entity_id": "switch.lens_cap_guests", "state": "on"}
    automation = {
        "alias": "Quiet",
        "triggers": [{"trigger": "lens_cap.guests_arrived"}, turned_on],
        "conditions": [{"condition": "state", **guests}],
        "actions": [{"action": "switch.turn_off", "target": {"entity_id": SWITCH}}],
    }
    assert await async_setup_component(hass, "automation", {"automation": automation})
    await assessed.call("switch.turn_on", "switch.lens_cap_guests")
    await hass.async_block_till_done()
    assert await ask(assessed, anna) == "audio_asked"
    assert await anna_phone.page.yes() == [None]
    await hass.async_block_till_done(wait_background_tasks=True)
    assert not sounds(assessed)
    events = await assessed.runtime.audio.record.async_events()
    assert [(one.kind.value, one.why) for one in events] == [
        ("requested", None),
        ("confirmed", None),
        ("sound_ended", "by_hand"),
    ]


async def test_an_automation_turns_the_switch_on(assessed: House) -> None:
    """Nothing happens, and it is told how to ask."""
    assert await ask(assessed) == "audio_needs_person"
    assert assessed.state(PENDING).state == "off"


async def test_a_script_and_voice(
    assessed: House, hass: HomeAssistant, anna: MockUser
) -> None:
    """Run by, or spoken by, an administrator."""
    sequence = [{"action": "switch.turn_on", "target": {"entity_id": SWITCH}}]
    config = {"script": {"listen": {"sequence": sequence}}}
    assert await async_setup_component(hass, "script", config)
    with pytest.raises(ServiceValidationError):
        await assessed.call("script.listen", context=by(anna))
    for component in ("conversation", "intent"):
        assert await async_setup_component(hass, component, {})
    async_expose_entity(hass, "conversation", SWITCH, should_expose=True)
    await async_converse(hass, "turn on Sofa Sound", None, by(anna), language="en")
    await hass.async_block_till_done()
    assert not sounds(assessed)
    assert assessed.state(PENDING).state == "off"


async def test_somebody_else_reads_the_question(
    assessed: House, hass: HomeAssistant, anna: MockUser, anna_phone: LabPhone
) -> None:
    """An automation sees what is sent, and fires the answer itself."""
    calls = async_capture_events(hass, EVENT_CALL_SERVICE)
    await ask(assessed, anna)
    shown = await anna_phone.shown()
    (action,) = buttons(shown)
    assert any(action in str(call.data) for call in calls)
    hass.bus.async_fire(
        "mobile_app_notification_action", {"action": action}, context=by(anna)
    )
    await hass.async_block_till_done(wait_background_tasks=True)
    assert not sounds(assessed)
    assert assessed.state(PENDING).state == "on"


async def test_a_user_who_may_not(
    assessed: House, hass: HomeAssistant, visitor: MockUser, anna_phone: LabPhone
) -> None:
    """The visitor may ask; those who may confirm are asked."""
    await assessed.call("lens_cap.set_guests", present=False, context=by(visitor))
    await ask(assessed, visitor)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert "Sofa" in (await anna_phone.shown())["message"]


async def test_another_adult_must_agree(
    assessed: House,
    hass: HomeAssistant,
    anna: MockUser,
    ben: MockUser,
    anna_phone: LabPhone,
    ben_phone: LabPhone,
) -> None:
    """Anna asks, and only Ben is asked."""
    set_options(assessed, another_adult_must_agree=True)
    await hass.async_block_till_done()
    await ask(assessed, anna)
    await ben_phone.shown()
    assert await anna_phone.shows_nothing(hass)
    assert await anna_phone.page.yes() == []
    assert await ben_phone.page.yes() == [None]
    await hass.async_block_till_done(wait_background_tasks=True)
    assert sounds(assessed)


async def test_who_gave_the_pin_is_somebody(
    assessed: House,
    hass: HomeAssistant,
    anna: MockUser,
    anna_phone: LabPhone,
    ben_phone: LabPhone,
) -> None:
    """A PIN at a panel does not tell who typed it, but no automation did."""
    go(hass, BEN, "home")
    pin = await async_hash_pin(hass, "246813")
    set_options(assessed, pin=pin, announce_to=[ben_phone.device_id])
    await hass.async_block_till_done()
    await ask(assessed, anna)
    await anna_phone.shown()
    await assessed.call("lens_cap.confirm_audio", "camera.sofa", pin="246813")
    told = (await ben_phone.shown())["message"]
    assert told.startswith("Somebody turned on the sound of Sofa")


async def test_the_button_of_sound_that_is_over(
    assessed: House, anna: MockUser, anna_phone: LabPhone, ben_phone: LabPhone
) -> None:
    """Does nothing, and says so; while the sound is on, it makes the camera private."""
    go(assessed.hass, BEN, "home")
    set_options(assessed, announce_to=[ben_phone.device_id])
    await assessed.hass.async_block_till_done()
    await confirmed(assessed, anna, anna_phone)
    old = await ben_phone.shown()
    assert old["message"].startswith("Anna turned on the sound of Sofa")
    await assessed.call("switch.turn_off", SWITCH)
    await ben_phone.press(old)
    assert (await ben_phone.shown())["message"].startswith("What this button")
    assert assessed.is_open()
    await confirmed(assessed, anna, anna_phone)
    await ben_phone.press(await ben_phone.shown())
    await assessed.hass.async_block_till_done(wait_background_tasks=True)
    assert not assessed.is_open()


async def test_wrong_pins(assessed: House, hass: HomeAssistant, anna: MockUser) -> None:
    """A hundred wrong ones lock it; off still works."""
    set_options(assessed, pin=await async_hash_pin(hass, "246813"))
    await hass.async_block_till_done()
    await ask(assessed, anna)

    async def enter(pin: str) -> str | None:
        try:
            await assessed.call("lens_cap.confirm_audio", "camera.sofa", pin=pin)
        except ServiceValidationError as error:
            return error.translation_key
        return None

    said = {await enter(f"{number:06}") for number in range(100)}
    assert said == {"audio_pin_wrong", "audio_pin_locked"}
    assert await enter("246813") == "audio_pin_locked"
    assert not sounds(assessed)
    await assessed.call("switch.turn_off", SWITCH)
    assert assessed.state(PENDING).state == "off"


async def test_the_pin_of_somebody_who_may_not(
    assessed: House, anna: MockUser, visitor: MockUser, ben: MockUser
) -> None:
    """Is not even looked at, and locks out nobody; nor is one that no request waits for."""
    set_options(assessed, pin=await async_hash_pin(assessed.hass, "246813"))
    await assessed.hass.async_block_till_done()

    async def enter(pin: str, user: MockUser) -> str | None:
        with pytest.raises(ServiceValidationError) as caught:
            await assessed.call(
                "lens_cap.confirm_audio", "camera.sofa", context=by(user), pin=pin
            )
        return caught.value.translation_key

    said = {await enter("000000", anna) for _ in range(10)}
    assert said == {"audio_nobody_asked"}
    await ask(assessed, anna)
    said = {await enter(pin, visitor) for pin in ["000000"] * 10 + ["246813"]}
    assert said == {"audio_not_allowed"}
    said = {await enter("000000", ben) for _ in range(10)}
    assert said == {"audio_pin_wrong", "audio_pin_locked"}
    await assessed.call(
        "lens_cap.confirm_audio", "camera.sofa", context=by(anna), pin="246813"
    )
    assert sounds(assessed)


async def test_the_pin_where_another_adult_must_agree(
    assessed: House, anna: MockUser
) -> None:
    """It is not for the one who asked, nor for somebody who is not known."""
    set_options(
        assessed,
        pin=await async_hash_pin(assessed.hass, "246813"),
        another_adult_must_agree=True,
    )
    await assessed.hass.async_block_till_done()
    await ask(assessed, anna)
    for context in (by(anna), None):
        with pytest.raises(ServiceValidationError) as caught:
            await assessed.call(
                "lens_cap.confirm_audio", "camera.sofa", context=context, pin="246813"
            )
        assert caught.value.translation_key == "audio_another_adult"
    assert not sounds(assessed)


async def test_the_pin(assessed: House, hass: HomeAssistant, anna: MockUser) -> None:
    """Only where one is set, only for what was asked for, and it is nowhere in the record."""
    await ask(assessed, anna)
    with pytest.raises(ServiceValidationError) as caught:
        await assessed.call("lens_cap.confirm_audio", "camera.sofa", pin="246813")
    assert caught.value.translation_key == "audio_pin_not_set"
    set_options(assessed, pin=await async_hash_pin(hass, "246813"))
    await hass.async_block_till_done()
    await assessed.call("lens_cap.confirm_audio", "camera.sofa", pin="246813")
    assert sounds(assessed)
    events = await assessed.runtime.audio.record.async_events()
    assert len(events) == 2
    assert "246813" not in str(events)


async def test_an_automation_asks(
    assessed: House, hass: HomeAssistant, anna: MockUser, anna_phone: LabPhone
) -> None:
    """By the action that is made for it; the answer holds no secret."""
    answer: Any = await hass.services.async_call(
        "lens_cap",
        "request_audio",
        {"entity_id": "camera.sofa", "length": "five_minutes", "purpose": "Baby cries"},
        blocking=True,
        return_response=True,
    )
    assert answer["camera.sofa"].keys() == {
        "status",
        "expires_at",
        "somebody_was_asked",
    }
    shown = await anna_phone.shown()
    assert "Baby cries" in shown["message"]
    await assessed.call("lens_cap.deny_audio", "camera.sofa")
    assert await anna_phone.page.yes() == []
    assert not sounds(assessed)


async def test_where_nobody_thought_about_it(family: House, anna: MockUser) -> None:
    """It is said what has to be done first."""
    assert await ask(family, anna) == "audio_not_assessed"


async def test_an_assessment_for_another_place(
    assessed: House, hass: HomeAssistant, anna: MockUser
) -> None:
    """The camera was moved to the entrance since."""
    subentry = assessed.entry.subentries[SOFA]
    hass.config_entries.async_update_subentry(
        assessed.entry, subentry, data={**subentry.data, "placement": "entrance"}
    )
    await hass.async_block_till_done()
    assert await ask(assessed, anna) == "audio_assessment_outdated"


async def test_an_entrance_while_guests_are_there(
    assessed: House, hass: HomeAssistant, anna: MockUser, anna_phone: LabPhone
) -> None:
    """What was confirmed before they came ends; what is confirmed after is allowed."""
    assess(assessed, Placement.ENTRANCE)
    await hass.async_block_till_done()
    await confirmed(assessed, anna, anna_phone)
    await assessed.call("lens_cap.set_guests", present=True)
    assert not sounds(assessed)
    await confirmed(assessed, anna, anna_phone)


async def test_a_store_that_was_edited(
    assessed: House, hass: HomeAssistant, anna: MockUser, anna_phone: LabPhone
) -> None:
    """Nothing that is read back lets sound pass."""
    await confirmed(assessed, anna, anna_phone)
    await assessed.stop()
    later = dt_util.utcnow() + timedelta(days=3650)
    history = History(hass)
    record = AudioLog(hass, history, lambda _: "Sofa")
    *_, granted = await record.async_events()
    edited = [replace(granted, until=later, at=dt_util.utcnow()) for _ in range(2)]
    for one in edited:
        await record.async_add(one)
    await history.async_stop()
    assert await assessed.set_up()
    assert not sounds(assessed)
    events = await assessed.runtime.audio.record.async_events()
    on = [one for one in events if one.kind is AudioEventKind.CONFIRMED]
    assert on == [granted, *edited]


async def test_a_long_lived_token(
    assessed: House,
    hass: HomeAssistant,
    anna: MockUser,
    hass_ws_client: WebSocketGenerator,
) -> None:
    """It belongs to whoever has it: over the websocket it confirms nothing."""
    await ask(assessed, anna)
    token = await hass.auth.async_create_refresh_token(
        anna,
        client_name="Program",
        token_type="long_lived_access_token",
        access_token_expiration=timedelta(days=3650),
    )
    client = await hass_ws_client(hass, hass.auth.async_create_access_token(token))
    await client.send_json_auto_id({"type": "lens_cap/audio/pending"})
    answer = await client.receive_json()
    assert not answer["success"]
    person = await hass.auth.async_create_refresh_token(anna, "https://example.com")
    client = await hass_ws_client(hass, hass.auth.async_create_access_token(person))
    await client.send_json_auto_id({"type": "lens_cap/audio/pending"})
    (request,) = (await client.receive_json())["result"]["requests"]
    await client.send_json_auto_id(
        {
            "type": "lens_cap/audio/confirm",
            "request_id": request["request_id"],
            "proof": request["proof"],
        }
    )
    assert (await client.receive_json())["success"]
    assert sounds(assessed)


async def test_asking_what_has_ended(assessed: House, anna: MockUser) -> None:
    """Whoever still holds the old parts gets a refusal, and no request that nobody would withdraw."""
    manager = assessed.runtime.audio.manager
    await assessed.stop()
    with pytest.raises(AudioRefusedError) as caught:
        await manager.async_request(Wanted(camera_id=SOFA, by=anna.id))
    assert caught.value.translation_key == "audio_starting_up"
    assert not manager.state.pending


@pytest.mark.parametrize(
    ("choice", "length"),
    [("five_minutes", timedelta(minutes=5)), ("four_hours", timedelta(hours=4))],
)
async def test_the_length_beside_the_switch(
    assessed: House,
    anna: MockUser,
    anna_phone: LabPhone,
    choice: str,
    length: timedelta,
) -> None:
    """What is chosen there is what is asked for; that it waits, and when it ends, is shown."""
    await assessed.call(
        "select.select_option", "select.sofa_audio_length", option=choice
    )
    assert not sounds(assessed)
    assert assessed.state(SWITCH).attributes["asked"] is False
    assert await ask(assessed, anna) == "audio_asked"
    assert assessed.state(SWITCH).attributes["asked"] is True
    assert assessed.state(SWITCH).attributes["on_until"] is None
    await anna_phone.shown()
    assert await anna_phone.page.yes() == [None]
    await assessed.hass.async_block_till_done(wait_background_tasks=True)
    assert sounds(assessed)
    attributes = assessed.state(SWITCH).attributes
    assert attributes["asked"] is False
    assert abs(attributes["on_until"] - dt_util.utcnow() - length) < timedelta(
        minutes=1
    )
    shown = dt_util.parse_datetime(assessed.state("sensor.sofa_next_change").state)
    assert shown is not None
    assert abs(shown - attributes["on_until"]) < timedelta(seconds=1)
    await assessed.call("switch.turn_off", SWITCH)
    assert assessed.state(SWITCH).attributes["on_until"] is None


async def test_the_chosen_length_outlives_a_restart(assessed: House) -> None:
    """It is no grant: sound stays off."""
    select = "select.sofa_audio_length"
    await assessed.call("select.select_option", select, option="one_day")
    await assessed.restart()
    assert assessed.state(select).state == "one_day"
    assert not sounds(assessed)
