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

    READY = 1  # JSON: codec, width, height, and the codec of the sound that comes too
    CHUNK = 2  # MPEG-TS of one video frame; FLAG_KEYFRAME where a player may start
    PICTURE = 3  # a JPEG, as the source sent it (sources that send pictures)
    STILL = 4  # a JPEG made on demand; empty where none could be made
    FAILED = 5  # JSON: code (see core/failure.py); the last message
    SOUND = 6  # MPEG-TS of sound; only where the order says so
    COVERED = 7  # `time` is the serial of the order that all that follows obeys


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
