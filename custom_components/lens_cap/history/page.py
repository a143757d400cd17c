"""A part of the history, as somebody asks for it and may see it."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from ..core.history.chain import Step
from ..core.history.record import HistoryKind, HistoryRecord
from ..core.history.visible import HistoryViewer, as_seen
from ..core.ids import CameraId

_LONGEST_PAGE: Final = 500


@dataclass(frozen=True, kw_only=True)
class HistoryQuery:
    """What of the history is wanted: the newest records that match, from `before` (a number) backwards."""

    since: datetime | None = None
    until: datetime | None = None
    cameras: frozenset[CameraId] | None = None
    kinds: frozenset[HistoryKind] | None = None
    before: int | None = None
    limit: int = 100

    def matches(self, number: int, record: HistoryRecord) -> bool:
        """Return whether a record is wanted."""
        return (
            (self.before is None or number < self.before)
            and (self.since is None or record.at >= self.since)
            and (self.until is None or record.at < self.until)
            and (self.cameras is None or record.camera_id in self.cameras)
            and (self.kinds is None or record.kind in self.kinds)
        )


@dataclass(frozen=True, kw_only=True)
class HistoryPage:
    """A part of the history, the newest first, with the number of each record.

    `more` says that older ones match too. `gaps` are codes of where lines are missing or changed, in the
    whole history. `begins` is when its oldest record was written. `unwritten` counts records that are not
    on disk yet.
    """

    records: tuple[tuple[int, HistoryRecord], ...] = ()
    more: bool = False
    gaps: tuple[str, ...] = ()
    begins: datetime | None = None
    unwritten: int = 0

    @property
    def unbroken(self) -> bool:
        """Whether no line is missing or changed as far back as the history goes."""
        return not self.gaps


def page_of(
    steps: Iterable[Step], query: HistoryQuery, viewer: HistoryViewer
) -> HistoryPage:
    """Return what a viewer may see of what was asked for; all lines are gone through for that."""
    limit = min(max(query.limit, 1), _LONGEST_PAGE)
    found: deque[tuple[int, HistoryRecord]] = deque(maxlen=limit + 1)
    gaps: dict[str, None] = {}
    begins: datetime | None = None
    for step in steps:
        if step.gap is not None:
            gaps[step.gap.code] = None
        if (record := step.entry.record) is None:
            continue
        if record.kind is HistoryKind.HISTORY_BROKEN:
            gaps |= dict.fromkeys(record.codes)
        if not record.is_moved:
            begins = begins or record.at
        number = step.entry.link.number
        seen = as_seen(record, viewer) if query.matches(number, record) else None
        if seen is not None:
            found.append((number, seen))
    newest = tuple(reversed(found))
    return HistoryPage(
        records=newest[:limit],
        more=len(newest) > limit,
        gaps=tuple(gaps),
        begins=begins,
    )
