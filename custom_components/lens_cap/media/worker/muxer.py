"""MPEG-TS, one chunk a frame, so that a viewer can start at any keyframe."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Final

import av
from av.audio.stream import AudioStream
from av.bitstream import BitStreamFilterContext
from av.packet import Packet
from av.stream import Stream
from av.video.stream import VideoStream

from .audio import Sound, open_sound
from .mpegts import ByteSink
from .timestamps import TIME_BASE, Restamper

_START: Final = b"\x00\x00\x01"
_LONGEST: Final = 4096
_H264_SEQUENCE: Final = 7
_HEVC_SEQUENCE: Final = 33
# Of H.264 these are pictures; of H.265 all kinds below 32 are.
_H264_PICTURES: Final = range(1, 6)
_HEVC_PICTURES: Final = range(32)


def brings_its_own(codec: str, data: bytes) -> bool:
    """Return whether a keyframe of H.264 or H.265, with start codes, is led by its parameter sets.

    A camera that changes its resolution says so in them; older ones must not be put in front.
    """
    offset = data.find(_START)
    while 0 <= offset < len(data) - len(_START):
        first = data[offset + len(_START)]
        if codec == "h264":
            kind, sequence, pictures = first & 0x1F, _H264_SEQUENCE, _H264_PICTURES
        else:
            kind, sequence = first >> 1 & 0x3F, _HEVC_SEQUENCE
            pictures = _HEVC_PICTURES
        if kind == sequence:
            return True
        if kind in pictures:
            return False
        offset = data.find(_START, offset + len(_START))
    return False


def sequence_sets(codec: str, data: bytes) -> Iterator[bytes]:
    """Yield the units of H.264 or H.265 that describe sequences of pictures.

    Args:
        codec: FFmpeg's name of it.
        data: Units with start codes, where those that describe pictures come first; or the
            configuration record of MP4, which begins with a version of 1.
    """
    h264 = codec == "h264"
    sequence = _H264_SEQUENCE if h264 else _HEVC_SEQUENCE
    pictures = _H264_PICTURES if h264 else _HEVC_PICTURES
    units = _recorded(data, h264=h264) if data[:1] == b"\x01" else _started(data)
    for unit in units:
        kind = unit[0] & 0x1F if h264 else unit[0] >> 1 & 0x3F
        if kind == sequence:
            yield unit
        elif kind in pictures:
            return


def _started(data: bytes) -> Iterator[bytes]:
    offset = data.find(_START)
    while 0 <= offset < len(data) - len(_START):
        begin = offset + len(_START)
        # The picture itself is long, and of no interest.
        offset = data.find(_START, begin, begin + _LONGEST)
        yield data[begin : offset if offset >= 0 else begin + _LONGEST]


def _recorded(data: bytes, *, h264: bool) -> Iterator[bytes]:
    """Yield the units of an `avcC` or `hvcC` record (ISO/IEC 14496-15)."""
    if h264:
        yield from _counted(data, 6, data[5] & 0x1F if len(data) > 5 else 0)
        return
    offset = 23
    for _ in range(data[22] if len(data) > 22 else 0):
        count = int.from_bytes(data[offset + 1 : offset + 3])
        for unit in _counted(data, offset + 3, count):
            yield unit
            offset += 2 + len(unit)
        offset += 3


def _counted(data: bytes, offset: int, count: int) -> Iterator[bytes]:
    for _ in range(count):
        length = int.from_bytes(data[offset : offset + 2])
        if not length or offset + 2 + length > len(data):
            return
        yield data[offset + 2 : offset + 2 + length]
        offset += 2 + length


PASSED_CODECS: Final = frozenset({"h264", "hevc"})

_OPTIONS: Final = {
    # A player that joins at a keyframe finds the tables in front of it.
    "mpegts_flags": "pat_pmt_at_frames",
    "flush_packets": "1",
    "muxdelay": "0",
    "muxpreload": "0",
    "max_delay": "0",
}


class TsMuxer:
    """Copies video packets of one source, or made of them, into MPEG-TS; nothing is decoded."""

    def __init__(
        self, source: VideoStream, offset_seconds: float, *, codec: str | None = None
    ) -> None:
        """Start a stream whose time begins at `offset_seconds`; in another codec than the source's."""
        rate = source.guessed_rate or source.average_rate or Fraction(25)
        self.restamper = Restamper(offset_seconds, float(1 / rate))
        self._sink = ByteSink()
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
        self._sound = open_sound(source, self.restamper)
        return self._sound

    def chunk(self, packet: Packet[VideoStream]) -> tuple[bytes, int]:
        """Return the MPEG-TS of one packet, and when it is decoded, in ticks of 1/90000 s."""
        given = packet.time_base or TIME_BASE
        time_base = Fraction(given.numerator, given.denominator)
        show, decode = self.restamper.restamp(packet.pts, packet.dts, time_base)
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
