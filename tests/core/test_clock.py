"""When a clock counts as set, whether it can be believed, and what that does to an end."""

from datetime import UTC, datetime, timedelta

import pytest

from custom_components.lens_cap.core.clock import Reading, is_trusted, jump, no_sooner

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
MOMENT = timedelta(microseconds=1)
SLEW = timedelta(seconds=2)


@pytest.mark.parametrize(
    ("set_by", "counts"),
    [
        (timedelta(), False),
        (SLEW, False),
        (-SLEW, False),
        (SLEW + MOMENT, True),
        (-SLEW - MOMENT, True),
        (HOUR, True),
    ],
)
def test_what_counts_as_set(set_by: timedelta, counts: bool) -> None:
    """More than a time server corrects while the clock runs, in either direction."""
    before = Reading(wall=NOON, steady=5.0)
    after = Reading(wall=NOON + HOUR + set_by, steady=5.0 + HOUR.total_seconds())
    assert jump(before, after) == (set_by if counts else timedelta())


def test_which_clock_is_believed() -> None:
    """One that is behind what was written down by a minute at the most."""
    minute = timedelta(minutes=1)
    assert is_trusted(NOON, None)
    assert is_trusted(NOON, NOON)
    assert is_trusted(NOON, NOON + minute)
    assert not is_trusted(NOON, NOON + minute + MOMENT)


def test_an_end_never_comes_sooner() -> None:
    """It moves along with a clock that is set forward, and stays where one is set back."""
    assert no_sooner(NOON, HOUR) == NOON + HOUR
    assert no_sooner(NOON, timedelta()) == no_sooner(NOON, -HOUR) == NOON
    assert no_sooner(None, HOUR) is no_sooner(None, -HOUR) is None
