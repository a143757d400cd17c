"""An open camera shows itself through every door: the right one, moving, of this moment, and silent."""

import asyncio
from dataclasses import dataclass
import subprocess
import time

import pytest
import pytest_asyncio

from lab.home_client import HomeClient
from lab.inventory import CAMERAS
from lab.picture import Reading, frames_of, read, tracks_of
from lab.sources import entity_id
from lab.viewers import HlsViewer, MjpegViewer

from .closing import quiet
from .conftest import allow_loopback
from .lab_house import KEYS, START_SECONDS, House
from .low_latency import LowLatencyViewer

STREAMS = ("living_room", "hallway")
FRESH_SECONDS = 3


@dataclass(frozen=True, kw_only=True)
class Watched:
    """What one camera with a stream showed: parts, whole segments, and a recording."""

    parts: LowLatencyViewer
    segments: bytes
    recording: bytes


async def watch(house: House, client: HomeClient, key: str) -> Watched:
    """Watch a camera in every way in which it streams."""
    file = house.media / f"open_{key}.mp4"
    async with (
        LowLatencyViewer(client, entity_id(key)) as parts,
        HlsViewer(client, entity_id(key)) as segments,
    ):
        assert await parts.until_parts(1, START_SECONDS)
        await client.act(
            "camera.record", entity_id=entity_id(key), filename=str(file), duration=2
        )
        whole = await segments.until_recorded(1, START_SECONDS)
    return Watched(
        parts=parts, segments=whole, recording=await asyncio.to_thread(file.read_bytes)
    )


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def watched(house: House) -> dict[str, Watched]:
    """Watch all cameras with a stream at the same time."""
    allow_loopback()
    async with house.client() as client:
        found = await asyncio.gather(*(watch(house, client, key) for key in STREAMS))
        await quiet(house, client)
    return dict(zip(STREAMS, found, strict=True))


def shows(key: str, readings: list[Reading], *, least: int) -> None:
    """Assert that pictures are those of a camera, each once, and in order."""
    frames = [reading.frame for reading in readings]
    assert {reading.camera for reading in readings} == {CAMERAS[key].number}
    assert len(frames) >= least
    assert frames == sorted(set(frames))


@pytest.mark.parametrize("key", KEYS)
async def test_still(client: HomeClient, key: str) -> None:
    """A still is the camera's own, seconds old at most when it is asked for, and the next one is newer."""
    pictures = []
    for _ in range(2):
        asked = time.time()
        answer = await client.answer(f"/api/camera_proxy/{entity_id(key)}")
        assert answer.status == 200
        pictures.append(read(answer.body))
        assert pictures[-1] is not None
        assert pictures[-1].moment() > asked - FRESH_SECONDS
        await asyncio.sleep(0.6)
    shows(key, [picture for picture in pictures if picture], least=2)


@pytest.mark.parametrize("key", KEYS)
async def test_mjpeg(client: HomeClient, key: str) -> None:
    """MJPEG moves, and is of after it was asked for."""
    asked = time.time()
    async with MjpegViewer(client, entity_id(key)) as viewer:
        seen = await viewer.until_moving(4, START_SECONDS)
    readings = list(dict.fromkeys(s.reading for s in seen if s.reading))
    shows(key, readings, least=4)
    assert readings[-1].moment() > asked


@pytest.mark.timeout(600)
@pytest.mark.parametrize("key", STREAMS)
async def test_hls(watched: dict[str, Watched], key: str) -> None:
    """HLS gives every frame, in parts and in whole segments, and no sound."""
    parts = watched[key].parts
    shows(key, await parts.frames(), least=14)
    shows(key, await asyncio.to_thread(frames_of, watched[key].segments), least=30)
    assert tracks_of(parts.recording) == ["video"]
    assert tracks_of(watched[key].segments) == ["video"]


@pytest.mark.timeout(600)
@pytest.mark.parametrize("key", STREAMS)
async def test_recording(watched: dict[str, Watched], key: str) -> None:
    """A recording holds every frame, and no sound."""
    recording = watched[key].recording
    shows(key, await asyncio.to_thread(frames_of, recording), least=30)
    assert tracks_of(recording) == ["video"]


@pytest.mark.timeout(600)
async def test_recording_as_others_see_it(
    house: House, watched: dict[str, Watched]
) -> None:
    """A program that is not ours finds one video track in a recording, and nothing else."""
    file = house.media / "open_living_room.mp4"
    command = [
        "ffprobe",
        "-v",
        "error",
        "-show_entries",
        "stream=codec_type,codec_name",
    ]
    command += ["-of", "csv=p=0", str(file)]
    done = await asyncio.to_thread(
        subprocess.run,
        command,
        check=True,
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
    )
    assert done.stdout.split() == ["h264,video"]
