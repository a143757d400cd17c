"""One picture as a stream without end: H.264 that is encoded once, and then only repeated."""

from collections.abc import Iterator
from fractions import Fraction
import itertools
import time
from typing import Final

import av
from av.codec.context import CodecContext
from av.packet import Packet
from av.video.frame import PictureType, VideoFrame

from ..mpegts import ByteSink
from ..timestamps import TICKS, TIME_BASE

# So many that players take it for a film, and so few that it costs next to nothing.
_RATE: Final = 5
_GROUP: Final = 2 * _RATE
# Every browser's WebRTC plays it (RFC 7742), and so does whatever played the camera's own stream.
_OPTIONS: Final = {
    "profile": "baseline",
    "preset": "superfast",
    "tune": "zerolatency",
    "crf": "21",
}
_MUXING: Final = {
    "mpegts_flags": "pat_pmt_at_frames",
    "flush_packets": "1",
    "muxdelay": "0",
    "muxpreload": "0",
    "max_delay": "0",
}

type Chunk = tuple[bytes, bool, int]
"""MPEG-TS of one frame, whether a player may start there, and when it is decoded, in ticks."""


def repeated(picture: bytes, offset: float) -> Iterator[Chunk]:
    """Yield a JPEG of our own as MPEG-TS, for ever and as fast as it is to be shown.

    Args:
        picture: The JPEG.
        offset: The time at which the stream begins, in seconds.

    Raises:
        FFmpegError, ValueError: It is no picture.
    """
    group = _encoded(picture)
    sink = ByteSink()
    container = av.open(sink, "w", format="mpegts", container_options=_MUXING)
    stream = container.add_mux_stream("h264", rate=_RATE)
    begun, first = time.monotonic(), round(offset * TICKS)
    for number in itertools.count():
        time.sleep(max(0.0, begun + number / _RATE - time.monotonic()))
        index = number % _GROUP
        packet = Packet(group[index])
        packet.stream, packet.time_base = stream, TIME_BASE
        packet.pts = packet.dts = first + number * TICKS // _RATE
        packet.is_keyframe = index == 0
        container.mux_one(packet)
        yield sink.take(), index == 0, packet.dts


def _encoded(picture: bytes) -> list[bytes]:
    """Return one group of pictures, of which the first can be decoded by itself."""
    frame = _decoded(picture)
    encoder = CodecContext.create("libx264", "w")
    encoder.width, encoder.height = frame.width, frame.height
    encoder.pix_fmt = frame.format.name
    encoder.framerate, encoder.time_base = _RATE, Fraction(1, _RATE)
    encoder.gop_size = _GROUP
    encoder.thread_count = 1
    encoder.options = dict(_OPTIONS)
    group = []
    for number in range(_GROUP):
        # As it was decoded it is one that begins; here only the first is.
        frame.pts, frame.pict_type = number, PictureType.NONE
        group += [bytes(packet) for packet in encoder.encode(frame)]
    return group


def _decoded(picture: bytes) -> VideoFrame:
    decoder = CodecContext.create("mjpeg", "r")
    for frame in decoder.decode(Packet(picture)):
        # Chroma is halved, which takes sides that are even.
        return frame.reformat(
            width=frame.width & ~1, height=frame.height & ~1, format="yuv420p"
        )
    raise ValueError("no picture")
