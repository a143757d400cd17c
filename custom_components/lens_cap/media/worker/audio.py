"""The sound of one source, in the two forms that Home Assistant's stream can carry.

Whatever is wrong with the sound, the picture goes on: nothing here raises once it is made.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Final, Protocol, cast, override

import av
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer, OutputContainer
from av.error import FFmpegError
from av.packet import Packet
from av.video.stream import VideoStream

from .mpegts import SOUND_PID, ByteSink, announce, packets_of, pid_of
from .protocol import MessageKind, pack
from .source_address import SOUND_DECODERS
from .timestamps import TICKS, TIME_BASE, Restamper

# What an ear does not notice, and more than what clocks of a healthy camera differ by at a time.
_SLACK: Final = TICKS // 20


class AudioTimeline:
    """Says when each piece of sound begins; times strictly increase."""

    def __init__(self) -> None:
        self._next: int | None = None

    def schedule(self, moment: int | None, length: int) -> int | None:
        """Return when a piece begins, or None where it comes too late and is left out.

        Args:
            moment: When it belongs by the source's own clock; None where that does not say.
            length: How long it is; both in ticks of 1/90000 s.
        """
        begin = self._begin(moment)
        if begin is not None:
            self._next = begin + max(1, length)
        return begin

    def _begin(self, moment: int | None) -> int | None:
        if self._next is None or moment is None:
            return self._next if moment is None else moment
        early = moment - self._next
        if early < -_SLACK:
            return None
        return self._next if early <= _SLACK else moment


_OPTIONS: Final = {
    "mpegts_start_pid": hex(SOUND_PID),
    # Each packet leaves at once, and does not wait for more of its kind.
    "pes_payload_size": "0",
    "flush_packets": "1",
    "muxdelay": "0",
    "muxpreload": "0",
    "max_delay": "0",
}
_COPIED: Final = {"aac": 0x0F, "mp3": 0x03}
_SAMPLES: Final = 1024
_TELEPHONE_RATE: Final = 16_000
_RATE: Final = 48_000
_BIT_RATE: Final = 48_000
_MAX_FAILURES: Final = 50

# The last is what PyAV says of a stream whose codec it does not know.
_SOUND_ERRORS: Final = (
    FFmpegError,
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
)


class _Pass(Protocol):
    """Turns packets of the source into packets that can be sent."""

    def packets(
        self, packet: Packet[AudioStream], moment: int | None
    ) -> Iterator[Packet[AudioStream]]:
        """Yield packets, stamped in ticks; `moment` is when the given one belongs."""


class Sound:
    """Hands on the sound of a source whose picture `restamper` stamps."""

    def __init__(self, source: AudioStream, restamper: Restamper) -> None:
        """Open a decoder where one is needed.

        Raises:
            FFmpegError: The sound cannot be read.
            ValueError: So too.
        """
        self._restamper = restamper
        self._sink = ByteSink()
        self._container = av.open(
            self._sink, "w", format="mpegts", container_options=_OPTIONS
        )
        self._last = -1
        self._failures = 0
        self._pass: _Pass
        # Not the name: FFmpeg has decoders that are called otherwise than what they decode.
        codec = source.codec_context.codec.canonical_name
        if codec in _COPIED:
            self.codec = codec
            self._pass = _Copy(self._container, source)
        else:
            self.codec = "aac"
            self._pass = _Transcode(self._container, source)
        self._kind = _COPIED[self.codec]
        self._container.start_encoding()

    def chunk(self, packet: Packet[AudioStream]) -> bytes:
        """Return the MPEG-TS of one packet; empty where nothing comes of it (yet)."""
        if self._failures > _MAX_FAILURES:
            return b""
        try:
            for part in self._pass.packets(packet, self._moment(packet)):
                self._mux(part)
        except _SOUND_ERRORS:
            self._failures += 1
        else:
            self._failures = 0
        return b"".join(
            part for part in packets_of(self._sink.take()) if pid_of(part) == SOUND_PID
        )

    def announce(self, chunk: bytes) -> bytes:
        """Return a chunk of the picture that says that there is sound."""
        return announce(chunk, self._kind, SOUND_PID)

    def _moment(self, packet: Packet[AudioStream]) -> int | None:
        given = packet.pts if packet.pts is not None else packet.dts
        base = packet.time_base
        if given is None or base is None:
            return None
        return self._restamper.moment_of(
            given, Fraction(base.numerator, base.denominator)
        )

    def _mux(self, packet: Packet[AudioStream]) -> None:
        # The encoder's run-in may lie before the beginning of all.
        if packet.pts is None or packet.pts <= self._last:
            return
        self._last = packet.dts = packet.pts
        packet.time_base = TIME_BASE
        self._container.mux_one(packet)


class _Copy(_Pass):
    """Passes AAC and MP3 on as they are."""

    def __init__(self, container: OutputContainer, source: AudioStream) -> None:
        self._stream = container.add_stream_from_template(source)
        self._rate = source.codec_context.sample_rate or _RATE
        self._samples = source.codec_context.frame_size or _SAMPLES
        self._timeline = AudioTimeline()

    @override
    def packets(
        self, packet: Packet[AudioStream], moment: int | None
    ) -> Iterator[Packet[AudioStream]]:
        base = packet.time_base
        length = (
            packet.duration * TICKS * base.numerator // base.denominator
            if packet.duration and base
            else self._samples * TICKS // self._rate
        )
        begin = self._timeline.schedule(moment, length)
        if begin is not None:
            packet.stream = self._stream
            packet.pts = begin
            yield packet


class _Transcode(_Pass):
    """Makes AAC of everything else."""

    def __init__(self, container: OutputContainer, source: AudioStream) -> None:
        heard = source.codec_context
        self._rate = _TELEPHONE_RATE if heard.sample_rate <= _TELEPHONE_RATE else _RATE
        layout = "mono" if heard.channels < 2 else "stereo"
        self._stream = container.add_stream("aac", rate=self._rate, layout=layout)
        self._stream.bit_rate = _BIT_RATE * (1 if layout == "mono" else 2)
        self._layout = layout
        self._resampler: AudioResampler | None = None
        self._timeline = AudioTimeline()
        self._heard = 0
        self._fed = 0
        self._begin: int | None = None
        self._expected = 0

    @override
    def packets(
        self, packet: Packet[AudioStream], moment: int | None
    ) -> Iterator[Packet[AudioStream]]:
        for frame in packet.decode():
            length = frame.samples * TICKS // frame.sample_rate
            begin = self._timeline.schedule(moment, length)
            moment = None  # what else is in the packet follows
            if begin is None:
                continue
            # Sound that was missing for a while moves all that is still in the encoder, too:
            # that is less than a tenth of a second.
            if self._begin is None:
                self._begin = begin
            else:
                self._begin += begin - self._expected
            self._expected = begin + length
            yield from self._encoded(frame)

    def _encoded(self, frame: av.AudioFrame) -> Iterator[Packet[AudioStream]]:
        if self._resampler is None:
            self._resampler = AudioResampler(
                format="fltp", layout=self._layout, rate=self._rate, frame_size=_SAMPLES
            )
        frame.pts, frame.time_base = self._heard, Fraction(1, frame.sample_rate)
        self._heard += frame.samples
        for piece in self._resampler.resample(frame):
            piece.pts, piece.time_base = self._fed, Fraction(1, self._rate)
            self._fed += piece.samples
            for packet in self._stream.encode(piece):
                if packet.pts is not None and self._begin is not None:
                    packet.pts = self._begin + packet.pts * TICKS // self._rate
                    yield packet


def find_sound(container: InputContainer) -> AudioStream | None:
    """Return the first sound of a source that may be decoded, or None."""
    return next(
        (
            sound
            for sound in container.streams.audio
            if sound.codec_context.name in SOUND_DECODERS
        ),
        None,
    )


def without_sound(
    container: InputContainer,
    video: VideoStream,
    heard: AudioStream | None,
    sound: Sound | None,
    send: Callable[[bytes], None],
) -> Iterator[Packet[VideoStream]]:
    """Yield the packets of the picture; what `sound` makes of what is heard is sent meanwhile."""
    if heard is None or sound is None:
        yield from container.demux(video)
        return
    for packet in container.demux(video, heard):
        if packet.stream_index == video.index:
            yield cast("Packet[VideoStream]", packet)
        elif packet.size and not packet.is_corrupt:
            if chunk := sound.chunk(cast("Packet[AudioStream]", packet)):
                send(pack(MessageKind.SOUND, chunk))


def open_sound(source: AudioStream | None, restamper: Restamper) -> Sound | None:
    """Return what hands on a source's sound, or None where that is not possible."""
    if source is None:
        return None
    try:
        return Sound(source, restamper)
    except _SOUND_ERRORS:
        return None
