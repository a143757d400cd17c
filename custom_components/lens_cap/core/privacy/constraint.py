"""Why a camera is as private as it is: codes, each with a translation."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Final

from ..ids import RuleId, ZoneId
from ..level import PrivacyLevel, rank
from ..schedule import ALWAYS, Span


class ReasonCode(StrEnum):
    """The reasons that a decision can have; among equals the one that comes first is named."""

    STARTING_UP = "starting_up"
    STORE_LOST = "store_lost"
    INTERRUPTED = "interrupted"
    HOLD = "hold"
    HOUSEHOLD_HOLD = "household_hold"
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


_PRECEDENCE: Final = {reason: place for place, reason in enumerate(ReasonCode)}
# Why a camera is open. Everything else that leaves it so only silences it.
_OF_OPEN: Final = (ReasonCode.LIFTED, ReasonCode.NOTHING_ASKS)


@dataclass(frozen=True, kw_only=True)
class Constraint:
    """What one part of the household's wishes says: a level, why, and until when (None: no end).

    `rule` is set where a rule says so. With the level masked, `zones` are those to cover; none
    means all that the camera has.
    """

    level: PrivacyLevel
    reason: ReasonCode
    until: datetime | None = None
    rule: RuleId | None = None
    zones: frozenset[ZoneId] = frozenset()
    audio_off: bool = False

    @cached_property
    def place(self) -> tuple[object, ...]:
        """Return what opinions are sorted by, so that the one that decides comes first.

        That is the most private, among equals the one that lasts, then the weightier reason.
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
            () if self.rule else tuple(sorted(self.zones)),
        )

    def about(self, zones: frozenset[ZoneId], level: PrivacyLevel) -> Constraint:
        """Return the same opinion with another level, or about other zones."""
        return Constraint(
            level=level,
            reason=self.reason,
            until=self.until,
            rule=self.rule,
            zones=zones,
            audio_off=self.audio_off,
        )


@dataclass(frozen=True, kw_only=True)
class TimedConstraint:
    """An opinion and when it is heard; a lift cuts holes only into what is `liftable`.

    `spans` are in order, apart from each other, and none of them is over.
    """

    opinion: Constraint
    spans: tuple[Span, ...] = (ALWAYS,)
    liftable: bool = False

    @cached_property
    def as_private(self) -> TimedConstraint:
        """Return the wish for cameras of which nothing can be covered but all."""
        return self.about(frozenset(), PrivacyLevel.PRIVATE)

    @cached_property
    def as_silent(self) -> TimedConstraint:
        """Return what is left of the wish for cameras of which nothing is to be covered."""
        return self.about(frozenset(), PrivacyLevel.OPEN)

    @cached_property
    def once_moved(self) -> TimedConstraint:
        """Return what covering zones means while the camera does not look where these were drawn."""
        if self.opinion.level is not PrivacyLevel.MASKED:
            return self
        opinion = replace(
            self.opinion, level=PrivacyLevel.PRIVATE, reason=ReasonCode.CAMERA_MOVED
        )
        return replace(self, opinion=opinion)

    def about(self, zones: frozenset[ZoneId], level: PrivacyLevel) -> TimedConstraint:
        """Return the same wish with another level, or about other zones."""
        return TimedConstraint(
            opinion=self.opinion.about(zones, level),
            spans=self.spans,
            liftable=self.liftable,
        )

    def is_heard(self, now: datetime) -> bool:
        """Return whether the opinion counts now; only the first span can cover the present."""
        start = self.spans[0].start
        return start is None or start <= now
