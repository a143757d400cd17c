"""The file of the chain, and the note beside it that says how far it goes; for threads that may wait.

A line counts once the file was flushed to the disk. What a crash left of a line is cut off at the next
opening; what else is not as it was written is said, and stays where it is.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
import json
import os
from pathlib import Path
import shutil
from typing import Final

from ..core.history.chain import (
    BEGINNING,
    LONGEST_LINE,
    Gap,
    Link,
    Step,
    anchor_of,
    anchored,
    end_gap,
    is_anchored,
    sealed,
    walk,
)
from ..core.history.keeping import last_to_go
from ..core.history.record import MOST_CODES, HistoryKind, HistoryRecord, bounded
from . import durable

UNREADABLE: Final = ".unreadable"
HEAD: Final = ".head"
_NEW: Final = ".new"


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What was found: the last line, its end in the file, and which numbers are missing after it.

    `gaps` are those that no record tells yet. `cut` says that a part of a line was cut off.
    """

    last: Link
    end: int
    next_number: int
    gaps: tuple[Gap, ...] = ()
    cut: bool = False


class ChainFile:
    """Reads and appends; one caller at a time.

    What replaces a file is made in the folder `apart`, which backups leave out: one that lists a file and
    does not find it any more is aborted. On another disk, it is made beside the file.
    """

    def __init__(self, path: Path, apart: Path | None = None) -> None:
        self.path = path
        self._apart = apart
        self._head = path.with_name(path.name + HEAD)
        self._opened: Opened | None = None
        self._untold: tuple[HistoryRecord, ...] = ()

    def append(
        self, records: Sequence[HistoryRecord], now: datetime
    ) -> tuple[HistoryRecord, ...]:
        """Write records after the last one, and return what had to be said of the file besides.

        Raises:
            OSError: None of them counts as written.
        """
        opened = self._opened
        if opened is None or not self._is_as_left(opened):
            opened = self._open()
            self._untold += _told(opened, now)
        told = self._untold
        if not (records := (*told, *records)):
            self._opened = opened
            return ()
        link, number, lines = opened.last, opened.next_number, bytearray()
        for record in records:
            line, link = sealed(bounded(record), link, number)
            lines += line
            number = link.number + 1
        self._opened = None
        durable.write_at(self.path, bytes(lines), opened.end)
        self._opened = Opened(
            last=link, end=opened.end + len(lines), next_number=number
        )
        self._untold = ()
        with suppress(OSError):
            # Then an older line is the last that cannot go unseen.
            self._note_head(link)
        return told

    def prune(self, now: datetime, keep: timedelta) -> bool:
        """Delete the lines that are too old; return whether there were any.

        Raises:
            OSError: They are there as before.
        """
        self.append((), now)
        gone = last_to_go((step.entry for step in self._steps()), now, keep)
        if gone is None:
            return False
        self.append(
            [
                HistoryRecord(
                    kind=HistoryKind.HISTORY_PRUNED,
                    at=now,
                    count=gone.number,
                    codes=(gone.digest,),
                )
            ],
            now,
        )
        kept = next(step.end for step in self._steps() if step.entry.link == gone)
        new = self._new(self.path)
        with self.path.open("rb") as old, durable.created(new) as file:
            old.seek(kept)
            file.write(anchored(gone))
            shutil.copyfileobj(old, file)
            durable.flush(file)
        self._opened = None
        new.replace(self.path)
        durable.flush_folder(self.path.parent)
        return True

    def steps(self) -> Iterator[Step]:
        """Return the whole lines, with the gaps between them; nothing where there is no file.

        Raises:
            OSError: It cannot be read.
        """
        with suppress(FileNotFoundError):
            yield from self._steps()

    def remove(self) -> None:
        """Delete the file, and what lies beside it.

        Raises:
            OSError: Some of it is still there.
        """
        for rest in ("", HEAD, _NEW, HEAD + _NEW, UNREADABLE):
            self.path.with_name(self.path.name + rest).unlink(missing_ok=True)
        self._opened = None

    def _is_as_left(self, opened: Opened) -> bool:
        with suppress(OSError):
            return self.path.stat().st_size == opened.end
        return False

    def _steps(self) -> Iterator[Step]:
        with self.path.open("rb") as file:
            yield from walk(iter(lambda: file.readline(LONGEST_LINE + 1), b""))

    def _open(self) -> Opened:
        """Read the whole file, cut off what a crash left of a line, and return how it stands."""
        self.path.parent.mkdir(exist_ok=True)
        head = self._read_head()
        if not self.path.exists():
            lost = head is None and self._head.exists()
            if head is None:
                self._note_head(BEGINNING)
            return self._begin(head or BEGINNING, lost=lost)
        with self.path.open("rb") as file:
            anchor = anchor_of(first := file.readline(LONGEST_LINE + 1))
        last, end = anchor or BEGINNING, len(first) if anchor else 0
        found = last if head == last else None
        gaps: list[Gap] = []
        records: list[HistoryRecord] = []
        numbers: list[int] = []
        for step in self._steps():
            last, end = step.entry.link, step.end
            numbers = numbers or [last.number]
            found = last if head is not None and last.number == head.number else found
            if step.gap is not None:
                gaps.append(step.gap)
            if (record := step.entry.record) and _is_about_the_file(record):
                records.append(record)
        if end == 0:
            self.path.replace(self.path.with_name(self.path.name + UNREADABLE))
            return self._begin(head or BEGINNING, lost=True)
        if not is_anchored(anchor, records) and not (gaps and gaps[0].after == 0):
            gaps.insert(0, Gap(0, numbers[0] if numbers else last.number + 1))
        if (gap := end_gap(head, found, last)) is not None:
            gaps.append(gap)
        known = {code for record in records for code in record.codes}
        return Opened(
            last=last,
            end=end,
            next_number=max(last.number, head.number if head else 0) + 1,
            gaps=tuple(one for one in gaps if one.code not in known),
            cut=self._cut_off(end),
        )

    def _begin(self, head: Link, *, lost: bool = False) -> Opened:
        """Make the file anew; where lines had been written, they are missing from now on."""
        new = self._new(self.path)
        line = anchored(BEGINNING)
        with durable.created(new) as file:
            file.write(line)
            durable.flush(file)
        new.replace(self.path)
        durable.flush_folder(self.path.parent)
        missing = lost or head.number > 0
        return Opened(
            last=BEGINNING,
            end=len(line),
            next_number=head.number + 1,
            gaps=(Gap(0, head.number + 1),) if missing else (),
        )

    def _cut_off(self, end: int) -> bool:
        if self.path.stat().st_size == end:
            return False
        with self.path.open("r+b") as file:
            file.truncate(end)
            os.fsync(file.fileno())
        return True

    def _read_head(self) -> Link | None:
        with suppress(OSError, ValueError, TypeError, KeyError):
            fields = json.loads(self._head.read_bytes())
            return Link(int(fields["number"]), str(fields["digest"]))
        return None

    def _note_head(self, link: Link) -> None:
        new = self._new(self._head)
        noted = json.dumps({"number": link.number, "digest": link.digest})
        with durable.created(new) as file:
            file.write(noted.encode())
            durable.flush(file)
        new.replace(self._head)

    def _new(self, path: Path) -> Path:
        beside, apart = path.parent, self._apart or path.parent
        with suppress(OSError):
            apart.mkdir(exist_ok=True)
            if apart.stat().st_dev == beside.stat().st_dev:
                return apart / (path.name + _NEW)
        return beside / (path.name + _NEW)


def _told(opened: Opened, now: datetime) -> tuple[HistoryRecord, ...]:
    """Return what is to be said of a file that was just opened."""
    told: list[HistoryRecord] = []
    if opened.cut:
        told.append(HistoryRecord(kind=HistoryKind.HISTORY_CUT_SHORT, at=now))
    if opened.gaps:
        codes = tuple(gap.code for gap in opened.gaps[:MOST_CODES])
        told.append(
            HistoryRecord(
                kind=HistoryKind.HISTORY_BROKEN,
                at=now,
                count=len(opened.gaps),
                codes=codes,
            )
        )
    return tuple(told)


def _is_about_the_file(record: HistoryRecord) -> bool:
    return record.kind in (HistoryKind.HISTORY_PRUNED, HistoryKind.HISTORY_BROKEN)
