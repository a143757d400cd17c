"""One thing that happened, as it is written down for good."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from ..ids import CameraId
from ..level import PrivacyLevel
from ..state.json_values import Json, readable_moment

LONGEST_TEXT: Final = 300
MOST_CODES: Final = 50
OVER: Final = "over"
"""The reason where what was asked for ended by itself."""
RECORDING_OFF: Final = "recording_off"
RECOGNITION_OFF: Final = "recognition_off"
FROM_AUDIO_LOG: Final = "from_audio_log"
"""Among the codes of what a log of its own told before: it says nothing of when the history was written."""


class HistoryKind(StrEnum):
    """Kinds of what happened."""

    STARTED = "started"
    STOPPED = "stopped"
    LEVEL = "level"
    RECORDING = "recording"
    HOLD = "hold"
    RELEASED = "released"
    LIFTED = "lifted"
    LIFT_NOT_BEGUN = "lift_not_begun"
    RULE_OFF = "rule_off"
    RULE_ON = "rule_on"
    GUESTS_ARRIVED = "guests_arrived"
    GUESTS_LEFT = "guests_left"
    GUEST_ASKED = "guest_asked"
    SOUND_ASKED = "sound_asked"
    SOUND_ON = "sound_on"
    SOUND_NOT_GIVEN = "sound_not_given"
    SOUND_OFF = "sound_off"
    CONTROL = "control"
    DRIFTED = "drifted"
    SETTINGS_CHANGED = "settings_changed"
    CONSENT_GIVEN = "consent_given"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    CONSENT_ENDED = "consent_ended"
    NOTICE_MADE = "notice_made"
    REPORT_MADE = "report_made"
    REVIEWED = "reviewed"
    SAVED = "saved"
    ERASED = "erased"
    HISTORY_PRUNED = "history_pruned"
    HISTORY_CUT_SHORT = "history_cut_short"
    HISTORY_BROKEN = "history_broken"


@dataclass(frozen=True, kw_only=True)
class HistoryRecord:
    """One thing that happened; what does not apply is empty.

    Only these tell of people, and are for residents and administrators: `by`, the id of the user who
    did it (None for automations, guests, and Lens Cap itself), and `asked_by`, of the one who had
    asked for it; `person`, a name or role that somebody wrote, and `note`, what somebody wrote.
    `camera` and `rule` are the names of then, since both may be gone when this is read. `reason` and
    `codes` are codes; of `level` and `recording`, what the camera itself is not to do. `count` is how
    many: viewers who were cut, files that were deleted.
    """

    kind: HistoryKind
    at: datetime
    camera_id: CameraId | None = None
    camera: str = ""
    by: str | None = None
    asked_by: str | None = None
    level: PrivacyLevel | None = None
    reason: str = ""
    until: datetime | None = None
    count: int = 0
    codes: tuple[str, ...] = ()
    rule: str = ""
    person: str = ""
    note: str = ""

    @property
    def is_moved(self) -> bool:
        """Whether it was written down elsewhere at its moment, and moved into the history later."""
        return FROM_AUDIO_LOG in self.codes


def bounded(record: HistoryRecord) -> HistoryRecord:
    """Return a record in which no text is too long, and the moments are in UTC."""
    return replace(
        record,
        at=record.at.astimezone(UTC),
        until=record.until.astimezone(UTC) if record.until else None,
        camera=record.camera[:LONGEST_TEXT],
        reason=record.reason[:LONGEST_TEXT],
        codes=tuple(code[:LONGEST_TEXT] for code in record.codes[:MOST_CODES]),
        rule=record.rule[:LONGEST_TEXT],
        person=record.person[:LONGEST_TEXT],
        note=record.note[:LONGEST_TEXT],
    )


def record_to_json(record: HistoryRecord) -> dict[str, Json]:
    """Return a record in a form that `record_from_json` reads back to an equal one; what is empty is left out."""
    fields: dict[str, Json] = {
        "kind": record.kind.value,
        "at": record.at.isoformat(),
        "camera_id": record.camera_id,
        "camera": record.camera,
        "by": record.by,
        "asked_by": record.asked_by,
        "level": record.level.value if record.level else None,
        "reason": record.reason,
        "until": record.until.isoformat() if record.until else None,
        "count": record.count,
        "codes": list(record.codes),
        "rule": record.rule,
        "person": record.person,
        "note": record.note,
    }
    return {name: value for name, value in fields.items() if value}


def record_from_json(data: Mapping[str, Json]) -> HistoryRecord | None:
    """Return a record, or None for one that this version cannot read."""
    kind = next((one for one in HistoryKind if one.value == data.get("kind")), None)
    at = readable_moment(data.get("at"))
    if kind is None or at is None:
        return None
    camera_id, count, codes = (data.get(key) for key in ("camera_id", "count", "codes"))
    return HistoryRecord(
        kind=kind,
        at=at,
        camera_id=CameraId(camera_id) if isinstance(camera_id, str) else None,
        camera=_text(data.get("camera")),
        by=_text(data.get("by")) or None,
        asked_by=_text(data.get("asked_by")) or None,
        level=next(
            (one for one in PrivacyLevel if one.value == data.get("level")), None
        ),
        reason=_text(data.get("reason")),
        until=readable_moment(data.get("until")),
        count=count if isinstance(count, int) else 0,
        codes=tuple(one for one in codes if isinstance(one, str))
        if isinstance(codes, Sequence) and not isinstance(codes, str)
        else (),
        rule=_text(data.get("rule")),
        person=_text(data.get("person")),
        note=_text(data.get("note")),
    )


def _text(value: Json) -> str:
    return value if isinstance(value, str) else ""
