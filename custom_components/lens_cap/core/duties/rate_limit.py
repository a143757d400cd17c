"""How often somebody may ask: a bucket of tokens for each, and one that all share."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

MOST_REMEMBERED: Final = 1024


@dataclass(frozen=True, kw_only=True)
class Pace:
    """`burst` at once, and then one each `seconds`."""

    burst: int
    seconds: float


class RateLimit:
    """Counts for each name; of many names, those that asked last are remembered."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allows(self, name: str, now: float) -> bool:
        """Return whether somebody may ask at a moment (seconds of a clock that never goes back)."""
        left, at = self._left.pop(name, (float(self._pace.burst), now))
        gained = max(0.0, now - at) / self._pace.seconds
        left = min(float(self._pace.burst), left + gained)
        allowed = left >= 1.0
        self._left[name] = (left - 1.0 if allowed else left, now)
        if len(self._left) > MOST_REMEMBERED:
            self._left.popitem(last=False)
        return allowed
