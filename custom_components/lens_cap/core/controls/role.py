"""What a camera's own control is for, and what its private side does."""

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
