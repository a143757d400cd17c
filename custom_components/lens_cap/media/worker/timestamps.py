"""Timestamps that only ever go forward, whatever the camera says."""

from fractions import Fraction
from typing import Final

TICKS: Final = 90_000
TIME_BASE: Final = Fraction(1, TICKS)

# A step longer than this is a camera that set its clock, not a pause in the picture.
_MAX_STEP: Final = 10 * TICKS


class Restamper:
    """Maps one source's timestamps to ticks of 1/90000 s that start at an offset and increase."""

    def __init__(self, offset_seconds: float, frame_seconds: float) -> None:
        """Start at `offset_seconds`; assume `frame_seconds` where the source does not say."""
        self._step = max(1, round(frame_seconds * TICKS))
        self._next = round(offset_seconds * TICKS) + self._step
        self._shift: int | None = None
        self._last_source: int | None = None

    def restamp(
        self, pts: int | None, dts: int | None, time_base: Fraction
    ) -> tuple[int, int]:
        """Return presentation and decoding time in ticks; decoding times strictly increase.

        A missing time is taken from the other one, or from the usual distance between frames.
        """
        scale = time_base * TICKS
        known = dts if dts is not None else pts
        source = round(known * scale) if known is not None else None
        if source is None:
            shift = self._shift or 0
            decode = self._next
        else:
            shift = self._shift_for(source)
            decode = max(source + shift, self._next)
        show = round(pts * scale) + shift if pts is not None else decode
        self._next = decode + 1
        return max(show, decode), decode

    def moment_of(self, pts: int, time_base: Fraction) -> int | None:
        """Return the moment in ticks of something else that the source sent at `pts`.

        It is None while the source has not said when its pictures are, and where it cannot belong
        to the newest of them.
        """
        if self._shift is None:
            return None
        moment = round(pts * time_base * TICKS) + self._shift
        return moment if abs(moment - self._next) < _MAX_STEP else None

    def _shift_for(self, source: int) -> int:
        if (
            self._shift is None
            or self._last_source is None
            or not -_MAX_STEP < source - self._last_source < _MAX_STEP
        ):
            self._shift = self._next - source
        self._last_source = source
        return self._shift
