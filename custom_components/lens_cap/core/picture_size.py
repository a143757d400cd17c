"""Reads the size of a picture from its header; nothing is decoded.

Imports nothing of Lens Cap: media workers use it too, and start without the rest.
"""

from itertools import islice
import struct
from typing import Final

type Size = tuple[int, int]
"""Width and height in pixels, as stored."""

MAX_PIXELS: Final = 35_651_584
"""The largest picture of H.264 and H.265 (level 6.2): a little more than 8K."""

MAX_COVERED_PIXELS: Final = 16_777_216
"""The largest live picture that is covered: decoding and encoding it keeps several in memory."""

MAX_BYTES: Final = 32 * 1024 * 1024
"""The longest still that is accepted."""

_JPEG: Final = b"\xff\xd8\xff"
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_MOST_SEGMENTS: Final = 2_000
# Start of frame, of every kind of JPEG; C4, C8 and CC mean something else.
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_NO_LENGTH: Final = frozenset({0x01, *range(0xD0, 0xD8)})
_SCAN, _END = 0xDA, 0xD9


def is_too_large(size: Size, limit: int = MAX_PIXELS) -> bool:
    """Return whether a picture of this size is refused."""
    return size[0] * size[1] > limit


def jpeg_size(content: bytes) -> Size | None:
    """Return the size of a JPEG, or None if its header has none.

    A thumbnail in the metadata does not count.
    """
    if not content.startswith(_JPEG):
        return None
    offset = 2
    for _ in range(_MOST_SEGMENTS):
        if content[offset : offset + 1] != b"\xff" or offset + 9 > len(content):
            return None
        kind = content[offset + 1]
        if kind == 0xFF:  # padding
            offset += 1
        elif kind in _NO_LENGTH:
            offset += 2
        elif kind in _FRAMES:
            height, width = struct.unpack_from(">HH", content, offset + 5)
            return (width, height) if width and height else None
        elif kind in (_SCAN, _END):
            return None
        else:
            offset += 2 + struct.unpack_from(">H", content, offset + 2)[0]
    return None


def picture_size(content: bytes) -> Size | None:
    """Return the size of a JPEG, PNG, WebP, GIF or BMP, or None for anything else."""
    head = content[:64]
    try:
        if head.startswith(_JPEG):
            return jpeg_size(content)
        if head.startswith(_PNG):
            return _pair(">II", head, 16)
        if head[:6] in (b"GIF87a", b"GIF89a"):
            return _pair("<HH", head, 6)
        if head.startswith(b"BM"):
            return _bmp_size(head)
        if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
            return _webp_size(head)
    except struct.error:
        pass
    return None


def _pair(layout: str, head: bytes, offset: int) -> Size:
    width, height = struct.unpack_from(layout, head, offset)
    return abs(width), abs(height)


def _bmp_size(head: bytes) -> Size:
    (header,) = struct.unpack_from("<I", head, 14)
    return _pair("<HH" if header == 12 else "<ii", head, 18)


def _webp_size(head: bytes) -> Size | None:
    match head[12:16]:
        case b"VP8 ":
            width, height = _pair("<HH", head, 26)
            return width & 0x3FFF, height & 0x3FFF
        case b"VP8L":
            (bits,) = struct.unpack_from("<I", head, 21)
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X":
            low = struct.unpack_from("<HBHB", head, 24)
            return low[0] + (low[1] << 16) + 1, low[2] + (low[3] << 16) + 1
        case _:
            return None


def scaled_to(size: Size, wanted: Size) -> Size | None:
    """Return the size to scale a picture to for a smaller request, or None to keep it.

    Home Assistant does not scale a picture of the returned size again: it does so only if an
    eighth less would still be enough (`homeassistant.components.camera.img_util`).
    """
    sides = tuple(zip(size, wanted, strict=True))
    if min(wanted) < 1 or any(have * 7 < want * 8 for have, want in sides):
        return None
    share = max(want / have for have, want in sides)
    width, height = islice((max(want, round(have * share)) for have, want in sides), 2)
    return width, height
