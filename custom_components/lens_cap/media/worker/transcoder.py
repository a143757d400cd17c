"""Decodes what a camera sends, covers it, and encodes it again as H.264."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
import os
import time
from typing import Any, Final, cast

from av.codec.context import CodecContext
from av.error import FFmpegError
from av.packet import Packet
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType, VideoFrame
from av.video.stream import VideoStream

from ...core.picture_size import MAX_PIXELS
from .clock import TICKS, TIME_BASE
from .encoder import KEYFRAME_SECONDS, new_encoder
from .lateness import Lateness
from .orders import Order
from .painter import Painter

# A damaged frame is no frame: what is made up for the damage may come from inside of a zone, and end
# up outside of it.
_STRICT: Final = {
    "err_detect": "crccheck+bitstream+buffer+explode",
    "max_pixels": str(MAX_PIXELS),
}
# What one core decodes in time even where cores are slow. More of them cost a frame of delay each.
_ONE_THREAD: Final = 1920 * 1088
_MAX_THREADS: Final = 4
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
        """Prepare; nothing is decoded yet."""
        self._source = source.codec_context
        rate = source.guessed_rate or source.average_rate or Fraction(25)
        self._rate = max(1, min(_MAX_RATE, round(float(rate))))
        self._painter = Painter()
        self._lateness = Lateness()
        self._decoder: VideoCodecContext | None = None
        self._encoder: VideoCodecContext | None = None
        self._fits: tuple[object, ...] = ()
        self._lost = False
        self._unshown = 0
        self._encoded = 0
        self._keyframe = 0
        self._next_light: int | None = None

    def rest(self) -> None:
        """Forget everything: nobody watches."""
        self._decoder = self._encoder = None
        self._lost = False

    def miss(self) -> None:
        """Show nothing until the next keyframe: what comes before it is built on what is missing."""
        self._decoder, self._lost = None, True

    def packets(
        self,
        packet: Packet[VideoStream],
        order: Order,
        before: Callable[[], Iterable[bytes]],
    ) -> Iterator[Packet[VideoStream]]:
        """Yield the covered frames that come of a packet, stamped as the source stamped them.

        What cannot be decoded is left out.

        Args:
            packet: The source's next packet.
            order: What is covered.
            before: Returns the packets since the last keyframe, to find into the stream.

        Raises:
            FFmpegError: It cannot be encoded.
        """
        if self._lost and not packet.is_keyframe:
            return
        if self._decoder is None:
            self._decoder = self._new_decoder()
            self._unshown = 0
            if not packet.is_keyframe:
                self._find_into(before())
        self._lost = False
        for frame in self._decoded(self._decoder, packet):
            if frame.is_corrupt:
                self.miss()
                return
            if self._unshown:
                self._unshown -= 1
            elif self._is_due(frame, packet, light=order.light):
                yield from self._encode(frame, packet, order)

    def _find_into(self, before: Iterable[bytes]) -> None:
        if (decoder := self._decoder) is None:
            return
        for data in before:
            self._unshown += 1
            for _ in self._decoded(decoder, Packet(data)):
                self._unshown -= 1

    def _decoded(
        self, decoder: VideoCodecContext, packet: Packet[Any]
    ) -> list[VideoFrame]:
        try:
            return decoder.decode(packet)
        except MemoryError:
            raise
        except FFmpegError:
            self.miss()
            return []

    def _is_due(
        self, frame: VideoFrame, packet: Packet[VideoStream], *, light: bool
    ) -> bool:
        """Return whether there is time for a frame, and a light picture has one at this moment."""
        moment = _moment(frame, packet)
        if moment is None:
            return True
        if self._lateness.skips(moment / TICKS, time.monotonic()):
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

    def _new_decoder(self) -> VideoCodecContext:
        decoder = cast(VideoCodecContext, CodecContext.create(self._source.name, "r"))
        decoder.extradata = self._source.extradata
        decoder.options = dict(_STRICT)
        if self._source.width * self._source.height <= _ONE_THREAD:
            decoder.thread_count = 1
        else:
            decoder.thread_count = min(_MAX_THREADS, os.cpu_count() or 1)
            decoder.thread_type = "AUTO"
        return decoder

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
