"""Phones that are empty, and a router that restarts: what trackers by connection are worth."""

from collections.abc import AsyncIterator
from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.lens_cap.const import DOMAIN, ISSUE_PERSON_UNKNOWN
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.ha.repair_issues import async_issue_id
from homeassistant.const import EVENT_HOMEASSISTANT_STARTED
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.helpers import issue_registry as ir

from ...helpers.family import ANNA, BEN, add_rule, go, set_options
from ...helpers.mock_house import House

RULE = {"presence": "someone_home", "effect_level": "private", "leave_delay_minutes": 0}
ROUTER = {"source_type": "router", "tracking_type": "connection"}
GPS = {"source_type": "gps", "tracking_type": "position"}
OF = {ANNA: "device_tracker.annas_phone", BEN: "device_tracker.bens_phone"}
ANNAS_GPS = "device_tracker.annas_position"


def _say(hass: HomeAssistant, person: str, where: str) -> None:
    """Let the router say where a phone is, and Home Assistant where its owner is."""
    hass.states.async_set(OF[person], where, ROUTER)
    go(hass, person, where, source=OF[person], device_trackers=[OF[person]])


async def _pass(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, **time: float
) -> None:
    freezer.tick(timedelta(**time))
    async_fire_time_changed(hass)
    await hass.async_block_till_done()


@pytest.fixture
async def wired(
    family: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> AsyncIterator[House]:
    """Return the house where nothing but the router tells of people, who both are home."""
    for person in (ANNA, BEN):
        _say(hass, person, "home")
    add_rule(family, **RULE)
    await hass.async_block_till_done()
    assert family.reason() is ReasonCode.SOMEONE_HOME
    yield family
    await family.stop()


async def test_one_after_the_other_leaves(
    wired: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """That is what people do: it is believed at once."""
    _say(hass, ANNA, "not_home")
    await _pass(hass, freezer, minutes=2)
    assert wired.reason() is ReasonCode.SOMEONE_HOME
    _say(hass, BEN, "not_home")
    await hass.async_block_till_done()
    assert wired.is_open()


async def test_the_router_restarts(
    wired: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """All phones go at once, and come back: the camera never opens, and says why."""
    _say(hass, ANNA, "not_home")
    _say(hass, BEN, "not_home")
    assert wired.reason() is ReasonCode.PRESENCE_UNKNOWN
    await _pass(hass, freezer, minutes=3)
    assert wired.reason() is ReasonCode.PRESENCE_UNKNOWN
    _say(hass, BEN, "home")
    assert wired.reason() is ReasonCode.SOMEONE_HOME


async def test_both_leave_together(
    wired: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """It looks the same, so that the camera opens a quarter of an hour later, by itself."""
    _say(hass, ANNA, "not_home")
    _say(hass, BEN, "not_home")
    await _pass(hass, freezer, minutes=14)
    assert wired.reason() is ReasonCode.PRESENCE_UNKNOWN
    await _pass(hass, freezer, minutes=2)
    assert wired.is_open()


async def test_the_router_comes_back_without_phones(
    wired: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """It was unavailable, and has nobody yet."""
    add_rule(wired, **RULE, name="Ben only", persons=[BEN])
    _say(hass, ANNA, "not_home")
    await _pass(hass, freezer, minutes=20)
    _say(hass, BEN, "unavailable")
    go(hass, BEN, "unknown")
    await _pass(hass, freezer, minutes=20)
    _say(hass, BEN, "not_home")
    assert wired.reason() is ReasonCode.PRESENCE_UNKNOWN


async def test_a_start_without_a_delay(wired: House, hass: HomeAssistant) -> None:
    """Right after a start, trackers by connection have not seen anybody yet."""
    await wired.stop()
    hass.set_state(CoreState.starting)
    for person in (ANNA, BEN):
        _say(hass, person, "not_home")
    assert await wired.set_up()
    assert wired.reason() is ReasonCode.STARTING_UP
    hass.set_state(CoreState.running)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)
    await hass.async_block_till_done()
    assert wired.reason() is ReasonCode.PRESENCE_UNKNOWN


async def test_a_reload_long_after_they_left(
    wired: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """They are away for longer than anybody doubts."""
    _say(hass, ANNA, "not_home")
    _say(hass, BEN, "not_home")
    await _pass(hass, freezer, minutes=20)
    await wired.restart()
    assert wired.is_open()


async def test_a_position_comes_first(
    wired: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """A phone that tells where it is and falls silent is not away because the router lost it."""
    add_rule(wired, **RULE, name="Anna only", persons=[ANNA])
    _say(hass, BEN, "not_home")
    await _pass(hass, freezer, minutes=20)
    both = [OF[ANNA], ANNAS_GPS]
    hass.states.async_set(ANNAS_GPS, "home", GPS)
    go(hass, ANNA, "home", source=OF[ANNA], device_trackers=both)
    hass.states.async_set(ANNAS_GPS, "unavailable")
    hass.states.async_set(OF[ANNA], "not_home", ROUTER)
    go(hass, ANNA, "not_home", source=OF[ANNA])
    await _pass(hass, freezer, minutes=30)
    assert wired.reason() is ReasonCode.PRESENCE_UNKNOWN
    await _pass(hass, freezer, hours=7)
    issue_id = async_issue_id(hass, ISSUE_PERSON_UNKNOWN, ANNA)
    assert ir.async_get(hass).async_get_issue(DOMAIN, issue_id) is not None
    hass.states.async_set(ANNAS_GPS, "not_home", GPS)
    go(hass, ANNA, "not_home", source=ANNAS_GPS)
    await hass.async_block_till_done()
    assert wired.is_open()
    assert ir.async_get(hass).async_get_issue(DOMAIN, "person_unknown_anna") is None


async def test_a_tracker_that_means_guests(
    wired: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """The guest's phone and everybody else's go at once."""
    tracker = "device_tracker.guests_phone"
    hass.states.async_set(tracker, "home", ROUTER)
    set_options(wired, guests_entities=[tracker], guests_effect="indoors_private")
    await hass.async_block_till_done()
    assert wired.reason() is ReasonCode.GUESTS_PRESENT
    hass.states.async_set(tracker, "not_home", ROUTER)
    _say(hass, ANNA, "not_home")
    _say(hass, BEN, "not_home")
    await hass.async_block_till_done()
    assert wired.state("switch.lens_cap_guests").state == "on"
    await _pass(hass, freezer, minutes=16)
    assert wired.state("switch.lens_cap_guests").state == "off"
    assert wired.is_open()
