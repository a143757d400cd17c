"""Announcing a second stream in MPEG-TS that was written with one.

FFmpeg's muxer holds the packets of one stream back until the other has some as well, so that a
microphone that falls silent would stop the picture. Picture and sound are therefore written by a
muxer each, and what is left to do by hand is the table that names what there is.
"""

from functools import lru_cache
from typing import Final

PACKET: Final = 188
SOUND_PID: Final = 0x101
"""Where sound is found: beside FFmpeg's first stream."""

_SYNC: Final = 0x47
_START: Final = 0x40
_HEADER: Final = 4
_TABLE_PID: Final = 0x1000  # where FFmpeg puts its only program
_TABLE_ID: Final = 2
_POLYNOMIAL: Final = 0x04C11DB7


def pid_of(packet: bytes) -> int:
    """Return to which stream or table a packet of MPEG-TS belongs."""
    return (packet[1] & 0x1F) << 8 | packet[2]


def packets_of(chunk: bytes) -> list[bytes]:
    """Return the packets in a chunk of MPEG-TS."""
    return [chunk[offset : offset + PACKET] for offset in range(0, len(chunk), PACKET)]


def announce(chunk: bytes, kind: int, pid: int) -> bytes:
    """Return a chunk whose program map names one more stream; its size does not change.

    Args:
        chunk: What the muxer wrote for one frame; the tables come first in it.
        kind: The stream's type as MPEG-TS numbers them.
        pid: In which packets it is found.
    """
    if (offset := _offset_of_map(chunk)) is None:
        return chunk
    packet = chunk[offset : offset + PACKET]
    table = packet[:_HEADER] + _with_stream(packet[_HEADER:], kind, pid)
    return chunk[:offset] + table + chunk[offset + PACKET :]


def names_stream(chunk: bytes, pid: int) -> bool:
    """Return whether a chunk has a program map that names a stream."""
    if (offset := _offset_of_map(chunk)) is None:
        return False
    section = offset + _HEADER + 1 + chunk[offset + _HEADER]
    length = (chunk[section + 1] & 0x0F) << 8 | chunk[section + 2]
    end = section + 3 + length - 4
    entry = section + 12 + ((chunk[section + 10] & 0x0F) << 8 | chunk[section + 11])
    while entry + 5 <= end:
        if (chunk[entry + 1] & 0x1F) << 8 | chunk[entry + 2] == pid:
            return True
        entry += 5 + ((chunk[entry + 3] & 0x0F) << 8 | chunk[entry + 4])
    return False


def _offset_of_map(chunk: bytes) -> int | None:
    """Return where the packet with the program map begins, None where there is none.

    The tables come first in what the muxer writes for one frame.
    """
    for offset in range(0, len(chunk), PACKET):
        pid = pid_of(chunk[offset : offset + _HEADER])
        if pid == _TABLE_PID:
            whole = chunk[offset] == _SYNC and chunk[offset + 1] & _START
            return offset if whole else None
        if pid >= SOUND_PID:  # past the tables
            return None
    return None


@lru_cache(maxsize=8)
def _with_stream(payload: bytes, kind: int, pid: int) -> bytes:
    """Return the payload of a packet that holds a whole program map, with one more stream."""
    begin = 1 + payload[0]
    length = (payload[begin + 1] & 0x0F) << 8 | payload[begin + 2]
    entry = bytes((kind, 0xE0 | pid >> 8, pid & 0xFF, 0xF0, 0))
    end = begin + 3 + length - 4
    if payload[begin] != _TABLE_ID or end + len(entry) + 4 > len(payload):
        return payload
    length += len(entry)
    head = bytes(
        (payload[begin], payload[begin + 1] & 0xF0 | length >> 8, length & 0xFF)
    )
    section = head + payload[begin + 3 : end] + entry
    table = payload[:begin] + section + _checksum(section).to_bytes(4)
    return table + b"\xff" * (len(payload) - len(table))


def _checksum(data: bytes) -> int:
    checksum = 0xFFFFFFFF
    for byte in data:
        checksum ^= byte << 24
        for _ in range(8):
            carry = checksum & 0x80000000
            checksum = checksum << 1 & 0xFFFFFFFF ^ (_POLYNOMIAL if carry else 0)
    return checksum


class ByteSink:
    """Collects what the muxer writes until it is taken."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        """Take some more; return how much that is."""
        self._parts.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        """Return all that was written since the last time."""
        data = b"".join(self._parts)
        self._parts.clear()
        return data
