"""Times as people write them."""

from datetime import time, timedelta

import pytest

from custom_components.lens_cap.core.schedule import SunEvent, SunTime
from custom_components.lens_cap.settings.day_time import day_time, day_time_text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("7", time(7)),
        ("7:00", time(7)),
        ("7:30", time(7, 30)),
        ("07:00", time(7)),
        ("7.30", time(7, 30)),
        ("22", time(22)),
        ("7 pm", time(19)),
        ("12am", time(0)),
        ("12:15 PM", time(12, 15)),
        ("7:05:09", time(7, 5, 9)),
        (
            "sunset-0:30",
            SunTime(event=SunEvent.SUNSET, offset=-timedelta(minutes=30)),
        ),
    ],
)
def test_times_are_understood(written: str, meant: time | SunTime) -> None:
    """And stored in one way only."""
    found = day_time(written)
    assert found == meant
    assert day_time(day_time_text(found)) == meant


@pytest.mark.parametrize(
    "written", ["25", "7:60", "13 pm", "0 am", "7:5", "7:00+01:00", "noon", "-7", "7pp"]
)
def test_what_is_no_time_is_none(written: str) -> None:
    """Nothing is guessed."""
    assert day_time(written) is None
