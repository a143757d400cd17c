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

from custom_components.lens_cap.core.reason import ReasonCode
from homeassistant.const import EVENT_CALL_SERVICE
from homeassistant.core import HomeAssistant

from ..shell.house import SOFA, House
from .family import ANNA, BEN, add_rule, by, go, set_options
from .phone import GivePhone, LabPhone

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
    """Half an hour after the last one left, on phones that are away; a button ends it."""
    go(hass, BEN, "home")
    await family.call("switch.turn_on", SWITCH)
    go(hass, BEN, "not_home")
    await _pass(hass, freezer, minutes=29)
    assert await ben_phone.shows_nothing(hass)
    await _pass(hass, freezer, minutes=1.1)
    shown = await ben_phone.shown()
    assert shown["message"].startswith("Nobody is home")
    await ben_phone.press(shown)
    await hass.async_block_till_done()
    assert family.is_open()


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


async def test_guests_for_a_day(
    family: House,
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    ben_phone: LabPhone,
) -> None:
    """Somebody is asked whether they have left; the answer says so."""
    await family.call("switch.turn_on", "switch.lens_cap_guests")
    await _pass(hass, freezer, hours=23)
    assert await ben_phone.shows_nothing(hass)
    await _pass(hass, freezer, hours=1.1)
    shown = await ben_phone.shown()
    assert shown["message"] == "Guests have been there for a day. Have they left?"
    await ben_phone.press(shown)
    await hass.async_block_till_done()
    assert family.state("switch.lens_cap_guests").state == "off"
