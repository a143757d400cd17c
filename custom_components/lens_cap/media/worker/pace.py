"""Laying pieces of sound end to end, in step with the picture."""

from typing import Final

from .timestamps import TICKS

# What an ear does not notice, and more than what clocks of a healthy camera differ by at a time.
_SLACK: Final = TICKS // 20


class Pace:
    """Says when each piece of sound begins; times strictly increase."""

    def __init__(self) -> None:
        """Begin with nothing heard."""
        self._next: int | None = None

    def place(self, moment: int | None, length: int) -> int | None:
        """Return when a piece begins, or None where it comes too late and is left out.

        Args:
            moment: When it belongs by the source's own clock; None where that does not say.
            length: How long it is; both in ticks of 1/90000 s.
        """
        begin = self._begin(moment)
        if begin is not None:
            self._next = begin + max(1, length)
        return begin

    def _begin(self, moment: int | None) -> int | None:
        if self._next is None or moment is None:
            return self._next if moment is None else moment
        early = moment - self._next
        if early < -_SLACK:
            return None
        return self._next if early <= _SLACK else moment
