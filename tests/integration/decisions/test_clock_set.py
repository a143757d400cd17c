"""A clock that is set while Lens Cap runs: what has an end keeps its length, over a restart too."""

from collections.abc import Callable
from datetime import timedelta
import time
from types import SimpleNamespace

from freezegun.api import FrozenDateTimeFactory
import pytest

from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.sensing import clock
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ...helpers.family import ANNA, BEN, add_rule, go
from ...helpers.mock_house import SOFA, House

HOUR = timedelta(hours=1)

type SetClock = Callable[[House, timedelta], None]


@pytest.fixture
def set_clock(
    freezer: FrozenDateTimeFactory, monkeypatch: pytest.MonkeyPatch
) -> SetClock:
    """Return what sets the wall clock, and lets no time pass."""

    def set_by(house: House, jump: timedelta) -> None:
        read = house.coordinator.evaluator._reading
        steady = SimpleNamespace(
            monotonic=lambda: read.steady, CLOCK_REALTIME=time.CLOCK_REALTIME
        )
        monkeypatch.setattr(clock, "time", steady)
        freezer.move_to(dt_util.utcnow() + jump)
        house.coordinator.refresh()

    return set_by


@pytest.mark.parametrize("jump", [4 * HOUR, -4 * HOUR])
async def test_privacy_for_an_hour(
    house: House, freezer: FrozenDateTimeFactory, set_clock: SetClock, jump: timedelta
) -> None:
    """Of a computer that starts without knowing the time: private for that hour all the same, or for longer."""
    await house.call(
        "lens_cap.set_privacy", "camera.sofa", level="private", duration=3600
    )
    set_clock(house, jump)
    await house.hass.async_block_till_done()
    set_at = dt_util.utcnow()
    await house.restart()
    (hold,) = house.coordinator.state.holds_of(SOFA)
    assert hold.until == set_at + HOUR + max(-jump, timedelta())
    assert house.reason() is ReasonCode.HOLD


async def test_guests_with_an_end(house: House, set_clock: SetClock) -> None:
    """They are still there after a restart."""
    await house.privacy.async_guests_arrived(until=dt_util.utcnow() + HOUR)
    set_clock(house, 4 * HOUR)
    await house.hass.async_block_till_done()
    set_at = dt_util.utcnow()
    await house.restart()
    assert house.coordinator.data.guests
    assert house.coordinator.state.guests.until == set_at + HOUR


async def test_a_rule_that_goes_on_for_a_while(
    family: House,
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    set_clock: SetClock,
) -> None:
    """Five minutes after everyone left are five minutes, though the clock was a day ahead."""
    go(hass, ANNA, "home")
    go(hass, BEN, "not_home")
    add_rule(
        family,
        effect_level="private",
        presence="someone_home",
        placements=["living_area"],
        leave_delay_minutes=5,
    )
    await hass.async_block_till_done()
    go(hass, ANNA, "not_home")
    assert not family.is_open()
    set_clock(family, timedelta(days=-1))
    assert not family.is_open()
    view = family.coordinator.data.cameras[SOFA]
    assert view.next_change == dt_util.utcnow() + timedelta(minutes=5)
