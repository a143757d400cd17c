"""The relay gives to whoever knows the token of the moment, and to nobody else."""

import asyncio
from collections.abc import AsyncIterator, Callable
import socket

import aiohttp
import pytest
from yarl import URL

from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.media.relay import (
    relay as relay_module,
    viewers as viewers_module,
)
from custom_components.lens_cap.media.relay.relay import Relay
from custom_components.lens_cap.media.relay.viewers import Viewer, Wants
from custom_components.lens_cap.media.requester import Consumer

SOFA = CameraId("sofa")


class Door:
    """A camera that gives whatever a test offers."""

    def __init__(self) -> None:
        """Begin with a token and without viewers."""
        self.relay_token: str | None = "a" * 64
        self.watching: list[Viewer] = []
        self.consumers: list[Consumer] = []

    def relay_tokens(self, _consumer: Consumer) -> tuple[str, ...]:
        """Return what opens the stream now."""
        return tuple(filter(None, [self.relay_token]))

    def join(
        self, wants: Wants, abort: Callable[[], None], consumer: Consumer
    ) -> Viewer:
        """Let one more watch."""
        viewer = Viewer(wants, abort)
        viewer.offer(b"first", start=True)
        self.consumers.append(consumer)
        self.watching.append(viewer)
        return viewer

    def expects(self, _consumer: Consumer) -> bool:
        """Say that nobody watches without a connection."""
        return False

    def leave(self, viewer: Viewer) -> None:
        """Let one go."""
        self.watching.remove(viewer)


@pytest.fixture
async def relay(socket_enabled: None) -> AsyncIterator[Relay]:
    """Yield a running relay."""
    made = Relay()
    await made.async_start()
    yield made
    await made.async_stop()


@pytest.fixture
async def client(socket_enabled: None) -> AsyncIterator[aiohttp.ClientSession]:
    """Yield something to ask with."""
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector) as made:
        yield made


@pytest.fixture
def door(relay: Relay) -> Door:
    """Return a camera that the relay serves."""
    made = Door()
    relay.add(SOFA, made)
    return made


async def test_the_token_opens(
    relay: Relay, door: Door, client: aiohttp.ClientSession
) -> None:
    """Whoever has it gets the stream, until the viewer is cut."""
    url = relay.url(SOFA, "a" * 64)
    assert url.startswith("http://127.0.0.1:")
    async with client.get(url) as response:
        assert response.status == 200
        assert response.content_type == "video/mp2t"
        assert await response.content.readany() == b"first"
        door.watching[0].cut()
        with pytest.raises(aiohttp.ClientError):
            await response.read()
    await asyncio.sleep(0.05)
    assert door.watching == []


async def test_the_address_says_for_whom_it_is(
    relay: Relay, door: Door, client: aiohttp.ClientSession
) -> None:
    """An address opens the stream for one kind of consumer, and cannot be made into that of another."""
    known = list(Consumer)
    urls = [relay.url(SOFA, "a" * 64, consumer) for consumer in known]
    for url in urls:
        async with client.get(url) as response:
            assert response.status == 200
            door.watching[0].cut()
        await asyncio.sleep(0.01)
    assert door.consumers == known
    webrtc = relay.url(SOFA, "a" * 64, Consumer.WEBRTC)
    for url in (
        webrtc.replace("webrtc", "stream"),
        webrtc.replace("webrtc", "me"),
        webrtc.split("&")[0],
    ):
        async with client.get(url) as response:
            assert response.status == 403


@pytest.mark.parametrize("given", ["", "b" * 64, "a" * 64, "{}a", "{:.63}", "ä" * 64])
async def test_what_does_not_open(
    relay: Relay, door: Door, client: aiohttp.ClientSession, given: str
) -> None:
    """Nothing but the address that was given out opens the stream; not even the camera's token."""
    url = URL(relay.url(SOFA, "a" * 64))
    url = url.update_query(auth=given.format(url.query["auth"]))
    async with client.get(url) as response:
        assert response.status == 403
    assert door.watching == []


async def test_an_old_token_does_not(
    relay: Relay, door: Door, client: aiohttp.ClientSession
) -> None:
    """While a camera is private there is no token, and afterwards another one."""
    url = relay.url(SOFA, "a" * 64)
    for now in (None, "c" * 64):
        door.relay_token = now
        async with client.get(url) as response:
            assert response.status == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "HEAD", "OPTIONS"])
async def test_other_methods(
    relay: Relay, door: Door, client: aiohttp.ClientSession, method: str
) -> None:
    """Only GET is answered."""
    async with client.request(method, relay.url(SOFA, "a" * 64)) as response:
        assert response.status == 405
    assert door.watching == []


async def test_unknown_cameras(
    relay: Relay, door: Door, client: aiohttp.ClientSession
) -> None:
    """An unknown camera looks like a wrong token, also one that was removed."""
    async with client.get(relay.url(CameraId("attic"), "a" * 64)) as response:
        assert response.status == 403
    relay.remove(SOFA)
    async with client.get(relay.url(SOFA, "a" * 64)) as response:
        assert response.status == 403


async def test_many_connections_are_bounded(
    relay: Relay, door: Door, client: aiohttp.ClientSession
) -> None:
    """Of two hundred viewers of a camera by one way, all but 20 are turned away."""
    async with asyncio.timeout(50):
        answers = await asyncio.gather(
            *(client.get(relay.url(SOFA, "a" * 64)) for _ in range(200))
        )
    statuses = sorted(answer.status for answer in answers)
    assert statuses == [200] * 20 + [503] * 180
    for answer in answers:
        answer.close()
    for viewer in list(door.watching):
        viewer.cut()


async def test_a_camera_without_a_picture(
    relay: Relay,
    door: Door,
    client: aiohttp.ClientSession,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever waits in vain gets an error instead of an empty stream."""
    monkeypatch.setattr(relay_module, "_FIRST_CHUNK_SECONDS", 0.1)
    monkeypatch.setattr(door, "join", lambda _wants, abort, _for: _silent(door, abort))
    async with client.get(relay.url(SOFA, "a" * 64)) as response:
        assert response.status == 502


def _silent(door: Door, abort: Callable[[], None]) -> Viewer:
    viewer = Viewer(Wants.STREAM, abort)
    door.watching.append(viewer)
    return viewer


async def test_only_the_loopback_interface(relay: Relay) -> None:
    """Nobody else on the network can connect."""
    runner = relay._runner
    assert runner is not None
    assert {address[0] for address in runner.addresses} == {"127.0.0.1"}


async def test_a_stopped_relay(socket_enabled: None) -> None:
    """Nothing listens after it was stopped."""
    relay = Relay()
    await relay.async_start()
    port = relay._port
    await relay.async_stop()
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_a_slow_viewer_is_let_go() -> None:
    """What piles up is bounded, and the connection is cut."""
    aborted: list[int] = []
    viewer = Viewer(Wants.STREAM, lambda: aborted.append(1))
    viewer.offer(b"early", start=False)
    assert not viewer._queue
    for _ in range(20):
        viewer.offer(bytes(1024 * 1024), start=True)
    assert viewer.closed
    assert aborted == [1]
    viewer.offer(b"late", start=True)
    assert not viewer._queue


def test_a_viewer_that_lags_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream of few bits would else pile up minutes for whoever does not read."""
    times = iter((100.0, 104.0, 109.9, 110.1))
    monkeypatch.setattr(viewers_module, "monotonic", lambda: next(times))
    aborted: list[int] = []
    viewer = Viewer(Wants.STREAM, lambda: aborted.append(1))
    closed = []
    for _ in range(4):
        viewer.offer(b"few", start=True)
        closed.append(viewer.closed)
    assert closed == [False, False, False, True]
    assert aborted == [1]


async def test_of_pictures_only_the_newest_is_kept() -> None:
    """A slow viewer of pictures skips some."""
    viewer = Viewer(Wants.PICTURES, lambda: None)
    for picture in (b"1", b"2", b"3"):
        viewer.offer(picture, start=True)
    assert await viewer.next() == b"3"
