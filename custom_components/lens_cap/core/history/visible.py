"""What of the history a viewer may see: names are for residents and administrators."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from ..ids import CameraId
from ..privacy.constraint import ReasonCode
from .record import HistoryKind, HistoryRecord

_FOR_EVERYBODY: Final = frozenset(
    {
        HistoryKind.STARTED,
        HistoryKind.STOPPED,
        HistoryKind.LEVEL,
        HistoryKind.LIFTED,
        HistoryKind.LIFT_NOT_BEGUN,
        HistoryKind.SOUND_ON,
        HistoryKind.SOUND_OFF,
        HistoryKind.HISTORY_PRUNED,
        HistoryKind.HISTORY_CUT_SHORT,
        HistoryKind.HISTORY_BROKEN,
    }
)
# Together with a moment, these say when somebody was at home.
_OF_WHEREABOUTS: Final = frozenset(
    {
        ReasonCode.SOMEONE_HOME.value,
        ReasonCode.EVERYONE_HOME.value,
        ReasonCode.NOBODY_HOME.value,
        ReasonCode.LEAVING.value,
        ReasonCode.PRESENCE_UNKNOWN.value,
    }
)


class Reader(StrEnum):
    """Who reads the history."""

    ADMINISTRATOR = "administrator"
    RESIDENT = "resident"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class HistoryViewer:
    """Who reads: their role, their own id, and the cameras that they may read (None: all)."""

    reader: Reader
    user_id: str | None = None
    cameras: frozenset[CameraId] | None = None


def as_seen(record: HistoryRecord, viewer: HistoryViewer) -> HistoryRecord | None:
    """Return what a viewer may see of a record, or None for nothing.

    Residents and administrators see all of the cameras that they may read. Others see how private
    those cameras were, lifts and sound, without who did it, and without what tells who was at home.
    """
    hidden = viewer.cameras is not None and record.camera_id is not None
    if hidden and record.camera_id not in (viewer.cameras or ()):
        return None
    if viewer.reader is not Reader.OTHER:
        return record
    if record.kind not in _FOR_EVERYBODY:
        return None
    own = viewer.user_id
    return replace(
        record,
        by=record.by if record.by == own else None,
        asked_by=record.asked_by if record.asked_by == own else None,
        reason=ReasonCode.RULE.value
        if record.reason in _OF_WHEREABOUTS
        else record.reason,
        rule="",
        person="",
        note="",
        codes=(),
        count=0,
    )
