"""The picture that dashboards show while a camera is private."""

from pathlib import Path
from typing import Final

_PATH: Final = Path(__file__).with_name("placeholder.jpg")


def load_placeholder() -> bytes:
    """Return the placeholder as JPEG; reads the disk.

    Raises:
        OSError: It is missing.
    """
    return _PATH.read_bytes()
