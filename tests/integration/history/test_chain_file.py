"""The file of the history: appended to, repaired after a crash, and honest about what is missing."""

from datetime import timedelta
import os
from pathlib import Path

import pytest

from custom_components.lens_cap.core.history.chain import anchored, entry_of
from custom_components.lens_cap.core.history.keeping import DEFAULT_KEEP
from custom_components.lens_cap.core.history.record import HistoryKind, HistoryRecord
from custom_components.lens_cap.history.chain_file import HEAD, UNREADABLE, ChainFile
from homeassistant.util import dt as dt_util

NOW = dt_util.utcnow()
OLD = timedelta(days=91)


def _record(count: int, age: timedelta = timedelta()) -> HistoryRecord:
    return HistoryRecord(kind=HistoryKind.LEVEL, at=NOW - age, count=count)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the history lies: in a folder that is made for it."""
    return tmp_path / "storage" / "lens_cap.history"


@pytest.fixture
def four(path: Path) -> Path:
    """Return a history with four records, which nobody has open."""
    file = ChainFile(path)
    for count in (1, 2, 3, 4):
        assert file.append([_record(count)], NOW) == ()
    return path


def _counts(path: Path) -> list[int]:
    """Return the numbers of our records that can be read."""
    found = [step.entry.record for step in ChainFile(path).steps()]
    return [one.count for one in found if one and one.kind is HistoryKind.LEVEL]


def _gaps(path: Path) -> list[str]:
    return [step.gap.code for step in ChainFile(path).steps() if step.gap is not None]


def _told(path: Path) -> list[tuple[str, tuple[str, ...]]]:
    """Open the file and return what is said of it, apart from ids."""
    return [(one.kind.value, one.codes) for one in ChainFile(path).append([], NOW)]


def test_what_was_appended_is_there_again(four: Path) -> None:
    """In its order, without a gap, for nobody but Home Assistant to read."""
    assert _told(four) == []
    assert _counts(four) == [1, 2, 3, 4]
    assert _gaps(four) == []
    assert four.stat().st_mode & 0o077 == 0


def test_nothing_is_there_before_the_first_record(path: Path) -> None:
    """And that is no fault."""
    assert list(ChainFile(path).steps()) == []


def test_a_crash_at_any_byte_is_repaired_and_said(four: Path) -> None:
    """All whole lines stay, the rest is cut off, and the chain goes on from there."""
    whole, head = four.read_bytes(), _head(four).read_bytes()
    lines = whole.splitlines(keepends=True)
    before = sum(map(len, lines[:4]))
    heads = _head_after_three(four.parent)
    assert head != heads
    for cut in range(before + 1, len(whole)):
        four.write_bytes(whole[:cut])
        _head(four).write_bytes(heads)
        assert _told(four) == [("history_cut_short", ())]
        assert _counts(four) == [1, 2, 3]
        assert _told(four) == []
        ChainFile(four).append([_record(5)], NOW)
        assert _counts(four) == [1, 2, 3, 5]
        assert _gaps(four) == []


def _head(path: Path) -> Path:
    return path.with_name(path.name + HEAD)


def _head_after_three(folder: Path) -> bytes:
    """Return the note beside a history in which three of the same records were written."""
    other = folder / "other"
    file = ChainFile(other)
    for count in (1, 2, 3):
        file.append([_record(count)], NOW)
    return _head(other).read_bytes()


@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_line_that_is_missing_is_said_once(four: Path, place: int) -> None:
    """The others stay, the gap stays where it is, and a record tells of it."""
    lines = four.read_bytes().splitlines(keepends=True)
    four.write_bytes(b"".join(lines[:place] + lines[place + 1 :]))
    gap = f"{place - 1}-{place + 1}"
    assert _told(four) == [("history_broken", (gap,))]
    assert _counts(four) == [one for one in (1, 2, 3, 4) if one != place]
    assert _gaps(four) == [gap]
    assert _told(four) == []


def test_a_last_line_that_is_missing_is_said(four: Path) -> None:
    """The note beside the file knows of it; its number is never given to another."""
    lines = four.read_bytes().splitlines(keepends=True)
    four.write_bytes(b"".join(lines[:-1]))
    assert _told(four) == [("history_broken", ("3-5",))]
    assert _gaps(four) == ["3-5"]
    assert _told(four) == []


def test_a_changed_line_is_said(four: Path) -> None:
    """It counts as missing."""
    four.write_bytes(four.read_bytes().replace(b'"count":2', b'"count":7'))
    assert _told(four) == [("history_broken", ("1-3",))]
    assert _counts(four) == [1, 3, 4]


def test_a_changed_last_line_is_cut_off_and_said(four: Path) -> None:
    """Both: what it was is gone."""
    four.write_bytes(four.read_bytes().replace(b'"count":4', b'"count":7'))
    assert _told(four) == [("history_cut_short", ()), ("history_broken", ("3-5",))]


def test_a_beginning_that_is_missing_is_said(four: Path) -> None:
    """Also where somebody has put an anchor there that fits."""
    lines = four.read_bytes().splitlines(keepends=True)
    four.write_bytes(b"".join(lines[1:]))
    assert _told(four) == [("history_broken", ("0-1",))]
    assert _told(four) == []


def test_an_anchor_that_no_record_tells_of_is_said(four: Path) -> None:
    """Lines were taken away as if they had been too old, and the new beginning fits."""
    lines = four.read_bytes().splitlines(keepends=True)
    first = entry_of(lines[1])
    assert first is not None
    four.write_bytes(anchored(first.link) + b"".join(lines[2:]))
    assert _gaps(four) == []
    assert _told(four) == [("history_broken", ("0-2",))]


def test_a_history_that_is_gone_is_said(four: Path) -> None:
    """As long as the note beside it is there."""
    four.unlink()
    assert _told(four) == [("history_broken", ("0-5",))]
    assert _gaps(four) == ["0-5"]


@pytest.mark.parametrize("left", [b"", b"{", b'{"number": 1}'])
def test_a_note_that_is_gone_is_said(four: Path, left: bytes) -> None:
    """Nobody can tell whether there were more lines; so where only nonsense is left of both."""
    _head(four).write_bytes(left)
    assert _told(four) == [("history_broken", ("4-4",))]
    _head(four).write_bytes(left)
    four.unlink()
    assert _told(four) == [("history_broken", ("0-1",))]


def test_what_is_no_history_at_all_is_put_aside(four: Path) -> None:
    """It stays under another name, and the history begins anew."""
    four.write_bytes(b"\0" * 1000)
    assert _told(four) == [("history_broken", ("0-5",))]
    assert four.with_name(four.name + UNREADABLE).read_bytes() == b"\0" * 1000


def test_an_older_history_that_was_put_back_is_said(four: Path) -> None:
    """A backup of the file alone lacks what came later."""
    backup = four.read_bytes()
    ChainFile(four).append([_record(5)], NOW)
    four.write_bytes(backup)
    assert _told(four) == [("history_broken", ("4-6",))]


def test_a_file_that_changes_while_it_is_open_is_looked_at_again(four: Path) -> None:
    """Before the next line is written; nothing is written into the middle of others."""
    file = ChainFile(four)
    file.append([], NOW)
    lines = four.read_bytes().splitlines(keepends=True)
    four.write_bytes(b"".join(lines[:3]))
    told = file.append([_record(5)], NOW)
    assert [one.codes for one in told] == [("2-5",)]
    assert _counts(four) == [1, 2, 5]


def test_what_is_too_old_is_deleted_and_the_chain_holds(path: Path) -> None:
    """The new beginning is known, also by whoever opens the file later."""
    file = ChainFile(path)
    file.append([_record(1, OLD), _record(2, OLD), _record(3)], NOW)
    assert file.prune(NOW, DEFAULT_KEEP)
    assert _counts(path) == [3]
    assert not file.prune(NOW, DEFAULT_KEEP)
    file.append([_record(4)], NOW)
    assert _told(path) == []
    assert _counts(path) == [3, 4]
    assert _gaps(path) == []


@pytest.mark.parametrize("call", ["replace", "fsync"])
def test_a_crash_while_old_lines_are_deleted_loses_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    """At every step: either they are all there, or they are gone as was said."""
    file = ChainFile(path)
    file.append([_record(1, OLD), _record(2)], NOW)
    real_replace, real_fsync, calls = Path.replace, os.fsync, [0]
    crash_at = 0

    def crashes() -> None:
        calls[0] += 1
        if calls[0] == crash_at:
            raise OSError(5, "crash")

    def replace(self: Path, target: Path) -> Path:
        crashes()
        return real_replace(self, target)

    def fsync(fd: int) -> None:
        crashes()
        real_fsync(fd)

    done = False
    while not done:
        crash_at, calls[0] = crash_at + 1, 0
        with monkeypatch.context() as broken:
            broken.setattr(Path, "replace", replace)
            broken.setattr(os, "fsync", fsync)
            try:
                ChainFile(path).prune(NOW, DEFAULT_KEEP)
                done = calls[0] < crash_at
            except OSError:
                pass
        assert _told(path) == []
        assert _counts(path)[-1:] == [2]
        assert _gaps(path) == []
        done = done or crash_at > 20
    assert _counts(path) == [2]


def test_a_full_disk_leaves_the_chain_as_it_was(
    four: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written of a line is taken back, and the next one follows the last."""
    file = ChainFile(four)
    with monkeypatch.context() as full:
        full.setattr(os, "fsync", _no_space)
        with pytest.raises(OSError, match="full"):
            file.append([_record(5)], NOW)
    assert _counts(four) == [1, 2, 3, 4]
    assert file.append([_record(6)], NOW) == ()
    assert _counts(four) == [1, 2, 3, 4, 6]
    assert _gaps(four) == []


def _no_space(_fd: int) -> None:
    raise OSError(28, "full")


def test_a_link_is_not_followed(four: Path, tmp_path: Path) -> None:
    """Nothing of ours is written over what somebody else has put in our way."""
    victim = tmp_path / "victim"
    victim.write_text("mine")
    _head(four).with_name(_head(four).name + ".new").symlink_to(victim)
    ChainFile(four).append([_record(5)], NOW)
    assert victim.read_text() == "mine"


def test_everything_is_removed_with_lens_cap(four: Path) -> None:
    """The file, and what lies beside it."""
    ChainFile(four).remove()
    assert list(four.parent.iterdir()) == []


def test_what_is_read_back_is_something_else(
    four: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then it does not count as written, and the file is as before."""
    before, read = four.read_bytes(), os.pread
    with monkeypatch.context() as lying:
        lying.setattr(os, "pread", lambda *of: read(*of)[:-1] + b"?")
        with pytest.raises(OSError, match="read back"):
            ChainFile(four).append([_record(5)], NOW)
    assert four.read_bytes() == before
    ChainFile(four).append([_record(5)], NOW)
    assert _counts(four) == [1, 2, 3, 4, 5]
