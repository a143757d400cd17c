"""Constraints on a camera's privacy level, and the reason codes that explain them."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Final

from ..ids import RuleId, ZoneId
from ..level import PrivacyLevel, rank
from ..schedule import ALWAYS, Span


class ReasonCode(StrEnum):
    """Reasons for a decision, in order of precedence; each has a translation."""

    STARTING_UP = "starting_up"
    STORE_LOST = "store_lost"
    INTERRUPTED = "interrupted"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    HOLD = "hold"
    HOUSEHOLD_HOLD = "household_hold"
    GUEST_HOLD = "guest_hold"
    CLOSED_AT_CAMERA = "closed_at_camera"
    GUESTS_PRESENT = "guests_present"
    SOMEONE_HOME = "someone_home"
    EVERYONE_HOME = "everyone_home"
    NOBODY_HOME = "nobody_home"
    LEAVING = "leaving"
    PRESENCE_UNKNOWN = "presence_unknown"
    ALARM = "alarm"
    ENTITY = "entity"
    INPUT_UNKNOWN = "input_unknown"
    SCHEDULE = "schedule"
    RULE = "rule"
    CAMERA_MOVED = "camera_moved"
    BASE_LEVEL = "base_level"
    LIFTED = "lifted"
    NOTHING_ASKS = "nothing_asks"


_PRECEDENCE: Final = {reason: order for order, reason in enumerate(ReasonCode)}
# Reasons for an open camera. Any other reason with the level open only turns something else off.
_OF_OPEN: Final = (ReasonCode.LIFTED, ReasonCode.NOTHING_ASKS)


@dataclass(frozen=True, kw_only=True)
class Constraint:
    """What one rule, hold or setting demands: a level, why, and until when (None: no end).

    `rule` is set if a rule demands it. With the level masked, `zones` are those to cover; an
    empty set means every zone of the camera. `recording_off` and `recognition_off` are about what
    the camera itself does.
    """

    level: PrivacyLevel
    reason: ReasonCode
    until: datetime | None = None
    rule: RuleId | None = None
    zones: frozenset[ZoneId] = frozenset()
    audio_off: bool = False
    recording_off: bool = False
    recognition_off: bool = False

    @cached_property
    def precedence(self) -> tuple[object, ...]:
        """Sort key that puts the deciding constraint first.

        The most private wins; among equals the one that lasts longest, then the stronger reason.
        """
        opens = self.level is PrivacyLevel.OPEN
        return (
            -rank(self.level),
            _OF_OPEN.index(self.reason) if opens and self.reason in _OF_OPEN else 2,
            self.until is not None,
            -self.until.timestamp() if self.until is not None else 0.0,
            _PRECEDENCE[self.reason],
            self.rule or "",
            self.audio_off,
            self.recording_off,
            self.recognition_off,
            () if self.rule else tuple(sorted(self.zones)),
        )

    def about(self, zones: frozenset[ZoneId], level: PrivacyLevel) -> Constraint:
        """Return a copy with another level and other zones."""
        return Constraint(
            level=level,
            reason=self.reason,
            until=self.until,
            rule=self.rule,
            zones=zones,
            audio_off=self.audio_off,
            recording_off=self.recording_off,
            recognition_off=self.recognition_off,
        )

    @property
    def turns_off(self) -> bool:
        """Whether it is about more than the picture."""
        return self.audio_off or self.recording_off or self.recognition_off


@dataclass(frozen=True, kw_only=True)
class TimedConstraint:
    """A constraint and the spans of time in which it is in force.

    `spans` are sorted and disjoint, and none has ended. A lift suspends only what is `liftable`.
    """

    constraint: Constraint
    spans: tuple[Span, ...] = (ALWAYS,)
    liftable: bool = False

    @cached_property
    def as_private(self) -> TimedConstraint:
        """The same for a camera without zones: covering can only mean private."""
        return self.about(frozenset(), PrivacyLevel.PRIVATE)

    @cached_property
    def as_turned_off(self) -> TimedConstraint:
        """What is left of it for a camera that has none of its zones: what it turns off."""
        return self.about(frozenset(), PrivacyLevel.OPEN)

    @cached_property
    def once_moved(self) -> TimedConstraint:
        """The same for a camera that looks elsewhere than when its zones were drawn."""
        if self.constraint.level is not PrivacyLevel.MASKED:
            return self
        constraint = replace(
            self.constraint, level=PrivacyLevel.PRIVATE, reason=ReasonCode.CAMERA_MOVED
        )
        return replace(self, constraint=constraint)

    def about(self, zones: frozenset[ZoneId], level: PrivacyLevel) -> TimedConstraint:
        """Return a copy with another level and other zones."""
        return TimedConstraint(
            constraint=self.constraint.about(zones, level),
            spans=self.spans,
            liftable=self.liftable,
        )

    def is_in_force(self, now: datetime) -> bool:
        """Return whether it is in force now; only the first span can cover the present."""
        start = self.spans[0].start
        return start is None or start <= now
