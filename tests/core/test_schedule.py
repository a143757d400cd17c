"""Windows against a clock on the wall, read minute by minute."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate, pairwise
from random import Random
from zoneinfo import ZoneInfo

from hypothesis import given
import pytest

from custom_components.lens_cap.core.schedule import (
    ALWAYS,
    Calendar,
    Span,
    SunDay,
    SunEvent,
    SunTime,
    Window,
    clip,
    horizon,
    moment_of,
    spans,
)

from .generated import NOON, house, window
from .reference import in_window
from .strategies import many, randoms

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
# Weeks in which clocks are set: by an hour, by half of one, at midnight, by a whole day.
WEEKS = [
    (BERLIN, datetime(2026, 3, 26, tzinfo=UTC)),
    (BERLIN, datetime(2026, 10, 22, tzinfo=UTC)),
    (NEW_YORK, datetime(2026, 3, 5, tzinfo=UTC)),
    (NEW_YORK, datetime(2026, 10, 29, tzinfo=UTC)),
    (ZoneInfo("Australia/Lord_Howe"), datetime(2026, 4, 2, tzinfo=UTC)),
    (ZoneInfo("America/Havana"), datetime(2026, 3, 5, tzinfo=UTC)),
    (ZoneInfo("America/Havana"), datetime(2026, 10, 29, tzinfo=UTC)),
    (ZoneInfo("Pacific/Apia"), datetime(2011, 12, 28, tzinfo=UTC)),
    (ZoneInfo("Asia/Kolkata"), datetime(2026, 6, 1, tzinfo=UTC)),
]


class Wall:
    """What a clock on the wall shows, minute by minute, for eleven days."""

    def __init__(self, zone: ZoneInfo, begin: datetime) -> None:
        """Read it from two days before."""
        self.moments = [begin - 2 * DAY + n * MINUTE for n in range(11 * 24 * 60)]
        shown = [m.astimezone(zone).replace(tzinfo=None) for m in self.moments]
        # It was already that late once; it will still be that early once more.
        self._latest = list(accumulate(shown, max))
        self._earliest = list(accumulate(reversed(shown), min))[::-1]
        self._days = [shown[0].date() + ahead * DAY for ahead in range(13)]

    def within(self, a_window: Window) -> list[bool]:
        """Return for each minute whether a window applies."""
        found = [False] * len(self.moments)
        for day in self._days:
            if day.weekday() in a_window.weekdays:
                start, end = _on(day, a_window)
                for number, latest in enumerate(self._latest[:-1]):
                    goes_on = self._earliest[number] < end or (
                        # An end that comes twice counts the second time.
                        a_window.end is not None and self._earliest[number + 1] <= end
                    )
                    if latest >= start and goes_on:
                        found[number] = True
        return found


def _on(day: date, a_window: Window) -> tuple[datetime, datetime]:
    start, end = a_window.start or time(), a_window.end or time()
    assert isinstance(start, time)
    assert isinstance(end, time)
    last_day = day if end > start else day + DAY
    return datetime.combine(day, start), datetime.combine(last_day, end)


@pytest.mark.parametrize(("zone", "begin"), WEEKS, ids=lambda one: str(one)[:20])
def test_as_a_clock_on_the_wall_shows(zone: ZoneInfo, begin: datetime) -> None:
    """Windows of all kinds agree with the wall for a week, whenever one looks."""
    wall, calendar = Wall(zone, begin), Calendar(zone=zone)
    random = Random(str(zone))  # noqa: S311  # the same windows every time
    around = [
        Window(start=time(2, 10), end=time(2, 50)),
        Window(start=time(2, 30), end=time(2, 10)),
        Window(start=time(1, 30), end=time(1, 20)),
        Window(start=time(22), end=time(2, 30)),
        Window(start=time(2, 30), end=time(6)),
        Window(start=time(0, 30)),
        Window(end=time(0, 0)),
    ]
    for a_window in (*around, *(window(random, with_sun=False) for _ in range(8))):
        within = wall.within(a_window)
        for now in (begin, begin + random.randint(0, 2 * 24 * 60) * MINUTE):
            found = spans(a_window, calendar, now)
            _are_in_order(found, now)
            for number, moment in enumerate(wall.moments):
                if now <= moment < now + 6 * DAY:
                    told = any(span.covers(moment) for span in found)
                    assert told is within[number], (a_window, moment, now)


def _are_in_order(found: tuple[Span, ...], now: datetime) -> None:
    for span in found:
        assert span.end is None or span.end > now
    for one, other in pairwise(found):
        assert one.end is not None
        assert other.start is not None
        assert one.end < other.start


@many
@given(randoms)
def test_as_the_reference_says(random: Random) -> None:
    """With the sun too: at every hour of a week what was told at its beginning is so."""
    a_house, a_window = house(random), window(random)
    calendar = replace(a_house.facts.calendar, trusted=True)
    told = spans(a_window, calendar, NOON)
    _are_in_order(told, NOON)
    for hours in range(0, 6 * 24, 2):
        moment = NOON + hours * HOUR
        facts = replace(a_house.facts, now=moment, calendar=calendar)
        assert any(span.covers(moment) for span in told) is in_window(
            a_window, replace(a_house, facts=facts)
        ), (moment, told)


@pytest.mark.parametrize(
    ("day", "at", "first", "last"),
    [
        (date(2026, 3, 29), time(2, 30), "01:00", "01:00"),
        (date(2026, 3, 29), time(3), "01:00", "01:00"),
        (date(2026, 10, 25), time(2, 30), "00:30", "01:30"),
        (date(2026, 11, 24), time(2, 30), "01:30", "01:30"),
    ],
)
def test_times_that_come_twice_or_never(
    day: date, at: time, first: str, last: str
) -> None:
    """A time that is skipped is the moment at which clocks are set; of two either can be had."""
    assert f"{moment_of(day, at, BERLIN):%H:%M}" == first
    assert f"{moment_of(day, at, BERLIN, last=True):%H:%M}" == last


def test_a_window_that_clocks_skip_does_not_come() -> None:
    """Ten past two to ten to three, on the night without these times; the next night it does."""
    nightly = Window(start=time(2, 10), end=time(2, 50))
    now = datetime(2026, 3, 29, 0, 0, tzinfo=UTC)
    first = spans(nightly, Calendar(zone=BERLIN), now)[0]
    assert first == Span(
        start=datetime(2026, 3, 30, 0, 10, tzinfo=UTC),
        end=datetime(2026, 3, 30, 0, 50, tzinfo=UTC),
    )


def test_a_window_around_the_clock_has_no_end() -> None:
    """Every day from eight to eight is always, as far as is looked; no day is named as its end."""
    for a_window in (Window(), Window(start=time(8), end=time(8))):
        (span,) = spans(a_window, Calendar(zone=BERLIN), NOON)
        assert span.end is None
        assert span.covers(NOON)


def test_a_weekly_window_is_seen_a_week_ahead() -> None:
    """On the evening after it was over the next one is known."""
    weekly = Window(start=time(8), end=time(9), weekdays=frozenset({1}))
    assert NOON.weekday() == 1
    assert spans(weekly, Calendar(), NOON) == (
        Span(start=NOON + 7 * DAY - 4 * HOUR, end=NOON + 7 * DAY - 3 * HOUR),
    )
    assert spans(Window(weekdays=frozenset()), Calendar(), NOON) == ()


def test_a_clock_that_is_not_believed() -> None:
    """Then it may be any time."""
    assert spans(Window(end=time(1)), Calendar(trusted=False), NOON) == (ALWAYS,)


def _polar_night() -> Iterator[tuple[date, SunDay]]:
    for ahead in range(-3, 20):
        yield NOON.date() + ahead * DAY, SunDay(sunrise=None, sunset=None)


def test_the_sun_does_not_rise() -> None:
    """In the polar night "from sunset to sunrise" is always, and "while it is up" too: who knows."""
    calendar = Calendar(zone=ZoneInfo("Europe/Oslo"), sun=dict(_polar_night()))
    sunset, sunrise = SunTime(event=SunEvent.SUNSET), SunTime(event=SunEvent.SUNRISE)
    for a_window in (
        Window(start=sunset, end=sunrise),
        Window(start=sunrise, end=sunset),
        Window(start=time(23), end=sunrise),
    ):
        (span,) = spans(a_window, calendar, NOON)
        assert span.covers(NOON)
        assert span.end is None


def test_a_window_that_ends_days_after_the_sun() -> None:
    """Twelve hours after sunset is tomorrow; "until eight" is tomorrow's eight then."""
    sun = {
        NOON.date() + ahead * DAY: SunDay(
            sunrise=NOON + ahead * DAY - 4 * HOUR, sunset=NOON + ahead * DAY + 8 * HOUR
        )
        for ahead in range(-3, 20)
    }
    late = Window(
        start=SunTime(event=SunEvent.SUNSET, offset=11 * HOUR),
        end=time(6),
        weekdays=frozenset({1}),
    )
    assert spans(late, Calendar(sun=sun), NOON)[0] == Span(
        start=NOON + 19 * HOUR, end=NOON + 42 * HOUR
    )


def test_cutting() -> None:
    """What lies between two moments is left of spans."""
    whole = (Span(end=NOON), Span(start=NOON + HOUR, end=NOON + 3 * HOUR))
    assert clip(whole) == whole
    assert clip(whole, start=NOON) == whole[1:]
    assert clip(whole, end=NOON + HOUR) == whole[:1]
    assert clip((ALWAYS,), start=NOON, end=NOON + HOUR) == (
        Span(start=NOON, end=NOON + HOUR),
    )
    assert clip(whole, start=NOON - HOUR, end=NOON + 2 * HOUR) == (
        Span(start=NOON - HOUR, end=NOON),
        Span(start=NOON + HOUR, end=NOON + 2 * HOUR),
    )
    assert clip(whole, end=NOON + 9 * HOUR) == whole


def test_the_horizon() -> None:
    """It is the midnight in eight days, where the household lives."""
    assert horizon(Calendar(zone=NEW_YORK), NOON) == datetime(
        2026, 12, 2, 5, tzinfo=UTC
    )
