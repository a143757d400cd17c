"""Lifts that are in force: which of them count, and what ends them."""

from datetime import UTC, datetime, timedelta

import pytest

from custom_components.lens_cap.core.ids import ZoneId
from custom_components.lens_cap.core.state.lift import Lift
from custom_components.lens_cap.decisions.lifts import LiveLifts

from ...helpers.mock_house import BED, SOFA

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
WINDOW = frozenset({ZoneId("window")})


def _lift(set_at: datetime = NOON, zones: frozenset[ZoneId] = frozenset()) -> Lift:
    return Lift(set_at=set_at, until=set_at + HOUR, set_by="anna", zones=zones)


@pytest.fixture
def lifts() -> LiveLifts:
    """Return lifts of the whole sofa, of its window, and of the whole bed."""
    live = LiveLifts()
    live.add(SOFA, _lift())
    live.add(SOFA, _lift(zones=WINDOW))
    live.add(BED, _lift())
    return live


def test_a_newer_lift_of_the_same_takes_the_place_of_the_older(
    lifts: LiveLifts,
) -> None:
    """So that it ends when the newer one does, and not at the later of both."""
    newer = _lift(NOON + HOUR)
    lifts.add(SOFA, newer)
    assert lifts.of(SOFA) == (_lift(zones=WINDOW), newer)


def test_lifts_of_other_zones_stay(lifts: LiveLifts) -> None:
    """Each opens its own part of the camera."""
    assert lifts.of(SOFA) == (_lift(), _lift(zones=WINDOW))


def test_the_lifts_of_every_named_camera_end(lifts: LiveLifts) -> None:
    """Not only those of the first that has any."""
    assert lifts.end_for([SOFA, BED])
    assert lifts.of(SOFA) == lifts.of(BED) == ()


def test_the_lifts_of_other_cameras_stay(lifts: LiveLifts) -> None:
    """And whoever ends none is told so."""
    assert lifts.end_for([SOFA])
    assert not lifts.end_for([SOFA])
    assert lifts.of(BED) == (_lift(),)


def test_all_lifts_end(lifts: LiveLifts) -> None:
    """Guests who come end every one."""
    lifts.end_all()
    assert lifts.of(SOFA) == lifts.of(BED) == ()


def test_a_clock_that_is_set_lengthens_no_lift(lifts: LiveLifts) -> None:
    """Set back by a day, a lift of an hour ends a day earlier by that clock."""
    back = timedelta(days=-1)
    lifts.after_jump(back)
    assert [lift.until for lift in lifts.of(BED)] == [NOON + HOUR + back]
