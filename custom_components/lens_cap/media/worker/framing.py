"""How worker and relay talk: one JSON line of orders in, framed messages out.

Each message is a header (kind, flags, length of the payload, time) and the payload.
"""

from dataclasses import dataclass
from enum import IntEnum
import struct
from typing import Final

HEADER: Final = struct.Struct(">BBIQ")
MAX_PAYLOAD: Final = 64 * 1024 * 1024

FLAG_KEYFRAME: Final = 1


class Kind(IntEnum):
    """What a message carries."""

    READY = 1  # JSON: codec, width, height
    CHUNK = 2  # MPEG-TS of one video frame; FLAG_KEYFRAME where a player may start
    PICTURE = 3  # a JPEG, as the source sent it (sources that send pictures)
    STILL = 4  # a JPEG made on demand; empty where none could be made
    FAILED = 5  # JSON: code (see `Failure`); the last message


class Failure:
    """Why a worker gave up; a code, never an address."""

    REFUSED: Final = "refused"  # the camera wants another login
    UNREACHABLE: Final = "unreachable"
    NOT_ALLOWED: Final = (
        "not_allowed"  # an address or format that Lens Cap does not open
    )
    NO_VIDEO: Final = "no_video"
    UNSUPPORTED: Final = "unsupported"  # a video format that cannot be passed on
    ENDED: Final = "ended"
    BROKEN: Final = "broken"


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """One message of the worker; `time` is when a chunk is decoded, in ticks of 1/90000 s."""

    kind: Kind
    flags: int = 0
    time: int = 0
    payload: bytes


def pack(kind: Kind, payload: bytes, *, flags: int = 0, time: int = 0) -> bytes:
    """Return one message, ready to be written."""
    return HEADER.pack(kind, flags, len(payload), time) + payload
