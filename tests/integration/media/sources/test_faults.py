"""What becomes of a guarded camera when its original goes wrong: said once, never foreign or old, and over when it is over."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
import time
from typing import Final

from aiohttp import web
import pytest

from custom_components.lens_cap.exceptions import NoPictureError, NoStreamError
from custom_components.lens_cap.media import (
    session as session_module,
    source_health as health_module,
)
from custom_components.lens_cap.media.relay.viewers import Wants
from lab.cameras_process import LabCameras
from lab.inventory import GARDEN, LIVING_ROOM
from lab.pattern import FPS
from lab.picture import Reading, images_of, read, shows_secret

from ....helpers.mock_house import SOFA, House
from ....helpers.servers import serving
from .conftest import Become
from .kinds import address, mask, sofa
from .loop_cpu import LoopCpu
from .tape import Tape

CAMERA: Final = LIVING_ROOM.key
# Of one callback. The loop of tests is in debug mode, and slower than that of a household.
MOST_CPU_SECONDS: Final = 0.02


def state(house: House) -> str:
    """Return what is said of the live picture."""
    return house.state("sensor.sofa_live_picture").state


async def until_state(house: House, *wanted: str) -> None:
    """Wait until one of these is said of the live picture."""
    async with asyncio.timeout(60):
        while state(house) not in wanted:  # noqa: ASYNC110
            await asyncio.sleep(0.05)


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return what the log says of the picture."""
    return [
        record.getMessage()
        for record in caplog.records
        if "original of" in record.getMessage()
    ]


def right(readings: list[Reading]) -> list[int]:
    """Return the frame numbers of pictures, which must be the camera's own and never go back."""
    assert {reading.camera for reading in readings} == {LIVING_ROOM.number}
    frames = [reading.frame for reading in readings]
    assert frames == sorted(frames)
    return frames


async def moves_again(tape: Tape, since: float) -> None:
    """Assert that the same viewer sees what the camera takes after a moment, in Unix time."""
    begin = len(tape.data)
    async with asyncio.timeout(60):
        while True:
            await tape.more(0.5)
            seen = await tape.frames()
            if len([one for one in seen if one.moment() > since]) > 3:
                break
    assert len(tape.data) > begin


@asynccontextmanager
async def calm() -> AsyncIterator[None]:
    """Assert that no callback holds the event loop for long inside the block."""
    with LoopCpu() as loop:
        yield
    assert loop.callbacks > 0
    assert loop.worst < MOST_CPU_SECONDS, loop.slowest


async def test_what_holds_the_loop_is_seen() -> None:
    """One callback that computes for long, and not many that do a little each."""

    def compute(seconds: float) -> None:
        end = time.thread_time() + seconds
        while time.thread_time() < end:
            pass

    with LoopCpu() as loop:
        for _ in range(20):
            asyncio.get_running_loop().call_soon(compute, MOST_CPU_SECONDS / 10)
        await asyncio.sleep(0)
    assert MOST_CPU_SECONDS / 10 <= loop.worst < MOST_CPU_SECONDS
    with LoopCpu() as loop:
        asyncio.get_running_loop().call_soon(compute, MOST_CPU_SECONDS)
        await asyncio.sleep(0)
    assert loop.worst >= MOST_CPU_SECONDS
    assert "compute" in loop.slowest


async def test_frozen(
    become: Become, lab: LabCameras, caplog: pytest.LogCaptureFixture
) -> None:
    """A camera that repeats itself is shown as it is; that is no failure that anybody could see."""
    house = become(LIVING_ROOM)
    async with calm(), Tape(await address(house)) as tape:
        await tape.more(0.5)
        await lab.control(CAMERA, "freeze")
        await tape.more(1)
        assert state(house) == "no_problem"
        await lab.control(CAMERA, "ok")
        await moves_again(tape, time.time())
    frames = right(await tape.frames())
    assert len(set(frames)) < len(frames)
    assert lines(caplog) == []


async def test_garbage(
    become: Become, lab: LabCameras, caplog: pytest.LogCaptureFixture
) -> None:
    """Of a spoiled picture nothing is seen that was to be covered; it is over with the next whole one."""
    house = become(LIVING_ROOM)
    mask(house)
    async with calm(), Tape(await address(house)) as tape:
        await tape.more(0.5)
        await lab.control(CAMERA, "garbage")
        await tape.more(1.5)
        await lab.control(CAMERA, "ok")
        await moves_again(tape, time.time())
    pictures = await asyncio.to_thread(lambda: list(images_of(tape.data)))
    # What is spoiled may tell another time, but it is no other camera's.
    cameras = {seen.camera for picture in pictures if (seen := read(picture))}
    assert cameras == {LIVING_ROOM.number}
    assert not any(shows_secret(picture) for picture in pictures)
    assert lines(caplog) == []


async def test_a_slow_drip(
    become: Become, lab: LabCameras, caplog: pytest.LogCaptureFixture
) -> None:
    """A picture now and then is shown as it comes; who joins in between gets the newest, or waits."""
    house = become(LIVING_ROOM)
    async with calm(), Tape(await address(house)) as tape:
        await tape.more(0.5)
        await lab.control(CAMERA, "drip")
        begun = time.time()
        await tape.more(2.5)
        async with Tape(await address(house)) as late:
            await late.more(0.2)
            joined = time.time()
        await lab.control(CAMERA, "ok")
        await moves_again(tape, time.time())
    assert any(begun < frame.moment() < joined for frame in await tape.frames())
    assert joined - (await late.frames())[-1].moment() < 5
    right(await tape.frames())
    assert state(house) == "no_problem"
    assert lines(caplog) == []


async def test_dropped_again_and_again(
    become: Become, lab: LabCameras, caplog: pytest.LogCaptureFixture
) -> None:
    """A camera that hangs up is asked again; the viewer stays, and the log says it once."""
    house = become(LIVING_ROOM)
    async with calm(), Tape(await address(house)) as tape:
        await tape.more(0.5)
        plays = (await lab.stats())[CAMERA]["rtsp_plays"]
        await lab.control(CAMERA, "drop")
        await until_state(house, "ended")
        async with asyncio.timeout(60):
            while (await lab.stats())[CAMERA]["rtsp_plays"] < plays + 2:  # noqa: ASYNC110
                await asyncio.sleep(0.1)
        await lab.control(CAMERA, "ok")
        await moves_again(tape, time.time())
        assert tape.ended_at is None
    right(await tape.frames())
    assert state(house) == "no_problem"
    # That it is back is said once it lasts, which may be before the tape is looked at.
    back = "the picture from the original of Sofa is back"
    said = [line for line in lines(caplog) if line != back]
    assert said == ["no picture from the original of Sofa: ended"]


async def test_another_password(
    become: Become,
    lab: LabCameras,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is said that the login is refused, to whoever asks; with the right one all is well again."""
    monkeypatch.setattr(health_module, "_HOPELESS_SECONDS", 1.0)
    house = become(LIVING_ROOM)
    async with calm(), Tape(url := await address(house)) as tape:
        await tape.more(0.5)
        await lab.control(CAMERA, "locked")
        assert await tape.ended()
        assert state(house) == "refused"
        with pytest.raises(NoStreamError) as refused:
            await sofa(house).async_create_stream()
        assert refused.value.translation_key == "no_stream_refused"
        for _ in range(2):
            with pytest.raises(NoPictureError):
                await sofa(house).async_camera_image()
            async with Tape(url) as late:
                assert await late.ended()
            assert (late.status, late.data) == (502, b"")
    assert "no picture from the original of Sofa: refused" in lines(caplog)
    # In the moment of the change the running stream ends as well.
    assert len(lines(caplog)) <= 2
    await lab.control(CAMERA, "ok")
    since = time.time()
    await asyncio.sleep(1)
    async with Tape(await address(house)) as again:
        await moves_again(again, since)
    assert all(frame.moment() > since for frame in await again.frames())
    assert state(house) == "no_problem"
    assert not any(needle in caplog.text for needle in LIVING_ROOM.needles)


async def test_silence(
    become: Become,
    lab: LabCameras,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A camera that says nothing any more gives no old picture to anybody, and is found again."""
    # Whoever asks for a still waits for twelve seconds; a busy machine takes its time to find the camera silent.
    monkeypatch.setattr(session_module, "_STILL_SECONDS", 240.0)
    house = become(LIVING_ROOM)
    async with calm(), Tape(await address(house)) as tape:
        await tape.more(0.5)
        await lab.control(CAMERA, "down")
        down = time.time()
        await asyncio.sleep(5.5)
        async with Tape(await address(house)) as late:
            still = asyncio.create_task(sofa(house).async_camera_image())
            await until_state(house, "unreachable", "broken")
            assert late.data == b""
            assert not still.done()
            await lab.control(CAMERA, "ok")
            await moves_again(tape, time.time())
            seen = read(await still or b"")
            assert seen is not None
            assert seen.moment() > down
            await late.more(0.5)
    assert all(frame.moment() > down for frame in await late.frames())
    right(await tape.frames())
    assert len(lines(caplog)) == 1


async def test_a_playlist_instead_of_pictures(
    become: Become, lab: LabCameras, caplog: pytest.LogCaptureFixture
) -> None:
    """Nobody goes where a camera's playlist points to; it is said that it does, and pictures come back."""
    house = become(LIVING_ROOM)
    house.sources[SOFA].address = lab.addresses[GARDEN.key].mjpeg.replace(
        "://", f"://{GARDEN.username}:{GARDEN.password}@"
    )

    async def bait(_request: web.Request) -> web.StreamResponse:
        return web.Response(body=b"bait", content_type="video/mp2t")

    async with calm(), serving(bait) as elsewhere:
        port = int(elsewhere.url.split(":")[2].split("/")[0])
        await lab.control(GARDEN.key, "playlist", elsewhere=port)
        async with Tape(await address(house)) as tape:
            assert await tape.ended()
        assert (tape.status, tape.data) == (502, b"")
        assert state(house) == "elsewhere"
        with pytest.raises(NoStreamError) as refused:
            await sofa(house).async_create_stream()
        assert refused.value.translation_key == "no_stream_elsewhere"
        with pytest.raises(NoPictureError):
            await sofa(house).async_camera_image()
        assert elsewhere.asked == []
    assert lines(caplog) == ["no picture from the original of Sofa: elsewhere"]
    await lab.control(GARDEN.key, "ok")
    seen = read(await sofa(house).async_camera_image() or b"")
    assert seen is not None
    assert seen.camera == GARDEN.number
    assert state(house) == "no_problem"


async def test_garbage_instead_of_pictures(
    become: Become, lab: LabCameras, caplog: pytest.LogCaptureFixture
) -> None:
    """What is no picture is not handed on as one; where nothing else comes, that is said."""
    house = become(LIVING_ROOM)
    house.sources[SOFA].address = lab.addresses[GARDEN.key].mjpeg.replace(
        "://", f"://{GARDEN.username}:{GARDEN.password}@"
    )
    session = house.guard()._session
    viewer = session.join(Wants.PICTURES, lambda: None)
    try:
        async with calm(), asyncio.timeout(60):
            assert read(await viewer.next() or b"")
            await lab.control(GARDEN.key, "garbage")
            await until_state(house, "broken")
            assert all(read(picture) for _, picture in viewer._queue)
            viewer._queue.clear()
            back = time.time() - 1 / FPS
            await lab.control(GARDEN.key, "ok")
            seen = read(await viewer.next() or b"")
            assert seen is not None
            assert seen.moment() > back
    finally:
        session.leave(viewer)
    assert state(house) == "no_problem"
    assert lines(caplog) == ["no picture from the original of Sofa: broken"]
