"""Cameras that fail, change, run ahead or come back while somebody watches."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
import io
import itertools
import json
import os
from pathlib import Path
import signal
from typing import Final

from aiohttp import web
import av
import pytest

from custom_components.lens_cap.media import (
    session as session_module,
    source_health as health_module,
    worker_process as process_module,
    worker_supervisor as supervisor_module,
)
from custom_components.lens_cap.media.frames import SourceError, StreamSource
from custom_components.lens_cap.media.relay.viewers import Viewer, Wants
from custom_components.lens_cap.media.session import StreamSession
from custom_components.lens_cap.media.worker.protocol import (
    FLAG_KEYFRAME,
    MessageKind,
    pack,
)
from custom_components.lens_cap.media.worker_process import WorkerProcess
from homeassistant.core import HomeAssistant

from ...helpers.clips import clip
from ...helpers.processes import workers
from ...helpers.servers import Answer, at_once, live, one_after_another, serving
from ...helpers.sessions import session_on
from ...helpers.waiting import until
from .conftest import runs

SECONDS: Final = 20
_film = partial(clip, "libx264", "mpegts", 15 * SECONDS)
_short = partial(clip, "libx264", "mpegts", 15)
_small = partial(_film, size=(160, 90))

type Sessions = Callable[..., AbstractAsyncContextManager[StreamSession]]


@pytest.fixture
def sessions(hass: HomeAssistant, socket_enabled: None) -> Sessions:
    """Return what makes a session on a camera that answers as told."""

    @asynccontextmanager
    async def make(
        *answers: Answer, changed: Callable[[], None] = lambda: None
    ) -> AsyncIterator[StreamSession]:
        async with serving(one_after_another(*answers)) as server:
            session = session_on(hass, StreamSource(server.url), changed)
            try:
                yield session
            finally:
                await session.async_close()

    return make


class Watcher:
    """A viewer that notes whether its connection was cut."""

    def __init__(self, session: StreamSession, wants: Wants = Wants.STREAM) -> None:
        """Join."""
        self.cuts = 0
        self.viewer: Viewer = session.join(wants, self._cut)

    def _cut(self) -> None:
        self.cuts += 1

    async def take(self, count: int) -> bytes:
        """Return what so many chunks hold; fewer where the stream ends."""
        async with asyncio.timeout(120):
            chunks = [await self.viewer.next() for _ in range(count)]
        return b"".join(chunk for chunk in chunks if chunk)

    async def ended(self) -> bool:
        """Return True once nothing comes any more."""
        async with asyncio.timeout(120):
            while await self.viewer.next() is not None:
                pass
        return True


def kill_worker(session: StreamSession) -> None:
    """Kill the worker from outside, as a lack of memory would."""
    pid = session.worker_pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)


async def _locked(_request: web.Request) -> web.StreamResponse:
    raise web.HTTPForbidden


async def test_time_never_goes_back(sessions: Sessions) -> None:
    """A camera that sent faster than it films does not make the next worker repeat times."""
    async with sessions(at_once(_film(), stay=True)) as session:
        watcher = Watcher(session)
        data = await watcher.take(200)
        kill_worker(session)
        data += await watcher.take(200)
    with av.open(io.BytesIO(data), "r", format="mpegts") as container:
        times = [packet.dts or 0 for packet in container.demux(video=0) if packet.size]
    assert len(times) == 400
    assert all(later > earlier for earlier, later in itertools.pairwise(times))


async def test_another_kind_of_picture(sessions: Sessions) -> None:
    """Who watched has to start anew; who came in between, or wants a still, has not."""
    async with sessions(live(_film(), SECONDS), live(_small(), SECONDS)) as session:
        early = Watcher(session)
        await early.take(5)
        kill_worker(session)
        await until(lambda: session.worker_pid is None)
        between = Watcher(session)
        assert await early.ended()
        assert early.cuts == 1
        data = await between.take(10)
        assert between.cuts == 0
        assert session.viewers == 1
    with av.open(io.BytesIO(data), "r", format="mpegts") as container:
        assert container.streams.video[0].width == 160


async def test_another_kind_of_picture_after_a_cut(sessions: Sessions) -> None:
    """What was cut is forgotten: the next viewer is not held against it."""
    async with sessions(live(_film(), SECONDS), live(_small(), SECONDS)) as session:
        await Watcher(session).take(2)
        session.cut()
        watcher = Watcher(session)
        assert await watcher.take(2)
        assert watcher.cuts == 0


async def test_a_cut_reaches_who_is_still_being_sent_to(sessions: Sessions) -> None:
    """Where a stream ended a moment before, its last bytes may be on their way: they are cut too."""
    async with sessions(live(_film(), SECONDS), _locked) as session:
        watcher = Watcher(session)
        await watcher.take(2)
        kill_worker(session)
        assert await watcher.ended()
        assert (watcher.cuts, session.viewers) == (0, 0)
        session.cut()
        assert watcher.cuts == 1


async def test_who_ended_keeps_nothing_running(
    sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A viewer that does not leave after its end does not count as one."""
    monkeypatch.setattr(session_module, "_LINGER_SECONDS", 0.1)
    async with sessions(live(_film(), SECONDS)) as session:
        wrong = Watcher(session, Wants.PICTURES)
        assert await wrong.ended()
        pid = session.worker_pid
        await until(lambda: session.worker_pid is None)
        await until(lambda: not runs(pid))


async def test_a_camera_that_keeps_failing(
    sessions: Sessions,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It is tried again a few times, said once, and its viewers end with their connections."""
    monkeypatch.setattr(supervisor_module, "_BACK_OFF_SECONDS", (0.01, 0.01))
    async with sessions(at_once(_short())) as session:
        watcher = Watcher(session)
        assert await watcher.ended()
        assert watcher.cuts == 0
        assert session.health.problem == "ended"
    assert caplog.text.count("no picture from the original of Sofa: ended") == 1
    assert "is back" not in caplog.text
    assert "http://" not in caplog.text.replace("aiohttp", "")


async def test_recovery_is_said_once(
    sessions: Sessions,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """After a failure the log says that the picture is back, when it stays."""
    monkeypatch.setattr(supervisor_module, "_BACK_OFF_SECONDS", (0.01,) * 4)
    monkeypatch.setattr(health_module, "_STEADY_SECONDS", 0.5)
    caplog.set_level("INFO")
    async with sessions(at_once(_short()), live(_film(), SECONDS)) as session:
        watcher = Watcher(session)
        await watcher.take(15)
        await until(lambda: session.health.problem == "ended")
        await watcher.take(2)
        assert session.health.problem is None
        assert "is back" not in caplog.text
        await watcher.take(15)
    assert caplog.text.count("no picture from the original of Sofa") == 1
    assert caplog.text.count("the picture from the original of Sofa is back") == 1


_TALKATIVE: Final = """
import sys, time
sys.stdout.buffer.write({said!r})
sys.stdout.buffer.flush()
time.sleep(60)
"""


async def test_a_cut_by_whom_the_news_of_viewers_reaches(sessions: Sessions) -> None:
    """An automation may close a camera in the very moment in which a viewer ends: nothing follows."""
    made: list[StreamSession] = []

    def changed() -> None:
        if made and made[0].viewers == 1:
            made[0].cut()

    async with sessions(live(_film(), SECONDS), changed=changed) as session:
        wrong = Watcher(session, Wants.PICTURES)
        right = Watcher(session)
        made.append(session)
        assert await wrong.ended()
        assert await right.ended()
        assert right.cuts == 1
        await session.async_ended()
        assert session.worker_pid is None
        assert not list(session._group.gop)


async def test_nothing_is_kept_of_what_was_read_before_a_cut(
    sessions: Sessions, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What came in one breath with the message that led to a cut is not cached for later."""
    ready = json.dumps({"codec": "h264", "width": 320, "height": 180}).encode()
    said = pack(MessageKind.READY, ready) + pack(
        MessageKind.CHUNK, b"secret", flags=FLAG_KEYFRAME
    )
    worker = tmp_path / "worker.py"
    worker.write_text(_TALKATIVE.format(said=said))
    monkeypatch.setattr(process_module, "_WORKER", str(worker))
    made: list[StreamSession] = []

    def changed() -> None:
        if made and made[0].viewers == 0:
            made[0].cut()

    async with sessions(live(_film(), SECONDS), changed=changed) as session:
        made.append(session)
        assert await Watcher(session, Wants.PICTURES).ended()
        await session.async_ended()
        made.clear()
        assert not session.join(Wants.STREAM, lambda: None)._queue


async def test_a_cut_waits_for_its_end(sessions: Sessions) -> None:
    """After a cut, `async_ended` returns when the process is gone, and not before."""
    async with sessions(live(_film(), SECONDS)) as session:
        await Watcher(session).take(2)
        pid = session.worker_pid
        assert runs(pid)
        session.cut()
        await session.async_ended()
        assert not runs(pid)
        assert not session._supervisor._cancelled


@pytest.mark.parametrize("when", ["asking", "starting"])
async def test_a_cut_while_a_worker_is_started(
    sessions: Sessions, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    """Nothing that was begun before a cut comes to run after it."""
    before = workers(os.getpid())
    begun = asyncio.Event()
    started: list[int] = []
    start = asyncio.create_subprocess_exec

    async def noted(*args: str, **options: object) -> asyncio.subprocess.Process:
        begun.set()
        process = await start(*args, **options)  # type: ignore[arg-type]
        started.append(process.pid)
        return process

    monkeypatch.setattr(asyncio, "create_subprocess_exec", noted)
    async with sessions(live(_film(), SECONDS)) as session:
        asked, release = asyncio.Event(), asyncio.Event()
        source = session._supervisor._inputs.source
        there = source.async_stream

        async def slow() -> StreamSource:
            asked.set()
            await release.wait()
            return await there()

        if when == "asking":
            monkeypatch.setattr(source, "async_stream", slow)
        watcher = Watcher(session)
        async with asyncio.timeout(120):
            await (asked if when == "asking" else begun).wait()
        # The process is there before anybody knows of it; and it is not there while it is asked for.
        assert begun.is_set() is (when == "starting")
        assert not started
        born = set(workers(os.getpid())) - set(before)
        assert len(born) == (when == "starting")
        session.cut()
        release.set()
        await session.async_ended()
        await asyncio.sleep(0.1)
        assert watcher.cuts == 1
        assert session.worker_pid is None
        assert not any(runs(pid) for pid in {*born, *started})
        assert set(workers(os.getpid())) <= set(before)


async def test_an_unknown_error_ends_viewers(
    hass: HomeAssistant, socket_enabled: None
) -> None:
    """Nobody waits for ever because of a fault of ours."""

    async def open_source() -> StreamSource:
        await asyncio.sleep(0.01)
        raise RuntimeError("a fault")

    session = session_on(hass, open_source)
    watcher = Watcher(session)
    still = asyncio.ensure_future(session.async_still())
    runner = session._supervisor._runner
    assert runner
    with pytest.raises(RuntimeError):
        await runner
    assert await watcher.ended()
    with pytest.raises(SourceError):
        await still
    assert session._supervisor._runner is None
    await session.async_close()


async def test_stills_are_asked_for_once(
    sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever asks while a question is open gets the same answer."""
    asked: list[int] = []
    ask = WorkerProcess.ask_for_still

    def counted(worker: WorkerProcess) -> None:
        asked.append(1)
        ask(worker)

    monkeypatch.setattr(WorkerProcess, "ask_for_still", counted)
    async with sessions(live(_film(), SECONDS)) as session:
        gathered: Awaitable[list[object]] = asyncio.gather(
            *(session.async_still() for _ in range(10))
        )
        await gathered
    assert len(asked) == 1
