"""Whether a camera is private at the camera too, as far as that can be seen."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from .capability import Attempt, Capability, ControlReading, Remembered
from .picture_check import PictureProof
from .plan import is_covered
from .role import CLOSING, Role
from .situation import Situation


class DeviceStanding(StrEnum):
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
    DeviceStanding.FAILED,
    DeviceStanding.UNCONFIRMED,
    DeviceStanding.PENDING,
    DeviceStanding.CONFIRMED,
)
_DONE: Final = (DeviceStanding.CONFIRMED, DeviceStanding.UNCONFIRMED)
# They keep nothing from being seen or heard.
_BESIDES: Final = frozenset({Role.STATUS_LIGHT, Role.PTZ_PARK})


def standing_of(
    situation: Situation, one: Capability, *, camera_away: bool
) -> DeviceStanding:
    """Return how far one control is; `camera_away`: the camera's own entity is off or unavailable.

    It is believed when it was seen: a state newer than the command, a camera that went away where that
    is its way, or else a picture that shows nothing. One that shows a room outweighs what is said.
    """
    said = _said(situation, one, camera_away=camera_away)
    if situation.seen is None or not one.closes or one.partial:
        return said
    if situation.seen is PictureProof.SEES and said in _DONE:
        return DeviceStanding.FAILED
    if situation.seen is PictureProof.CLOSED and said is DeviceStanding.UNCONFIRMED:
        return DeviceStanding.CONFIRMED
    return said


def _said(
    situation: Situation, one: Capability, *, camera_away: bool
) -> DeviceStanding:
    """Return how far one control is by what it and its camera's entity say."""
    if not situation.wants_closed(one):
        return (
            DeviceStanding.PENDING
            if situation.wanted.still
            else DeviceStanding.NOT_NEEDED
        )
    reading = situation.reading(one)
    attempt = situation.attempts.get(one.entity)
    told = attempt if attempt is not None and attempt.value == one.safe else None
    if one.is_safe(reading.value) and not one.momentary:
        return _seen(situation, reading, told, one)
    known = situation.memory.get(one.entity)
    was_told = known is not None and known.told
    if one.by_absence and camera_away and was_told and reading.value is None:
        return DeviceStanding.CONFIRMED
    if one.entity in situation.yielded:
        return DeviceStanding.FAILED
    if told is not None and not told.reached:
        return DeviceStanding.FAILED
    if told is not None and situation.now < told.at + one.deadline:
        # One that did not follow the first time is not about to because it is told again.
        return DeviceStanding.PENDING if told.count == 1 else DeviceStanding.FAILED
    if one.momentary or (reading.available and reading.value is None):
        return DeviceStanding.UNCONFIRMED if was_told else DeviceStanding.PENDING
    if not reading.available:
        return DeviceStanding.FAILED
    return DeviceStanding.PENDING if told is None else DeviceStanding.FAILED


def _seen(
    situation: Situation, reading: ControlReading, told: Attempt | None, one: Capability
) -> DeviceStanding:
    """Return what it is worth that a control says that it is on its private side."""
    if reading.assumed or one.is_only_near(reading.value):
        return DeviceStanding.UNCONFIRMED
    if reading.fresh:
        return DeviceStanding.CONFIRMED
    waiting = told is not None and situation.now < told.at + one.deadline
    return DeviceStanding.PENDING if waiting else DeviceStanding.UNCONFIRMED


def standings(
    situation: Situation, *, camera_away: bool
) -> Mapping[Role, DeviceStanding]:
    """Return how far the controls of each role are; of several the worst counts.

    What another control ends as well is as far as that one. What ends only part of the picture proves
    nothing about the rest: what else ends the whole does, or nothing.
    """
    found: dict[Role, DeviceStanding] = {}
    whole = any(
        one.closes and not one.leaves_ways and situation.wants_closed(one)
        for one in situation.capabilities
    )
    for one in situation.capabilities:
        if not one.chosen:
            continue
        covering = [
            standing_of(situation, other, camera_away=camera_away)
            for other in situation.capabilities
            if one.role in other.covers and situation.wants_closed(other)
        ]
        own = standing_of(situation, one, camera_away=camera_away)
        if covering and situation.wants_closed(one) and is_covered(situation, one):
            own = worst_standing(covering)
        if own is DeviceStanding.CONFIRMED and one.leaves_ways and not whole:
            own = DeviceStanding.UNCONFIRMED
        found[one.role] = worst_standing((own, found.get(one.role, own)))
    return found


def stays_closed(situation: Situation) -> bool:
    """Return whether something that ends the picture does not come back, though it has to.

    Nothing is told to come back while it is away.
    """
    return not situation.wanted.still and any(
        one.closes
        and not situation.wants_closed(one)
        and (known := situation.memory.get(one.entity)) is not None
        and _stays(situation, one, known)
        for one in situation.capabilities
    )


def _stays(situation: Situation, one: Capability, known: Remembered) -> bool:
    reading = situation.reading(one)
    attempt = situation.attempts.get(one.entity)
    if attempt is None or attempt.value == one.safe:
        was_open = known.before is not None and not one.is_safe(known.before)
        return known.told and was_open and not reading.available
    return not one.is_at(reading.value, attempt.value) and (
        not attempt.reached or attempt.count > 1
    )


def device_standing(
    roles: Mapping[Role, DeviceStanding], *, private: bool
) -> DeviceStanding:
    """Return whether the camera as a whole is private at the camera.

    It is not needed while the camera is not private, or has no control. Where no control ends the
    picture, nothing confirms that it ended, whatever else did.
    """
    counted = {role: one for role, one in roles.items() if role not in _BESIDES}
    if not private or not counted:
        return DeviceStanding.NOT_NEEDED
    closing = set(CLOSING) & counted.keys()
    unseen = () if closing else (DeviceStanding.UNCONFIRMED,)
    return worst_standing((*counted.values(), *unseen))


def worst_standing(several: Iterable[DeviceStanding]) -> DeviceStanding:
    """Return the worst of several; of none, `NOT_NEEDED`."""
    present = set(several)
    return next(
        (one for one in _WORST_FIRST if one in present), DeviceStanding.NOT_NEEDED
    )
