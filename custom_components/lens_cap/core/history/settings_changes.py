"""What was changed in the settings: the names of fields, and never what they hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from ..ids import CameraId
from .record import HistoryKind, HistoryRecord

CAMERA_REMOVED: Final = "camera_removed"


@dataclass(frozen=True, kw_only=True)
class SettingsPart:
    """The settings of one camera, or of one rule."""

    is_camera: bool
    name: str
    fields: Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class AllSettings:
    """The options of the household, and its cameras and rules by id."""

    options: Mapping[str, object] = field(default_factory=dict[str, object])
    parts: Mapping[str, SettingsPart] = field(default_factory=dict[str, SettingsPart])


def settings_records(
    before: AllSettings, after: AllSettings, at: datetime, by: str | None
) -> Iterator[HistoryRecord]:
    """Return what was changed: in the household, and of each camera and rule."""
    if codes := _changed(before.options, after.options):
        yield HistoryRecord(
            kind=HistoryKind.SETTINGS_CHANGED, at=at, by=by, codes=codes
        )
    for part_id in {**before.parts, **after.parts}:
        was, now = before.parts.get(part_id), after.parts.get(part_id)
        part = now or was
        if part is None or was == now:
            continue
        added = "camera_added" if part.is_camera else "rule_added"
        removed = CAMERA_REMOVED if part.is_camera else "rule_removed"
        changed = _changed(was.fields, now.fields) if was and now else ()
        yield HistoryRecord(
            kind=HistoryKind.SETTINGS_CHANGED,
            at=at,
            by=by,
            camera_id=CameraId(part_id) if part.is_camera else None,
            camera=part.name if part.is_camera else "",
            rule="" if part.is_camera else part.name,
            codes=(added,)
            if not was
            else (removed,)
            if not now
            else changed or ("name",),
        )


def _changed(
    before: Mapping[str, object], after: Mapping[str, object]
) -> tuple[str, ...]:
    names = {*before, *after}
    return tuple(sorted(one for one in names if before.get(one) != after.get(one)))
