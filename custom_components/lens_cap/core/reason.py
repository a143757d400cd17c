"""Why a camera is as private as it is: codes, each with a translation."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .level import PrivacyLevel


class ReasonCode(StrEnum):
    """The reasons that a decision can have."""

    STARTING_UP = "starting_up"
    STORE_LOST = "store_lost"
    INTERRUPTED = "interrupted"
    HOLD = "hold"
    HOUSEHOLD_HOLD = "household_hold"
    BASE_LEVEL = "base_level"
    NOTHING_ASKS = "nothing_asks"


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """What one part of the household's wishes says: a level, why, and until when (None: no end)."""

    level: PrivacyLevel
    reason: ReasonCode
    until: datetime | None = None
