"""Facts and configuration become one decision per camera."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from .camera import CameraConfig
from .facts import Facts
from .hold import Hold, HoldOrigin
from .level import PrivacyLevel, most_private, rank
from .reason import Opinion, ReasonCode

_REASON_OF_HOLD: Final = {
    HoldOrigin.CAMERA: ReasonCode.HOLD,
    HoldOrigin.HOUSEHOLD: ReasonCode.HOUSEHOLD_HOLD,
    HoldOrigin.STORE_LOST: ReasonCode.STORE_LOST,
    HoldOrigin.INTERRUPTED: ReasonCode.INTERRUPTED,
}
_PRECEDENCE: Final = {reason: place for place, reason in enumerate(ReasonCode)}


@dataclass(frozen=True, kw_only=True)
class Decision:
    """How private one camera is, why, and when that may change by itself.

    `next_change` is the moment at which the level falls unless something new happens;
    `next_check_at` the moment at which anything about the decision changes. `trace` holds
    every opinion that was heard, the most private first.
    """

    level: PrivacyLevel
    reason: ReasonCode
    next_change: datetime | None = None
    next_check_at: datetime | None = None
    trace: tuple[Opinion, ...] = ()


STARTING_UP: Final = Decision(level=PrivacyLevel.PRIVATE, reason=ReasonCode.STARTING_UP)


def decide(config: CameraConfig, facts: Facts) -> Decision:
    """Return the decision for one camera; the order of holds does not matter."""
    opinions = _opinions(config, facts)
    level = most_private(opinion.level for opinion in opinions)
    trace = tuple(sorted(opinions, key=_place))
    ends = sorted({opinion.until for opinion in opinions if opinion.until is not None})
    return Decision(
        level=level,
        reason=trace[0].reason,
        next_change=next(
            (end for end in ends if _level_after(opinions, end) is not level), None
        ),
        next_check_at=ends[0] if ends else None,
        trace=trace,
    )


def _opinions(config: CameraConfig, facts: Facts) -> list[Opinion]:
    base = config.base_level
    opinions = [
        Opinion(
            level=base,
            reason=ReasonCode.NOTHING_ASKS
            if base is PrivacyLevel.OPEN
            else ReasonCode.BASE_LEVEL,
        )
    ]
    if not facts.settled:
        opinions.append(
            Opinion(level=PrivacyLevel.PRIVATE, reason=ReasonCode.STARTING_UP)
        )
    opinions += [
        _opinion_of(hold) for hold in facts.holds if not hold.is_over(facts.now)
    ]
    return opinions


def _opinion_of(hold: Hold) -> Opinion:
    return Opinion(
        level=hold.level, reason=_REASON_OF_HOLD[hold.origin], until=hold.until
    )


def _level_after(opinions: list[Opinion], moment: datetime) -> PrivacyLevel:
    return most_private(
        opinion.level
        for opinion in opinions
        if opinion.until is None or opinion.until > moment
    )


def _place(opinion: Opinion) -> tuple[int, bool, float, int]:
    """Sort the most private first; among equals the one that lasts, then the weightier reason."""
    ends = opinion.until is not None
    return (
        -rank(opinion.level),
        ends,
        -opinion.until.timestamp() if opinion.until is not None else 0.0,
        _PRECEDENCE[opinion.reason],
    )
