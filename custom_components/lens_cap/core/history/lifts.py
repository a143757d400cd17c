"""Lifts are written down before they begin; one that did not begin after all is none."""

from collections import Counter
from datetime import datetime

from ..ids import CameraId
from .record import HistoryKind, HistoryRecord


class CountedLifts:
    """Lifts that were counted, so that those that did not begin are taken off again."""

    def __init__(self) -> None:
        self._counted: Counter[tuple[CameraId | None, str | None, datetime | None]] = (
            Counter()
        )

    def add(self, record: HistoryRecord) -> None:
        """Note that a record was counted; what is no lift makes no difference."""
        if record.kind is HistoryKind.LIFTED:
            self._counted[_lift(record)] += 1

    def take_off(self, record: HistoryRecord) -> bool:
        """Return whether a record says of a lift that was counted that it did not begin; each counts once."""
        lift = _lift(record)
        if record.kind is not HistoryKind.LIFT_NOT_BEGUN or not self._counted[lift]:
            return False
        self._counted[lift] -= 1
        return True


def _lift(
    record: HistoryRecord,
) -> tuple[CameraId | None, str | None, datetime | None]:
    return record.camera_id, record.by, record.until
