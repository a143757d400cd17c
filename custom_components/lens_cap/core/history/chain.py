"""Lines that follow each other: each holds the digest of the one before, so that none is missed unseen.

The first line is an anchor: where the chain goes on after older lines were deleted. It counts only as
far as a record further down says the same.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
import json
from typing import Final

from ..state.codec import Json
from .record import HistoryKind, HistoryRecord, record_from_json, record_to_json

_DIGEST: Final = 64
LONGEST_LINE: Final = 64 * 1024
"""What is longer was not written here."""


@dataclass(frozen=True)
class Link:
    """A place in the chain: the number of a line, and its digest."""

    number: int
    digest: str


BEGINNING: Final = Link(0, "0" * _DIGEST)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A line that is whole. `record` is None where a later version wrote what this one cannot read."""

    link: Link
    before: str
    record: HistoryRecord | None

    def follows(self, link: Link) -> bool:
        """Return whether this is the line right after another."""
        return self.before == link.digest and self.link.number == link.number + 1


@dataclass(frozen=True)
class Gap:
    """Lines are missing, changed, or in another order between two numbers."""

    after: int
    before: int

    @property
    def code(self) -> str:
        """The gap as a record names it once it was told."""
        return f"{self.after}-{self.before}"


@dataclass(frozen=True, kw_only=True)
class Step:
    """A whole line, where it ends in the file, and the gap in front of it."""

    entry: Entry
    end: int
    gap: Gap | None = None


def sealed(
    record: HistoryRecord, link: Link, number: int | None = None
) -> tuple[bytes, Link]:
    """Return the line for a record after a link, and its own link.

    Args:
        record: What happened.
        link: The line before.
        number: The line's own number, where numbers in between are known to be missing.
    """
    number = link.number + 1 if number is None else number
    return _line({"n": number, "before": link.digest, **record_to_json(record)}, number)


def anchored(link: Link) -> bytes:
    """Return the first line of a file whose chain goes on after a link."""
    return _line({"anchor": link.number, "before": link.digest}, link.number)[0]


def _line(fields: Mapping[str, Json], number: int) -> tuple[bytes, Link]:
    text = json.dumps(fields, sort_keys=True, separators=(",", ":"))
    digest = sha256(text.encode()).hexdigest()
    return f"{digest} {text}\n".encode(), Link(number, digest)


def _read(line: bytes) -> tuple[str, Mapping[str, Json]] | None:
    """Return the digest and the fields of a line that is as it was written."""
    if len(line) > LONGEST_LINE or not line.endswith(b"\n"):
        return None
    digest, text = line[:_DIGEST], line[_DIGEST + 1 : -1]
    if (
        sha256(text).hexdigest().encode() != digest
        or line[_DIGEST : _DIGEST + 1] != b" "
    ):
        return None
    try:
        fields: Json = json.loads(text)
    except ValueError, RecursionError:
        return None
    return (digest.decode(), fields) if isinstance(fields, Mapping) else None


def entry_of(line: bytes) -> Entry | None:
    """Return what a line holds, or None for one that is not whole."""
    if (read := _read(line)) is None:
        return None
    digest, fields = read
    number, before = fields.get("n"), fields.get("before")
    if not isinstance(number, int) or not isinstance(before, str):
        return None
    return Entry(
        link=Link(number, digest), before=before, record=record_from_json(fields)
    )


def anchor_of(line: bytes) -> Link | None:
    """Return where the chain goes on, or None for a line that does not say that."""
    if (read := _read(line)) is None:
        return None
    number, before = read[1].get("anchor"), read[1].get("before")
    if not isinstance(number, int) or not isinstance(before, str):
        return None
    return Link(number, before)


def walk(lines: Iterable[bytes]) -> Iterator[Step]:
    """Return the whole lines of a file in their order, with the gaps between them.

    That the anchor is true is for `anchor_gap` to say.
    """
    link, end, first = BEGINNING, 0, True
    for line in lines:
        end += len(line)
        if first:
            first = False
            if (anchor := anchor_of(line)) is not None:
                link = anchor
                continue
        if (entry := entry_of(line)) is None:
            continue
        gap = None if entry.follows(link) else Gap(link.number, entry.link.number)
        link = entry.link
        yield Step(entry=entry, end=end, gap=gap)


def pruned_to(record: HistoryRecord) -> Link | None:
    """Return the last line that a record says to have been deleted for its age; None for other records."""
    if record.kind is not HistoryKind.HISTORY_PRUNED or not record.codes:
        return None
    return Link(record.count, record.codes[0])


def is_anchored(anchor: Link | None, records: Iterable[HistoryRecord]) -> bool:
    """Return whether a file begins where it says: at the very beginning, or where a record tells it was cut."""
    return anchor == BEGINNING or any(
        pruned_to(record) == anchor for record in records if anchor is not None
    )


def end_gap(head: Link | None, found: Link | None, last: Link) -> Gap | None:
    """Return what is wrong with the end of a chain, or None.

    Args:
        head: The last line that was written, as noted beside the file; None where nothing tells.
        found: The line of that number in the file.
        last: The last line in the file.
    """
    if head is not None and head.number > last.number:
        return Gap(last.number, head.number + 1)
    if head is None or found != head:
        # Nobody can tell whether there were more, or these are not those that were written.
        return Gap(last.number, last.number)
    return None
