"""The encoder of covered pictures."""

from fractions import Fraction
import os
from typing import Final

from av.codec.context import CodecContext
from av.rational import AVRational
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame

CODEC: Final = "h264"

_MAX_THREADS: Final = 4
KEYFRAME_SECONDS: Final = 2
_OPTIONS: Final = {
    # Each frame leaves before the next one comes; measured against the neighbouring presets,
    # this one is half as fast as the fastest and needs half of its bits.
    "preset": "superfast",
    "tune": "zerolatency",
    "crf": "21",
    # A frame that is asked to be one is a point to start from.
    "forced-idr": "1",
}


def new_encoder(
    frame: VideoFrame, rate: int, aspect: AVRational | None
) -> VideoCodecContext:
    """Return an encoder for frames like this one, whose pts count them; one comes out for each.

    Args:
        frame: The first of them.
        rate: How many there are in a second.
        aspect: How much wider than high a pixel is; None where they are square.
    """
    encoder = CodecContext.create("libx264", "w")
    encoder.width, encoder.height = frame.width, frame.height
    encoder.pix_fmt = frame.format.name
    encoder.color_range = frame.color_range
    encoder.colorspace = frame.colorspace
    if aspect:
        encoder.sample_aspect_ratio = aspect
    encoder.framerate = rate
    encoder.time_base = Fraction(1, rate)
    encoder.gop_size = KEYFRAME_SECONDS * rate
    encoder.thread_count = min(_MAX_THREADS, os.cpu_count() or 1)
    encoder.options = dict(_OPTIONS)
    return encoder
