"""No line of the history is changed, missing or moved unseen."""

from datetime import UTC
from hashlib import sha256
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st
import pytest

from custom_components.lens_cap.core.history.chain import (
    BEGINNING,
    LONGEST_LINE,
    Gap,
    Link,
    anchor_of,
    anchored,
    end_gap,
    entry_of,
    is_anchored,
    pruned_to,
    sealed,
    walk,
)
from custom_components.lens_cap.core.history.record import (
    LONGEST_TEXT,
    MOST_CODES,
    HistoryKind,
    HistoryRecord,
    bounded,
    record_from_json,
    record_to_json,
)

from .records import NOW, happened, lines_of, records, some


@given(some)
def test_what_was_written_is_read_again(written: list[HistoryRecord]) -> None:
    """Every record, in its order, without a gap, up to the end of the file."""
    lines = lines_of(written)
    steps = list(walk(lines))
    assert [step.entry.record for step in steps] == written
    assert [step.gap for step in steps] == [None] * len(written)
    assert steps[-1].end == sum(map(len, lines))


@given(some, st.data())
def test_a_cut_at_any_byte_leaves_the_whole_lines(
    written: list[HistoryRecord], data: st.DataObject
) -> None:
    """What a crash left of a line is no line; all before it are."""
    lines = lines_of(written)
    whole = b"".join(lines)
    cut = data.draw(st.integers(len(lines[0]), len(whole)))
    left = whole[:cut].splitlines(keepends=True)
    ends = [sum(map(len, lines[: count + 1])) for count in range(1, len(lines))]
    assert [step.end for step in walk(left)] == [end for end in ends if end <= cut]
    assert not any(step.gap for step in walk(left))


@given(some, st.data())
def test_any_changed_byte_is_seen(
    written: list[HistoryRecord], data: st.DataObject
) -> None:
    """Whichever it is: the line is no longer whole, and a gap or the note about the end tells."""
    lines = lines_of(written)
    place = data.draw(st.integers(1, len(written)))
    byte = data.draw(st.integers(0, len(lines[place]) - 1))
    changed = bytearray(lines[place])
    changed[byte] ^= data.draw(st.integers(1, 255))
    assert _is_seen([*lines[:place], bytes(changed), *lines[place + 1 :]], lines)


@given(some, st.data())
def test_any_missing_line_is_seen(
    written: list[HistoryRecord], data: st.DataObject
) -> None:
    """The anchor, one in the middle, and the last."""
    lines = lines_of(written)
    place = data.draw(st.integers(0, len(written)))
    assert _is_seen([*lines[:place], *lines[place + 1 :]], lines)


@given(st.lists(records, min_size=2, max_size=8, unique_by=repr), st.randoms())
def test_any_other_order_is_seen(written: list[HistoryRecord], chance: object) -> None:
    """However the lines are shuffled."""
    lines = lines_of(written)
    shuffled = lines[1:]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert (shuffled != lines[1:]) == _is_seen([lines[0], *shuffled], lines)


@given(some, records, st.data())
def test_a_forged_line_is_seen(
    written: list[HistoryRecord], other: HistoryRecord, data: st.DataObject
) -> None:
    """It has the right number and a digest of its own, and the next line was not written after it."""
    lines = lines_of(written)
    place = data.draw(st.integers(1, len(written)))
    before = BEGINNING if place == 1 else _link(lines[place - 1])
    forged, _ = sealed(other, before)
    found = [*lines[:place], forged, *lines[place + 1 :]]
    assert _is_seen(found, lines) == (forged != lines[place])


@given(some, st.data())
def test_a_line_that_is_there_twice_is_seen(
    written: list[HistoryRecord], data: st.DataObject
) -> None:
    """It follows what it does not follow."""
    lines = lines_of(written)
    place = data.draw(st.integers(1, len(written)))
    assert _is_seen([*lines[:place], lines[place], *lines[place:]], lines)


def _is_seen(found: list[bytes], lines: list[bytes]) -> bool:
    """Return whether a file, beside the note of what was written, is seen to be another."""
    head = _link(lines[-1])
    joined = b"".join(found).splitlines(keepends=True)
    steps = list(walk(joined))
    links = [BEGINNING, *[step.entry.link for step in steps]]
    at_head = next((one for one in links if one.number == head.number), None)
    return (
        any(step.gap for step in steps)
        or not is_anchored(anchor_of(joined[0]), [])
        or end_gap(head, at_head, links[-1]) is not None
    )


def _link(line: bytes) -> Link:
    entry = entry_of(line)
    assert entry is not None
    return entry.link


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"x" * 64 + b" {}\n",
        sealed(happened(), BEGINNING)[0][:-1],
        sealed(happened(), BEGINNING)[0].replace(b" ", b"\t", 1),
        sealed(happened(note="x" * LONGEST_LINE), BEGINNING)[0],
    ],
)
def test_what_is_no_line_is_none(line: bytes) -> None:
    """Nothing, nonsense, what was cut, and what is longer than anything that is written."""
    assert entry_of(line) is None
    assert anchor_of(line) is None


@pytest.mark.parametrize(
    "text",
    [
        b"[]",
        b"{}",
        b"[" * 9999,
        b'{"n":"1","anchor":"1","before":"x"}',
        b'{"n":1,"anchor":1,"before":1}',
    ],
)
def test_a_digest_alone_makes_no_line(text: bytes) -> None:
    """What has the right digest and says nothing is no line either."""
    line = sha256(text).hexdigest().encode() + b" " + text + b"\n"
    assert entry_of(line) is None
    assert anchor_of(line) is None


def test_a_chain_goes_on_from_its_anchor() -> None:
    """Older lines are gone, and a record tells up to which; without that the anchor counts for nothing."""
    lines = lines_of([happened(), happened(1)])
    gone = _link(lines[1])
    pruned = happened(
        2, kind=HistoryKind.HISTORY_PRUNED, count=gone.number, codes=(gone.digest,)
    )
    last, _ = sealed(pruned, _link(lines[2]))
    left = [anchored(gone), lines[2], last]
    assert [step.gap for step in walk(left)] == [None, None]
    assert anchor_of(left[0]) == gone
    assert is_anchored(gone, [pruned])
    assert not is_anchored(gone, [happened()])
    assert not is_anchored(gone, [])
    assert not is_anchored(None, [pruned])


@pytest.mark.parametrize("rubbish", [False, True])
def test_lines_in_place_of_others_hide_no_gap(*, rubbish: bool) -> None:
    """Neither a second anchor nor what is no line; and what comes after them is read."""
    lines = lines_of([happened(hours) for hours in range(4)])
    hiding = b"rubbish\n" if rubbish else anchored(_link(lines[2]))
    steps = list(walk([*lines[:2], hiding, *lines[3:]]))
    assert [step.gap for step in steps] == [None, Gap(1, 3), None]


def test_only_a_record_of_pruning_tells_where_a_chain_begins() -> None:
    """And only one that says it."""
    assert pruned_to(happened()) is None
    assert pruned_to(happened(kind=HistoryKind.HISTORY_PRUNED)) is None


def test_the_note_about_the_end_is_compared() -> None:
    """Older than the file it may be; newer, unreadable, or about other lines it tells of a gap."""
    one, two = Link(1, "a"), Link(2, "b")
    assert end_gap(one, one, two) is None
    assert end_gap(two, two, two) is None
    assert end_gap(two, None, one) == Gap(1, 3)
    assert end_gap(None, None, two) == Gap(2, 2)
    assert end_gap(Link(1, "x"), one, two) == Gap(2, 2)


def test_numbers_that_are_known_to_be_missing_are_left_out() -> None:
    """So the gap stays where it is, whatever is written after it."""
    line, link = sealed(happened(), BEGINNING, 5)
    assert link.number == 5
    assert [step.gap for step in walk([anchored(BEGINNING), line])] == [Gap(0, 5)]
    assert Gap(0, 5).code == "0-5"


@given(records)
def test_a_record_is_read_as_it_was_written(record: HistoryRecord) -> None:
    """Whatever it holds."""
    assert record_from_json(record_to_json(record)) == record


def test_a_record_of_a_later_version_is_passed_by() -> None:
    """Its line is whole all the same."""
    fields = {**record_to_json(happened()), "kind": "brought_by_a_later_version"}
    assert record_from_json(fields) is None


@pytest.mark.parametrize("at", [None, 5, "yesterday", "2026-05-04T12:00:00"])
def test_a_record_without_a_moment_is_none(at: str | int | None) -> None:
    """Also where it does not say in which zone it is."""
    assert record_from_json({**record_to_json(happened()), "at": at}) is None


def test_fields_of_another_kind_are_empty() -> None:
    """What cannot be read of a record does not make the rest unreadable."""
    fields = {**record_to_json(happened()), "count": "x", "codes": "abc", "note": 5}
    assert record_from_json(fields) == happened()


def test_texts_have_a_limit() -> None:
    """So have codes; moments are written in UTC."""
    long, berlin = "x" * 999, ZoneInfo("Europe/Berlin")
    record = bounded(
        happened(
            at=NOW.astimezone(berlin),
            camera=long,
            reason=long,
            rule=long,
            person=long,
            note=long,
            codes=(long,) * 99,
            until=NOW.astimezone(berlin),
        )
    )
    assert {len(one) for one in (record.camera, record.reason, record.rule)} == {
        LONGEST_TEXT
    }
    assert {len(one) for one in (record.person, record.note)} == {LONGEST_TEXT}
    assert [len(one) for one in record.codes] == [LONGEST_TEXT] * MOST_CODES
    assert (record.at, record.until) == (NOW, NOW)
    assert (record.at.tzinfo, record.until and record.until.tzinfo) == (UTC, UTC)
    assert bounded(happened()) == happened()
