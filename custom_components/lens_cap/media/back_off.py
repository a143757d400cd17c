"""How often something is tried in vain, and with which pauses."""

from collections.abc import Sequence


class BackOff:
    """Counts failures in a row; whoever comes during the last try is owed one of their own."""

    def __init__(self, pauses: Sequence[float]) -> None:
        """Take the seconds after each failure but the last."""
        self._pauses = pauses
        self._failures = 0
        self._newcomers = False

    def somebody_came(self) -> None:
        """Remember that the try that runs now was begun for others."""
        self._newcomers = True

    def trying(self) -> None:
        """Begin a try, for all who are there."""
        self._newcomers = False

    def failed(self, *, steady: bool) -> float | None:
        """Return for how long to wait before the next try, None where there is to be none.

        Args:
            steady: It had gone well for a while before it failed.
        """
        self._failures = 0 if steady else self._failures + 1
        if self._failures > len(self._pauses) and not self._newcomers:
            return None
        last = min(max(self._failures, 1), len(self._pauses))
        return self._pauses[last - 1]
