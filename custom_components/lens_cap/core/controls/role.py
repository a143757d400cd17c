"""What a camera's own control is for, what its private side does, and in which order controls are told."""

from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What a control is for.

    `POWER` is the camera's own off, `PLUG` what somebody else switches: its socket, its network port.
    `RECOGNITION` tells people, plates or known sounds apart.
    """

    PRIVACY = "privacy"
    POWER = "power"
    PLUG = "plug"
    MICROPHONE = "microphone"
    RECORDING = "recording"
    UPLOAD = "upload"
    STATUS_LIGHT = "status_light"
    RECOGNITION = "recognition"
    PTZ_PARK = "ptz_park"
    MASK = "mask"
    TELEMETRY = "telemetry"
    SSH = "ssh"
    AUTO_UPDATE = "auto_update"


AUDITED_ONLY: Final = frozenset({Role.TELEMETRY, Role.SSH, Role.AUTO_UPDATE})
"""What the security check looks at; privacy never moves it."""

CLOSING: Final = (Role.PRIVACY, Role.POWER, Role.PLUG)
"""What ends the picture at the camera; what takes least from the camera comes first."""


class ControlEffect(StrEnum):
    """What the private side of a control does."""

    STOPS = "stops"
    BLACK = "black"
    LENS = "lens"
    PART = "part"
    RECORDING = "recording"
    SOUND = "sound"
    LIGHT = "light"
    MOVES = "moves"
    RECOGNITION = "recognition"
    SETTING = "setting"


class Silences(StrEnum):
    """What a private side silences besides, so that only its owner chooses it."""

    ALARMS = "alarms"
    DOORBELL = "doorbell"


# What ends the picture comes first, and what takes the camera's power comes last.
_ORDER: Final = (
    Role.PRIVACY,
    Role.POWER,
    Role.MASK,
    Role.MICROPHONE,
    Role.RECORDING,
    Role.UPLOAD,
    Role.RECOGNITION,
    Role.PTZ_PARK,
    Role.STATUS_LIGHT,
    Role.PLUG,
)
_RANK: Final = {role: rank for rank, role in enumerate(_ORDER)}
# A camera that sleeps may take no other command, so it is woken first.
_WAKING: Final = (Role.PLUG, Role.POWER, Role.PRIVACY)
_WAKING_RANK: Final = {role: rank - len(_ORDER) for rank, role in enumerate(_WAKING)}


def closing_rank(role: Role) -> int:
    """Return the rank of a role among those that are closed, the first being 0."""
    return _RANK.get(role, 0)


def opening_rank(role: Role) -> int:
    """Return the rank of a role among those that are opened again, the lowest being the first."""
    return _WAKING_RANK.get(role, closing_rank(role))
