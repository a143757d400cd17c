"""Time windows: when they start and end, across midnight, DST changes, sunrise and sunset."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from functools import lru_cache
from typing import Final

_EVERY_DAY: Final = frozenset(range(7))
_DAY: Final = timedelta(days=1)
HORIZON_DAYS: Final = 8
"""How many days ahead windows are computed; a weekly one starts within that time."""
# With long offsets from the sun, a window that started two days ago may last until today.
_BEGINNINGS: Final = range(-2, HORIZON_DAYS + 1)
# A window may start nearly two days after its day does, and end nearly a day before the sun's event.
_LAST_END: Final = 3
SUN_DAYS: Final = range(-2, HORIZON_DAYS + _LAST_END + 1)
"""Of which days, from today on, `Calendar.sun` has to tell what is known."""


class SunEvent(StrEnum):
    """What a window can start or end with."""

    SUNRISE = "sunrise"
    SUNSET = "sunset"


@dataclass(frozen=True, kw_only=True)
class SunTime:
    """A time relative to sunrise or sunset; the offset is less than a day."""

    event: SunEvent
    offset: timedelta = timedelta()


type DayTime = time | SunTime
"""A time of day: local wall-clock time, or relative to the sun."""


@dataclass(frozen=True, kw_only=True)
class SunDay:
    """Sunrise and sunset of one local day; None if the sun does not rise or set."""

    sunrise: datetime | None
    sunset: datetime | None


@dataclass(frozen=True, kw_only=True)
class Window:
    """A time window; `weekdays` are those on which it starts (0 is Monday).

    Without a start it starts with the day, without an end it ends with the day. An end that is
    not after the start is on the next day.
    """

    start: DayTime | None = None
    end: DayTime | None = None
    weekdays: frozenset[int] = _EVERY_DAY

    @property
    def has_sun(self) -> bool:
        """Whether the window depends on the sun."""
        return isinstance(self.start, SunTime) or isinstance(self.end, SunTime)


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """What is known about time: the zone, the sun, and whether the clock can be trusted."""

    zone: tzinfo = UTC
    sun: Mapping[date, SunDay] = field(default_factory=dict[date, SunDay])
    trusted: bool = True


@dataclass(frozen=True, kw_only=True)
class Span:
    """From when until when something applies; None is unbounded."""

    start: datetime | None = None
    end: datetime | None = None

    def covers(self, moment: datetime) -> bool:
        """Return whether it contains a moment; the start is included, the end is not."""
        return (self.start is None or self.start <= moment) and (
            self.end is None or moment < self.end
        )


ALWAYS: Final = Span()


def spans(window: Window, calendar: Calendar, now: datetime) -> tuple[Span, ...]:
    """Return when a window applies from now on, for a week: sorted and disjoint spans.

    An end beyond the horizon is None. If it cannot be known (the clock is wrong, sunrise or sunset
    are missing), the window counts as applying.
    """
    if not calendar.trusted:
        return (ALWAYS,)
    today = now.astimezone(calendar.zone).date()
    sun = (
        tuple(calendar.sun.get(today + ahead * _DAY) for ahead in SUN_DAYS)
        if window.has_sun
        else ()
    )
    found = _spans(window, calendar.zone, today, sun)
    return tuple(span for span in found if span.end is None or now < span.end)


def horizon(calendar: Calendar, now: datetime) -> datetime:
    """Return the moment up to which `spans` computes."""
    today = now.astimezone(calendar.zone).date()
    return moment_of(today + HORIZON_DAYS * _DAY, time(), calendar.zone)


def clip(
    found: Iterable[Span], *, start: datetime | None = None, end: datetime | None = None
) -> tuple[Span, ...]:
    """Return the parts of sorted spans between two moments; None is no limit on that side."""
    left: list[Span] = []
    for span in found:
        begins, ends = span.start, span.end
        if start is not None and ends is not None and ends <= start:
            continue
        if end is not None and begins is not None and begins >= end:
            break
        if start is not None and (begins is None or begins < start):
            begins = start
        if end is not None and (ends is None or ends > end):
            ends = end
        whole = begins is span.start and ends is span.end
        left.append(span if whole else Span(start=begins, end=ends))
    return tuple(left)


@lru_cache(maxsize=4096)
def moment_of(day: date, at: time, zone: tzinfo, *, last: bool = False) -> datetime:
    """Return the moment (UTC) of a wall-clock time on a local day.

    A time that occurs twice because clocks go back is the first or, with `last`, the second. One
    that is skipped because clocks go forward is the moment at which they do.
    """
    first, second = (
        datetime.combine(day, at, tzinfo=zone).replace(fold=fold).astimezone(UTC)
        for fold in (0, 1)
    )
    if second < first:
        return _change_between(second, first, zone)
    return second if last else first


@lru_cache(maxsize=1024)
def _spans(
    window: Window, zone: tzinfo, today: date, sun: tuple[SunDay | None, ...]
) -> tuple[Span, ...]:
    known = {
        today + ahead * _DAY: sun_day
        for ahead, sun_day in zip(SUN_DAYS, sun, strict=False)
    }
    days = (today + ahead * _DAY for ahead in _BEGINNINGS)
    limit = moment_of(today + HORIZON_DAYS * _DAY, time(), zone)
    joined: list[tuple[datetime, datetime]] = []
    for start, end in sorted(
        _span_on(day, window, zone, known)
        for day in days
        if day.weekday() in window.weekdays
    ):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        elif start < min(end, limit):
            joined.append((start, end))
    return tuple(
        Span(start=start, end=end if end < limit else None) for start, end in joined
    )


def _span_on(
    day: date, window: Window, zone: tzinfo, sun: Mapping[date, SunDay | None]
) -> tuple[datetime, datetime]:
    """Return start and end of a day's window; the same moment if clocks skip it."""
    start_at, end_at = window.start or time(), window.end or time()
    ends_with_day = window.end is None
    if isinstance(start_at, time) and isinstance(end_at, time):
        # Wall-clock times are compared, not moments: when clocks go back, half past two comes
        # before the second ten past two.
        last_day = day if end_at > start_at else day + _DAY
        return (
            moment_of(day, start_at, zone),
            moment_of(last_day, end_at, zone, last=not ends_with_day),
        )
    start = _moment(day, start_at, zone, sun)
    if start is not None:
        ends = (
            _moment(day + ahead * _DAY, end_at, zone, sun, last=not ends_with_day)
            for ahead in range(ends_with_day, _LAST_END + 1)
        )
        # The first after the start, unless an earlier candidate is unknown.
        end = next((one for one in ends if one is None or one > start), None)
        if end is not None:
            return start, end
    # Unknown: from the earliest to the latest possible.
    offsets = [at.offset for at in (start_at, end_at) if isinstance(at, SunTime)]
    earliest = moment_of(day, time(), zone) + min(timedelta(), *offsets)
    latest = moment_of(day + 2 * _DAY, time(), zone) + max(timedelta(), *offsets)
    return start or earliest, latest


def _moment(
    day: date,
    at: DayTime,
    zone: tzinfo,
    sun: Mapping[date, SunDay | None],
    *,
    last: bool = False,
) -> datetime | None:
    if isinstance(at, time):
        return moment_of(day, at, zone, last=last)
    if (known := sun.get(day)) is None:
        return None
    event = known.sunrise if at.event is SunEvent.SUNRISE else known.sunset
    return None if event is None else event + at.offset


def _change_between(before: datetime, after: datetime, zone: tzinfo) -> datetime:
    """Return when the zone's offset changes between two moments, to the second."""
    old = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) / 2
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)
