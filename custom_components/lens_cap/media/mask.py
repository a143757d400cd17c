"""Covering privacy zones in a still."""

from ..core.coverage import Cover
from .frames import RawFrame, SourceError
from .worker.pictures import encoded_again


def covered(frame: RawFrame, cover: Cover) -> bytes:
    """Return a still as JPEG, covered at its own size; decodes, so not for the event loop.

    Raises:
        SourceError: It is not a picture, not a whole one, or far too large.
    """
    try:
        return encoded_again(frame.content, cover)
    except Exception:  # noqa: BLE001 (Pillow stumbles in many ways, and warns of huge pictures)
        raise SourceError("not_a_picture") from None
