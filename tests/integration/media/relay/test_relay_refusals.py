"""Whoever the relay turns away is gone at once, and holds nothing open, however it behaves."""

import asyncio
from collections.abc import AsyncIterator, Callable
import socket
from typing import Final

import pytest
from yarl import URL

from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.media.relay import (
    relay as relay_module,
    server as server_module,
)
from custom_components.lens_cap.media.relay.relay import Relay
from custom_components.lens_cap.media.relay.viewers import Viewer, Wants
from custom_components.lens_cap.media.requester import Consumer

from ....helpers.waiting import until

SOFA: Final = CameraId("sofa")
CUTS: Final = 200


class Door:
    """A camera whose token a test changes, and whose viewers it cuts."""

    def __init__(self) -> None:
        """Begin open, and with a picture."""
        self.relay_token: str | None = "a" * 64
        self.watching: list[Viewer] = []
        self.consumers: list[Consumer] = []
        self.picture = True

    def relay_tokens(self, _consumer: Consumer) -> tuple[str, ...]:
        """Return what opens the stream now."""
        return tuple(filter(None, [self.relay_token]))

    def join(
        self, wants: Wants, abort: Callable[[], None], consumer: Consumer
    ) -> Viewer:
        """Let one more watch."""
        viewer = Viewer(wants, abort)
        self.consumers.append(consumer)
        if self.picture:
            viewer.offer(b"picture", start=True)
        self.watching.append(viewer)
        return viewer

    def expects(self, _consumer: Consumer) -> bool:
        """Say that nobody watches without a connection."""
        return False

    def leave(self, viewer: Viewer) -> None:
        """Let one go."""
        self.watching.remove(viewer)

    def cut(self, number: int) -> None:
        """End all that run, and let none of the old addresses open any more."""
        self.relay_token = f"{number:064}"
        for viewer in list(self.watching):
            viewer.cut()


@pytest.fixture
def door() -> Door:
    """Return a camera that is open."""
    return Door()


@pytest.fixture
async def relay(socket_enabled: None, door: Door) -> AsyncIterator[Relay]:
    """Yield a running relay that serves it."""
    made = Relay()
    await made.async_start()
    made.add(SOFA, door)
    yield made
    await made.async_stop()


def held(relay: Relay) -> int:
    """Return how many connections the relay holds open."""
    assert relay._runner is not None
    assert relay._runner.server is not None
    return len(relay._runner.server.connections)


class Client:
    """Speaks without a library; hangs up only when a test lets it."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Take over a connection."""
        self.reader, self.writer = reader, writer

    async def head(self) -> bytes:
        """Return the head of the answer, and not a byte of what follows it."""
        async with asyncio.timeout(60):
            return await self.reader.readuntil(b"\r\n\r\n")

    async def rest(self) -> bytes:
        """Return what follows until the relay hangs up; what comes then is lost."""
        async with asyncio.timeout(60):
            try:
                return await self.reader.read()
            except ConnectionError:
                return b""

    async def close(self) -> None:
        """Hang up."""
        self.writer.close()
        await asyncio.gather(self.writer.wait_closed(), return_exceptions=True)


class Clients:
    """Makes clients of one relay, and keeps them all until the end."""

    def __init__(self, relay: Relay) -> None:
        """Say whose."""
        self._port = URL(relay.url(SOFA, "")).port
        self.made: list[Client] = []

    async def connect(self) -> Client:
        """Return one that has said nothing yet."""
        self.made.append(
            Client(*await asyncio.open_connection("127.0.0.1", self._port))
        )
        return self.made[-1]

    async def ask(self, url: str, method: str = "GET", more: str = "") -> Client:
        """Return one that has asked for an address, as HTTP/1.1 that stays for more."""
        client = await self.connect()
        line = f"{method} {URL(url).raw_path_qs} HTTP/1.1\r\nHost: a\r\n{more}\r\n"
        client.writer.write(line.encode())
        return client


@pytest.fixture
async def clients(relay: Relay) -> AsyncIterator[Clients]:
    """Yield what makes clients."""
    made = Clients(relay)
    yield made
    for client in made.made:
        await client.close()


REFUSED: Final = {
    "an old token": ("GET", "/sofa/live.ts?auth=old&for=other", "", b"403"),
    "no token": ("GET", "/sofa/live.ts", "", b"403"),
    "an unknown camera": ("GET", "/attic/live.ts?auth=old&for=other", "", b"403"),
    "another path": ("GET", "/sofa/dead.ts", "", b"403"),
    "no path": ("GET", "/", "", b"403"),
    "HEAD": ("HEAD", "/sofa/live.ts", "", b"405"),
    "POST": ("POST", "/sofa/live.ts", "Content-Length: 9999\r\n", b"405"),
    "a body": ("GET", "/sofa/live.ts", "Content-Length: 9999\r\n", b"403"),
    "an upgrade": ("GET", "/", "Connection: Upgrade\r\nUpgrade: h2c\r\n", b"403"),
    "keep-alive": ("GET", "/", "Connection: keep-alive\r\n", b"403"),
    "a bad header": ("GET", "/sofa/live.ts?auth=secret", ": no name\r\n", b"400"),
    "a long header": ("GET", "/", f"X: {'x' * 9000}\r\n", b"400"),
}


@pytest.mark.parametrize("kind", REFUSED)
async def test_refusals(
    relay: Relay, clients: Clients, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    """They have no body, and the relay hangs up, though its client goes on holding the line."""
    method, path, more, status = REFUSED[kind]
    client = await clients.ask(path, method, more)
    head = await client.head()
    assert head.split()[1] == status
    assert b"\r\nconnection: close\r\n" in head.lower()
    assert await client.rest() == b""
    await until(lambda: held(relay) == 0)
    assert [line for line in caplog.records if line.name != "asyncio"] == []


async def test_no_picture(
    relay: Relay, clients: Clients, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever waited in vain is refused in the same way."""
    monkeypatch.setattr(relay_module, "_FIRST_CHUNK_SECONDS", 0.05)
    door.picture = False
    client = await clients.ask(relay.url(SOFA, "a" * 64))
    head = await client.head()
    assert b" 502 " in head
    assert b"Content-Length: 0" in head
    assert await client.rest() == b""
    await until(lambda: held(relay) == 0)
    assert door.watching == []


async def test_a_full_camera(relay: Relay, clients: Clients) -> None:
    """Whoever finds no place is refused in the same way, and those who have one keep it."""
    url = relay.url(SOFA, "a" * 64)
    inside = [await clients.ask(url) for _ in range(20)]
    for client in inside:
        assert b" 200 " in await client.head()
    late = await clients.ask(url)
    head = await late.head()
    assert b" 503 " in head
    assert b"Content-Length: 0" in head
    assert await late.rest() == b""
    await until(lambda: held(relay) == 20)


async def test_other_ways_find_their_places(
    relay: Relay, clients: Clients, door: Door
) -> None:
    """However many watch by one way, Home Assistant's stream and its WebRTC server come in."""
    for _ in range(60):
        await clients.ask(relay.url(SOFA, "a" * 64))
    await until(lambda: held(relay) == 20)
    for consumer in (Consumer.STREAM, Consumer.WEBRTC):
        client = await clients.ask(relay.url(SOFA, "a" * 64, consumer))
        assert b" 200 " in await client.head()


@pytest.mark.parametrize("said", [b"", b"GET /sofa/live.ts?auth=", b"\r\n", b"GET "])
async def test_whoever_does_not_ask(
    relay: Relay, clients: Clients, monkeypatch: pytest.MonkeyPatch, said: bytes
) -> None:
    """A client that says nothing, or never finishes what it says, is gone after a while."""
    monkeypatch.setattr(server_module, "_REQUEST_SECONDS", 0.1)
    client = await clients.connect()
    for byte in said:
        client.writer.write(bytes((byte,)))
        await asyncio.sleep(0.001)
    assert await client.rest() == b""
    await until(lambda: held(relay) == 0)


async def test_many_who_do_not_ask(
    relay: Relay, clients: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of those who wait without a word only so many are held, and whoever asks is answered."""
    monkeypatch.setattr(server_module, "_MAX_WAITING", 8)
    for _ in range(30):
        await clients.connect()
    await until(lambda: held(relay) == 8)
    client = await clients.ask(relay.url(SOFA, "a" * 64))
    assert b" 200 " in await client.head()
    assert held(relay) <= 9


async def test_a_viewer_that_hangs_up_before_its_picture(
    relay: Relay, clients: Clients, door: Door
) -> None:
    """It is not counted until a picture comes."""
    door.picture = False
    client = await clients.ask(relay.url(SOFA, "a" * 64))
    await until(lambda: len(door.watching) == 1)
    await client.close()
    await until(lambda: not door.watching)


@pytest.mark.timeout(120)
async def test_many_cuts(relay: Relay, clients: Clients, door: Door) -> None:
    """A server like go2rtc, which asks again and never reads a refusal, leaves no connection open."""
    most = 0
    for number in range(CUTS):
        old = relay.url(SOFA, str(door.relay_token), Consumer.WEBRTC)
        watching = await clients.ask(old)
        assert b" 200 " in await watching.head()
        door.cut(number)
        again = await clients.ask(old)
        assert b" 403 " in await again.head()
        most = max(most, held(relay))
    assert most <= 3
    assert door.consumers == [Consumer.WEBRTC] * CUTS
    await until(lambda: held(relay) == 0)
    for client in clients.made:
        await client.rest()


async def test_what_the_system_piles_up(
    relay: Relay, clients: Clients, door: Door
) -> None:
    """For a viewer that does not read, the system takes over little of what is sent."""
    with socket.socket() as slow:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 32 * 1024)
        slow.setblocking(False)
        url = URL(relay.url(SOFA, "a" * 64))
        loop = asyncio.get_running_loop()
        await loop.sock_connect(slow, (str(url.host), int(url.port or 0)))
        line = f"GET {url.raw_path_qs} HTTP/1.1\r\nHost: a\r\n\r\n"
        await loop.sock_sendall(slow, line.encode())
        await until(lambda: len(door.watching) == 1)
        viewer = door.watching[0]
        for _ in range(120):
            viewer.offer(bytes(64 * 1024), start=True)
            await asyncio.sleep(0)
        await asyncio.sleep(0.2)
        gone = 120 * 64 * 1024 - viewer._queued
    assert 0 < gone < 768 * 1024
