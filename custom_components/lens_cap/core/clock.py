"""Noticing that somebody set the clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

_SLEW: Final = timedelta(seconds=2)
_BEHIND: Final = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What the clock on the wall says, and at the same moment one that nobody can set (seconds)."""

    wall: datetime
    steady: float


def jump(before: Reading, after: Reading) -> timedelta:
    """Return by how much the clock was put forward (or back: negative) between two readings.

    Less than two seconds is what time servers do to a clock that runs, and counts as nothing.
    """
    passed = timedelta(seconds=after.steady - before.steady)
    difference = after.wall - before.wall - passed
    return difference if abs(difference) > _SLEW else timedelta()


def is_trusted(now: datetime, last_written: datetime | None) -> bool:
    """Return whether a clock can be right: it is not behind what was written down before.

    A computer without a clock of its own starts in the past until it has asked a time server.
    """
    return last_written is None or now >= last_written - _BEHIND


def no_sooner(end: datetime | None, jump: timedelta) -> datetime | None:
    """Return an end after the clock was put forward or back, so that it comes no sooner.

    None is no end; so is one that would be beyond all time.
    """
    if end is None or jump <= timedelta():
        return end
    try:
        return end + jump
    except OverflowError:
        return None
