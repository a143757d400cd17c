"""Whatever a source calls a still becomes a JPEG, or nothing."""

from io import BytesIO
from typing import Final

from PIL import Image

from .frames import RawFrame, SourceError

_JPEG_START: Final = b"\xff\xd8\xff"
_JPEG_END: Final = b"\xff\xd9"
_FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
_QUALITY: Final = 88
_MAX_PIXELS: Final = 64_000_000


def is_whole_jpeg(content: bytes) -> bool:
    """Return whether these bytes begin and end like a JPEG."""
    return content.startswith(_JPEG_START) and _JPEG_END in content[-64:]


def to_jpeg(frame: RawFrame) -> bytes:
    """Return another kind of picture as JPEG; decodes, so not for the event loop.

    Raises:
        SourceError: It is not a picture, not a whole one, or far too large.
    """
    try:
        return _encode_again(frame.content)
    except Exception:  # noqa: BLE001 (Pillow stumbles in many ways, and warns of huge pictures)
        raise SourceError("not_a_picture") from None


def _encode_again(content: bytes) -> bytes:
    # Pillow knows formats for which it would start other programs.
    with Image.open(BytesIO(content), formats=_FORMATS) as picture:
        if picture.width * picture.height > _MAX_PIXELS:
            raise ValueError("too large")
        buffer = BytesIO()
        picture.convert("RGB").save(buffer, "JPEG", quality=_QUALITY)
    return buffer.getvalue()
