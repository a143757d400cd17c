"""Residents at home hear of openings, on real phones, and can answer."""

from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import (
    MockUser,
    async_capture_events,
    async_fire_time_changed,
)

from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.core.privacy.permission import Actor, Way
from homeassistant.const import EVENT_CALL_SERVICE
from homeassistant.core import HomeAssistant

from ...helpers.family import ANNA, BEN, add_rule, by, go, set_options
from ...helpers.mock_house import BED, SOFA, House
from ...helpers.phone import GivePhone, LabPhone

SWITCH = "switch.sofa_privacy_mode"


@pytest.fixture
async def ben_phone(family: House, ben: MockUser, give_phone: GivePhone) -> LabPhone:
    """Return Ben's phone, which the household named."""
    phone = await give_phone(ben)
    set_options(family, announce_to=[phone.device_id])
    await family.hass.async_block_till_done()
    return phone


@pytest.fixture
async def closed(family: House, hass: HomeAssistant, ben_phone: LabPhone) -> House:
    """Return the house with a rule that closes the sofa, and Ben at home."""
    go(hass, BEN, "home")
    add_rule(family, effect_level="private", placements=["living_area"])
    await hass.async_block_till_done()
    assert not family.is_open()
    return family


async def test_a_lift_is_told_and_can_be_ended(
    closed: House, hass: HomeAssistant, anna: MockUser, ben_phone: LabPhone
) -> None:
    """It names who, which camera, and until when."""
    await closed.call("switch.turn_off", SWITCH, context=by(anna))
    shown = await ben_phone.shown()
    assert shown["message"].startswith("Anna opened Sofa until ")
    assert (await ben_phone.received())["message"] == shown["message"]
    assert shown["data"]["actions"][0]["title"] == "Make private again"
    await ben_phone.press(shown)
    await hass.async_block_till_done()
    assert closed.reason() is ReasonCode.HOLD
    assert closed.coordinator.state.holds_of(SOFA)[0].set_by is not None
    # It tells what somebody did, which stays so.
    assert ben_phone.cleared == []


async def test_an_automation_is_named_as_one(
    closed: House, ben_phone: LabPhone
) -> None:
    """Nobody pressed anything."""
    await closed.call("lens_cap.lift_privacy", "camera.sofa")
    shown = await ben_phone.shown()
    assert shown["message"].startswith("An automation opened Sofa until ")


async def test_nobody_is_told_of_what_they_did(
    closed: House, hass: HomeAssistant, ben: MockUser, ben_phone: LabPhone
) -> None:
    """Ben knows."""
    await closed.call("switch.turn_off", SWITCH, context=by(ben))
    assert closed.is_open()
    assert await ben_phone.shows_nothing(hass)


async def test_who_is_away_is_not_told(
    closed: House, hass: HomeAssistant, anna: MockUser, ben_phone: LabPhone
) -> None:
    """It is about the people in the picture."""
    go(hass, BEN, "not_home")
    await closed.call("switch.turn_off", SWITCH, context=by(anna))
    assert closed.is_open()
    assert await ben_phone.shows_nothing(hass)


async def test_where_no_phone_was_named(
    closed: House,
    hass: HomeAssistant,
    anna: MockUser,
    visitor: MockUser,
    ben_phone: LabPhone,
    give_phone: GivePhone,
) -> None:
    """Those of residents at home are told, and nobody else's."""
    set_options(closed, announce_to=[])
    await hass.async_block_till_done()
    await give_phone(visitor)
    await closed.call("switch.turn_off", SWITCH, context=by(anna))
    await ben_phone.shown()
    assert (await ben_phone.received())["message"].startswith("Anna opened Sofa")
    assert await ben_phone.shows_nothing(hass)


async def test_the_end_of_somebody_elses_privacy_is_told(
    family: House,
    hass: HomeAssistant,
    anna: MockUser,
    ben: MockUser,
    ben_phone: LabPhone,
) -> None:
    """And that of one's own is not."""
    go(hass, BEN, "home")
    await family.call("switch.turn_on", SWITCH, context=by(anna))
    await family.call("switch.turn_off", SWITCH, context=by(anna))
    assert await ben_phone.shows_nothing(hass)
    await family.call("switch.turn_on", SWITCH, context=by(ben))
    await family.call("camera.turn_on", "camera.sofa", context=by(anna))
    shown = await ben_phone.shown()
    assert shown["message"].startswith("Anna ended the privacy")
    assert "Sofa" in shown["message"]


async def test_joining_somebody_elses_privacy_hides_nothing(
    family: House,
    hass: HomeAssistant,
    anna: MockUser,
    ben: MockUser,
    ben_phone: LabPhone,
) -> None:
    """Anna switches on once more what Ben asked for, and so does an automation; after a restart, too."""
    go(hass, BEN, "home")
    await family.call("switch.turn_on", SWITCH, context=by(ben))
    await family.call("switch.turn_on", SWITCH, context=by(anna))
    await family.call("camera.turn_off", "camera.sofa")
    await family.restart()
    await family.call("switch.turn_off", SWITCH, context=by(anna))
    shown = await ben_phone.shown()
    assert shown["message"].startswith("Anna ended the privacy")


async def test_a_request_that_nothing_heard_at_once_is_somebodys(
    family: House,
    hass: HomeAssistant,
    anna: MockUser,
    ben: MockUser,
    ben_phone: LabPhone,
) -> None:
    """Ben asked while Lens Cap did not run, so his name is not known: that it ended is told."""
    go(hass, BEN, "home")
    assert await hass.config_entries.async_unload(family.entry.entry_id)
    await family.call("switch.turn_on", SWITCH, context=by(ben))
    await hass.async_block_till_done()
    assert await hass.config_entries.async_setup(family.entry.entry_id)
    await hass.async_block_till_done()
    assert family.reason() is ReasonCode.INTERRUPTED
    await family.call("switch.turn_off", SWITCH, context=by(anna))
    assert family.is_open()
    shown = await ben_phone.shown()
    assert shown["message"].startswith("Anna ended the privacy")


async def test_uncovering_what_somebody_else_covered_is_told(
    family: House,
    hass: HomeAssistant,
    anna: MockUser,
    ben: MockUser,
    ben_phone: LabPhone,
) -> None:
    """A privacy zone is privacy, too."""
    go(hass, BEN, "home")
    corner = [[0.1, 0.1], [0.4, 0.1], [0.4, 0.4]]
    zones = [{"name": "Corner", "polygon": corner}]
    await family.call(
        "lens_cap.set_zones", "camera.sofa", zones=zones, context=by(anna)
    )
    await hass.async_block_till_done()
    zone = "switch.sofa_zone_corner"
    await family.call("switch.turn_on", zone, context=by(ben))
    await family.call("switch.turn_on", zone, context=by(anna))
    await family.call("switch.turn_off", zone, context=by(anna))
    assert family.is_open()
    shown = await ben_phone.shown()
    assert shown["message"].startswith("Anna ended the privacy")


async def test_an_answer_counts_once(
    closed: House, hass: HomeAssistant, anna: MockUser, ben_phone: LabPhone
) -> None:
    """Pressed again later, it does nothing."""
    await closed.call("switch.turn_off", SWITCH, context=by(anna))
    shown = await ben_phone.shown()
    await ben_phone.press(shown)
    await hass.async_block_till_done()
    await closed.call("switch.turn_off", SWITCH, context=by(anna))
    assert closed.is_open()
    await ben_phone.press(shown)
    await hass.async_block_till_done()
    assert closed.is_open()


@pytest.mark.parametrize("how", ["event", "api", "other phone"])
async def test_answers_of_others_do_not_count(
    closed: House,
    hass: HomeAssistant,
    anna: MockUser,
    ben: MockUser,
    ben_phone: LabPhone,
    give_phone: GivePhone,
    how: str,
) -> None:
    """An automation can read what was sent; so can administrators."""
    calls = async_capture_events(hass, EVENT_CALL_SERVICE)
    await closed.call("switch.turn_off", SWITCH, context=by(anna))
    shown = await ben_phone.shown()
    action = shown["data"]["actions"][0]["action"]
    assert any(action in str(call.data) for call in calls)
    data: dict[str, Any] = {"action": action}
    name = "mobile_app_notification_action"
    if how == "event":
        hass.bus.async_fire(name, data, context=by(ben))
    elif how == "api":
        ben.groups = anna.groups
        ben.is_owner = True
        answer = await ben_phone.client.post(f"/api/events/{name}", json=data)
        assert answer.status == 200
    else:
        await (await give_phone(anna)).answer(action)
    await hass.async_block_till_done()
    assert closed.is_open()


async def test_privacy_until_everyone_leaves(
    family: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """It ends when nobody was home for five minutes, and not before."""
    go(hass, ANNA, "home")
    await family.call(
        "lens_cap.set_privacy",
        "camera.sofa",
        level="private",
        until_everyone_leaves=True,
    )
    go(hass, ANNA, "not_home")
    await _pass(hass, freezer, minutes=4)
    go(hass, ANNA, "home")
    go(hass, ANNA, "not_home")
    await _pass(hass, freezer, minutes=4)
    assert family.reason() is ReasonCode.HOLD
    go(hass, BEN, "unknown")
    await _pass(hass, freezer, minutes=10)
    assert family.reason() is ReasonCode.HOLD
    go(hass, BEN, "not_home")
    await _pass(hass, freezer, minutes=5.1)
    assert family.is_open()
    assert not family.coordinator.state.holds


async def _pass(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, **time: float
) -> None:
    freezer.tick(timedelta(**time))
    async_fire_time_changed(hass)
    await hass.async_block_till_done(wait_background_tasks=True)


async def test_forgotten_privacy_is_told(
    family: House,
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    ben_phone: LabPhone,
) -> None:
    """Half an hour after the last one left, on phones that are away; their button leaves it so."""
    go(hass, BEN, "home")
    await family.call("switch.turn_on", SWITCH)
    go(hass, BEN, "not_home")
    await _pass(hass, freezer, minutes=29)
    assert await ben_phone.shows_nothing(hass)
    await _pass(hass, freezer, minutes=1.1)
    shown = await ben_phone.shown()
    assert shown["message"].startswith("Nobody is home")
    assert shown["data"]["url"] == "/lens-cap"
    await ben_phone.press(shown)
    await hass.async_block_till_done()
    assert not family.is_open()
    page = await ben_phone.open_page()
    assert await page.pending("questions") == []


@pytest.fixture
async def forgotten(
    family: House,
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    ben_phone: LabPhone,
) -> House:
    """Return the house in which Ben was just reminded of privacy that he forgot."""
    go(hass, BEN, "home")
    await family.call("switch.turn_on", SWITCH)
    go(hass, BEN, "not_home")
    await _pass(hass, freezer, minutes=30.1)
    await ben_phone.shown()
    return family


async def test_forgotten_privacy_is_ended_on_the_page(
    forgotten: House, ben_phone: LabPhone
) -> None:
    """By somebody who is signed in."""
    page = await ben_phone.open_page()
    (request,) = (await page.shown())["requests"]
    assert (request["yes"], request["no"]) == ("Follow the rules", "Leave it as it is")
    assert await page.yes("questions") == [None]
    assert forgotten.is_open()


async def test_privacy_that_is_newer_than_the_reminder(
    forgotten: House, ben_phone: LabPhone
) -> None:
    """Was not forgotten, and is not what the question was about."""
    page = await ben_phone.open_page()
    (request,) = await page.pending("questions")
    await forgotten.call("switch.turn_on", SWITCH)
    answer = await page.confirm("questions", request["request_id"], request["proof"])
    assert answer == "question_over"
    assert await page.pending("questions") == []
    assert not forgotten.is_open()


async def test_a_reminder_of_which_part_is_over(
    family: House,
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    ben: MockUser,
    ben_phone: LabPhone,
) -> None:
    """Its yes changes nothing; what is still so is asked anew, on the phone and on the page."""
    go(hass, BEN, "home")
    await family.call("switch.turn_on", [SWITCH, "switch.bed_privacy_mode"])
    go(hass, BEN, "not_home")
    await _pass(hass, freezer, minutes=30.1)
    assert "Sofa" in (await ben_phone.shown())["message"]
    page = await ben_phone.open_page()
    (request,) = await page.pending("questions")
    await family.call("switch.turn_off", SWITCH, context=by(ben))
    answer = await page.confirm("questions", request["request_id"], request["proof"])
    assert answer == "question_over"
    assert family.reason(BED) is ReasonCode.HOLD
    assert "Sofa" not in (await ben_phone.shown())["message"]
    assert await page.yes("questions") == [None]
    assert family.reason(BED) is ReasonCode.BASE_LEVEL


async def test_a_reminder_that_was_left_alone(
    family: House,
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    ben: MockUser,
    ben_phone: LabPhone,
) -> None:
    """Nobody is asked again when part of it is over."""
    go(hass, BEN, "home")
    await family.call("switch.turn_on", [SWITCH, "switch.bed_privacy_mode"])
    go(hass, BEN, "not_home")
    await _pass(hass, freezer, minutes=30.1)
    await ben_phone.press(await ben_phone.shown())
    await hass.async_block_till_done()
    await family.call("switch.turn_off", SWITCH, context=by(ben))
    assert await ben_phone.shows_nothing(hass)


async def test_somebody_came_home_after_the_reminder(
    forgotten: House, hass: HomeAssistant, ben_phone: LabPhone
) -> None:
    """They may want what was forgotten."""
    go(hass, ANNA, "home")
    await hass.async_block_till_done()
    page = await ben_phone.open_page()
    assert await page.pending("questions") == []


async def test_privacy_with_an_end_is_not_forgotten(
    family: House,
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    ben_phone: LabPhone,
) -> None:
    """Somebody meant it to last."""
    await family.call(
        "lens_cap.set_privacy", "camera.sofa", level="private", duration={"hours": 9}
    )
    await _pass(hass, freezer, minutes=31)
    assert await ben_phone.shows_nothing(hass)


@pytest.fixture
async def with_guests(
    family: House,
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    ben_phone: LabPhone,
) -> House:
    """Return the house with guests since yesterday; Ben was asked just now whether they have left."""
    await family.call("switch.turn_on", "switch.lens_cap_guests")
    await _pass(hass, freezer, hours=23)
    assert await ben_phone.shows_nothing(hass)
    await _pass(hass, freezer, hours=1.1)
    return family


async def test_guests_for_a_day(with_guests: House, ben_phone: LabPhone) -> None:
    """Somebody is asked whether they have left; the answer on the page says so."""
    shown = await ben_phone.shown()
    assert shown["message"] == "Guests have been here for a day. Have they left?"
    assert shown["data"]["url"] == "/lens-cap"
    page = await ben_phone.open_page()
    assert await page.yes("questions") == [None]
    assert with_guests.state("switch.lens_cap_guests").state == "off"


async def test_other_guests(
    with_guests: House,
    freezer: FrozenDateTimeFactory,
    ben: MockUser,
    ben_phone: LabPhone,
) -> None:
    """A yes that comes a week later is about guests who are gone, and does nothing to the new ones."""
    page = await ben_phone.open_page()
    (request,) = await page.pending("questions")
    actor = Actor(way=Way.DIRECT, user_id=ben.id, is_person=True)
    await with_guests.privacy.async_guests_left(actor)
    freezer.tick(timedelta(seconds=1))
    await with_guests.call("lens_cap.set_guests", present=True, context=by(ben))
    answer = await page.confirm("questions", request["request_id"], request["proof"])
    assert answer == "question_over"
    assert with_guests.state("switch.lens_cap_guests").state == "on"


async def test_guests_who_were_said_to_be_there_once_more(
    with_guests: House,
    freezer: FrozenDateTimeFactory,
    ben: MockUser,
    ben_phone: LabPhone,
) -> None:
    """Somebody knows better than a question that is older."""
    page = await ben_phone.open_page()
    (request,) = await page.pending("questions")
    freezer.tick(timedelta(seconds=1))
    await with_guests.call("lens_cap.set_guests", present=True, context=by(ben))
    answer = await page.confirm("questions", request["request_id"], request["proof"])
    assert answer == "question_over"
    assert with_guests.state("switch.lens_cap_guests").state == "on"


async def test_a_button_of_a_lift_that_is_over(
    closed: House,
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    anna: MockUser,
    ben_phone: LabPhone,
) -> None:
    """It does nothing to the next one, and says so; pressed again and again, it says so once a minute."""
    await closed.call("switch.turn_off", SWITCH, context=by(anna))
    shown = await ben_phone.shown()
    go(hass, BEN, "not_home")
    await _pass(hass, freezer, days=7)
    await closed.call("switch.turn_off", SWITCH, context=by(anna))
    assert closed.is_open()
    await ben_phone.press(shown)
    await ben_phone.press(shown)
    over = await ben_phone.shown()
    assert (
        over["message"] == "What this button was about is over, so nothing was changed."
    )
    assert await ben_phone.shows_nothing(hass)
    assert closed.is_open()


async def test_a_button_of_a_lift_that_was_ended(
    closed: House,
    hass: HomeAssistant,
    anna: MockUser,
    ben: MockUser,
    ben_phone: LabPhone,
) -> None:
    """Before its time: what somebody else opens then is another opening."""
    await closed.call("switch.turn_off", SWITCH, context=by(anna))
    shown = await ben_phone.shown()
    await closed.call("lens_cap.follow_rules", "camera.sofa")
    await closed.call("switch.turn_off", SWITCH, context=by(ben))
    await ben_phone.press(shown)
    assert (await ben_phone.shown())["message"].startswith("What this button")
    assert closed.is_open()


async def test_buttons_from_before_a_restart(
    closed: House, hass: HomeAssistant, anna: MockUser, ben_phone: LabPhone
) -> None:
    """Are about nothing any more, and say so on the phone on which they are pressed."""
    await closed.call("switch.turn_off", SWITCH, context=by(anna))
    shown = await ben_phone.shown()
    await closed.restart()
    await ben_phone.press(shown)
    assert (await ben_phone.shown())["message"].startswith("What this button")
    assert not closed.coordinator.state.holds


async def test_a_message_about_many_cameras_has_a_tag_that_phones_take(
    closed: House, anna: MockUser, ben: MockUser, ben_phone: LabPhone
) -> None:
    """Apple refuses one of more than 64 bytes, and then shows nothing."""
    everything = "switch.lens_cap_all_privacy_mode"
    await closed.call("switch.turn_on", everything, context=by(ben))
    await closed.call("switch.turn_off", everything, context=by(anna))
    shown = await ben_phone.shown()
    assert "Sofa" in shown["message"]
    assert len(shown["data"]["tag"].encode()) <= 64


async def test_privacy_that_is_over_was_ended_by_nobody(
    family: House,
    hass: HomeAssistant,
    anna: MockUser,
    ben: MockUser,
    ben_phone: LabPhone,
    freezer: FrozenDateTimeFactory,
) -> None:
    """It ended by itself, hours before: nobody is told of it, and nobody refused because of it."""
    go(hass, BEN, "home")
    await family.call(
        "lens_cap.set_privacy",
        "camera.sofa",
        level="private",
        duration=60,
        context=by(ben),
    )
    freezer.tick(timedelta(hours=1))
    async_fire_time_changed(hass)
    await hass.async_block_till_done()
    assert family.is_open()
    await hass.services.async_call(
        "lens_cap",
        "follow_rules",
        {"entity_id": "all"},
        blocking=True,
        context=by(anna),
    )
    await family.call("lens_cap.follow_rules", "camera.sofa", context=by(anna))
    assert await ben_phone.shows_nothing(hass)
