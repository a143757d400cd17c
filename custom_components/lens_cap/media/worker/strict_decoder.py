"""A decoder that gives up rather than guess."""

import os
from typing import Any, Final, cast

from av.codec.context import CodecContext
from av.error import FFmpegError
from av.packet import Packet
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame

from ...core.picture_size import MAX_PIXELS
from .codecs.nal_units import padded

# A damaged frame is no frame: what is made up for the damage may come from inside of a zone, and end
# up outside of it.
_STRICT: Final = {
    "err_detect": "crccheck+bitstream+buffer+explode",
    "max_pixels": str(MAX_PIXELS),
}
# FFmpeg notices macroblocks that are missing only while it is ready to make them up.
_NOTICES_HOLES: Final = {"h264": {"enable_er": "1"}}
# What one core decodes in time even where cores are slow. More of them cost a frame of delay each.
_ONE_THREAD: Final = 1920 * 1088
_MAX_THREADS: Final = 4
_HIDDEN: Final = "hidden"
# No block is lower, so that none can differ in between.
_ROWS: Final = 4


class DamagedError(Exception):
    """Something cannot be decoded for certain; this decoder is of no use any more."""


class StrictDecoder:
    """Returns pictures that are whole.

    FFmpeg may not notice where a slice was cut: it reads on beyond the end, in nothing but zeros. A
    second decoder, the witness, is given ones there. If both make the same of it, so would whatever
    has been cut: what stands behind a number in arithmetic coding can only move it between these two.
    """

    def __init__(
        self,
        codec: str,
        description: bytes | None,
        *,
        witness: bool,
        pixels: int = 0,
    ) -> None:
        """Open the decoder.

        Args:
            codec: FFmpeg's name of what it decodes.
            description: What it has to be told of the stream.
            witness: Whether slices could be cut unnoticed; each is decoded twice then.
            pixels: How large a picture is, where it has to keep up with a camera.
        """
        threads = 1
        if pixels > _ONE_THREAD:
            threads = min(_MAX_THREADS, os.cpu_count() or 1)
        self._decoder = _new(codec, description, threads)
        self._witness = _new(codec, description, threads) if witness else None

    def decode(
        self, packet: Packet[Any] | None, *, shown: bool = True
    ) -> list[VideoFrame]:
        """Return the pictures that come of a packet, but for those of packets that are not `shown`.

        Raises:
            DamagedError: One is not whole.
            MemoryError: It is too large.
        """
        if packet is not None:
            packet.opaque = None if shown else _HIDDEN
        try:
            frames = self._decoder.decode(packet)
            others = self._witnessed(packet)
        except MemoryError:
            raise
        except FFmpegError as error:
            raise DamagedError from error
        if any(frame.is_corrupt for frame in frames):
            raise DamagedError
        if others is not None and not _all_alike(frames, others):
            raise DamagedError
        return [frame for frame in frames if frame.opaque is None]

    def _witnessed(self, packet: Packet[Any] | None) -> list[VideoFrame] | None:
        if self._witness is None:
            return None
        if packet is None:
            return self._witness.decode(None)
        return self._witness.decode(Packet(padded(self._witness.name, bytes(packet))))


def _new(codec: str, extradata: bytes | None, threads: int) -> VideoCodecContext:
    decoder = cast(VideoCodecContext, CodecContext.create(codec, "r"))
    decoder.extradata = extradata
    decoder.options = _STRICT | _NOTICES_HOLES.get(codec, {})
    decoder.copy_opaque = True
    decoder.thread_count = threads
    decoder.thread_type = "FRAME"
    return decoder


def _all_alike(frames: list[VideoFrame], others: list[VideoFrame]) -> bool:
    return len(frames) == len(others) and all(
        _are_alike(frame, other) for frame, other in zip(frames, others, strict=True)
    )


def _are_alike(frame: VideoFrame, other: VideoFrame) -> bool:
    """Return whether two pictures are the same, as far as every few rows say."""
    if (frame.width, frame.height, frame.format.name) != (
        other.width,
        other.height,
        other.format.name,
    ):
        return False
    size = 1 + (frame.format.components[0].bits > 8)
    for plane, twin in zip(frame.planes, other.planes, strict=True):
        one, two = memoryview(plane), memoryview(twin)
        for row in range(0, plane.height, _ROWS):
            begin, begin_of_twin = row * plane.line_size, row * twin.line_size
            length = plane.width * size
            if (
                one[begin : begin + length].tobytes()
                != two[begin_of_twin : begin_of_twin + length].tobytes()
            ):
                return False
    return True
