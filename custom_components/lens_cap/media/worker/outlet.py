"""MPEG-TS, one chunk a frame, so that a viewer can start at any keyframe."""

from fractions import Fraction
from typing import Final

import av
from av.bitstream import BitStreamFilterContext
from av.packet import Packet
from av.video.stream import VideoStream

from .clock import TIME_BASE, Clock

PASSED_CODECS: Final = frozenset({"h264", "hevc"})

_OPTIONS: Final = {
    # A player that joins at a keyframe finds the tables in front of it.
    "mpegts_flags": "pat_pmt_at_frames",
    "flush_packets": "1",
    "muxdelay": "0",
    "muxpreload": "0",
    "max_delay": "0",
}


class _Sink:
    """Collects what the muxer writes until it is taken."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        data = b"".join(self._parts)
        self._parts.clear()
        return data


class Outlet:
    """Copies the video packets of one source into MPEG-TS; nothing is decoded."""

    def __init__(self, source: VideoStream, offset_seconds: float) -> None:
        """Start a stream whose time begins at `offset_seconds`."""
        rate = source.guessed_rate or source.average_rate or Fraction(25)
        self._clock = Clock(offset_seconds, float(1 / rate))
        self._sink = _Sink()
        self._container = av.open(
            self._sink, "w", format="mpegts", container_options=_OPTIONS
        )
        self._stream = self._container.add_stream_from_template(source)
        self._filter = _parameter_sets_filter(source)

    def chunk(self, packet: Packet[VideoStream]) -> tuple[bytes, int]:
        """Return the MPEG-TS of one packet, and when it is decoded, in ticks of 1/90000 s."""
        given = packet.time_base or TIME_BASE
        time_base = Fraction(given.numerator, given.denominator)
        show, decode = self._clock.restamp(packet.pts, packet.dts, time_base)
        packet.time_base = TIME_BASE
        packet.pts, packet.dts = show, decode
        for part in self._filter.filter(packet) if self._filter else [packet]:
            part.stream = self._stream
            part.time_base = TIME_BASE
            self._container.mux_one(part)
        return self._sink.take(), decode


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
