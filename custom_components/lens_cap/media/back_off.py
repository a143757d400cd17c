"""How often something that fails is tried again, and after which pauses."""

from collections.abc import Sequence


class BackOff:
    """Counts failures in a row; whoever joins during the last try gets one of their own.

    `pauses` are the seconds after each failure but the last.
    """

    def __init__(self, pauses: Sequence[float]) -> None:
        self._pauses = pauses
        self._failures = 0
        self._joined = False

    def note_join(self) -> None:
        """Remember that somebody joined after the current try began."""
        self._joined = True

    def trying(self) -> None:
        """Begin a try, for all who have joined."""
        self._joined = False

    def failed(self, *, steady: bool) -> float | None:
        """Return for how long to wait before the next try, None where there is to be none.

        Args:
            steady: It had gone well for a while before it failed.
        """
        self._failures = 0 if steady else self._failures + 1
        if self._failures > len(self._pauses) and not self._joined:
            return None
        last = min(max(self._failures, 1), len(self._pauses))
        return self._pauses[last - 1]
