"""Privacy until a time of the day, in the time zone of the house."""

from datetime import datetime

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed
import voluptuous as vol

from homeassistant.core import HomeAssistant

from ...helpers.mock_house import SOFA, House

BERLIN = "Europe/Berlin"


@pytest.mark.parametrize(
    ("now", "at", "until"),
    [
        ("2026-11-24T19:00:00+01:00", "22:30", "2026-11-24T22:30:00+01:00"),
        ("2026-11-24T23:00:00+01:00", "07:00", "2026-11-25T07:00:00+01:00"),
        ("2026-11-24T07:00:00+01:00", "07:00", "2026-11-25T07:00:00+01:00"),
        # The clocks go back, and forward.
        ("2026-10-24T23:00:00+02:00", "07:00", "2026-10-25T07:00:00+01:00"),
        ("2026-03-28T23:00:00+01:00", "07:00", "2026-03-29T07:00:00+02:00"),
        # Half past two comes twice in that night: the later one counts, whenever it is asked for.
        ("2026-10-24T23:00:00+02:00", "02:30", "2026-10-25T02:30:00+01:00"),
        ("2026-10-25T00:30:00+02:00", "02:30", "2026-10-25T02:30:00+01:00"),
    ],
)
async def test_until_that_time_comes_next(
    hass: HomeAssistant,
    house: House,
    freezer: FrozenDateTimeFactory,
    now: str,
    at: str,
    until: str,
) -> None:
    """Today or tomorrow, and not a moment longer."""
    await hass.config.async_set_time_zone(BERLIN)
    freezer.move_to(now)
    await house.call(
        "lens_cap.set_privacy", "camera.sofa", level="private", until_time=at
    )
    (hold,) = house.coordinator.state.holds_of(SOFA)
    assert hold.until == datetime.fromisoformat(until)
    freezer.move_to(until)
    async_fire_time_changed(hass)
    await hass.async_block_till_done()
    assert house.is_open()


@pytest.mark.parametrize(
    "ends",
    [
        {"until_time": "25:00"},
        {"until_time": "soon"},
        {"until_time": "07:00", "duration": 60},
    ],
)
async def test_what_is_no_time(house: House, ends: dict[str, object]) -> None:
    """Nothing is changed."""
    with pytest.raises(vol.Invalid):
        await house.call("lens_cap.set_privacy", "camera.sofa", level="private", **ends)
    assert house.is_open()
