"""Whether a camera is private at the camera too, as far as that can be seen."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from .capability import Attempt, Capability, ControlReading, Remembered
from .picture_check import PictureProof
from .plan import is_covered
from .plan_inputs import PlanInputs
from .role import CLOSING, Role


class DeviceConfirmation(StrEnum):
    """How far a control is where it was told to be.

    `UNCONFIRMED`: it was told, and nothing says that it followed. `FAILED`: it could not be told, or
    says that it did not follow.
    """

    NOT_NEEDED = "not_needed"
    PENDING = "pending"
    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"
    FAILED = "failed"


_WORST_FIRST: Final = (
    DeviceConfirmation.FAILED,
    DeviceConfirmation.UNCONFIRMED,
    DeviceConfirmation.PENDING,
    DeviceConfirmation.CONFIRMED,
)
_DONE: Final = (DeviceConfirmation.CONFIRMED, DeviceConfirmation.UNCONFIRMED)
# They keep nothing from being seen or heard.
_BESIDES: Final = frozenset({Role.STATUS_LIGHT, Role.PTZ_PARK})


def confirmation_of(
    inputs: PlanInputs, one: Capability, *, camera_away: bool
) -> DeviceConfirmation:
    """Return how far one control is; `camera_away`: the camera's own entity is off or unavailable.

    It is believed when it was seen: a state newer than the command, a camera that went away where that
    is its way, or else a picture that shows nothing. One that shows a room outweighs what is said.
    """
    said = _said(inputs, one, camera_away=camera_away)
    if inputs.seen is None or not one.closes or one.partial:
        return said
    if inputs.seen is PictureProof.SEES and said in _DONE:
        return DeviceConfirmation.FAILED
    if inputs.seen is PictureProof.CLOSED and said is DeviceConfirmation.UNCONFIRMED:
        return DeviceConfirmation.CONFIRMED
    return said


def _said(
    inputs: PlanInputs, one: Capability, *, camera_away: bool
) -> DeviceConfirmation:
    """Return how far one control is by what it and its camera's entity say."""
    if not inputs.wants_closed(one):
        return (
            DeviceConfirmation.PENDING
            if inputs.wanted.still
            else DeviceConfirmation.NOT_NEEDED
        )
    reading = inputs.reading(one)
    attempt = inputs.attempts.get(one.entity)
    told = attempt if attempt is not None and attempt.value == one.safe else None
    if one.is_safe(reading.value) and not one.momentary:
        return _seen(inputs, reading, told, one)
    known = inputs.memory.get(one.entity)
    was_told = known is not None and known.told
    if one.by_absence and camera_away and was_told and reading.value is None:
        return DeviceConfirmation.CONFIRMED
    if one.entity in inputs.yielded:
        return DeviceConfirmation.FAILED
    if told is not None and not told.reached:
        return DeviceConfirmation.FAILED
    if told is not None and inputs.now < told.at + one.deadline:
        # One that did not follow the first time is not about to because it is told again.
        return (
            DeviceConfirmation.PENDING if told.count == 1 else DeviceConfirmation.FAILED
        )
    if one.momentary or (reading.available and reading.value is None):
        return (
            DeviceConfirmation.UNCONFIRMED if was_told else DeviceConfirmation.PENDING
        )
    if not reading.available:
        return DeviceConfirmation.FAILED
    return DeviceConfirmation.PENDING if told is None else DeviceConfirmation.FAILED


def _seen(
    inputs: PlanInputs, reading: ControlReading, told: Attempt | None, one: Capability
) -> DeviceConfirmation:
    """Return what it is worth that a control says that it is on its private side."""
    if reading.assumed or one.is_only_near(reading.value):
        return DeviceConfirmation.UNCONFIRMED
    if reading.fresh:
        return DeviceConfirmation.CONFIRMED
    waiting = told is not None and inputs.now < told.at + one.deadline
    return DeviceConfirmation.PENDING if waiting else DeviceConfirmation.UNCONFIRMED


def confirmations(
    inputs: PlanInputs, *, camera_away: bool
) -> Mapping[Role, DeviceConfirmation]:
    """Return how far the controls of each role are; of several the worst counts.

    What another control ends as well is as far as that one. What ends only part of the picture proves
    nothing about the rest: what else ends the whole does, or nothing.
    """
    found: dict[Role, DeviceConfirmation] = {}
    whole = any(
        one.closes and not one.leaves_ways and inputs.wants_closed(one)
        for one in inputs.capabilities
    )
    for one in inputs.capabilities:
        if not one.chosen:
            continue
        covering = [
            confirmation_of(inputs, other, camera_away=camera_away)
            for other in inputs.capabilities
            if one.role in other.covers and inputs.wants_closed(other)
        ]
        own = confirmation_of(inputs, one, camera_away=camera_away)
        if covering and inputs.wants_closed(one) and is_covered(inputs, one):
            own = worst_confirmation(covering)
        if own is DeviceConfirmation.CONFIRMED and one.leaves_ways and not whole:
            own = DeviceConfirmation.UNCONFIRMED
        found[one.role] = worst_confirmation((own, found.get(one.role, own)))
    return found


def stays_closed(inputs: PlanInputs) -> bool:
    """Return whether something that ends the picture does not come back, though it has to.

    Nothing is told to come back while it is away.
    """
    return not inputs.wanted.still and any(
        one.closes
        and not inputs.wants_closed(one)
        and one.entity not in inputs.left
        and (known := inputs.memory.get(one.entity)) is not None
        and _stays(inputs, one, known)
        for one in inputs.capabilities
    )


def _stays(inputs: PlanInputs, one: Capability, known: Remembered) -> bool:
    reading = inputs.reading(one)
    attempt = inputs.attempts.get(one.entity)
    if attempt is None or attempt.value == one.safe:
        was_open = known.before is not None and not one.is_safe(known.before)
        return known.told and was_open and not reading.available
    return not one.is_at(reading.value, attempt.value) and (
        not attempt.reached or attempt.count > 1
    )


def device_confirmation(
    roles: Mapping[Role, DeviceConfirmation], *, private: bool
) -> DeviceConfirmation:
    """Return whether the camera as a whole is private at the camera.

    It is not needed while the camera is not private, or has no control. Where no control ends the
    picture, nothing confirms that it ended, whatever else did.
    """
    counted = {role: one for role, one in roles.items() if role not in _BESIDES}
    if not private or not counted:
        return DeviceConfirmation.NOT_NEEDED
    closing = set(CLOSING) & counted.keys()
    unseen = () if closing else (DeviceConfirmation.UNCONFIRMED,)
    return worst_confirmation((*counted.values(), *unseen))


def worst_confirmation(several: Iterable[DeviceConfirmation]) -> DeviceConfirmation:
    """Return the worst of several; of none, `NOT_NEEDED`."""
    present = set(several)
    return next(
        (one for one in _WORST_FIRST if one in present), DeviceConfirmation.NOT_NEEDED
    )
