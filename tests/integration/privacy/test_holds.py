"""Holds over time: they end by themselves, are joined, and never shortened."""

from datetime import UTC, datetime, timedelta

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import (
    async_capture_events,
    async_fire_time_changed,
)

from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.core.state.hold import HoldOrigin
from custom_components.lens_cap.privacy.hold_request import HoldRequest
from homeassistant.core import HomeAssistant

from ...helpers.mock_house import BED, SOFA, House

NOON = datetime(2026, 10, 9, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def noon(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Let it be noon."""
    freezer.move_to(NOON)


async def _set_privacy(house: House, hours: float | None) -> None:
    duration = {} if hours is None else {"duration": {"hours": hours}}
    await house.call("lens_cap.set_privacy", "camera.sofa", level="private", **duration)


async def _at(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, moment: datetime
) -> None:
    freezer.move_to(moment)
    async_fire_time_changed(hass, moment, fire_all=False)
    await hass.async_block_till_done()


def _next_change(house: House) -> str:
    return house.state("sensor.sofa_next_change").state


async def test_a_hold_ends_by_itself(
    hass: HomeAssistant, house: House, freezer: FrozenDateTimeFactory
) -> None:
    """Not a second early; and the sensor says when."""
    await _set_privacy(house, 1)
    assert _next_change(house) == (NOON + HOUR).isoformat()
    await _at(hass, freezer, NOON + HOUR - timedelta(seconds=1))
    assert house.reason() is ReasonCode.HOLD
    changes = async_capture_events(hass, "state_changed")
    await _at(hass, freezer, NOON + HOUR)
    assert house.is_open()
    assert house.state("switch.sofa_privacy_mode").state == "off"
    assert _next_change(house) == "unknown"
    assert {event.context.user_id for event in changes} == {None}


async def test_a_hold_without_end_stays(
    hass: HomeAssistant, house: House, freezer: FrozenDateTimeFactory
) -> None:
    """A year later it is still there."""
    await _set_privacy(house, None)
    assert _next_change(house) == "unknown"
    await _at(hass, freezer, NOON + timedelta(days=365))
    assert house.reason() is ReasonCode.HOLD


@pytest.mark.parametrize(
    ("first", "then", "end"), [(2, 1, 2), (1, 2, 2), (None, 1, None), (1, None, None)]
)
async def test_asking_again_never_shortens(
    hass: HomeAssistant,
    house: House,
    freezer: FrozenDateTimeFactory,
    first: float | None,
    then: float | None,
    end: float | None,
) -> None:
    """Of two ends the later one counts; none at all is the latest."""
    await _set_privacy(house, first)
    await _set_privacy(house, then)
    assert len(house.coordinator.state.holds_of(SOFA)) == 1
    wanted = "unknown" if end is None else (NOON + end * HOUR).isoformat()
    assert _next_change(house) == wanted
    await _at(hass, freezer, NOON + 1.5 * HOUR)
    assert not house.is_open()
    await _at(hass, freezer, NOON + 2 * HOUR)
    assert house.is_open() is (end is not None)


async def test_holds_of_several_origins_end_one_by_one(
    hass: HomeAssistant, house: House, freezer: FrozenDateTimeFactory
) -> None:
    """The camera opens with the last of them; before that only the reason changes."""
    await house.privacy.async_hold(
        [SOFA], HoldRequest(origin=HoldOrigin.HOUSEHOLD, until=NOON + HOUR)
    )
    await house.privacy.async_hold(
        [SOFA], HoldRequest(origin=HoldOrigin.CAMERA, until=NOON + 2 * HOUR)
    )
    await house.privacy.async_hold(
        [BED], HoldRequest(origin=HoldOrigin.CAMERA, until=NOON + 3 * HOUR)
    )
    epoch = house.guard().epoch
    assert _next_change(house) == (NOON + 2 * HOUR).isoformat()
    await _at(hass, freezer, NOON + HOUR)
    assert house.reason() is ReasonCode.HOLD
    await _at(hass, freezer, NOON + 2 * HOUR)
    assert house.is_open()
    assert house.guard().epoch == epoch + 1
    await _at(hass, freezer, NOON + 3 * HOUR)
    assert house.reason(BED) is ReasonCode.BASE_LEVEL


async def test_a_hold_goes_on_after_a_restart(
    hass: HomeAssistant, house: House, freezer: FrozenDateTimeFactory
) -> None:
    """And still ends when it was meant to."""
    await _set_privacy(house, 1)
    await house.restart()
    assert house.reason() is ReasonCode.HOLD
    assert _next_change(house) == (NOON + HOUR).isoformat()
    await _at(hass, freezer, NOON + HOUR)
    assert house.is_open()


async def test_a_hold_that_ended_while_home_assistant_was_off(
    house: House, freezer: FrozenDateTimeFactory
) -> None:
    """It is over, and not kept."""
    await _set_privacy(house, 1)
    await house.stop()
    freezer.move_to(NOON + HOUR)
    assert await house.set_up()
    assert house.is_open()
    assert not house.coordinator.state.holds


async def test_after_an_end_a_shorter_hold_is_no_extension(
    hass: HomeAssistant, house: House, freezer: FrozenDateTimeFactory
) -> None:
    """A hold that is over is not joined with a new one."""
    await _set_privacy(house, 1)
    await _at(hass, freezer, NOON + HOUR)
    await _set_privacy(house, 1)
    assert _next_change(house) == (NOON + 2 * HOUR).isoformat()


async def test_no_timer_without_an_end(house: House) -> None:
    """Nothing polls: a house where nothing ends by itself waits for nothing."""
    await _set_privacy(house, None)
    assert not house.coordinator._decision_timer.waits
    await house.call("camera.turn_on", "camera.sofa")
    assert not house.coordinator._decision_timer.waits
    await _set_privacy(house, 1)
    await house.call("camera.turn_on", "camera.sofa")
    assert not house.coordinator._decision_timer.waits
