"""Why a camera is as private as it is: codes, each with a translation."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .level import PrivacyLevel
from .rule import RuleId
from .zones import ZoneId


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
    BASE_LEVEL = "base_level"
    LIFTED = "lifted"
    NOTHING_ASKS = "nothing_asks"


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """What one part of the household's wishes says: a level, why, and until when (None: no end).

    `rule` is set where a rule says so. With the level masked, `zones` are those to cover.
    """

    level: PrivacyLevel
    reason: ReasonCode
    until: datetime | None = None
    rule: RuleId | None = None
    zones: frozenset[ZoneId] = frozenset()
    audio_off: bool = False
