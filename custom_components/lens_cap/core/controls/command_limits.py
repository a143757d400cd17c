"""How often a control may be told something."""

from typing import Final

from .capability import Attempt, Capability

_PAUSES: Final = (2.0, 8.0, 30.0, 120.0, 600.0)
_SLOW_PAUSES: Final = (20.0, 120.0, 600.0, 1800.0)
_MINUTE: Final = 60.0
_PER_MINUTE: Final = 6
_SLOW_PER_MINUTE: Final = 2

DRIFT_WINDOW: Final = 600.0
"""Within how many seconds reclosings are counted."""
DRIFT_LIMIT: Final = 3
"""How often a control is closed again in that time before it is left to people."""

RESTART_LIMIT: Final = 20
"""How often it is closed again in that time since its camera restarts and opens."""


def next_try(one: Capability, attempt: Attempt | None, value: str, now: float) -> float:
    """Return when a control may be told a value.

    At once, unless it was told just that: then after its deadline, with a growing pause.
    """
    if attempt is None or attempt.value != value:
        return now
    pauses = _SLOW_PAUSES if one.slow else _PAUSES
    pause = pauses[min(attempt.count, len(pauses)) - 1]
    waited = one.deadline if attempt.reached else 0.0
    return attempt.at + waited + pause


def is_over_budget(
    one: Capability, sent: tuple[float, ...], now: float
) -> float | None:
    """Return until when a control is not opened, since it was told too much; None where it may be.

    Closing is never put off.
    """
    limit = _SLOW_PER_MINUTE if one.slow else _PER_MINUTE
    recent = sorted(at for at in sent if at > now - _MINUTE)
    return recent[-limit] + _MINUTE if len(recent) >= limit else None


def due_at(
    one: Capability,
    value: str,
    attempt: Attempt | None,
    sent: tuple[float, ...],
    now: float,
) -> float:
    """Return when a command may be sent; it may be now. `sent` is when such that are put off were sent."""
    at, over = next_try(one, attempt, value, now), is_over_budget(one, sent, now)
    return at if over is None else max(at, over)


def kept_times(sent: tuple[float, ...], now: float) -> tuple[float, ...]:
    """Return those times at which commands were sent that still count, and now."""
    return (*(at for at in sent if at > now - _MINUTE), now)


def may_close_again(
    reclosed: tuple[float, ...], now: float, limit: int = DRIFT_LIMIT
) -> bool:
    """Return whether a control that was opened behind our back may be closed once more."""
    return len([at for at in reclosed if at > now - DRIFT_WINDOW]) < limit
