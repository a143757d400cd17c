"""Whoever comes while others are cut, leave, or see a worker end gets a picture all the same."""

import asyncio
from collections.abc import AsyncIterator, Callable
from functools import partial
import itertools
from typing import Final

import aiohttp
import pytest

from custom_components.lens_cap.core.failure import Failure
from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.media import (
    session as session_module,
    worker_supervisor as supervisor_module,
)
from custom_components.lens_cap.media.frames import SourceError, StreamSource
from custom_components.lens_cap.media.relay import relay as relay_module
from custom_components.lens_cap.media.relay.relay import Relay
from custom_components.lens_cap.media.relay.viewers import Viewer, Wants
from custom_components.lens_cap.media.requester import Consumer
from custom_components.lens_cap.media.session import StreamSession
from custom_components.lens_cap.media.worker import demuxer
from homeassistant.components.stream.const import SOURCE_TIMEOUT
from homeassistant.core import HomeAssistant

from ...helpers.clips import clip
from ...helpers.servers import live, serving
from ...helpers.sessions import session_on

SECONDS: Final = 20
_film = partial(clip, "libx264", "mpegts", 15 * SECONDS)
SOFA: Final = CameraId("sofa")
TOKEN: Final = "a" * 64
ROUNDS: Final = 24


class Door:
    """A camera that is open, and whose session a test treats as it likes."""

    def __init__(self, session: StreamSession) -> None:
        """Take the session that everybody joins."""
        self.session = session

    def relay_tokens(self, _consumer: Consumer) -> tuple[str, ...]:
        """Return what opens the stream now."""
        return (TOKEN,)

    def join(
        self, wants: Wants, abort: Callable[[], None], consumer: Consumer
    ) -> Viewer:
        """Let one more watch."""
        assert consumer is Consumer.OTHER
        return self.session.join(wants, abort)

    def expects(self, _consumer: Consumer) -> bool:
        """Say that nobody watches without a connection."""
        return False

    def leave(self, viewer: Viewer) -> None:
        """Let one go."""
        self.session.leave(viewer)


@pytest.fixture
async def session(
    hass: HomeAssistant, socket_enabled: None
) -> AsyncIterator[StreamSession]:
    """Yield a session on a camera that never fails."""
    async with serving(live(_film(), SECONDS)) as server:
        made = session_on(hass, StreamSource(server.url))
        yield made
        await made.async_close()


@pytest.fixture
async def address(session: StreamSession) -> AsyncIterator[str]:
    """Yield the address of the session's stream at a relay."""
    relay = Relay()
    await relay.async_start()
    relay.add(SOFA, Door(session))
    yield relay.url(SOFA, TOKEN)
    session.cut()
    await relay.async_stop()


async def first_bytes(url: str) -> bytes:
    """Return what somebody gets who asks once, and does not come back."""
    async with (
        aiohttp.ClientSession() as client,
        asyncio.timeout(60),
        client.get(url) as response,
    ):
        response.raise_for_status()
        return await response.content.readany()


async def test_coming_and_going(
    session: StreamSession, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In whatever moment of a worker's life the last one was cut or left: who comes then is served."""
    monkeypatch.setattr(session_module, "_LINGER_SECONDS", 0.01)
    # Turns of the loop between joining and what ends that: while the address is asked for, while
    # the process is started, while it opens the camera, and while pictures come.
    turns = (0, 1, 2, 3, 5, 20, 200, 2000)
    # How the one before ends, and how many turns later somebody comes.
    ends = (session.cut, session.begin_anew, None)
    kinds = itertools.islice(
        itertools.product(turns, ends, (0, 1, 4)), 0, None, 72 // ROUNDS
    )
    for before, end, after in kinds:
        viewer = session.join(Wants.STREAM, lambda: None)
        for _ in range(before):
            await asyncio.sleep(0)
        (end or (lambda viewer=viewer: session.leave(viewer)))()  # type: ignore[misc]
        for _ in range(after):
            await asyncio.sleep(0)
        assert await first_bytes(address)


async def test_a_viewer_that_comes_as_the_worker_is_ended_for_want_of_any(
    session: StreamSession, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The moment to rest may come in the same turn of the loop as somebody who wants to watch."""
    monkeypatch.setattr(session_module, "_LINGER_SECONDS", 0.0)
    for _ in range(3):
        viewer = session.join(Wants.STREAM, lambda: None)
        async with asyncio.timeout(60):
            assert await viewer.next()
        session.leave(viewer)
        late = session.join(Wants.STREAM, lambda: None)
        async with asyncio.timeout(60):
            assert await late.next()
        session.leave(late)
        assert await first_bytes(address)


async def test_a_viewer_that_comes_during_the_last_try(
    hass: HomeAssistant, socket_enabled: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever came while hope was given up for others is not turned away untried."""
    pauses = (0.0,) * 4
    monkeypatch.setattr(supervisor_module, "_BACK_OFF_SECONDS", pauses)
    late: list[Viewer] = []
    sessions: list[StreamSession] = []
    async with serving(live(_film(), SECONDS)) as server:
        tries = 0

        async def open_source() -> StreamSource:
            nonlocal tries
            tries += 1
            if tries > len(pauses):
                late.append(sessions[0].join(Wants.STREAM, lambda: None))
            if tries > len(pauses) + 1:
                return StreamSource(server.url)
            raise SourceError(Failure.UNREACHABLE)

        session = session_on(hass, open_source)
        sessions.append(session)
        early = session.join(Wants.STREAM, lambda: None)
        async with asyncio.timeout(60):
            assert await early.next()
            assert await late[0].next()
        await session.async_close()


async def test_hope_has_an_end(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nobody new comes, those who watch are let go after as many tries as before."""
    pauses = (0.0,) * 4
    monkeypatch.setattr(supervisor_module, "_BACK_OFF_SECONDS", pauses)
    tries = 0

    async def open_source() -> StreamSource:
        nonlocal tries
        tries += 1
        raise SourceError(Failure.UNREACHABLE)

    session = session_on(hass, open_source)
    viewer = session.join(Wants.STREAM, lambda: None)
    async with asyncio.timeout(60):
        assert await viewer.next() is None
    assert tries == len(pauses) + 1
    await session.async_close()


async def test_a_viewer_waits_longer_than_a_silent_camera_is_waited_for() -> None:
    """Whoever comes by while a camera is silent is there when it speaks at the second time of asking.

    The relay's patience was the shorter one once: a camera that was silent for ten seconds and a busy
    machine left a viewer without anything, while others, who asked again, had a picture.
    """
    asked_twice = 2 * demuxer._OPEN_SECONDS + supervisor_module._BACK_OFF_SECONDS[0]
    assert asked_twice + 5 < relay_module._FIRST_CHUNK_SECONDS
    assert relay_module._FIRST_CHUNK_SECONDS < SOURCE_TIMEOUT
