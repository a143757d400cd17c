"""The cameras of the lab: who they are, and who may log in to each.

Also read by the cameras' own process, which runs on the system's older Python.
"""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

Audio = Literal["aac", "pcma"]


@dataclass(frozen=True, kw_only=True)
class LabCamera:
    """One simulated camera; `tone` is the pitch in Hz that its microphone hears."""

    key: str
    number: int
    username: str
    password: str
    audio: Audio | None = None
    tone: int | None = None

    @property
    def needles(self) -> tuple[str, ...]:
        """Return the password in every spelling in which it might leak."""
        return tuple(dict.fromkeys((self.password, quote(self.password, safe=""))))


# The numbers mix ones and zeros, so that neither a black nor a white strip looks like a camera.
# One password holds signs that a URL has to escape: real ones do, and code forgets it.
LIVING_ROOM = LabCamera(
    key="living_room",
    number=0b1011_0010,
    username="livingroom-viewer",
    password="Lr-violet-Kestrel-4417",
    audio="aac",
    tone=880,
)
HALLWAY = LabCamera(
    key="hallway",
    number=0b0110_1001,
    username="hallway-viewer",
    password="Hw-quiet#Otter@9052",
    audio="pcma",
    tone=660,
)
GARDEN = LabCamera(
    key="garden",
    number=0b1101_0100,
    username="garden-viewer",
    password="Gd-amber-Heron-7731",
)
CAMERAS = {camera.key: camera for camera in (LIVING_ROOM, HALLWAY, GARDEN)}
