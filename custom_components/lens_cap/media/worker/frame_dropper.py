"""Keeping up with a camera on a machine that is too slow, or too busy, to encode every frame."""

from enum import IntEnum
from typing import Final

# All in seconds.
_LATE: Final = 0.4
_PROGRESS: Final = 0.1
# Packets that a network held back come in a heap, which is encoded faster than they were taken.
_PATIENCE: Final = 1.0
_LITTLE_PATIENCE: Final = 0.2
_BUSY: Final = 30.0
# Clocks of cameras go a little wrong: only what was lately the case counts.
_WINDOW: Final = 30.0
_JUMP: Final = 5.0


class _Measure(IntEnum):
    """What is done about frames that come late; each where the one before it did not help."""

    NONE = 0
    EVERY_OTHER = 1
    ALL = 2
    NOT_LATE = 3  # it was the camera's clock


class FrameDropper:
    """Says which frames to leave out, so that a live picture stays live."""

    def __init__(self) -> None:
        self._last: float | None = None
        self._least = self._least_before = 0.0
        self._window_begun = 0.0
        self._busy_until: float | None = None
        self._measure = _Measure.NONE
        self._since: float | None = None
        self._best = 0.0
        self._skipped = False

    def skips(self, moment: float, now: float) -> bool:
        """Return whether to leave a frame out.

        Args:
            moment: When it was taken, by the camera's clock.
            now: The time by our own clock, which may begin anywhere.
        """
        late = self._delay(now - moment, now)
        if late < _LATE / 2:
            self._measure, self._since = _Measure.NONE, None
            return False
        if self._since is None:
            if late < _LATE:
                return False
            self._since, self._best = now, late
        elif late < self._best - _PROGRESS:
            self._since, self._best = now, late
        elif now - self._since > self._patience(now):
            self._since, self._best = now, late
            self._measure = _Measure(self._measure + 1)
            self._busy_until = now + _BUSY
            if self._measure is _Measure.NOT_LATE:
                self._begin(now - moment, now)
        self._skipped = self._measure is _Measure.ALL or (
            self._measure is _Measure.EVERY_OTHER and not self._skipped
        )
        return self._skipped

    def _delay(self, offset: float, now: float) -> float:
        """Return by how much more a frame is late than the most punctual one lately was."""
        if self._last is None or abs(offset - self._last) > _JUMP:
            self._begin(offset, now)
        self._last = offset
        if now - self._window_begun > _WINDOW:
            self._least_before, self._least = self._least, offset
            self._window_begun = now
        self._least = min(self._least, offset)
        return offset - min(self._least, self._least_before)

    def _patience(self, now: float) -> float:
        busy = self._busy_until is not None and now < self._busy_until
        return _LITTLE_PATIENCE if busy else _PATIENCE

    def _begin(self, offset: float, now: float) -> None:
        """Take a frame as punctual."""
        self._least = self._least_before = offset
        self._window_begun = now
        self._measure, self._since = _Measure.NONE, None
