"""What JPEGs begin and end with; Home Assistant's process uses it, too, so nothing is decoded here."""

from typing import Final

JPEG_START: Final = b"\xff\xd8\xff"
JPEG_END: Final = b"\xff\xd9"


def is_whole_jpeg(content: bytes) -> bool:
    """Return whether these bytes begin and end like a JPEG; some cameras append a little."""
    return content.startswith(JPEG_START) and JPEG_END in content[-64:]
