"""When a review is due, and what the history tells for it."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, strategies as st

from custom_components.lens_cap.core.duties.review import (
    OPENING_KINDS,
    next_review,
    openings_of,
    review_round,
)
from custom_components.lens_cap.core.history.chain import walk
from custom_components.lens_cap.core.history.record import (
    FROM_AUDIO_LOG,
    HistoryKind,
    HistoryRecord,
)

from ..history.records import NOW, SOFA, happened, lines_of, some

EVERY = timedelta(days=90)
HOUR = timedelta(hours=1)


def test_it_is_due_once_the_time_is_over() -> None:
    """Not a moment before."""
    assert not review_round(NOW, EVERY, NOW + EVERY - HOUR).is_due
    assert review_round(NOW, EVERY, NOW + EVERY).is_due


def test_a_round_keeps_its_key_until_the_next_one() -> None:
    """What somebody ignores is the round, and not all reviews."""
    first = review_round(NOW, EVERY, NOW + EVERY)
    assert review_round(NOW, EVERY, NOW + EVERY * 1.9).key == first.key
    assert review_round(NOW, EVERY, NOW + EVERY * 2).key != first.key
    assert review_round(NOW + HOUR, EVERY, NOW + EVERY + HOUR).key != first.key


def test_never_is_never() -> None:
    """Whatever time passes."""
    assert not review_round(NOW, None, NOW + EVERY * 99).is_due
    assert next_review(NOW, None, NOW) is None


@given(days=st.integers(-999, 9999), every=st.integers(7, 366))
def test_the_next_one_is_always_to_come(days: int, every: int) -> None:
    """At most one length away; a clock that goes back makes nothing due."""
    now, length = NOW + timedelta(days=days), timedelta(days=every)
    due = next_review(NOW, length, now)
    assert due is not None
    assert due > now
    assert review_round(NOW, length, due).is_due
    assert days >= 0 or due - NOW == length


def _did(kind: HistoryKind, by: str | None, **fields: object) -> HistoryRecord:
    return happened(1, kind=kind, by=by, camera_id=SOFA, **fields)


def test_openings_are_counted_for_each_who_did_them() -> None:
    """By kind; what ended by itself was nobody's doing, and what is older does not count."""
    records = [
        happened(-2, kind=HistoryKind.LIFTED, by="ben"),
        _did(HistoryKind.LIFTED, "ben"),
        _did(HistoryKind.LIFTED, "ben"),
        _did(HistoryKind.SOUND_ON, "anna"),
        _did(HistoryKind.RELEASED, None, reason="over"),
        _did(HistoryKind.RELEASED, None, reason="camera"),
        _did(HistoryKind.HOLD, "ben"),
    ]
    counted = openings_of(walk(lines_of(records)), NOW)
    assert counted.by == {
        "ben": {HistoryKind.LIFTED: 2},
        "anna": {HistoryKind.SOUND_ON: 1},
        None: {HistoryKind.RELEASED: 1},
    }
    assert counted.begins == NOW - timedelta(hours=2)
    assert counted.whole


def test_what_happened_at_the_moment_of_the_last_review_counts() -> None:
    """The last one ended with what was before it, so nothing is left out between two of them."""
    lifted = happened(0, kind=HistoryKind.LIFTED, by="ben", camera_id=SOFA)
    assert openings_of(walk(lines_of([lifted])), NOW).by == {
        "ben": {HistoryKind.LIFTED: 1}
    }


def test_a_lift_that_did_not_begin_was_nobody_s_opening() -> None:
    """Whoever asked for no other is not named at all."""
    until = NOW + timedelta(hours=2)
    records = [
        _did(HistoryKind.LIFTED, "ben", until=until),
        _did(HistoryKind.LIFTED, "anna", until=until),
        _did(HistoryKind.LIFTED, "anna", until=until + timedelta(hours=1)),
        _did(HistoryKind.LIFT_NOT_BEGUN, "ben", until=until),
        _did(HistoryKind.LIFT_NOT_BEGUN, "anna", until=until),
    ]
    counted = openings_of(walk(lines_of(records)), NOW)
    assert counted.by == {"anna": {HistoryKind.LIFTED: 1}}


def test_rules_are_counted_by_what_they_decided() -> None:
    """Only where one did."""
    records = [
        _did(HistoryKind.LEVEL, None, rule="Night"),
        _did(HistoryKind.LEVEL, None, rule="Night"),
        _did(HistoryKind.LEVEL, None),
    ]
    assert openings_of(walk(lines_of(records)), NOW).rules == {"Night": 2}


def test_a_missing_line_is_said() -> None:
    """The counts may be too low then."""
    lines = lines_of([_did(HistoryKind.LIFTED, "ben") for _ in range(3)])
    assert not openings_of(walk([*lines[:2], *lines[3:]]), NOW).whole
    told = [_did(HistoryKind.HISTORY_BROKEN, None, codes=("unwritten",))]
    assert not openings_of(walk(lines_of(told)), NOW).whole


def test_what_a_later_version_wrote_counts_nowhere() -> None:
    """It is there, and cannot be read; what comes after it can."""
    records = [_did(HistoryKind.LIFTED, "ben"), _did(HistoryKind.LIFTED, "anna")]
    step, readable = walk(lines_of(records))
    unknown = replace(step, entry=replace(step.entry, record=None))
    counted = openings_of([unknown], NOW)
    assert (counted.by, counted.begins, counted.whole) == ({}, None, True)
    counted = openings_of([unknown, readable], NOW)
    assert counted.by == {"anna": {HistoryKind.LIFTED: 1}}


@given(some)
def test_nothing_is_counted_twice(records: list[HistoryRecord]) -> None:
    """All that is counted is a record."""
    counted = openings_of(walk(lines_of(records)), NOW)
    total = sum(sum(one.values()) for one in counted.by.values())
    assert total <= sum(record.kind in OPENING_KINDS for record in records)


def test_what_was_moved_counts_at_its_own_moment() -> None:
    """And says nothing of how far back the history goes."""
    moved = happened(-3, kind=HistoryKind.SOUND_ON, by="anna", codes=(FROM_AUDIO_LOG,))
    steps = walk(lines_of([moved, happened(1)]))
    counted = openings_of(steps, NOW - timedelta(hours=4))
    assert counted.begins == NOW + HOUR
    assert counted.by == {"anna": {HistoryKind.SOUND_ON: 1}}
