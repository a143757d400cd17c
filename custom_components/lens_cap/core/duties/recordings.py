"""Files that were saved from guarded cameras through Home Assistant: which, when, why, and how long they stay."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from ..ids import CameraId
from ..state.json_values import Json, readable_moment

MOST_FILES: Final = 20_000


class SavedBy(StrEnum):
    """What saved a file."""

    SNAPSHOT = "snapshot"
    RECORD = "record"
    PREVIEW = "preview"


class Erasure(StrEnum):
    """What became of a file that was to be deleted."""

    ERASED = "erased"
    GONE = "gone"
    CHANGED = "changed"
    LINK = "link"
    OUTSIDE = "outside"
    UNFINISHED = "unfinished"
    FAILED = "failed"


_FORGOTTEN: Final = frozenset({Erasure.ERASED, Erasure.GONE})


@dataclass(frozen=True, kw_only=True)
class SavedFile:
    """A file as it was when it was saved; only one that still is that is ever deleted.

    `at` and `until` are the span that it shows. `reason` is the code of why the camera was open then,
    `by` the id of the user who had it saved, `automation` the automation. `digest` is of its whole
    content, and empty while (or because) it was never finished.
    """

    camera_id: CameraId
    camera: str
    path: str
    way: SavedBy
    at: datetime
    until: datetime
    reason: str = ""
    by: str | None = None
    automation: str = ""
    size: int = 0
    digest: str = ""


@dataclass(frozen=True, kw_only=True)
class SavedFiles:
    """All that are known, by path, and the keeping times that somebody has agreed to, in days."""

    files: Mapping[str, SavedFile]
    agreed: Mapping[CameraId, int]

    def with_file(self, file: SavedFile) -> SavedFiles:
        """Return these with one more; what lay under its path before is gone."""
        kept = {path: one for path, one in self.files.items() if path != file.path}
        kept[file.path] = file
        newest = list(kept.items())[-MOST_FILES:]
        return SavedFiles(files=dict(newest), agreed=self.agreed)

    def after(self, erased: Mapping[str, Erasure]) -> SavedFiles:
        """Return these without those that are deleted, or were gone."""
        return SavedFiles(
            files={
                path: one
                for path, one in self.files.items()
                if erased.get(path) not in _FORGOTTEN
            },
            agreed=self.agreed,
        )

    def agreeing(self, camera_id: CameraId, days: int) -> SavedFiles:
        """Return these once somebody has seen what a keeping time deletes, and agreed."""
        return SavedFiles(files=self.files, agreed={**self.agreed, camera_id: days})

    def too_old(
        self, camera_id: CameraId, days: int, now: datetime
    ) -> tuple[SavedFile, ...]:
        """Return the files of a camera that are older than a number of days; none that is from the future."""
        limit = now - timedelta(days=days)
        return tuple(
            one
            for one in self.files.values()
            if one.camera_id == camera_id and one.at <= one.until < limit
        )

    def is_agreed(self, camera_id: CameraId, days: int) -> bool:
        """Return whether somebody has agreed to this keeping time, or to a shorter one."""
        agreed = self.agreed.get(camera_id)
        return agreed is not None and agreed <= days

    def showing(
        self, cameras: Iterable[CameraId] | None, start: datetime, end: datetime
    ) -> tuple[SavedFile, ...]:
        """Return the files that show anything of a span; of all cameras where none are named."""
        named = None if cameras is None else frozenset(cameras)
        return tuple(
            one
            for one in self.files.values()
            if (named is None or one.camera_id in named)
            and one.at < end
            and one.until >= start
        )


NOTHING_SAVED: Final = SavedFiles(files={}, agreed={})


def saved_files_to_json(saved: SavedFiles) -> dict[str, Json]:
    """Return them in a form that `saved_files_from_json` reads back to equal ones."""
    return {
        "files": [_file_to_json(one) for one in saved.files.values()],
        "agreed": {str(one): days for one, days in saved.agreed.items()},
    }


def saved_files_from_json(data: Json) -> SavedFiles:
    """Return what can be read: what cannot is unknown, and so never deleted."""
    fields = data if isinstance(data, Mapping) else {}
    stored, agreed = fields.get("files"), fields.get("agreed")
    files = [
        file
        for one in (stored if isinstance(stored, Sequence) else ())
        if (file := _file_from_json(one)) is not None
    ]
    return SavedFiles(
        files={one.path: one for one in files},
        agreed={
            CameraId(camera_id): days
            for camera_id, days in (
                agreed.items() if isinstance(agreed, Mapping) else ()
            )
            if isinstance(days, int)
        },
    )


def _file_to_json(file: SavedFile) -> dict[str, Json]:
    return {
        "camera_id": file.camera_id,
        "camera": file.camera,
        "path": file.path,
        "way": file.way.value,
        "at": file.at.isoformat(),
        "until": file.until.isoformat(),
        "reason": file.reason,
        "by": file.by,
        "automation": file.automation,
        "size": file.size,
        "digest": file.digest,
    }


def _file_from_json(data: Json) -> SavedFile | None:
    fields = data if isinstance(data, Mapping) else {}
    camera_id, path, by = (fields.get(key) for key in ("camera_id", "path", "by"))
    way = next((one for one in SavedBy if one.value == fields.get("way")), None)
    at, until, size = (
        readable_moment(fields.get("at")),
        readable_moment(fields.get("until")),
        fields.get("size"),
    )
    if (
        not isinstance(camera_id, str)
        or not isinstance(path, str)
        or not isinstance(size, int)
        or way is None
        or at is None
        or until is None
    ):
        return None
    camera, reason, automation, digest = (
        value if isinstance(value := fields.get(key), str) else ""
        for key in ("camera", "reason", "automation", "digest")
    )
    return SavedFile(
        camera_id=CameraId(camera_id),
        camera=camera,
        path=path,
        way=way,
        at=at,
        until=until,
        reason=reason,
        by=by if isinstance(by, str) else None,
        automation=automation,
        size=size,
        digest=digest,
    )
