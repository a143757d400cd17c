"""The answer to one request for a picture or a stream."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .coverage import NOTHING_COVERED, Cover
from .level import PrivacyLevel
from .privacy.constraint import ReasonCode
from .privacy.decide import Decision
from .zones import Zone, cover_of


class Door(StrEnum):
    """The way by which a picture is requested.

    Dashboards use Home Assistant's camera proxy, and get a placeholder while a camera is private.
    Every other caller means to use the picture, and gets an error.
    """

    PROXY = "proxy"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Deliver:
    """The picture may pass."""


@dataclass(frozen=True, kw_only=True)
class Mask:
    """The picture may pass, covered."""

    cover: Cover


@dataclass(frozen=True, kw_only=True)
class Placeholder:
    """The placeholder is sent instead of a picture."""


@dataclass(frozen=True, kw_only=True)
class Refuse:
    """The request fails with the reason."""

    reason: ReasonCode


type Verdict = Deliver | Mask | Placeholder | Refuse


def verdict(decision: Decision, door: Door, zones: Iterable[Zone]) -> Verdict:
    """Return how to answer a request through `door` under a decision.

    If it is not known what to cover, a masked camera is treated as private.

    Args:
        decision: The decision in force.
        door: The way by which a picture is requested.
        zones: All privacy zones of the camera.
    """
    if decision.level is PrivacyLevel.OPEN:
        return Deliver()
    if decision.level is PrivacyLevel.MASKED:
        if (cover := cover_of(zones, decision.zones)) is not None:
            return Mask(cover=cover)
    if door is Door.PROXY:
        return Placeholder()
    return Refuse(reason=decision.reason)


def cover_under(decision: Decision, zones: Iterable[Zone]) -> Cover | None:
    """Return what is covered of what passes under a decision; None while nothing may pass."""
    match verdict(decision, Door.OTHER, zones):
        case Deliver():
            return NOTHING_COVERED
        case Mask(cover=cover):
            return cover
        case _:
            return None
