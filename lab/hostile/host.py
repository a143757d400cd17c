"""One hostile host: it remembers what it was told, and how much it could send."""

import asyncio
from collections.abc import Awaitable, Callable
import ssl
from types import TracebackType
from typing import Final, Self

HOST: Final = "127.0.0.1"

type Behavior = Callable[[Visitor], Awaitable[None]]


class Visitor:
    """One connection to a hostile host."""

    def __init__(
        self,
        host: HostileHost,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        """Take a connection that was just opened."""
        self._host, self._reader, self._writer = host, reader, writer

    async def request(self) -> bytes:
        """Wait for a request's head, and for the body that it announces; return both."""
        data = await self._reader.readuntil(b"\r\n\r\n")
        for line in data.lower().split(b"\r\n"):
            if line.startswith(b"content-length:"):
                data += await self._reader.readexactly(int(line.partition(b":")[2]))
        self._host.requests.append(data)
        return data

    async def send(self, data: bytes) -> None:
        """Send, as fast as the other side takes it."""
        self._writer.write(data)
        await self._writer.drain()
        self._host.sent += len(data)


class HostileHost:
    """A server with one kind of bad manners; runs inside an `async with` block.

    `port` is where it listens, `connections` counts visitors, `requests` holds all that they said, `sent` counts the bytes that
    left us.
    """

    def __init__(self, behavior: Behavior, tls: ssl.SSLContext | None = None) -> None:
        """Say how to behave."""
        self._behavior, self._tls = behavior, tls
        self._server: asyncio.Server | None = None
        self._visits = set[asyncio.Task[None]]()
        self.port = 0
        self.connections = 0
        self.requests: list[bytes] = []
        self.sent = 0

    async def _visit(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._visits.add(task)
        self.connections += 1
        try:
            await self._behavior(Visitor(self, reader, writer))
        except OSError, EOFError:
            # The visitor had enough.
            pass
        except asyncio.CancelledError:
            # The house is closing; streams report a cancelled visit as an error.
            pass
        finally:
            self._visits.discard(task)
            writer.transport.abort()

    async def __aenter__(self) -> Self:
        """Open."""
        self._server = await asyncio.start_server(self._visit, HOST, 0, ssl=self._tls)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close, and show everybody out."""
        if self._server is not None:
            self._server.close()
        for visit in list(self._visits):
            visit.cancel()
        if self._visits:
            await asyncio.wait(self._visits)
