"""Of which controls a picture would say something, and whether one is needed."""

from .capability import Capability
from .picture_check import PictureProof
from .situation import Situation
from .standing import DeviceStanding, standing_of

type Subject = frozenset[tuple[str, float | None]]
"""What checks are about: each control that ends the picture, and when it was told so last."""


def subject_of(situation: Situation) -> Subject:
    """Return what checks would be about now; nothing where no picture would say anything."""
    return frozenset(
        (one.entity, attempt.at if attempt is not None else None)
        for one in _told(situation)
        for attempt in (situation.attempts.get(one.entity),)
    )


def needs_picture_check(
    situation: Situation, seen: PictureProof | None, *, camera_away: bool
) -> bool:
    """Return whether to check a picture: nothing else confirms that the camera has closed, or it was seen to see.

    `camera_away`: its own entity is off or unavailable, so that there is no picture to check.
    """
    told = _told(situation)
    return not camera_away and any(
        seen is PictureProof.SEES
        or standing_of(situation, one, camera_away=False) is DeviceStanding.UNCONFIRMED
        for one in told
    )


def _told(situation: Situation) -> list[Capability]:
    """Return the controls that were told to end the whole picture, and have to."""
    return [
        one
        for one in situation.capabilities
        if one.closes
        and not one.partial
        and situation.wants_closed(one)
        and (known := situation.memory.get(one.entity)) is not None
        and known.told
    ]
