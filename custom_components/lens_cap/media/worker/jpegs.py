"""Cameras that send single pictures, and sometimes something else."""

from collections.abc import Iterator
from typing import Final

from av.packet import Packet
from av.video.stream import VideoStream

from ...core.failure import Failure
from ...core.picture_size import is_too_large, jpeg_size
from .demuxer import IntakeError

_START: Final = b"\xff\xd8\xff"
# That many in a row are no hiccup.
_MOST: Final = 30


def only_jpegs(
    packets: Iterator[Packet[VideoStream]],
) -> Iterator[Packet[VideoStream]]:
    """Yield the packets that begin like a JPEG.

    Raises:
        IntakeError: Nothing else comes, or one is too large.
    """
    others = 0
    for packet in packets:
        if not packet.size or bytes(memoryview(packet)[:3]) == _START:
            others = 0
            size = jpeg_size(bytes(packet)) if packet.size else None
            if size and is_too_large(size):
                raise IntakeError(Failure.TOO_LARGE)
            yield packet
            continue
        others += 1
        if others > _MOST:
            raise IntakeError(Failure.BROKEN)
