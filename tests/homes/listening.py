"""Lets sound of cameras pass as people do, and listens to them in every way."""

import asyncio
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
import io
from pathlib import Path
from statistics import median
import subprocess
from typing import Any, override

import aiohttp
import av
import pytest

from lab.home_client import HomeClient, HomeError
from lab.picture import image_of, read
from lab.sources import PLACES, entity_id
from lab.viewers import Viewer
from lab.webrtc_viewer import WebRtcViewer

from .closing import until
from .lab_house import START_SECONDS, PlayerHouse
from .low_latency import LowLatencyViewer
from .rules import camera_id, reconfigure


def sound_switch(key: str) -> str:
    """Return the entity id of a camera's switch for sound."""
    return f"switch.{key}_audio_recording"


async def assess(person: HomeClient, key: str) -> None:
    """Think about who can be heard by a camera, in the form for that."""
    flow = await reconfigure(person, key)
    await flow.submit(placement=PLACES[key][1], edit_assessment=True)
    assert flow.step["step_id"] == "sound", flow.step
    await flow.submit(
        household="yes",
        children="no",
        neighbours="no",
        public="no",
        staff="unsure",
        guests="yes",
        avoidable="no",
        needed_for="To hear the baby",
        told=["household", "guests"],
    )
    assert flow.step["reason"] == "reconfigure_successful", flow.step


async def ask(person: HomeClient, key: str) -> str:
    """Switch sound on, as the frontend does; return what is said to that."""
    with pytest.raises(HomeError) as refused:
        await person.command(
            "call_service",
            domain="switch",
            service="turn_on",
            service_data={},
            target={"entity_id": sound_switch(key)},
        )
    return str(refused.value)


async def requests(person: HomeClient) -> list[dict[str, Any]]:
    """Return what somebody may answer."""
    answer = await person.command("lens_cap/audio/pending")
    found: list[dict[str, Any]] = answer["requests"]
    return found


async def confirm(person: HomeClient) -> None:
    """Say yes to all that is asked."""
    for request in await requests(person):
        await person.command(
            "lens_cap/audio/confirm",
            request_id=request["request_id"],
            proof=request["proof"],
        )


class Tap(Viewer):
    """Reads an address until cut off, and keeps all that came."""

    def __init__(self, client: HomeClient, entity: str, url: str) -> None:
        """Say who reads what."""
        super().__init__(client, entity)
        self.url = url
        self.status = 0
        self.last_at = 0.0
        self._chunks: list[bytes] = []

    @property
    def recording(self) -> bytes:
        """Return all that arrived."""
        return b"".join(self._chunks)

    @override
    async def _watch(self) -> None:
        with suppress(aiohttp.ClientError):
            async with self.client.session.get(
                self.url, timeout=aiohttp.ClientTimeout(total=None)
            ) as response:
                self.status = response.status
                async for chunk in response.content.iter_any():
                    self._chunks.append(chunk)
                    self.last_at = asyncio.get_running_loop().time()


@dataclass(frozen=True, kw_only=True)
class Ears:
    """Whoever listens to one camera; `recording` ends with the stream that is recorded."""

    hls: LowLatencyViewer
    webrtc: WebRtcViewer
    tap: Tap
    file: Path
    recording: asyncio.Task[None] | None

    async def until_ended(self, seconds: float) -> bool:
        """Wait until everything that can notice it was cut off; return whether that happened."""
        ended = [await one.until_ended(seconds) for one in (self.hls, self.tap)]
        if self.recording is not None:
            await asyncio.wait_for(self.recording, seconds)
        return all(ended)

    def everything(self) -> list[bytes | Path]:
        """Return all that was given out: by HLS, by the relay, and as a file."""
        given: list[bytes | Path] = [self.hls.recording, self.tap.recording]
        return [*given, self.file] if self.file.exists() else given


async def listen(
    home: PlayerHouse,
    client: HomeClient,
    key: str,
    stack: AsyncExitStack,
    *,
    name: str = "",
    parts: int = 2,
) -> Ears:
    """Listen to a camera in every way, until so many parts of HLS have come.

    With a name it is recorded too, with what Home Assistant still has of before; a file is there
    only once a segment is whole.
    """
    entity = entity_id(key)
    webrtc = await stack.enter_async_context(
        WebRtcViewer(client, entity, stubborn=True)
    )
    hls = await stack.enter_async_context(LowLatencyViewer(client, entity))
    file = home.house.media / f"{name or 'none'}_{key}.mp4"
    recording = asyncio.create_task(_record(client, entity, file)) if name else None
    if recording is not None:
        stack.callback(recording.cancel)
    assert await webrtc.until_moving(2, START_SECONDS), repr(webrtc)
    url = await home.relay_url(await camera_id(client, key))
    tap = await stack.enter_async_context(Tap(client, entity, url))
    # On a busy machine the others may have had enough before it got anything.
    assert await until(lambda: tap.last_at > 0, START_SECONDS), tap.status
    assert await hls.until_parts(parts, START_SECONDS), hls.refusal
    return Ears(hls=hls, webrtc=webrtc, tap=tap, file=file, recording=recording)


async def _record(client: HomeClient, entity: str, file: Path) -> None:
    with suppress(HomeError):
        await client.act(
            "camera.record",
            entity_id=entity,
            filename=str(file),
            duration=60,
            lookback=20,
        )


def kinds(data: bytes | Path) -> set[str]:
    """Return the kinds of track that a program which is not ours finds in a recording."""
    content = data.read_bytes() if isinstance(data, Path) else data
    command = ["ffprobe", "-v", "fatal", "-show_entries", "stream=codec_type"]
    command += ["-of", "csv=p=0", "pipe:0"]
    done = subprocess.run(
        command, check=True, input=content, capture_output=True, timeout=120
    )
    return {line.strip(",") for line in done.stdout.decode().split()}


def last_heard(data: bytes | Path) -> float:
    """Return the Unix time at which the last sound of a recording was made, by its pictures' time."""
    ends, offsets = [], []
    readable = str(data) if isinstance(data, Path) else io.BytesIO(data)
    with av.open(readable, "r") as container:
        for frame in container.decode(audio=0, video=0):
            if isinstance(frame, av.AudioFrame) and frame.time is not None:
                ends.append(frame.time + frame.samples / frame.sample_rate)
            elif isinstance(frame, av.VideoFrame) and frame.time is not None:
                reading = read(image_of(frame))
                if reading is not None:
                    offsets.append(reading.moment() - frame.time)
    return median(offsets) + max(ends)
