"""Guests until a moment that somebody chose: earlier only by a person's hand."""

from datetime import datetime, timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import (
    MockUser,
    async_fire_time_changed,
)

from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.util import dt as dt_util

from ...helpers.callers import by_automation
from ...helpers.family import by
from ...helpers.mock_house import House

GUESTS = "switch.lens_cap_guests"
UNTIL = "datetime.lens_cap_guests_until"
NOON = "button.lens_cap_guests_until_noon"


def _in(hours: float) -> datetime:
    return dt_util.now().replace(microsecond=0) + timedelta(hours=hours)


async def _set(house: House, until: datetime, context: Any = None) -> None:
    await house.call(
        "datetime.set_value", UNTIL, datetime=until.isoformat(), context=context
    )


def _end(house: House) -> datetime | None:
    end: datetime | None = house.state(GUESTS).attributes["until"]
    return end


async def test_until_tomorrow_noon(family: House, hass: HomeAssistant) -> None:
    """By the action, with a date and a time; without a zone they are those of the home."""
    noon = _in(24).replace(hour=12, minute=0, second=0)
    await family.call(
        "lens_cap.set_guests", present=True, until=noon.strftime("%Y-%m-%d %H:%M:%S")
    )
    assert family.reason() is ReasonCode.GUESTS_PRESENT
    assert _end(family) == noon
    shown = dt_util.parse_datetime(family.state(UNTIL).state)
    assert shown == noon


@pytest.mark.parametrize("hours", [-1, 24 * 367])
async def test_no_end_in_the_past_or_far_away(
    family: House, anna: MockUser, hours: float
) -> None:
    """Neither by the action nor by the date; nothing is changed."""
    with pytest.raises(ServiceValidationError) as caught:
        await family.call(
            "lens_cap.set_guests", present=True, until=_in(hours).isoformat()
        )
    assert caught.value.translation_key == "guests_end_wrong"
    with pytest.raises(ServiceValidationError):
        await _set(family, _in(hours), by(anna))
    assert family.is_open()


async def test_an_end_or_a_duration(family: House) -> None:
    """Not both: then nobody knows what was meant."""
    with pytest.raises(Exception, match="end"):
        await family.call(
            "lens_cap.set_guests",
            present=True,
            until=_in(2).isoformat(),
            duration={"hours": 1},
        )
    assert family.is_open()


async def test_the_date_says_that_guests_are_there(
    family: House, hass: HomeAssistant, anna: MockUser
) -> None:
    """Anybody and anything may, and may make them stay longer."""
    await by_automation(
        hass,
        {
            "action": "datetime.set_value",
            "target": {"entity_id": UNTIL},
            "data": {"datetime": _in(2).isoformat()},
        },
    )
    assert family.state(GUESTS).state == "on"
    later = _in(5)
    await _set(family, later)
    assert _end(family) == later


async def test_earlier_is_an_opening(
    family: House, hass: HomeAssistant, anna: MockUser, visitor: MockUser
) -> None:
    """Only a person who names it lets guests leave earlier; for a whole area nothing happens."""
    late, early = _in(5), _in(1)
    await _set(family, late, by(visitor))
    with pytest.raises(ServiceValidationError) as caught:
        await by_automation(
            hass,
            {
                "action": "datetime.set_value",
                "target": {"entity_id": UNTIL},
                "data": {"datetime": early.isoformat()},
            },
        )
    assert caught.value.translation_key == "guests_only_by_people"
    await family.call("lens_cap.set_guests", present=True, until=early.isoformat())
    assert _end(family) == late
    await _set(family, early, by(visitor))
    assert _end(family) == early
    await family.call("switch.turn_on", GUESTS)
    assert _end(family) is None
    await _set(family, late, by(anna))
    assert _end(family) == late


@pytest.mark.parametrize(
    ("now", "noon"),
    [
        ("2026-11-30T22:30:00+00:00", "2026-12-01T11:00:00+00:00"),
        ("2026-10-24T22:30:00+00:00", "2026-10-26T11:00:00+00:00"),
        ("2026-12-31T11:30:00+00:00", "2027-01-01T11:00:00+00:00"),
    ],
    ids=["last day of a month", "day of 25 hours", "last day of a year"],
)
async def test_a_button_says_until_tomorrow_noon(
    family: House,
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    now: str,
    noon: str,
) -> None:
    """By the home's clock, and whoever presses it: an automation, too."""
    await hass.config.async_set_time_zone("Europe/Amsterdam")
    freezer.move_to(now)
    await by_automation(hass, {"action": "button.press", "target": {"entity_id": NOON}})
    assert family.state(GUESTS).state == "on"
    assert _end(family) == dt_util.parse_datetime(noon)


async def test_the_button_sends_nobody_away_earlier(
    family: House, visitor: MockUser
) -> None:
    """Who stays longer, or without an end, stays so: not even a person ends that by it."""
    late = _in(24 * 3)
    await _set(family, late)
    await family.call("button.press", NOON, context=by(visitor))
    assert _end(family) == late
    await family.call("switch.turn_on", GUESTS)
    await family.call("button.press", NOON, context=by(visitor))
    assert family.state(GUESTS).state == "on"
    assert _end(family) is None


async def test_guests_without_an_end(family: House, anna: MockUser) -> None:
    """The date is unknown, before, meanwhile and after."""
    for action in ("turn_on", "turn_off"):
        assert family.state(UNTIL).state == "unknown"
        await family.call(f"switch.{action}", GUESTS, context=by(anna))
    assert family.state(UNTIL).state == "unknown"


async def test_no_end_is_shown_of_guests_who_have_left(
    family: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Once the moment has come, neither the switch nor the date names it any more."""
    await _set(family, _in(1))
    freezer.tick(timedelta(hours=1, seconds=1))
    async_fire_time_changed(hass)
    await hass.async_block_till_done()
    assert family.state(GUESTS).state == "off"
    assert _end(family) is None
    assert family.state(UNTIL).state == "unknown"
