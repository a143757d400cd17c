"""Time windows: when they begin and end, across midnight, time changes and the sun's course."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Final

_EVERY_DAY: Final = frozenset(range(7))
_DAY: Final = timedelta(days=1)
HORIZON_DAYS: Final = 8
"""How many days ahead windows are looked for: a weekly one begins within that time."""


class SunEvent(StrEnum):
    """What the sun does that a window can begin or end with."""

    SUNRISE = "sunrise"
    SUNSET = "sunset"


@dataclass(frozen=True, kw_only=True)
class SunTime:
    """A moment relative to sunrise or sunset."""

    event: SunEvent
    offset: timedelta = timedelta()


type DayTime = time | SunTime
"""A moment of every day: a local wall-clock time, or one that goes with the sun."""


@dataclass(frozen=True, kw_only=True)
class SunDay:
    """When the sun rises and sets on one local day; None where it does not."""

    sunrise: datetime | None
    sunset: datetime | None


@dataclass(frozen=True, kw_only=True)
class Window:
    """A time window, on the weekdays on which it begins (0 is Monday).

    Without a start it begins with the day, without an end it ends with the day. An end that is
    not after the start is on the next day.
    """

    start: DayTime | None = None
    end: DayTime | None = None
    weekdays: frozenset[int] = _EVERY_DAY


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """What is known about time: the zone, the sun, and whether the clock can be believed."""

    zone: tzinfo = UTC
    sun: Mapping[date, SunDay] = field(default_factory=dict[date, SunDay])
    trusted: bool = True


@dataclass(frozen=True, kw_only=True)
class Span:
    """From when to when something applies; None: since ever, or without an end."""

    start: datetime | None = None
    end: datetime | None = None

    def covers(self, moment: datetime) -> bool:
        """Return whether a moment lies within; the start does, the end does not."""
        return (self.start is None or self.start <= moment) and (
            self.end is None or moment < self.end
        )


ALWAYS: Final = Span()


def spans(window: Window, calendar: Calendar, now: datetime) -> tuple[Span, ...]:
    """Return when a window applies, from now on for a week, in order and without overlap.

    What cannot be known (the clock is wrong, the sun's times are missing) counts as applying.
    """
    if not calendar.trusted:
        return (ALWAYS,)
    found: list[Span] = []
    for span in _days(window, calendar, now):
        if span.end is not None and span.end <= now:
            continue
        if found and _touch(found[-1], span):
            found[-1] = Span(start=found[-1].start, end=_later(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def moment_of(day: date, at: time, zone: tzinfo, *, last: bool = False) -> datetime:
    """Return the moment (UTC) of a wall-clock time on a local day.

    A time that comes twice, since clocks go back, is the first or the `last` of the two. One
    that is left out, since clocks go forward, is the moment at which they do.
    """
    first, second = (
        datetime.combine(day, at, tzinfo=zone).replace(fold=fold).astimezone(UTC)
        for fold in (0, 1)
    )
    if second < first:
        return _change_between(second, first, zone)
    return second if last else first


def _days(window: Window, calendar: Calendar, now: datetime) -> Iterator[Span]:
    today = now.astimezone(calendar.zone).date()
    # A window that began two days ago may last until today where the sun's offsets are long.
    for ahead in range(-2, HORIZON_DAYS):
        day = today + ahead * _DAY
        if day.weekday() in window.weekdays:
            span = _span_on(day, window, calendar)
            if span is not None:
                yield span


def _span_on(day: date, window: Window, calendar: Calendar) -> Span | None:
    start = _moment(day, window.start or time(), calendar, last=False)
    end = (
        _moment(day + _DAY, time(), calendar, last=False)
        if window.end is None
        else _moment(day, window.end, calendar, last=True)
    )
    if start is not None and end is not None and end <= start:
        end = (
            None
            if window.end is None
            else _moment(day + _DAY, window.end, calendar, last=True)
        )
    if start is None or end is None:
        # It is not known when: the whole day and the one after it, on which it could end.
        return Span(
            start=moment_of(day, time(), calendar.zone),
            end=moment_of(day + 2 * _DAY, time(), calendar.zone, last=True),
        )
    return Span(start=start, end=end)


def _moment(
    day: date, at: DayTime, calendar: Calendar, *, last: bool
) -> datetime | None:
    if isinstance(at, time):
        return moment_of(day, at, calendar.zone, last=last)
    if (sun := calendar.sun.get(day)) is None:
        return None
    event = sun.sunrise if at.event is SunEvent.SUNRISE else sun.sunset
    return None if event is None else event + at.offset


def _change_between(before: datetime, after: datetime, zone: tzinfo) -> datetime:
    """Return the moment between two at which the zone's offset changes, to the second."""
    old = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) / 2
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)


def _touch(first: Span, second: Span) -> bool:
    return first.end is None or second.start is None or second.start <= first.end


def _later(first: datetime | None, second: datetime | None) -> datetime | None:
    return None if first is None or second is None else max(first, second)
