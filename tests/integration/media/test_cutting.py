"""A cut reaches what is already on its way, and slow viewers hold nobody up."""

import asyncio
from collections.abc import AsyncIterator, Callable
import socket
from typing import Final

import pytest
from yarl import URL

from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.media.relay.relay import Relay
from custom_components.lens_cap.media.relay.viewers import Viewer, Wants
from custom_components.lens_cap.media.requester import Consumer

from ...helpers.waiting import until

SOFA: Final = CameraId("sofa")
TOKEN: Final = "a" * 64
CHUNK: Final = 256 * 1024
SMALL_BUFFER: Final = 32 * 1024


class Feeder:
    """A camera whose stream a test sends by hand."""

    def __init__(self) -> None:
        """Begin without viewers."""
        self.watching: list[Viewer] = []
        self.consumers: list[Consumer] = []

    @property
    def connections(self) -> int:
        """Return how many watch."""
        return len(self.watching)

    def relay_tokens(self, _consumer: Consumer) -> tuple[str, ...]:
        """Return what opens the stream now."""
        return (TOKEN,)

    def join(
        self, wants: Wants, abort: Callable[[], None], consumer: Consumer
    ) -> Viewer:
        """Let one more watch."""
        self.consumers.append(consumer)
        self.watching.append(viewer := Viewer(wants, abort))
        return viewer

    def expects(self, _consumer: Consumer) -> bool:
        """Say that nobody watches without a connection."""
        return False

    def leave(self, viewer: Viewer) -> None:
        """Let one go."""
        self.watching.remove(viewer)

    async def send(self, megabytes: int) -> None:
        """Offer so much to all who watch."""
        for _ in range(megabytes * 4):
            for viewer in self.watching:
                viewer.offer(bytes(CHUNK), start=True)
            await asyncio.sleep(0)


@pytest.fixture
async def feeder(socket_enabled: None) -> AsyncIterator[tuple[Feeder, URL]]:
    """Yield a camera and its address."""
    relay, feeder = Relay(), Feeder()
    await relay.async_start()
    relay.add(SOFA, feeder)
    yield feeder, URL(relay.url(SOFA, TOKEN))
    for viewer in list(feeder.watching):
        viewer.cut()
    await relay.async_stop()


class Client:
    """Somebody who asks, and reads when it pleases them."""

    def __init__(self, url: URL, query: bytes | None = None) -> None:
        """Ask over a connection that buffers little."""
        query = url.raw_query_string.encode() if query is None else query
        self._socket = socket.socket()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_BUFFER)
        self._socket.connect((url.host, url.port))
        line = b"GET " + url.path.encode() + b"?" + query + b" HTTP/1.1\r\n"
        self._socket.send(line + b"Host: a\r\nConnection: close\r\n\r\n")
        self._socket.settimeout(60)

    def read(self, limit: int = 1 << 40) -> tuple[int, bytes]:
        """Return how much came until the end of the connection, and how it began."""
        size, head = 0, b""
        try:
            while size < limit and (data := self._socket.recv(CHUNK)):
                size += len(data)
                head = head or data
        except ConnectionResetError:
            pass
        return size, head

    def close(self) -> None:
        """Hang up."""
        self._socket.close()


async def _watching(feeder: Feeder, count: int) -> None:
    await until(lambda: feeder.connections == count)


async def test_a_cut_takes_back_what_was_sent(feeder: tuple[Feeder, URL]) -> None:
    """Of megabytes that the system took over for a slow viewer, next to nothing arrives."""
    camera, url = feeder
    client = Client(url)
    await _watching(camera, 1)
    await camera.send(3)
    await asyncio.sleep(0.2)
    camera.watching[0].cut()
    await asyncio.sleep(0.1)
    size, _ = await asyncio.to_thread(client.read)
    client.close()
    assert size < 8 * SMALL_BUFFER


async def test_a_slow_viewer_holds_nobody_up(feeder: tuple[Feeder, URL]) -> None:
    """Whoever does not read is let go; whoever does gets everything."""
    camera, url = feeder
    slow, quick = Client(url), Client(url)
    await _watching(camera, 2)
    reading = asyncio.create_task(asyncio.to_thread(quick.read, 30 * 1024 * 1024))
    for _ in range(30):
        await camera.send(1)
        await asyncio.sleep(0.02)
    size, _ = await reading
    assert size >= 30 * 1024 * 1024
    await _watching(camera, 1)
    quick.close()
    slow.close()


@pytest.mark.parametrize(
    "query", [b"auth=\x80\xff", b"auth=%80%ff", b"auth=%ed%a0%80", b"", b"auth"]
)
async def test_a_token_that_is_no_text(
    feeder: tuple[Feeder, URL], query: bytes
) -> None:
    """Bytes that nobody can read are a wrong token, not a fault."""
    camera, url = feeder
    client = Client(url, query)
    _, head = await asyncio.to_thread(client.read)
    client.close()
    assert head.split()[1] in {b"400", b"403"}
    assert camera.connections == 0
