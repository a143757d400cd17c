"""Reads one source for all who watch it, and tries again for as long as somebody does."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from fractions import Fraction
import threading
from typing import Any, override

from aiortc import MediaStreamTrack
from aiortc.mediastreams import MediaStreamError
import av
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler

RETRY_SECONDS = 1.0
READ_SECONDS = 5.0
# On a busy machine a camera answers late.
JOIN_SECONDS = 60.0
SOUND_RATE = 48_000
PROBE = {
    "fflags": "nobuffer",
    "analyzeduration": "500000",
    "probesize": "500000",
    "rtsp_transport": "tcp",
}

type Media = av.Packet[Any] | AudioFrame


class Track(MediaStreamTrack):
    """One viewer's picture or sound; it begins where a player may start."""

    def __init__(self, kind: str) -> None:
        """Begin with nothing."""
        super().__init__()
        self.kind = kind
        self._queue: asyncio.Queue[Media] = asyncio.Queue()
        self._started = kind == "audio"

    def offer(self, media: Media) -> None:
        """Queue what came from the source."""
        is_start = isinstance(media, av.Packet) and media.is_keyframe
        if self._started or is_start:
            self._started = True
            self._queue.put_nowait(media)

    @override
    async def recv(self) -> Media:
        """Return a packet or a frame of sound; a source that has ended leaves the viewer waiting."""
        if self.readyState != "live":
            raise MediaStreamError
        return await self._queue.get()


@dataclass(kw_only=True)
class Source:
    """The source of one stream; `opened` and `failed` count how often it was tried."""

    url: str
    opened: int = 0
    failed: int = 0
    has_sound: bool = False
    _tracks: list[Track] = field(default_factory=list[Track])
    _reader: asyncio.Task[None] | None = None
    _ready: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def watched(self) -> bool:
        """Return whether somebody watches."""
        return bool(self._tracks)

    async def join(self, kinds: Iterable[str]) -> list[Track]:
        """Return tracks of the wanted kinds, as far as the source has them. Raises TimeoutError."""
        picture = Track("video")
        self._tracks.append(picture)
        if self._reader is None:
            self._reader = asyncio.create_task(self._keep_reading())
        try:
            async with asyncio.timeout(JOIN_SECONDS):
                await self._ready.wait()
        except TimeoutError:
            self.leave([picture])
            raise
        tracks = [picture]
        if self.has_sound and "audio" in kinds:
            tracks.append(Track("audio"))
            self._tracks.append(tracks[-1])
        return tracks

    def leave(self, tracks: Iterable[Track]) -> None:
        """Take tracks out; with the last one, reading ends."""
        for track in tracks:
            track.stop()
            with suppress(ValueError):
                self._tracks.remove(track)
        if not self._tracks and self._reader is not None:
            self._reader.cancel()
            self._reader = None
            self._ready.clear()

    async def _keep_reading(self) -> None:
        while True:
            end = threading.Event()
            try:
                await asyncio.to_thread(self._read, asyncio.get_running_loop(), end)
            except av.FFmpegError, OSError:
                self.failed += 1
            finally:
                end.set()
            await asyncio.sleep(RETRY_SECONDS)

    def _read(self, loop: asyncio.AbstractEventLoop, end: threading.Event) -> None:
        with av.open(self.url, options=PROBE, timeout=READ_SECONDS) as container:
            self.opened += 1
            video = container.streams.video[0]
            audio = next(iter(container.streams.audio), None)
            self.has_sound = audio is not None
            resampler = AudioResampler("s16", "stereo", SOUND_RATE, SOUND_RATE // 50)
            loop.call_soon_threadsafe(self._ready.set)
            for packet in container.demux(*filter(None, (video, audio))):
                if end.is_set():
                    return
                if packet.dts is not None:
                    media = _media(packet, resampler)
                    loop.call_soon_threadsafe(self._deliver, packet.stream.type, media)

    def _deliver(self, kind: str, media: Iterable[Media]) -> None:
        for track in self._tracks:
            if track.kind == kind:
                for one in media:
                    track.offer(one)


def _media(packet: av.Packet[Any], resampler: AudioResampler) -> list[Media]:
    """Return what viewers are sent: pictures as the source encoded them, sound as Opus wants it."""
    if packet.stream.type == "video":
        return [packet]
    frames: list[Any] = packet.decode()
    return [sound for frame in frames for sound in resampler.resample(frame)]


async def first_picture(url: str) -> bytes:
    """Return a source's first picture as JPEG. Raises FFmpegError."""

    def read() -> bytes:
        with av.open(url, options=PROBE, timeout=READ_SECONDS) as container:
            frame = next(container.decode(video=0))
        encoder = av.CodecContext.create("mjpeg", "w")
        assert isinstance(encoder, av.VideoCodecContext)
        encoder.width, encoder.height = frame.width, frame.height
        encoder.pix_fmt, encoder.time_base = "yuvj420p", Fraction(1, 25)
        frame = frame.reformat(format="yuvj420p")
        return b"".join(
            bytes(one) for one in [*encoder.encode(frame), *encoder.encode()]
        )

    return await asyncio.to_thread(read)
