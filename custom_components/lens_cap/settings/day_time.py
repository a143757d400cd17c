"""Moments of the day as text: "22:00", or "sunset-00:30"."""

from datetime import time, timedelta
import re
from typing import Final

from ..core.schedule import DayTime, SunEvent, SunTime

_SUN: Final = re.compile(
    r"(?P<event>sunrise|sunset)\s*(?:(?P<sign>[+-])\s*(?P<hours>\d{1,2}):(?P<minutes>\d{2})(?::00)?)?"
)
_TIME: Final = re.compile(
    r"(?P<hours>\d{1,2})(?:[:.](?P<minutes>\d{2}))?(?::(?P<seconds>\d{2}))?\s*(?P<half>[ap]m)?"
)
_NOON: Final = 12
_LONGEST_OFFSET: Final = timedelta(hours=12)


def day_time(value: object) -> DayTime | None:
    """Return the moment that a text means.

    It is a time ("22:00", "22:00:00", "7", "7:30", "7 pm"), or sunrise or sunset, with an offset of
    at most twelve hours or without ("sunset-00:30"). Of anything else, None.
    """
    if not isinstance(value, str):
        return None
    value = value.strip().lower()
    if (match := _SUN.fullmatch(value)) is not None:
        offset = timedelta(
            hours=int(match["hours"] or 0), minutes=int(match["minutes"] or 0)
        )
        if offset > _LONGEST_OFFSET:
            return None
        return SunTime(
            event=SunEvent(match["event"]),
            offset=-offset if match["sign"] == "-" else offset,
        )
    return _clock_time(value)


def _clock_time(value: str) -> time | None:
    try:
        found = time.fromisoformat(value)
    except ValueError:
        match = _TIME.fullmatch(value)
        return _spoken_time(match) if match is not None else None
    return None if found.tzinfo is not None else found.replace(microsecond=0)


def _spoken_time(match: re.Match[str]) -> time | None:
    """Return a time as people write it; with am or pm, the hours are those of a clock face."""
    hours = int(match["hours"])
    if match["half"]:
        if not 1 <= hours <= _NOON:
            return None
        hours = hours % _NOON + (_NOON if match["half"] == "pm" else 0)
    try:
        return time(hours, int(match["minutes"] or 0), int(match["seconds"] or 0))
    except ValueError:
        return None


def day_time_text(moment: DayTime) -> str:
    """Return the text that `day_time` reads back as the same moment."""
    if isinstance(moment, time):
        return moment.isoformat()
    if not moment.offset:
        return moment.event.value
    sign = "-" if moment.offset < timedelta() else "+"
    minutes = abs(moment.offset) // timedelta(minutes=1)
    return f"{moment.event.value}{sign}{minutes // 60:02}:{minutes % 60:02}"
