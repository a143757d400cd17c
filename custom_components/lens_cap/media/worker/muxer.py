"""MPEG-TS, one chunk a frame, so that a viewer can start at any keyframe."""

from fractions import Fraction
from typing import Any, Final

import av
from av.audio.stream import AudioStream
from av.bitstream import BitStreamFilterContext
from av.packet import Packet
from av.stream import Stream
from av.video.stream import VideoStream

from .audio import Sound, open_sound
from .parameter_sets import brings_its_own
from .sink import Sink
from .timestamps import TIME_BASE, Clock

PASSED_CODECS: Final = frozenset({"h264", "hevc"})

_OPTIONS: Final = {
    # A player that joins at a keyframe finds the tables in front of it.
    "mpegts_flags": "pat_pmt_at_frames",
    "flush_packets": "1",
    "muxdelay": "0",
    "muxpreload": "0",
    "max_delay": "0",
}


class Outlet:
    """Copies video packets of one source, or made of them, into MPEG-TS; nothing is decoded."""

    def __init__(
        self, source: VideoStream, offset_seconds: float, *, codec: str | None = None
    ) -> None:
        """Start a stream whose time begins at `offset_seconds`; in another codec than the source's."""
        rate = source.guessed_rate or source.average_rate or Fraction(25)
        self.clock = Clock(offset_seconds, float(1 / rate))
        self._sink = Sink()
        self._container = av.open(
            self._sink, "w", format="mpegts", container_options=_OPTIONS
        )
        self._stream: Stream
        self._filter: BitStreamFilterContext | None = None
        self._codec = source.codec_context.name
        if codec is None:
            self._stream = self._container.add_stream_from_template(source)
            self._filter = _parameter_sets_filter(source)
        else:
            self._stream = self._container.add_mux_stream(codec, rate=rate)
        self._sound: Sound | None = None

    def add_sound(self, source: AudioStream | None) -> Sound | None:
        """Return what hands on a source's sound, announced from now on; None without any."""
        self._sound = open_sound(source, self.clock)
        return self._sound

    def chunk(self, packet: Packet[VideoStream]) -> tuple[bytes, int]:
        """Return the MPEG-TS of one packet, and when it is decoded, in ticks of 1/90000 s."""
        given = packet.time_base or TIME_BASE
        time_base = Fraction(given.numerator, given.denominator)
        show, decode = self.clock.restamp(packet.pts, packet.dts, time_base)
        packet.time_base = TIME_BASE
        packet.pts, packet.dts = show, decode
        for part in self._with_parameter_sets(packet):
            part.stream = self._stream
            part.time_base = TIME_BASE
            self._container.mux_one(part)
        chunk = self._sink.take()
        return self._sound.announce(chunk) if self._sound else chunk, decode

    def _with_parameter_sets(self, packet: Packet[VideoStream]) -> list[Packet[Any]]:
        """Return a packet, led by what a decoder has to know if it is a keyframe."""
        if (
            self._filter is None
            or not packet.is_keyframe
            or brings_its_own(self._codec, bytes(packet))
        ):
            return [packet]
        return self._filter.filter(packet)


def _parameter_sets_filter(
    source: VideoStream,
) -> BitStreamFilterContext | None:
    """Return the filter that repeats the parameter sets at each keyframe.

    RTSP cameras may send them in the session description only. Where the source has them in
    the form of MP4 (first byte 1), the muxer converts, and repeats them, by itself.
    """
    extradata = source.codec_context.extradata
    if not extradata or extradata[0] == 1:
        return None
    return BitStreamFilterContext("dump_extra=freq=keyframe", source)
