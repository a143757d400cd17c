"""One worker for all who watch, none when nobody does, and nothing after a cut."""

import asyncio
import io
import os
import signal

import av
import pytest

from custom_components.lens_cap.media import (
    session as session_module,
    worker_supervisor as supervisor_module,
)
from custom_components.lens_cap.media.frames import SourceError, StreamSource
from custom_components.lens_cap.media.lifecycle import IdleTimer
from custom_components.lens_cap.media.relay.viewers import Viewer, Wants
from custom_components.lens_cap.media.session import StreamSession
from homeassistant.core import HomeAssistant
from lab.inventory import HALLWAY
from lab.picture import read

from ...helpers.sessions import session_on
from ...helpers.waiting import until
from .conftest import runs, told_by_proc


def _ignore() -> None:
    """Abort nothing."""


async def _chunks(viewer: Viewer, count: int) -> list[bytes]:
    async with asyncio.timeout(60):
        return [chunk for _ in range(count) if (chunk := await viewer.next())]


async def test_ten_viewers_share_a_worker(session: StreamSession) -> None:
    """The tenth viewer gets what the first gets, from the same process."""
    first = session.join(Wants.STREAM, _ignore)
    await _chunks(first, 5)
    pid = session.worker_pid
    viewers = [session.join(Wants.STREAM, _ignore) for _ in range(9)]
    assert all([await _chunks(viewer, 5) for viewer in viewers])
    assert session.worker_pid == pid
    assert session.viewers == 10


async def test_nobody_watches(
    session: StreamSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker ends a little after the last viewer, and there was none before the first."""
    monkeypatch.setattr(session_module, "_LINGER_SECONDS", 0.2)
    assert session.worker_pid is None
    viewer = session.join(Wants.STREAM, _ignore)
    await _chunks(viewer, 2)
    pid = session.worker_pid
    assert runs(pid)
    session.leave(viewer)
    await until(lambda: not runs(pid))
    assert session.worker_pid is None


async def test_a_dashboards_stills_do_not_keep_a_camera_streaming(
    session: StreamSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker, and with it the connection, ends long before the next still is due in ten seconds."""
    rests: list[float] = []
    start = IdleTimer.start

    def note(timer: IdleTimer, seconds: float) -> None:
        rests.append(seconds)
        start(timer, seconds)

    monkeypatch.setattr(IdleTimer, "start", note)
    await session.async_still()
    pid = session.worker_pid
    assert runs(pid)
    assert max(rests) <= 2
    await until(lambda: not runs(pid))


async def test_a_viewer_starts_with_a_whole_picture(session: StreamSession) -> None:
    """Whoever joins in the middle can decode from the first chunk on."""
    first = session.join(Wants.STREAM, _ignore)
    await _chunks(first, 20)
    late = session.join(Wants.STREAM, _ignore)
    data = b"".join(await _chunks(late, 20))
    with av.open(io.BytesIO(data), "r", format="mpegts") as container:
        assert [stream.type for stream in container.streams] == ["video"]
        frames = list(container.decode(video=0))
    assert len(frames) >= 18
    assert read(frames[0].to_image()) is not None  # type: ignore[no-untyped-call]


async def test_stills_are_fresh_and_shared(session: StreamSession) -> None:
    """Stills come from one worker, and the next one is no older."""
    stills = await asyncio.gather(*(session.async_still() for _ in range(5)))
    reading = read(stills[0].content)
    assert reading is not None
    assert reading.camera == HALLWAY.number
    again = read((await session.async_still()).content)
    assert again is not None
    assert again.frame >= reading.frame


async def test_a_cut_ends_everything(session: StreamSession) -> None:
    """Worker, connections, waiting stills and what was cached end in one turn of the loop."""
    aborted: list[int] = []
    viewers = [
        session.join(Wants.STREAM, lambda number=number: aborted.append(number))  # type: ignore[misc]
        for number in range(3)
    ]
    await _chunks(viewers[0], 20)
    pid = session.worker_pid
    glance = asyncio.create_task(session.async_still())
    await asyncio.sleep(0)
    session.cut()
    assert sorted(aborted) == [0, 1, 2]
    assert [await viewer.next() for viewer in viewers] == [None] * 3
    with pytest.raises(SourceError):
        await glance
    await until(lambda: not runs(pid))
    late = session.join(Wants.STREAM, _ignore)
    assert not late._queue


async def test_a_killed_worker_is_replaced(session: StreamSession) -> None:
    """The same viewer goes on after a crash, and time goes on too."""
    viewer = session.join(Wants.STREAM, _ignore)
    data = await _chunks(viewer, 15)
    pid = session.worker_pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    data += await _chunks(viewer, 25)
    assert session.worker_pid not in (None, pid)
    with av.open(io.BytesIO(b"".join(data)), "r", format="mpegts") as container:
        times = [p.dts for p in container.demux(video=0) if p.dts is not None]
    assert len(times) > 35
    assert times == sorted(times)


async def test_a_wrong_login(
    hass: HomeAssistant,
    hallway: StreamSource,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It is said once, with a code and no address; the viewer ends, its connection stays."""
    source = StreamSource(hallway.url.replace(HALLWAY.username, "nobody"))
    session = session_on(hass, source, name="Hallway")
    aborted: list[int] = []
    viewer = session.join(Wants.STREAM, lambda: aborted.append(1))
    async with asyncio.timeout(60):
        assert await viewer.next() is None
    assert session.health.problem == "refused"
    assert aborted == []
    assert caplog.text.count("no picture from the original of Hallway: refused") == 1
    assert "rtsp://" not in caplog.text
    await session.async_close()


async def test_a_camera_that_is_away_comes_back(
    session: StreamSession,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Nothing is shown while there is nothing, and it is said once that it is back."""

    async def nothing() -> StreamSource:
        raise SourceError

    monkeypatch.setattr(supervisor_module, "_BACK_OFF_SECONDS", (0.01, 0.01))
    with monkeypatch.context() as away:
        away.setattr(session._supervisor._inputs.source, "async_stream", nothing)
        with pytest.raises(SourceError):
            await session.async_still()
    assert read((await session.async_still()).content)
    assert caplog.text.count("no picture from the original") == 1


async def test_the_address_is_in_no_argument(session: StreamSession) -> None:
    """Other programs can read arguments; the login goes through a pipe."""
    viewer = session.join(Wants.STREAM, _ignore)
    await _chunks(viewer, 1)
    told = told_by_proc(session.worker_pid)
    for needle in (*HALLWAY.needles, "rtsp"):
        assert needle.encode() not in told


async def test_a_stream_is_not_given_to_who_wants_pictures(
    session: StreamSession,
) -> None:
    """A source that sends video ends those who want JPEGs, so that they ask for stills instead."""
    early = session.join(Wants.PICTURES, _ignore)
    watching = session.join(Wants.STREAM, _ignore)
    await _chunks(watching, 2)
    assert await early.next() is None
    late = session.join(Wants.PICTURES, _ignore)
    assert late.closed
    assert session.viewers == 1
