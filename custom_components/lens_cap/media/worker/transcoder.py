"""Decodes what a camera sends, covers it, and encodes it again as H.264."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
import os
import time
from typing import Any, Final

from av.codec.context import CodecContext
from av.packet import Packet
from av.rational import AVRational
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType, VideoFrame
from av.video.stream import VideoStream

from .codecs.continuity import Continuity
from .codecs.packet_verdict import Verdict
from .frame_dropper import FrameDropper
from .painter import Painter
from .protocol import Order
from .strict_decoder import DamagedError, StrictDecoder
from .timestamps import TICKS, TIME_BASE

CODEC: Final = "h264"

_MAX_THREADS: Final = 4
KEYFRAME_SECONDS: Final = 2
_OPTIONS: Final = {
    # Each frame leaves before the next one comes; measured against the neighboring presets,
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


_DECODED_TWICE: Final = 1280 * 720
_MAX_RATE: Final = 60
_LIGHT_STEP: Final = TICKS // 15
# Frames of cameras come a little unevenly.
_EARLY: Final = TICKS // 60


class Transcoder:
    """Covers one source. An order's cover is in every frame that is encoded after the order came.

    What was seen before an order does not live on in the encoder: with each one it begins anew, and
    with a keyframe.
    """

    def __init__(self, source: VideoStream) -> None:
        self._source = source.codec_context
        rate = source.guessed_rate or source.average_rate or Fraction(25)
        self._rate = max(1, min(_MAX_RATE, round(float(rate))))
        self._painter = Painter()
        self._dropper = FrameDropper()
        self._decoder: StrictDecoder | None = None
        self._encoder: VideoCodecContext | None = None
        self._fits: tuple[object, ...] = ()
        self.lost = False
        self._settled = False
        self._encoded = 0
        self._keyframe = 0
        self._next_light: int | None = None

    def reset(self) -> None:
        """Forget everything: nobody watches."""
        self._decoder = self._encoder = None
        self.lost = self._settled = False

    def miss(self) -> None:
        """Show nothing until the next keyframe: what comes before it is built on what is missing."""
        self._decoder = None
        self.lost, self._settled = True, False

    def packets(
        self,
        packet: Packet[VideoStream],
        continuity: Continuity,
        order: Order,
        before: Callable[[], Iterable[bytes]],
    ) -> Iterator[Packet[VideoStream]]:
        """Yield the covered frames that come of a packet, stamped as the source stamped them.

        What cannot be decoded for certain is left out. `lost` says whether anything was.

        Args:
            packet: The source's next packet.
            continuity: Has read it.
            order: What is covered.
            before: Returns the packets since the last keyframe, to find into the stream.

        Raises:
            FFmpegError: It cannot be encoded.
        """
        # A decoder that began at the newest keyframe lacks what others may have from before it.
        verdict = continuity.running if self._settled else continuity.fresh
        if verdict is Verdict.LOST:
            self.miss()
        if verdict in {Verdict.LOST, Verdict.ASIDE}:
            return
        if self._decoder is None:
            if self.lost and verdict is Verdict.FOLLOWS:
                return
            self._decoder = self._new_decoder(continuity)
            self.lost = False
            if verdict is not Verdict.BEGINS:
                self._find_into(before())
        elif verdict is Verdict.BEGINS:
            self._settled = True
        for frame in self._decoded(packet, shown=verdict is not Verdict.BUILDS):
            if self._is_due(frame, packet, light=order.light):
                yield from self._encode(frame, packet, order)

    def _find_into(self, before: Iterable[bytes]) -> None:
        for data in before:
            if self.lost:
                return
            self._decoded(Packet(data), shown=False)

    def _decoded(self, packet: Packet[Any], *, shown: bool) -> list[VideoFrame]:
        """Return the pictures that may be shown, as long as all are whole."""
        if self._decoder is None:
            return []
        try:
            return self._decoder.decode(packet, shown=shown)
        except DamagedError:
            self.miss()
            return []

    def _is_due(
        self, frame: VideoFrame, packet: Packet[VideoStream], *, light: bool
    ) -> bool:
        """Return whether there is time for a frame, and a light picture has one at this moment."""
        moment = _moment(frame, packet)
        if moment is None:
            return True
        if self._dropper.skips(moment / TICKS, time.monotonic()):
            return False
        if not light:
            return True
        due = self._next_light
        if due is not None and -TICKS < moment - due < -_EARLY:
            return False
        late = due is None or abs(moment - due) > _LIGHT_STEP
        self._next_light = (moment if late or due is None else due) + _LIGHT_STEP
        return True

    def _encode(
        self, frame: VideoFrame, packet: Packet[VideoStream], order: Order
    ) -> Iterator[Packet[VideoStream]]:
        covered = self._painter.painted(frame, order.cover, light=order.light)
        encoder = self._encoder_for(covered, order)
        covered.pict_type = self._kind_of(frame, packet)
        covered.pts = self._encoded
        self._encoded += 1
        made = encoder.encode(covered)
        if not made:
            self._painter.forget()
        for encoded in made:
            # One frame in, one out: what comes is this frame.
            encoded.time_base = packet.time_base or TIME_BASE
            encoded.pts = encoded.dts = frame.pts
            yield encoded

    def _kind_of(self, frame: VideoFrame, packet: Packet[VideoStream]) -> PictureType:
        """Return whether a viewer has to be able to start at a frame; cameras tell wrong rates."""
        moment = _moment(frame, packet)
        if moment is None:
            return PictureType.NONE
        if 0 <= moment - self._keyframe < KEYFRAME_SECONDS * TICKS:
            return PictureType.NONE
        self._keyframe = moment
        return PictureType.I

    def _new_decoder(self, continuity: Continuity) -> StrictDecoder:
        pixels = self._source.width * self._source.height
        # Of H.264, FFmpeg misses but little; in large pictures, that is not worth the work.
        worth_it = self._source.name != "h264" or pixels <= _DECODED_TWICE
        return StrictDecoder(
            self._source.name,
            continuity.description,
            witness=continuity.hides_cuts and worth_it,
            pixels=pixels,
        )

    def _encoder_for(self, frame: VideoFrame, order: Order) -> VideoCodecContext:
        fits = (
            order.serial,
            frame.width,
            frame.height,
            frame.format.name,
            frame.color_range,
            frame.colorspace,
        )
        if self._encoder is None or fits != self._fits:
            self._encoder = new_encoder(
                frame, self._rate, self._source.sample_aspect_ratio
            )
            self._fits = fits
        return self._encoder


def _moment(frame: VideoFrame, packet: Packet[VideoStream]) -> int | None:
    """Return when a frame was taken, in ticks of the source's clock; None where that is not said."""
    if frame.pts is None or packet.time_base is None:
        return None
    base = packet.time_base
    return frame.pts * TICKS * base.numerator // base.denominator
