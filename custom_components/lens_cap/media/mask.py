"""Covering privacy zones in a still."""

from ..core.coverage import Cover
from .frames import RawFrame, SourceError
from .worker.pictures import PictureError, encoded_again


def covered(frame: RawFrame, cover: Cover) -> bytes:
    """Return a still as JPEG, covered at its own size; decodes, so not for the event loop.

    Raises:
        SourceError: It is not a picture, not a whole one, or far too large.
    """
    try:
        return encoded_again(frame.content, cover)
    except PictureError:
        raise SourceError("not_a_picture") from None
