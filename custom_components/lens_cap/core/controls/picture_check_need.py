"""Of which controls a picture would say something, and whether one is needed."""

from .capability import Capability
from .confirmation import DeviceConfirmation, confirmation_of
from .picture_check import PictureProof
from .plan_inputs import PlanInputs

type Subject = frozenset[tuple[str, float | None]]
"""What checks are about: each control that ends the picture, and when it was told so last."""


def subject_of(inputs: PlanInputs) -> Subject:
    """Return what checks would be about now; nothing where no picture would say anything."""
    return frozenset(
        (one.entity, attempt.at if attempt is not None else None)
        for one in _told(inputs)
        for attempt in (inputs.attempts.get(one.entity),)
    )


def needs_picture_check(
    inputs: PlanInputs, seen: PictureProof | None, *, camera_away: bool
) -> bool:
    """Return whether to check a picture: nothing else confirms that the camera has closed, or it was seen to see.

    `camera_away`: its own entity is off or unavailable, so that there is no picture to check.
    """
    told = _told(inputs)
    return not camera_away and any(
        seen is PictureProof.SEES
        or confirmation_of(inputs, one, camera_away=False)
        is DeviceConfirmation.UNCONFIRMED
        for one in told
    )


def _told(inputs: PlanInputs) -> list[Capability]:
    """Return the controls that were told to end the whole picture, and have to."""
    return [
        one
        for one in inputs.capabilities
        if one.closes
        and not one.partial
        and inputs.wants_closed(one)
        and (known := inputs.memory.get(one.entity)) is not None
        and known.told
    ]
