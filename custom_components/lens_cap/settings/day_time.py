"""Moments of the day as text: "22:00", or "sunset-00:30"."""

from datetime import time, timedelta
import re
from typing import Final

from ..core.schedule import DayTime, SunEvent, SunTime

_SUN: Final = re.compile(
    r"(?P<event>sunrise|sunset)\s*(?:(?P<sign>[+-])\s*(?P<hours>\d{1,2}):(?P<minutes>\d{2})(?::00)?)?"
)
_LONGEST_OFFSET: Final = timedelta(hours=12)


def day_time(value: object) -> DayTime | None:
    """Return the moment that a text means.

    It is a time ("22:00", "22:00:00"), or sunrise or sunset, with an offset of at most twelve hours
    or without ("sunset-00:30"). Of anything else, None.
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
    try:
        found = time.fromisoformat(value)
    except ValueError:
        return None
    return None if found.tzinfo is not None else found.replace(microsecond=0)


def day_time_text(moment: DayTime) -> str:
    """Return the text that `day_time` reads back as the same moment."""
    if isinstance(moment, time):
        return moment.isoformat()
    if not moment.offset:
        return moment.event.value
    sign = "-" if moment.offset < timedelta() else "+"
    minutes = abs(moment.offset) // timedelta(minutes=1)
    return f"{moment.event.value}{sign}{minutes // 60:02}:{minutes % 60:02}"
