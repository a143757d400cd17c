"""A player that demands a sound track gets its picture, and silence that can hold nothing else."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from fractions import Fraction
import io
from pathlib import Path
from typing import Final

import av
import numpy as np
import pytest

from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.media.frames import StreamSource
from custom_components.lens_cap.media.relay.relay import Relay
from custom_components.lens_cap.media.relay.silent_audio import (
    SILENT_FRAME,
    SilentTrack,
    _ahead,
)
from custom_components.lens_cap.media.relay.viewers import Viewer, Wants
from custom_components.lens_cap.media.requester import Consumer
from custom_components.lens_cap.media.session import StreamSession
from custom_components.lens_cap.media.worker.mpegts import PACKET, pid_of
from homeassistant.core import HomeAssistant

from ....helpers.clips import clip
from ....helpers.servers import live, serving
from ....helpers.sessions import Permission, session_on

SOFA: Final = CameraId("sofa")
TOKEN: Final = "a" * 64
SECONDS: Final = 20
TONE: Final = 440

type Address = Callable[[Consumer], str]


class Door:
    """An open camera."""

    def __init__(self, session: StreamSession) -> None:
        """Take the session that everybody joins."""
        self.session = session
        self.consumers: list[Consumer] = []

    def relay_tokens(self, _consumer: Consumer) -> tuple[str, ...]:
        """Return what opens the stream now."""
        return (TOKEN,)

    def join(
        self, wants: Wants, abort: Callable[[], None], consumer: Consumer
    ) -> Viewer:
        """Let one more watch."""
        self.consumers.append(consumer)
        return self.session.join(wants, abort)

    def expects(self, _consumer: Consumer) -> bool:
        """Say that nobody watches without a connection."""
        return False

    def leave(self, viewer: Viewer) -> None:
        """Let one go."""
        self.session.leave(viewer)


@asynccontextmanager
async def relayed(
    hass: HomeAssistant, film: bytes, *, audio: bool
) -> AsyncIterator[Address]:
    """Yield what tells the address of a film for somebody, with its sound or without."""
    async with serving(live(film, SECONDS)) as server:
        source, permission = StreamSource(server.url), Permission(audio=audio)
        session = session_on(hass, source, permission=permission)
        relay = Relay()
        await relay.async_start()
        relay.add(SOFA, Door(session))
        yield lambda consumer: relay.url(SOFA, TOKEN, consumer)
        await session.async_close()
        await relay.async_stop()


async def play(url: str, folder: Path) -> tuple[int, bytes]:
    """Play as HomeKit's FFmpeg does; return its exit code, and the samples that were heard."""
    sound = folder / "sound.s16"
    command = [
        *("ffmpeg", "-nostdin", "-v", "error", "-t", "2", "-i", url),
        *("-map", "0:v:0", "-an", "-c:v", "copy", "-f", "null", "-"),
        *("-map", "0:a:0", "-vn", "-c:a", "pcm_s16le", "-ac", "1", "-ar", "16k"),
        *("-f", "s16le", "-y", str(sound)),
    ]
    process = await asyncio.create_subprocess_exec(
        *command, stderr=asyncio.subprocess.DEVNULL
    )
    async with asyncio.timeout(60):
        code = await process.wait()
    there = await asyncio.to_thread(sound.exists)
    return code, await asyncio.to_thread(sound.read_bytes) if there else b""


def test_the_frame_is_what_silence_is_encoded_to() -> None:
    """FFmpeg makes it of zeros, and zeros of it: nothing of a camera can be in it."""
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="adts") as output:
        stream = output.add_stream("aac", rate=16000, layout="mono", bit_rate=16000)
        for number in range(5):
            zeros = np.zeros((1, 1024), dtype=np.float32)
            frame = av.AudioFrame.from_ndarray(zeros, format="fltp", layout="mono")
            frame.sample_rate, frame.time_base = 16000, Fraction(1, 16000)
            frame.pts = number * 1024
            output.mux(stream.encode(frame))
    assert buffer.getvalue().endswith(SILENT_FRAME * 3)
    with av.open(io.BytesIO(SILENT_FRAME * 50), "r", format="aac") as container:
        heard = [frame.to_ndarray() for frame in container.decode(audio=0)]
    assert len(heard) == 50
    assert not np.concatenate(heard, axis=1).any()


async def test_a_player_that_demands_sound(
    hass: HomeAssistant, socket_enabled: None, tmp_path: Path
) -> None:
    """Without the track it shows nothing; with it, the picture comes, and every sample is zero."""
    film = clip("libx264", "mpegts", 15 * SECONDS, audio="aac", tone=TONE, rate=16000)
    async with relayed(hass, film, audio=False) as address:
        code, _ = await play(address(Consumer.OTHER), tmp_path)
        assert code != 0
        code, samples = await play(address(Consumer.HOMEKIT), tmp_path)
    assert code == 0
    assert len(samples) >= 1.5 * 16000 * 2
    assert not any(samples)


async def test_confirmed_sound_is_heard(
    hass: HomeAssistant, socket_enabled: None, tmp_path: Path
) -> None:
    """Where sound may pass, the silence keeps out of its way."""
    film = clip("libx264", "mpegts", 15 * SECONDS, audio="aac", tone=TONE, rate=16000)
    async with relayed(hass, film, audio=True) as address:
        code, samples = await play(address(Consumer.HOMEKIT), tmp_path)
    assert code == 0
    wave = np.frombuffer(samples, dtype=np.int16)
    spectrum = np.abs(np.fft.rfft(wave))
    loudest = np.fft.rfftfreq(len(wave), 1 / 16000)[int(spectrum.argmax())]
    assert loudest == pytest.approx(TONE, abs=20)


def pictures_of(film: bytes) -> list[bytes]:
    """Return MPEG-TS in pieces that begin with the tables, or with a picture, each."""
    chunks: list[bytes] = []
    tables = b""
    for place in range(0, len(film), PACKET):
        packet = film[place : place + PACKET]
        if pid_of(packet) != 0x100:
            tables += packet
        elif packet[1] & 0x40:
            chunks.append(tables + packet)
            tables = b""
        else:
            chunks[-1] += packet
    return chunks


def moments(film: bytes, kind: str) -> list[float]:
    """Return when each packet of a kind is due, in seconds."""
    with av.open(io.BytesIO(film), "r", format="mpegts") as container:
        return [
            float(packet.dts * packet.time_base)
            for packet in container.demux()
            if packet.stream.type == kind and packet.dts is not None
        ]


def test_silence_keeps_step() -> None:
    """It is without a gap, and never further from the picture than one of its frames is long."""
    film, track = clip("libx264", "mpegts", 60), SilentTrack()
    film = b"".join(track.added_to(chunk) for chunk in pictures_of(film))
    silence, pictures = moments(film, "audio"), moments(film, "video")
    assert len(pictures) == 60
    steps = np.diff(silence)
    assert steps == pytest.approx(np.full(len(steps), 0.064), abs=0.001)
    assert silence[0] == pytest.approx(pictures[0], abs=0.001)
    assert 0 <= pictures[-1] - silence[-1] < 0.065


def test_a_stream_that_begins_anew() -> None:
    """When its time goes back, or far ahead, the silence goes along, and is not made up for."""
    chunks, track = pictures_of(clip("libx264", "mpegts", 60)), SilentTrack()
    sizes = [len(track.added_to(chunk)) - len(chunk) for chunk in (*chunks, *chunks)]
    assert sizes[60] == PACKET
    assert max(sizes) <= 2 * PACKET


def test_the_end_of_what_is_counted() -> None:
    """After 26 hours the time of MPEG-TS begins again at nought."""
    assert _ahead(5, (1 << 33) - 5) == 10
    assert _ahead((1 << 33) - 5, 5) == -10


@pytest.mark.parametrize(
    "chunk", [b"", bytes(PACKET), b"\x47\x41\x00\x10" + bytes(184)]
)
def test_what_holds_no_picture(chunk: bytes) -> None:
    """It is passed on as it is, or with a time of nought."""
    assert SilentTrack().added_to(chunk)[: len(chunk)] == chunk
