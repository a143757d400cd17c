"""Reviews: what a person answered when the household looked at its cameras again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

REVIEWS_KEPT: Final = 40


class ReviewQuestion(StrEnum):
    """The questions of a review, in the order in which they are asked."""

    RULES = "rules"
    PEOPLE = "people"
    CAMERAS = "cameras"
    ACCEPTANCES = "acceptances"
    OPENINGS = "openings"


class ReviewAnswer(StrEnum):
    """What can be answered."""

    FINE = "fine"
    CHANGE = "change"
    UNSURE = "unsure"


@dataclass(frozen=True, kw_only=True)
class Review:
    """One review; `by` is the id of the user who answered."""

    at: datetime
    by: str | None = None
    answers: Mapping[ReviewQuestion, ReviewAnswer] = field(
        default_factory=dict[ReviewQuestion, ReviewAnswer]
    )
