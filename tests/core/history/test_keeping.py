"""What is too old goes, from the beginning only, and a wrong clock makes nothing old."""

from datetime import timedelta

from hypothesis import given, strategies as st

from custom_components.lens_cap.core.history.chain import Entry, Link, entry_of
from custom_components.lens_cap.core.history.keeping import (
    DEFAULT_KEEP,
    MOST_LINES,
    last_to_go,
)
from custom_components.lens_cap.core.history.record import HistoryRecord

from .records import NOW, happened, lines_of, some


def _entries(written: list[HistoryRecord]) -> list[Entry]:
    found = [entry_of(line) for line in lines_of(written)[1:]]
    return [one for one in found if one is not None]


def _gone(*hours: float) -> int:
    """Return how many lines of these ages go."""
    link = last_to_go(_entries([happened(one) for one in hours]), NOW, DEFAULT_KEEP)
    return link.number if link is not None else 0


OLD = -91 * 24


def test_what_is_older_than_the_time_goes() -> None:
    """And what is not stays; so does the last line, however old it is."""
    assert _gone() == 0
    assert _gone(-1) == 0
    assert _gone(OLD + 24, -1) == 0
    assert _gone(OLD - 1, OLD, -1) == 2
    assert _gone(OLD - 1, OLD) == 1


def test_a_clock_that_was_behind_makes_nothing_old() -> None:
    """A line from a time before clocks follows one that is new."""
    assert _gone(-2, OLD * 40, -1) == 0


def test_a_clock_that_was_ahead_keeps_nothing_for_ever() -> None:
    """A line from the future counts as old as what is before it."""
    assert _gone(OLD - 2, 99999, OLD - 1, -1) == 3


def test_lines_that_cannot_be_read_count_as_what_is_before_them() -> None:
    """They come from a later version, and go with their neighbors."""
    entries = _entries([happened(OLD), happened(-1)])
    unknown = Entry(link=Link(9, "x"), before="", record=None)
    assert (
        last_to_go([entries[0], unknown, entries[1]], NOW, DEFAULT_KEEP) == unknown.link
    )


def test_too_many_lines_go_whatever_their_age() -> None:
    """So the file has an end."""
    entry = _entries([happened(-1)])[0]
    entries = [
        Entry(link=Link(n, ""), before="", record=entry.record)
        for n in range(MOST_LINES + 1)
    ]
    link = last_to_go(entries, NOW, DEFAULT_KEEP)
    assert link is not None
    assert MOST_LINES // 2 < MOST_LINES - link.number < MOST_LINES
    assert last_to_go(entries[1:], NOW, DEFAULT_KEEP) is None


@given(some, st.integers(1, 700))
def test_nothing_goes_that_is_new(written: list[HistoryRecord], days: int) -> None:
    """Whatever clocks did: no line that is dated within the time is deleted."""
    keep = timedelta(days=days)
    link = last_to_go(_entries(written), NOW, keep)
    gone = written[: link.number] if link is not None else []
    assert not [one for one in gone if NOW - keep <= one.at <= NOW]
