"""The lab's cameras are what they claim to be: live, locked, and honest about who is watching."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager
from http import HTTPStatus
import io
from pathlib import Path
import subprocess
import time
from typing import Final

import av
import httpx
import pytest

from lab.cameras_process import CameraStats, LabCameras
from lab.inventory import CAMERAS, GARDEN, HALLWAY, LIVING_ROOM, LabCamera
from lab.pattern import FPS
from lab.picture import frames_of, read, shows_secret, tone_of, tracks_of

# The newest picture that a camera has may be as old as one frame is shown.
FRAME_SECONDS: Final = 1.5 / FPS


def login(camera: LabCamera) -> httpx.DigestAuth:
    """Return a camera's own login."""
    return httpx.DigestAuth(camera.username, camera.password)


def record(url: str, seconds: float) -> bytes:
    """Return a recording of a stream, as MPEG-TS with its sound in AAC."""
    command = ["ffmpeg", "-v", "error", "-rtsp_transport", "tcp", "-i", url]
    command += ["-t", str(seconds), "-c:v", "copy", "-c:a", "aac", "-f", "mpegts", "-"]
    done = subprocess.run(command, check=True, capture_output=True, timeout=120)
    return done.stdout


async def until(
    lab: LabCameras, camera: LabCamera, condition: Callable[[CameraStats], bool]
) -> None:
    """Wait until the statistics of a camera say so."""
    async with asyncio.timeout(60):
        while True:
            if condition((await lab.stats())[camera.key]):
                return
            await asyncio.sleep(0.05)


@pytest.mark.parametrize("camera", [LIVING_ROOM, HALLWAY], ids=lambda c: c.key)
async def test_streams_are_live_and_sound(lab: LabCameras, camera: LabCamera) -> None:
    """A stream carries frames of after it was asked for, each once, and the camera's own tone."""
    url = lab.addresses[camera.key].stream_source_with_login
    asked = time.time()
    recording = await asyncio.to_thread(record, url, 1.5)
    readings = await asyncio.to_thread(frames_of, recording)
    frames = [reading.frame for reading in readings]
    assert {reading.camera for reading in readings} == {camera.number}
    # On a busy machine a camera leaves frames out.
    assert len(frames) > 4
    assert frames == sorted(set(frames))
    assert readings[0].moment() > asked - FRAME_SECONDS
    assert tracks_of(recording) == ["video", "audio"]
    assert tone_of(recording) == pytest.approx(camera.tone, abs=2)


@pytest.mark.parametrize("login_of", [None, GARDEN, LIVING_ROOM], ids=str)
async def test_streams_are_locked(lab: LabCameras, login_of: LabCamera | None) -> None:
    """Neither nobody nor another camera's user gets the hallway's stream."""
    address = lab.addresses[HALLWAY.key]
    url = str(address.stream_source)
    if login_of:
        url = url.replace("://", f"://{login_of.username}:{login_of.password}@")

    def opened() -> None:
        av.open(url, "r", options={"rtsp_transport": "tcp"}).close()

    with pytest.raises((av.HTTPUnauthorizedError, av.HTTPNotFoundError)):
        await asyncio.to_thread(opened)


@pytest.mark.parametrize("camera", CAMERAS.values(), ids=lambda c: c.key)
async def test_stills(lab: LabCameras, camera: LabCamera) -> None:
    """A still is fresh, shows the secret, and is given to its own user alone."""
    still = lab.addresses[camera.key].still
    other = next(c for c in CAMERAS.values() if c != camera)
    asked = time.time()
    async with httpx.AsyncClient() as client:
        mine = await client.get(still, auth=login(camera))
        refused = [
            await client.get(still, auth=auth)
            for auth in (
                None,
                (camera.username, camera.password),
                httpx.DigestAuth(camera.username, "guess"),
                login(other),
            )
        ]
    reading = read(mine.content)
    assert reading
    assert reading.camera == camera.number
    assert reading.moment() > asked - FRAME_SECONDS
    assert shows_secret(mine.content)
    assert {r.status_code for r in refused} == {HTTPStatus.UNAUTHORIZED}


@asynccontextmanager
async def watching(lab: LabCameras) -> AsyncIterator[AsyncIterator[bytes]]:
    """Yield the pictures of the garden's MJPEG."""
    address = lab.addresses[GARDEN.key]

    async def pictures(response: httpx.Response) -> AsyncGenerator[bytes]:
        buffer = b""
        async for chunk in response.aiter_raw():
            buffer += chunk
            while (end := buffer.find(b"\xff\xd9")) >= 0:
                yield buffer[buffer.find(b"\xff\xd8") : end + 2]
                buffer = buffer[end + 2 :]

    async with (
        httpx.AsyncClient() as client,
        client.stream("GET", address.mjpeg, auth=login(GARDEN)) as response,
        aclosing(pictures(response)) as shown,
    ):
        yield shown


async def test_mjpeg_moves_and_is_counted(lab: LabCameras) -> None:
    """MJPEG shows frame after frame; its viewer is counted, and forgotten once gone."""
    async with watching(lab) as pictures:
        seen = [read(await anext(pictures)) for _ in range(5)]
        frames = [reading.frame for reading in seen if reading]
        assert len(frames) == 5
        assert frames == sorted(set(frames))
        await until(lab, GARDEN, lambda stats: stats["mjpeg_open"] == 1)
    await until(lab, GARDEN, lambda stats: stats["mjpeg_open"] == 0)


async def test_clients_are_counted(lab: LabCameras, tmp_path: Path) -> None:
    """Each viewer has an encoder; when they are killed, nothing of them stays."""
    url = lab.addresses[LIVING_ROOM.key].stream_source_with_login
    command = ["ffmpeg", "-v", "quiet", "-rtsp_transport", "tcp", "-i", url]
    viewers = [
        await asyncio.create_subprocess_exec(*command, "-f", "null", "-")
        for _ in range(2)
    ]
    try:
        await until(lab, LIVING_ROOM, lambda stats: stats["rtsp_clients"] == 2)
        assert (await lab.stats())[LIVING_ROOM.key]["rtsp_media_open"] == 2
    finally:
        for viewer in viewers:
            viewer.kill()
            await viewer.wait()
    await until(
        lab,
        LIVING_ROOM,
        lambda stats: not stats["rtsp_clients"] and not stats["rtsp_media_open"],
    )


async def test_faults(lab: LabCameras) -> None:
    """A frozen camera repeats itself, a black one shows only its blocks, one that is down says so."""
    still = lab.addresses[GARDEN.key].still
    async with httpx.AsyncClient(auth=login(GARDEN)) as client:

        async def picture() -> bytes:
            return (await client.get(still)).content

        await picture()
        await lab.control(GARDEN.key, "freeze")
        first = await picture()
        await asyncio.sleep(0.2)
        assert await picture() == first
        await lab.control(GARDEN.key, "black")
        assert read(await picture())
        assert not shows_secret(await picture())
        await lab.control(GARDEN.key, "down")
        down = await client.get(still)
        assert down.status_code == HTTPStatus.SERVICE_UNAVAILABLE


def test_the_cameras_end_with_their_parent(socket_enabled: None) -> None:
    """When whoever started them is gone, so are they: their standard input ends."""
    cameras = LabCameras()
    cameras.start()
    process = cameras._process
    assert process
    assert isinstance(process.stdin, io.BufferedWriter)
    process.stdin.close()
    assert process.wait(60) == 0
    cameras.stop()


async def test_sound_for_whoever_wants_it(lab: LabCameras) -> None:
    """Somebody who wants the sound gets it while somebody else watches without."""
    url = lab.addresses[HALLWAY.key].stream_source_with_login
    command = ["ffmpeg", "-v", "quiet", "-rtsp_transport", "tcp"]
    command += ["-allowed_media_types", "video", "-i", url, "-f", "null", "-"]
    silent = await asyncio.create_subprocess_exec(*command)
    try:
        await until(lab, HALLWAY, lambda stats: stats["rtsp_clients"] == 1)
        assert tone_of(await asyncio.to_thread(record, url, 1)) is not None
    finally:
        silent.kill()
        await silent.wait()
