"""Finding in coded video what a decoder has to know before it can begin."""

from typing import Final

_START: Final = b"\x00\x00\x01"
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
