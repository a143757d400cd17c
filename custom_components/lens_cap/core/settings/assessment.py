"""The assessment of who a camera can hear, which a person makes before sound is possible."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from ..placement import Placement
from ..truth import Truth

VALID_FOR: Final = timedelta(days=365)


class Hearer(StrEnum):
    """Groups of people whom a microphone may pick up."""

    HOUSEHOLD = "household"
    CHILDREN = "children"
    NEIGHBOURS = "neighbours"
    PUBLIC = "public"
    STAFF = "staff"
    GUESTS = "guests"


OTHERS: Final = frozenset(Hearer) - {Hearer.HOUSEHOLD}
"""Those who do not live here, or cannot agree for themselves."""


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """One person's answers about one camera.

    `heard` tells who can be heard; anybody missing or unknown there counts as heard. `avoidable`
    tells whether the purpose could be reached without sound, `needed_for` why sound is wanted all the
    same, `told` who knows about it. `switches_on_microphone`: while sound is allowed the camera's own
    microphone is on, also where it was off before. `made_by` is a user id. `placement` and
    `sees_beyond_property` are those of that time: answers about another place no longer count.
    """

    heard: Mapping[Hearer, Truth] = field(default_factory=dict[Hearer, Truth])
    avoidable: Truth = Truth.MAYBE
    needed_for: str
    told: frozenset[Hearer] = frozenset()
    switches_on_microphone: bool = False
    made_at: datetime
    made_by: str
    placement: Placement
    sees_beyond_property: bool = False

    def who_is_heard(self) -> frozenset[Hearer]:
        """Return who can possibly be heard; unanswered counts as yes."""
        return frozenset(
            hearer for hearer in Hearer if self.heard.get(hearer, Truth.MAYBE).possible
        )

    @property
    def others_are_heard(self) -> bool:
        """Return whether anybody outside the household can possibly be heard."""
        return bool(self.who_is_heard() & OTHERS)

    @property
    def heard_untold(self) -> frozenset[Hearer]:
        """Who can possibly be heard but was not told."""
        return self.who_is_heard() - self.told - {Hearer.HOUSEHOLD}


def who_is_heard(assessment: Assessment | None) -> frozenset[Hearer]:
    """Return who a camera can possibly hear: everybody, where nobody has made an assessment."""
    return frozenset(Hearer) if assessment is None else assessment.who_is_heard()


class Standing(StrEnum):
    """Whether an assessment is valid."""

    VALID = "valid"
    MISSING = "missing"
    OUTDATED = "outdated"
    """A year has passed, or the clock is behind the day on which it was made."""
    ELSEWHERE = "elsewhere"
    """The camera is in another place now, or sees more."""


def standing(
    assessment: Assessment | None,
    now: datetime,
    placement: Placement,
    *,
    sees_beyond_property: bool = False,
) -> Standing:
    """Return whether an assessment is valid now, for the camera's present placement."""
    if assessment is None or not assessment.needed_for.strip():
        return Standing.MISSING
    if assessment.placement is not placement or (
        sees_beyond_property and not assessment.sees_beyond_property
    ):
        return Standing.ELSEWHERE
    if not timedelta() <= now - assessment.made_at < VALID_FOR:
        return Standing.OUTDATED
    return Standing.VALID
