"""Rounds times so that they help with debugging, but do not reveal where a house is.

Sunrise and sunset to the second give a location away to a few hundred
metres; to a quarter of an hour on many days, to some ten kilometres. So the sun's times are replaced by
those of one rough day, the same for all days, and moments that come from them by moments of that day.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from .schedule import SunDay, SunEvent, SunTime
from .settings.rule import Rule

_HOUR: Final = timedelta(hours=1)
_MINUTE: Final = timedelta(minutes=1)
_QUARTER: Final = timedelta(minutes=15)
_NEAR: Final = timedelta(minutes=5)
"""What happens this soon after sunrise or sunset in a rule is taken to be caused by it."""
_QUARTERS_AROUND: Final = 16


@dataclass(frozen=True, kw_only=True)
class CoarseDay:
    """When the sun rises and sets, counted from the midnight (UTC) of the day, in half hours."""

    sunrise: timedelta
    sunset: timedelta


def coarse_day(sun: Mapping[date, SunDay]) -> CoarseDay | None:
    """Return the rough day of some days; None where the sun does not rise and set."""
    for day, times in sorted(sun.items()):
        if times.sunrise is not None and times.sunset is not None:
            midnight = datetime.combine(day, time(), tzinfo=UTC)
            rises, sets = times.sunrise - midnight, times.sunset - midnight
            half = _to_hours(sets - rises) / 2
            noon = _to_hours((rises + sets) / 2)
            return CoarseDay(sunrise=noon - half, sunset=noon + half)
    return None


def _to_hours(length: timedelta) -> timedelta:
    return round(length / _HOUR) * _HOUR


def coarse_sun(
    sun: Mapping[date, SunDay], rough: CoarseDay | None
) -> dict[date, SunDay]:
    """Return the same days with the times of the rough one; what does not happen still does not."""
    found: dict[date, SunDay] = {}
    for day, times in sun.items():
        midnight = datetime.combine(day, time(), tzinfo=UTC)
        found[day] = SunDay(
            sunrise=midnight + rough.sunrise if rough and times.sunrise else None,
            sunset=midnight + rough.sunset if rough and times.sunset else None,
        )
    return found


def to_minutes(moment: datetime) -> datetime:
    """Return the minute that a moment lies in."""
    return moment.replace(second=0, microsecond=0)


def to_quarter(moment: datetime) -> datetime:
    """Return the quarter of an hour that a moment lies in."""
    minute = moment.minute // 15 * 15
    return moment.replace(minute=minute, second=0, microsecond=0)


def coarse_moments(
    now: datetime,
    rules: Iterable[Rule],
    sun: Mapping[date, SunDay],
    rough: Mapping[date, SunDay],
) -> Iterator[datetime]:
    """Yield moments that may stand for this one, the best first.

    Where a rule goes with the sun: the same moment of the rough day if this is one of the sun's, and
    quarters of an hour around. Else minutes.
    """
    events = list(_events(rules))
    if not events:
        yield to_minutes(now)
        yield to_minutes(now) + _MINUTE
        yield to_minutes(now) - _MINUTE
        return
    for day in sorted(sun.keys() & rough.keys()):
        for at in events:
            real, instead = _moment(sun[day], at), _moment(rough[day], at)
            if real is not None and instead is not None and abs(now - real) <= _NEAR:
                yield instead if now >= real else instead - _MINUTE
    quarter = to_quarter(now)
    yield quarter
    for away in range(1, _QUARTERS_AROUND + 1):
        yield quarter + away * _QUARTER
        yield quarter - away * _QUARTER


def _events(rules: Iterable[Rule]) -> Iterator[SunTime]:
    for rule in rules:
        if rule.window is not None:
            for at in (rule.window.start, rule.window.end):
                if isinstance(at, SunTime):
                    yield at


def _moment(times: SunDay, at: SunTime) -> datetime | None:
    moment = times.sunrise if at.event is SunEvent.SUNRISE else times.sunset
    return None if moment is None else moment + at.offset
