"""Detects that the clock was set, and adjusts ends to that."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

_SLEW: Final = timedelta(seconds=2)
_BEHIND: Final = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The wall clock and, at the same moment, a monotonic one (seconds)."""

    wall: datetime
    steady: float


def jump(before: Reading, after: Reading) -> timedelta:
    """Return by how much the clock was set forward (or back: negative) between two readings.

    Up to two seconds count as nothing: time servers correct a running clock that way.
    """
    passed = timedelta(seconds=after.steady - before.steady)
    difference = after.wall - before.wall - passed
    return difference if abs(difference) > _SLEW else timedelta()


def is_trusted(now: datetime, last_written: datetime | None) -> bool:
    """Return whether the clock can be right: it is not behind what was written down before.

    A computer without a battery-backed clock starts in the past until a time server answers.
    """
    return last_written is None or now >= last_written - _BEHIND


def no_sooner(end: datetime | None, jump: timedelta) -> datetime | None:
    """Return an end after the clock was set, moved so that it comes no sooner.

    None means no end, as does an end past the largest date.
    """
    if end is None or jump <= timedelta():
        return end
    try:
        return end + jump
    except OverflowError:
        return None
