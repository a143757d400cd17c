"""Short forms in which the tables are written."""

from typing import Final, TypedDict, Unpack

from .role import ControlEffect, Role, Silences
from .row import Match, Spec, Verification

_EFFECTS: Final = {
    Role.MICROPHONE: ControlEffect.SOUND,
    Role.RECORDING: ControlEffect.RECORDING,
    Role.UPLOAD: ControlEffect.RECORDING,
    Role.STATUS_LIGHT: ControlEffect.LIGHT,
    Role.RECOGNITION: ControlEffect.RECOGNITION,
    Role.PTZ_PARK: ControlEffect.MOVES,
    Role.MASK: ControlEffect.PART,
}


class CommonDetails(TypedDict, total=False):
    """What a control has besides; see `Row`."""

    verification: Verification
    enabled: bool
    proven_by_absence: bool
    covers: frozenset[Role]
    silences: Silences
    unprotected: bool


class RowDetails(CommonDetails, total=False):
    """The same, and what its private side does where the role does not say that."""

    effect: ControlEffect


def by_key(
    role: Role, platform: str, value: str, safe: str, **details: Unpack[RowDetails]
) -> Spec:
    """Return a control that is found by its translation key."""
    return by_match(role, platform, Match.KEY, value, safe, **details)


def by_ending(
    role: Role, platform: str, value: str, safe: str, **details: Unpack[RowDetails]
) -> Spec:
    """Return a control that is found by the end of its unique id."""
    return by_match(role, platform, Match.ENDING, value, safe, **details)


def own_off(effect: ControlEffect, **details: Unpack[CommonDetails]) -> Spec:
    """Return the camera's own off: `camera.turn_off` on its entity."""
    own: RowDetails = {**details, "effect": effect}
    return by_match(Role.POWER, "camera", Match.OWN, "", "off", **own)


def by_match(
    role: Role,
    platform: str,
    match: Match,
    value: str,
    safe: str,
    **details: Unpack[RowDetails],
) -> Spec:
    """Return a control that is found in the way that `match` says."""
    details.setdefault("effect", _EFFECTS.get(role, ControlEffect.SETTING))
    return Spec(
        role=role, platform=platform, match=match, value=value, safe=safe, **details
    )
