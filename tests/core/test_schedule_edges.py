"""Windows at their very edges, and what is made of them where the sun is not known."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from custom_components.lens_cap.core.schedule import (
    Calendar,
    Span,
    SunDay,
    SunEvent,
    SunTime,
    Window,
    horizon,
    moment_of,
    spans,
)

from .generated import NOON

MOMENT, HOUR, DAY = (
    timedelta(microseconds=1),
    timedelta(hours=1),
    timedelta(days=1),
)
MIDNIGHT: Final = NOON - 12 * HOUR
TODAY: Final = NOON.date()
TUESDAY: Final = frozenset({TODAY.weekday()})
SUNRISE: Final = SunTime(event=SunEvent.SUNRISE)
SUNSET: Final = SunTime(event=SunEvent.SUNSET)
EARLY: Final = SunTime(event=SunEvent.SUNSET, offset=-2 * HOUR)
TOMORROW: Final = SunTime(event=SunEvent.SUNSET, offset=11 * HOUR)
LATE: Final = SunTime(event=SunEvent.SUNRISE, offset=3 * HOUR)


def sun(
    sunrise: timedelta | None, sunset: timedelta | None, *unknown: date
) -> Mapping[date, SunDay]:
    """Return the same sun for weeks, without some days."""
    return {
        TODAY + ahead * DAY: SunDay(
            sunrise=None if sunrise is None else MIDNIGHT + ahead * DAY + sunrise,
            sunset=None if sunset is None else MIDNIGHT + ahead * DAY + sunset,
        )
        for ahead in range(-3, 20)
        if TODAY + ahead * DAY not in unknown
    }


NIGHT: Final = sun(None, None)
BOTH: Final = sun(8 * HOUR, 16 * HOUR)
NO_DAWN: Final = sun(None, 16 * HOUR)
TODAY_UNKNOWN: Final = sun(8 * HOUR, 16 * HOUR, TODAY)


def test_a_span_has_its_start_and_not_its_end() -> None:
    """Without one of them it goes on to that side for good."""
    at = NOON - MOMENT, NOON, NOON + HOUR - MOMENT, NOON + HOUR
    for span, covered in (
        (Span(start=NOON, end=NOON + HOUR), [False, True, True, False]),
        (Span(start=NOON), [False, True, True, True]),
        (Span(end=NOON + HOUR), [True, True, True, False]),
        (Span(), [True, True, True, True]),
    ):
        assert [span.covers(moment) for moment in at] == covered


@pytest.mark.parametrize(
    ("window", "known", "begin", "end"),
    [
        # By the clock alone: what is over now, and what ends with the day.
        (Window(start=time(8)), {}, 8 * HOUR, DAY),
        (Window(start=time(8), end=time(13)), {}, 8 * HOUR, 13 * HOUR),
        # Both known: the first end after the start, were it days later.
        (Window(start=SUNRISE, end=SUNSET), BOTH, 8 * HOUR, 16 * HOUR),
        (Window(start=SUNSET, end=SUNRISE), BOTH, 16 * HOUR, 32 * HOUR),
        (Window(start=SUNRISE, end=SUNRISE), BOTH, 8 * HOUR, 32 * HOUR),
        (Window(start=EARLY), BOTH, 14 * HOUR, DAY),
        (Window(start=EARLY, end=LATE), BOTH, 14 * HOUR, 35 * HOUR),
        # Unknown: from the earliest to the latest that is possible.
        (Window(start=EARLY, end=LATE), NIGHT, -2 * HOUR, 51 * HOUR),
        (Window(start=EARLY, end=LATE), NO_DAWN, 14 * HOUR, 51 * HOUR),
        (Window(start=time(23), end=LATE), NIGHT, 23 * HOUR, 51 * HOUR),
        (Window(start=SUNRISE, end=time(7)), NIGHT, timedelta(), 48 * HOUR),
    ],
)
def test_a_window_of_one_day_of_the_week(
    window: Window, known: Mapping[date, SunDay], begin: timedelta, end: timedelta
) -> None:
    """It starts today, and in a week, when an end beyond what is looked at is none."""
    tuesdays = Window(start=window.start, end=window.end, weekdays=TUESDAY)
    next_end = MIDNIGHT + 7 * DAY + end if end < DAY else None
    assert spans(tuesdays, Calendar(sun=known), NOON) == (
        Span(start=MIDNIGHT + begin, end=MIDNIGHT + end),
        Span(start=MIDNIGHT + 7 * DAY + begin, end=next_end),
    )


def test_a_start_on_the_day_after_the_last_one_is_not_told() -> None:
    """Long after sunset is tomorrow, until its midnight, and in a week that is too far ahead."""
    window = Window(start=TOMORROW, weekdays=TUESDAY)
    assert spans(window, Calendar(sun=BOTH), NOON) == (
        Span(start=MIDNIGHT + 27 * HOUR, end=MIDNIGHT + 48 * HOUR),
    )


LONG_AFTER: Final = SunTime(event=SunEvent.SUNSET, offset=23 * HOUR)
LONG_BEFORE: Final = SunTime(event=SunEvent.SUNRISE, offset=-23 * HOUR)


def test_an_end_that_belongs_to_the_third_day_after() -> None:
    """A day after sunset is late tomorrow; the first that is a day before a sunrise is the day after, at seven."""
    window = Window(start=LONG_AFTER, end=LONG_BEFORE, weekdays=TUESDAY)
    assert spans(window, Calendar(sun=BOTH), NOON)[0] == Span(
        start=MIDNIGHT + 39 * HOUR, end=MIDNIGHT + 57 * HOUR
    )


def test_what_ends_now_is_over() -> None:
    """Only the next one is left of it, and a moment before there were both."""
    morning = Window(start=time(8), end=time(12), weekdays=TUESDAY)
    today = Span(start=NOON - 4 * HOUR, end=NOON)
    next_week = Span(start=NOON + 7 * DAY - 4 * HOUR, end=NOON + 7 * DAY)
    assert spans(morning, Calendar(), NOON - MOMENT) == (today, next_week)
    assert spans(morning, Calendar(), NOON) == (next_week,)


def test_a_day_within_an_unknown_one_does_not_end_it() -> None:
    """Where today's end is unknown it lasts as long as is possible, though tomorrow's is sooner."""
    for weekdays in (TUESDAY, TUESDAY | {TODAY.weekday() + 1}):
        window = Window(start=time(6), end=SUNRISE, weekdays=weekdays)
        first, *_ = spans(window, Calendar(sun=TODAY_UNKNOWN), NOON)
        assert first == Span(start=MIDNIGHT + 6 * HOUR, end=MIDNIGHT + 48 * HOUR)


@pytest.mark.parametrize(
    "at", [time(2), time(2, 0, 0, 1), time(2, 30), time(2, 59, 59, 999_999), time(3)]
)
def test_a_time_that_is_skipped_is_the_very_moment_of_the_change(at: time) -> None:
    """To the second, whichever of the skipped times it is."""
    change = datetime(2026, 3, 29, 1, tzinfo=UTC)
    for last in (False, True):
        found = moment_of(date(2026, 3, 29), at, ZoneInfo("Europe/Berlin"), last=last)
        assert found == change


def test_days_are_those_where_the_household_lives() -> None:
    """Where it is tomorrow already, the last day that is looked at is a day later too."""
    auckland = Calendar(zone=ZoneInfo("Pacific/Auckland"))
    last = spans(Window(start=time(8), end=time(9)), auckland, NOON)[-1]
    assert last == Span(
        start=datetime(2026, 12, 1, 19, tzinfo=UTC),
        end=datetime(2026, 12, 1, 20, tzinfo=UTC),
    )
    assert horizon(auckland, NOON) == datetime(2026, 12, 2, 11, tzinfo=UTC)


def test_a_start_that_comes_twice_is_the_first_with_the_sun_too() -> None:
    """Half past two until sunrise, on the night in which clocks go back."""
    night = date(2026, 10, 25)
    sunrise = datetime(2026, 10, 25, 6, tzinfo=UTC)
    known = {night: SunDay(sunrise=sunrise, sunset=None)}
    sundays = Window(start=time(2, 30), end=SUNRISE, weekdays=frozenset({6}))
    calendar = Calendar(zone=ZoneInfo("Europe/Berlin"), sun=known)
    found = spans(sundays, calendar, datetime(2026, 10, 25, tzinfo=UTC))
    assert found[0] == Span(
        start=datetime(2026, 10, 25, 0, 30, tzinfo=UTC), end=sunrise
    )
