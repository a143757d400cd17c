"""How worker and relay talk: one JSON line of orders in, framed messages out.

Each message is a header (kind, flags, length of the payload, time) and the payload.
"""

from dataclasses import dataclass
from enum import IntEnum
import struct
from typing import Any, Final

from ...core.coverage import NOTHING_COVERED, Cover

HEADER: Final = struct.Struct(">BBIQ")
MAX_PAYLOAD: Final = 64 * 1024 * 1024

FLAG_KEYFRAME: Final = 1


class MessageKind(IntEnum):
    """What a message carries."""

    READY = 1  # JSON: codec, width, height, and the codec of the sound that comes too
    CHUNK = 2  # MPEG-TS of one video frame; FLAG_KEYFRAME where a player may start
    PICTURE = 3  # a JPEG, as the source sent it (sources that send pictures)
    STILL = 4  # a JPEG, or its tones, made on demand; empty where none could be made
    FAILED = 5  # JSON: code (see core/failure.py); the last message
    SOUND = 6  # MPEG-TS of sound; only where the order says so
    COVERED = 7  # `time` is the serial of the order that all that follows obeys


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """One message of the worker; `time` is when a chunk is decoded, in ticks of 1/90000 s."""

    kind: MessageKind
    flags: int = 0
    time: int = 0
    payload: bytes


def pack(kind: MessageKind, payload: bytes, *, flags: int = 0, time: int = 0) -> bytes:
    """Return one message, ready to be written."""
    return HEADER.pack(kind, flags, len(payload), time) + payload


@dataclass(frozen=True, kw_only=True)
class Order:
    """How a covering worker goes on; `serial` grows with each order.

    While nobody is `live`, nothing is decoded. A `light` picture is smaller, and has fewer frames.
    """

    serial: int = 0
    cover: Cover = NOTHING_COVERED
    live: bool = True
    light: bool = False


def to_json(order: Order) -> dict[str, Any]:
    """Return an order as `from_json` reads it."""
    return {
        "serial": order.serial,
        "polygons": sorted(order.cover.polygons),
        "margin": order.cover.margin,
        "live": order.live,
        "light": order.light,
    }


def from_json(data: dict[str, Any]) -> Order:
    """Return the order that `to_json` wrote."""
    polygons = frozenset(
        tuple((x, y) for x, y in polygon) for polygon in data["polygons"]
    )
    return Order(
        serial=data["serial"],
        cover=Cover(polygons=polygons, margin=data["margin"]),
        live=data["live"],
        light=data["light"],
    )


class LatestOrder:
    """The latest order; one thread puts it, another reads it."""

    def __init__(self, order: Order) -> None:
        self._order = order

    def put(self, order: Order) -> None:
        """Replace the order."""
        self._order = order

    def current(self) -> Order:
        """Return the order of the moment."""
        return self._order
