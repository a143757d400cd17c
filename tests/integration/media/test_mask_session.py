"""Zones come and go while people watch: nothing of a zone after the call that covered it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from av.error import FFmpegError
import pytest

from custom_components.lens_cap.core.coverage import NOTHING_COVERED, Cover
from custom_components.lens_cap.media import session as session_module
from custom_components.lens_cap.media.frames import StreamSource
from custom_components.lens_cap.media.relay.viewers import Viewer, Wants
from custom_components.lens_cap.media.session import StreamSession
from custom_components.lens_cap.media.slots import Slots
from custom_components.lens_cap.media.worker_process import WorkerProcess
from homeassistant.core import HomeAssistant
from lab.tasks import end

from ...helpers.scenes import BOTH, HIDDEN, OTHER, film, frames_of, shows_secret
from ...helpers.servers import live, serving
from ...helpers.sessions import session_on
from .conftest import runs

SECONDS: Final = 40
_small_film = partial(film, size=(320, 180), frames=15 * SECONDS)


@dataclass
class Watcher:
    """Somebody who watches, and comes again whenever they are cut off."""

    session: StreamSession
    wants: Wants = Wants.STREAM
    viewer: Viewer | None = None
    got: list[bytes] = field(default_factory=list)
    cuts: int = 0
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Watch from now on."""
        self._task = asyncio.create_task(self._watch())

    async def end(self) -> None:
        """Watch no longer."""
        await end(self._task)
        if self.viewer:
            self.session.leave(self.viewer)

    async def until(self, count: int) -> None:
        """Wait for so many more pieces."""
        target = len(self.got) + count
        async with asyncio.timeout(60):
            while len(self.got) < target:
                self._news.clear()
                await self._news.wait()

    async def _watch(self) -> None:
        while True:
            self.viewer = self.session.join(self.wants, self._cut)
            while (data := await self.viewer.next()) is not None:
                self.got.append(data)
                self._news.set()
            self.session.leave(self.viewer)
            await asyncio.sleep(0)

    def _cut(self) -> None:
        self.cuts += 1


@dataclass
class Stage:
    """A session on a film, and whoever watches it."""

    session: StreamSession
    watcher: Watcher

    def frames(self, begin: int) -> list[bool]:
        """Return which of the frames since a moment show the secret."""
        data = b"".join(self.watcher.got[begin:])
        return [shows_secret(frame) for frame in frames_of(data)] if data else []

    def cover(self, cover: Cover) -> int:
        """Cover something; return how many pieces had come before."""
        self.session.set_cover(cover)
        return len(self.watcher.got)


@pytest.fixture
async def stage(hass: HomeAssistant, socket_enabled: None) -> AsyncIterator[Stage]:
    """Yield a session on the film; nobody watches yet."""
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(
            serving(live(_small_film("libx264", "mpegts"), SECONDS))
        )
        session = _session(hass, server.url, Slots(1))
        stack.push_async_callback(session.async_close)
        watcher = Watcher(session)
        stack.push_async_callback(watcher.end)
        yield Stage(session, watcher)


def _session(hass: HomeAssistant, url: str, slots: Slots) -> StreamSession:
    return session_on(hass, StreamSource(url), name="Film", slots=slots)


async def test_open_covered_open(stage: Stage) -> None:
    """What was passed on as it is ends at once; what comes next is covered; then all goes on."""
    watcher, session = stage.watcher, stage.session
    watcher.begin()
    await watcher.until(10)
    assert all(stage.frames(0))
    first = session.worker_pid
    begin = stage.cover(HIDDEN)
    assert watcher.cuts == 1
    await watcher.until(20)
    assert not any(stage.frames(begin))
    second = session.worker_pid
    assert second != first
    assert not runs(first)
    stage.cover(NOTHING_COVERED)
    await watcher.until(30)
    assert watcher.cuts == 1
    assert session.worker_pid == second
    assert stage.frames(begin)[-1]


async def test_more_and_fewer_zones(stage: Stage) -> None:
    """More zones cut whoever watches, fewer do not; the worker stays the same."""
    watcher, session = stage.watcher, stage.session
    session.set_cover(OTHER)
    watcher.begin()
    await watcher.until(10)
    assert all(stage.frames(0))
    pid = session.worker_pid
    begin = stage.cover(BOTH)
    assert watcher.cuts == 1
    await watcher.until(10)
    assert not any(stage.frames(begin))
    stage.cover(HIDDEN)
    await watcher.until(10)
    assert not any(stage.frames(begin))
    assert watcher.cuts == 1
    begin = stage.cover(OTHER)
    assert watcher.cuts == 2
    assert session.worker_pid == pid


@pytest.mark.slow
async def test_a_zone_that_comes_and_goes_a_hundred_times(stage: Stage) -> None:
    """No frame that is handed out after the call that covers shows the secret."""
    watcher = stage.watcher
    stage.session.set_cover(OTHER)
    watcher.begin()
    await watcher.until(5)
    seen = covered = 0
    for turn in range(100):
        begin = stage.cover(BOTH if turn % 2 else HIDDEN)
        if turn % 5 == 0:
            await watcher.until(3)
        else:
            await asyncio.sleep(0.02)
        end = len(watcher.got)
        stage.cover(OTHER if turn % 3 else NOTHING_COVERED)
        data = b"".join(watcher.got[begin:end])
        with suppress(FFmpegError):
            frames = frames_of(data) if data else []
            assert not any(map(shows_secret, frames))
            covered += len(frames)
        begin = len(watcher.got)
        if turn % 10 == 0:
            await watcher.until(3)
            seen += sum(stage.frames(begin))
    assert covered > 40
    assert seen > 10


async def test_a_still_does_not_need_an_encoder(
    hass: HomeAssistant, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes no slot; the worker waits for more, and whoever watches then has not to wait."""
    monkeypatch.setattr(session_module, "_LINGER_AFTER_STILL_SECONDS", 5)
    session = stage.session
    other = _session(hass, "http://127.0.0.1:9/", Slots())
    session.covering._slots.take(other.covering)
    session.set_cover(HIDDEN)
    raw = await session.async_still()
    assert raw.content.startswith(b"\xff\xd8")
    assert not session.covering.has_room
    refused = session.join(Wants.STREAM, lambda: None)
    assert refused.closed
    session.covering._slots.release(other.covering)
    pid = session.worker_pid
    stage.watcher.begin()
    await stage.watcher.until(5)
    assert session.worker_pid == pid
    assert not any(stage.frames(0))


async def test_what_needs_no_cover_any_more_gives_way(
    hass: HomeAssistant, stage: Stage
) -> None:
    """Who is covered without need loses the slot to who needs it, and goes on without."""
    session = stage.session
    session.set_cover(HIDDEN)
    stage.watcher.begin()
    await stage.watcher.until(3)
    pid = session.worker_pid
    needy = _session(hass, "http://127.0.0.1:9/", session.covering._slots)
    needy.set_cover(HIDDEN)
    assert needy.join(Wants.STREAM, lambda: None).closed
    session.set_cover(NOTHING_COVERED)
    viewer = needy.join(Wants.STREAM, lambda: None)
    assert not viewer.closed
    assert stage.watcher.cuts == 1
    await stage.watcher.until(3)
    assert session.worker_pid != pid
    assert not session.covering.takes_orders
    await needy.async_close()


async def test_a_worker_that_says_nothing_is_not_believed(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As long as it does not say that it covers more, nothing of it is handed out."""
    watcher, session = stage.watcher, stage.session
    session.set_cover(OTHER)
    watcher.begin()
    await watcher.until(3)
    worker = session._supervisor._worker
    assert worker
    monkeypatch.setattr(WorkerProcess, "give", lambda _worker, _order: None)
    begin = stage.cover(BOTH)
    await asyncio.sleep(2.5)  # there is a keyframe every two seconds
    assert watcher.got[begin:] == []
    assert runs(worker.pid)


async def test_pictures(hass: HomeAssistant, socket_enabled: None) -> None:
    """A source that sends JPEGs is covered in the worker, and changes its zones as quickly."""
    async with AsyncExitStack() as stack:
        pictures = _small_film("mjpeg", "mpjpeg", pix_fmt="yuvj420p")
        kind = "multipart/x-mixed-replace;boundary=ffmpeg"
        server = await stack.enter_async_context(serving(live(pictures, SECONDS, kind)))
        session = _session(hass, server.url, Slots(1))
        stack.push_async_callback(session.async_close)
        watcher = Watcher(session, Wants.PICTURES)
        stack.push_async_callback(watcher.end)
        session.set_cover(OTHER)
        watcher.begin()
        await watcher.until(5)
        assert shows_secret(frames_of(watcher.got[-1], "mjpeg")[0])
        session.set_cover(BOTH)
        begin = len(watcher.got)
        await watcher.until(5)
        for picture in watcher.got[begin:]:
            assert not shows_secret(frames_of(picture, "mjpeg")[0])
