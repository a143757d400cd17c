"""For how long each camera was open, covered or private, and why; and what else happened, in numbers."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from ..ids import CameraId
from ..level import PrivacyLevel
from .chain import Step
from .lifts import CountedLifts
from .record import HistoryKind, HistoryRecord
from .settings_changes import CAMERA_REMOVED

NOT_RUNNING: Final = "not_running"
MISSING: Final = "missing"
REMOVED: Final = "removed"


@dataclass(frozen=True)
class Period:
    """A span of time that is counted for itself: a day, or what a guest asks for."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class How:
    """How private a camera was, and the code of why; the level is None where nothing tells."""

    level: PrivacyLevel | None
    reason: str


_UNKNOWN: Final = How(None, NOT_RUNNING)
_REMOVED: Final = How(None, REMOVED)
type _Times = defaultdict[tuple[int, CameraId], dict[How, float]]


@dataclass(frozen=True, kw_only=True)
class CameraUse:
    """One camera in one period; `times` are seconds."""

    camera_id: CameraId
    name: str
    times: Mapping[How, float]

    def total(self, level: PrivacyLevel | None) -> float:
        """Return for how many seconds it had a level; of None, for how many nothing tells."""
        return sum(seconds for how, seconds in self.times.items() if how.level is level)


@dataclass(frozen=True, kw_only=True)
class Use:
    """What the history says of some periods.

    `cameras` are those of each period, in the order of the periods. `numbers` count what happened, by
    its kind (a lift that did not begin is none), and `cut` the viewers who were cut. `breaks` are codes
    of where lines are missing between the first period's start and the last one's end.
    """

    periods: tuple[Period, ...]
    cameras: tuple[tuple[CameraUse, ...], ...]
    numbers: Mapping[HistoryKind, int]
    cut: int
    breaks: tuple[str, ...]
    begins: datetime | None

    @property
    def unbroken(self) -> bool:
        """Whether the history goes back to the first period, and nothing of it is missing since."""
        return (
            not self.breaks
            and self.begins is not None
            and self.begins <= self.periods[0].start
        )


def use_of(steps: Iterable[Step], periods: Sequence[Period], now: datetime) -> Use:
    """Return what a history says of some periods, of which there is at least one, in their order."""
    count = _Count(periods=periods, now=now)
    for step in steps:
        count.take(step)
    count.finish()
    return Use(
        periods=tuple(periods),
        cameras=tuple(tuple(count.cameras(number)) for number in range(len(periods))),
        numbers=count.numbers,
        cut=count.cut,
        breaks=tuple(count.breaks),
        begins=count.begins,
    )


@dataclass
class _Count:
    """What is known so far, while the lines are gone through."""

    periods: Sequence[Period]
    now: datetime
    times: _Times = field(default_factory=lambda: defaultdict(dict))
    how: dict[CameraId, tuple[How, datetime]] = field(default_factory=dict)
    names: dict[CameraId, str] = field(default_factory=dict)
    numbers: Counter[HistoryKind] = field(default_factory=Counter)
    cut: int = 0
    breaks: dict[str, None] = field(default_factory=dict)
    begins: datetime | None = None
    seen: datetime | None = None
    lifts: CountedLifts = field(default_factory=CountedLifts)

    def take(self, step: Step) -> None:
        """Count one line."""
        record = step.entry.record
        if record is None:
            return
        at = record.at
        last = self.seen if self.seen is not None else at
        if record.is_moved:
            at = last
        else:
            self.begins = self.begins or at
        if codes := _broken(step, record):
            self._all(How(None, MISSING), last)
            if last < self.periods[-1].end and at >= self.periods[0].start:
                self.breaks |= dict.fromkeys(codes)
        if record.kind is HistoryKind.STARTED:
            # Where no stop was written, it ended without a word, at some time after this.
            self._all(_UNKNOWN, last)
        if record.kind is HistoryKind.STOPPED:
            self._all(_UNKNOWN, at)
        if record.kind is HistoryKind.LEVEL and record.camera_id is not None:
            self._become(record.camera_id, How(record.level, record.reason), at)
            self.names[record.camera_id] = record.camera
        if CAMERA_REMOVED in record.codes and record.camera_id is not None:
            self._become(record.camera_id, _REMOVED, at)
        self._number(record)
        if not record.is_moved:
            self.seen = at

    def finish(self) -> None:
        """Count what goes on now."""
        for camera_id, (how, _since) in list(self.how.items()):
            self._become(camera_id, how, self.now)

    def cameras(self, number: int) -> Iterator[CameraUse]:
        """Return each camera in a period; what no line tells of is not known."""
        period = self.periods[number]
        length = (min(period.end, self.now) - period.start).total_seconds()
        for camera_id, name in sorted(self.names.items(), key=lambda one: one[1]):
            times = self.times[number, camera_id].copy()
            if (rest := length - sum(times.values())) > 1:
                times[_UNKNOWN] = times.get(_UNKNOWN, 0) + rest
            if times:
                yield CameraUse(camera_id=camera_id, name=name, times=times)

    def _number(self, record: HistoryRecord) -> None:
        if self.periods[0].start <= record.at < self.periods[-1].end:
            many = record.count if record.kind is HistoryKind.ERASED else 1
            self.numbers[record.kind] += many
            self.cut += record.count if record.kind is HistoryKind.LEVEL else 0
            self.lifts.add(record)
        if self.lifts.take_off(record):
            self.numbers[HistoryKind.LIFTED] -= 1

    def _all(self, how: How, since: datetime) -> None:
        """Say of all cameras how they are from a moment on, until more is known of each.

        One that was removed stays so.
        """
        for camera_id, (was, _since) in list(self.how.items()):
            if was is not _REMOVED:
                self._become(camera_id, how, since)

    def _become(self, camera_id: CameraId, how: How, at: datetime) -> None:
        if (before := self.how.get(camera_id)) is not None:
            was, since = before
            for number, seconds in self._parts(since, at):
                times = self.times[number, camera_id]
                times[was] = times.get(was, 0) + seconds
        self.how[camera_id] = (how, at)

    def _parts(self, start: datetime, end: datetime) -> Iterator[tuple[int, float]]:
        for number, period in enumerate(self.periods):
            part = min(end, period.end) - max(start, period.start)
            if part > timedelta():
                yield number, part.total_seconds()


def _broken(step: Step, record: HistoryRecord) -> tuple[str, ...]:
    """Return the codes of what is missing right before a line."""
    codes = (step.gap.code,) if step.gap is not None else ()
    return (
        *codes,
        *(record.codes if record.kind is HistoryKind.HISTORY_BROKEN else ()),
    )
