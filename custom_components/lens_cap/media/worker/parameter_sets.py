"""Finding in coded video what a decoder has to know before it can begin."""

from collections.abc import Iterator
from typing import Final

_START: Final = b"\x00\x00\x01"
_LONGEST: Final = 4096
_H264_SEQUENCE: Final = 7
_HEVC_SEQUENCE: Final = 33
# Of H.264 these are pictures; of H.265 all kinds below 32 are.
_H264_PICTURES: Final = range(1, 6)
_HEVC_PICTURES: Final = range(32)


def brings_its_own(codec: str, data: bytes) -> bool:
    """Return whether a keyframe of H.264 or H.265, with start codes, is led by its parameter sets.

    A camera that changes its resolution says so in them; older ones must not be put in front.
    """
    place = data.find(_START)
    while 0 <= place < len(data) - len(_START):
        first = data[place + len(_START)]
        if codec == "h264":
            kind, sequence, pictures = first & 0x1F, _H264_SEQUENCE, _H264_PICTURES
        else:
            kind, sequence = first >> 1 & 0x3F, _HEVC_SEQUENCE
            pictures = _HEVC_PICTURES
        if kind == sequence:
            return True
        if kind in pictures:
            return False
        place = data.find(_START, place + len(_START))
    return False


def sequence_sets(codec: str, data: bytes) -> Iterator[bytes]:
    """Yield the units of H.264 or H.265 that describe sequences of pictures.

    Args:
        codec: FFmpeg's name of it.
        data: Units with start codes, where those that describe pictures come first; or the
            configuration record of MP4, which begins with a version of 1.
    """
    h264 = codec == "h264"
    sequence = _H264_SEQUENCE if h264 else _HEVC_SEQUENCE
    pictures = _H264_PICTURES if h264 else _HEVC_PICTURES
    units = _recorded(data, h264=h264) if data[:1] == b"\x01" else _started(data)
    for unit in units:
        kind = unit[0] & 0x1F if h264 else unit[0] >> 1 & 0x3F
        if kind == sequence:
            yield unit
        elif kind in pictures:
            return


def _started(data: bytes) -> Iterator[bytes]:
    place = data.find(_START)
    while 0 <= place < len(data) - len(_START):
        begin = place + len(_START)
        # The picture itself is long, and of no interest.
        place = data.find(_START, begin, begin + _LONGEST)
        yield data[begin : place if place >= 0 else begin + _LONGEST]


def _recorded(data: bytes, *, h264: bool) -> Iterator[bytes]:
    """Yield the units of an `avcC` or `hvcC` record (ISO/IEC 14496-15)."""
    if h264:
        yield from _counted(data, 6, data[5] & 0x1F if len(data) > 5 else 0)
        return
    place = 23
    for _ in range(data[22] if len(data) > 22 else 0):
        count = int.from_bytes(data[place + 1 : place + 3])
        for unit in _counted(data, place + 3, count):
            yield unit
            place += 2 + len(unit)
        place += 3


def _counted(data: bytes, place: int, count: int) -> Iterator[bytes]:
    for _ in range(count):
        length = int.from_bytes(data[place : place + 2])
        if not length or place + 2 + length > len(data):
            return
        yield data[place + 2 : place + 2 + length]
        place += 2 + length
