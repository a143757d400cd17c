"""A clock that is set while Lens Cap runs: what has an end keeps its length."""

from collections.abc import Callable
from datetime import timedelta
import time
from types import SimpleNamespace

from freezegun.api import FrozenDateTimeFactory
import pytest

from custom_components.lens_cap.sensing import clock
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ...helpers.family import ANNA, BEN, add_rule, go
from ...helpers.mock_house import SOFA, House

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
