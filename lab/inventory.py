"""The cameras of the lab: who they are, and who may log in to each.

Also read by the cameras' own process, which runs on the system's older Python.
"""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

from lab.pattern import HEIGHT, WIDTH

Audio = Literal["aac", "pcma"]
Codec = Literal["h264", "h265"]


@dataclass(frozen=True, kw_only=True)
class LabStream:
    """What a camera's RTSP sends; of the pictures it takes only each `step`th where that is not 1."""

    codec: Codec = "h264"
    size: tuple[int, int] = (WIDTH, HEIGHT)
    step: int = 1
    b_frames: int = 0
    encrypted: bool = False


@dataclass(frozen=True, kw_only=True)
class LabCamera:
    """One simulated camera.

    Without a username it lets everybody in. `tone` is the pitch in Hz that its microphone hears,
    `still` the size of its stills and its MJPEG, `onvif` whether it also speaks ONVIF.
    """

    key: str
    number: int
    username: str = ""
    password: str = ""
    stream: LabStream | None = LabStream()
    audio: Audio | None = None
    tone: int | None = None
    still: tuple[int, int] = (WIDTH, HEIGHT)
    onvif: bool = False

    @property
    def needles(self) -> tuple[str, ...]:
        """Return the password in every spelling in which it might leak."""
        spellings = (self.password, quote(self.password, safe=""))
        return tuple(dict.fromkeys(filter(None, spellings)))


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
    stream=None,
)
CAMERAS = {camera.key: camera for camera in (LIVING_ROOM, HALLWAY, GARDEN)}

# What else real households have; started only when asked for by name.
GARAGE = LabCamera(  # its certificate is its own
    key="garage",
    number=0b0101_0011,
    username="garage-viewer",
    password="Gr-brass-Magpie-2086",
    stream=LabStream(encrypted=True),
)
ATTIC = LabCamera(
    key="attic",
    number=0b1010_0110,
    username="attic-viewer",
    password="At-linen-Swift-6153",
    stream=LabStream(codec="h265"),
)
NURSERY = LabCamera(
    key="nursery",
    number=0b1001_1010,
    username="nursery-viewer",
    password="Nu-mellow-Finch-3348",
    stream=LabStream(b_frames=2),
)
STAIRS = LabCamera(  # turned on its side
    key="stairs",
    number=0b0011_1001,
    username="stairs-viewer",
    password="St-copper-Wren-8219",
    stream=LabStream(size=(360, 640)),
    still=(360, 640),
)
SHED = LabCamera(  # H.264 in 4:2:0 knows no odd sizes, but JPEG does
    key="shed",
    number=0b1100_0101,
    username="shed-viewer",
    password="Sh-rusty-Robin-5572",
    stream=LabStream(size=(638, 358)),
    still=(641, 359),
)
DRIVEWAY = LabCamera(
    key="driveway",
    number=0b0110_0111,
    username="driveway-viewer",
    password="Dw-granite-Crane-1904",
    stream=LabStream(size=(3840, 2160), step=5),
)
PORCH = LabCamera(
    key="porch",
    number=0b1011_1001,
    username="porch-viewer",
    password="Po-ivory-Plover-7460",
    audio="aac",
    tone=520,
    onvif=True,
)
CELLAR = LabCamera(key="cellar", number=0b0100_1101, onvif=True)
EXTRAS = {
    camera.key: camera
    for camera in (
        GARAGE,
        ATTIC,
        NURSERY,
        STAIRS,
        SHED,
        DRIVEWAY,
        PORCH,
        CELLAR,
    )
}
EVERY = CAMERAS | EXTRAS
