"""How long the history is kept: what is too old, or too much, goes from its beginning only."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from .chain import Entry, Link

DEFAULT_KEEP: Final = timedelta(days=90)
LONGEST_KEEP: Final = timedelta(days=730)
MOST_LINES: Final = 50_000
_LINES_LEFT: Final = 45_000


def last_to_go(entries: Iterable[Entry], now: datetime, keep: timedelta) -> Link | None:
    """Return the last of the lines that are to be deleted, or None.

    A line counts as old as the newest line up to it that is not from the future: a clock that was
    behind makes nothing old, and one that was ahead keeps nothing for ever.
    """
    numbers: list[Link] = []
    old = 0
    newest: datetime | None = None
    for entry in entries:
        numbers.append(entry.link)
        at = entry.record.at if entry.record is not None else None
        if at is not None and at <= now and (newest is None or at > newest):
            newest = at
        if newest is not None and newest < now - keep:
            old = len(numbers)
    # Never the last: the chain goes on from it.
    too_many = len(numbers) - _LINES_LEFT if len(numbers) > MOST_LINES else 0
    gone = min(max(old, too_many), len(numbers) - 1)
    return numbers[gone - 1] if gone > 0 else None
