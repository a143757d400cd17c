"""The viewers of a stream, each with a bounded queue: how they join at a keyframe, and how they are cut."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from enum import StrEnum
import socket
import struct
from time import monotonic
from typing import Final

from aiohttp import web

_MAX_BYTES: Final = 12 * 1024 * 1024


class GopBuffer:
    """A bounded list of chunks that begins where a player may start, or is empty."""

    def __init__(self) -> None:
        self._chunks: list[bytes] = []
        self._size = 0

    def __iter__(self) -> Iterator[bytes]:
        """Iterate over the chunks, the oldest first."""
        return iter(self._chunks)

    def add(self, chunk: bytes, *, start: bool) -> None:
        """Append a chunk; `start` says that a player may begin with it."""
        if start:
            self.clear()
        elif not self._chunks:
            return
        self._chunks.append(chunk)
        self._size += len(chunk)
        if self._size > _MAX_BYTES:
            self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self._chunks, self._size = [], 0


_DROP_WHAT_WAITS: Final = struct.pack("ii", 1, 0)


def cutter(request: web.BaseRequest) -> Callable[[], None] | None:
    """Return what cuts a request's connection at once, or None where it is gone already.

    Closing alone would not do: the system goes on sending what it took over, which on a slow
    line are many seconds of pictures. Without lingering it throws them away.
    """
    transport = request.transport
    if transport is None:
        return None

    def cut() -> None:
        connection = transport.get_extra_info("socket")
        if connection is not None:
            with suppress(OSError):
                connection.setsockopt(
                    socket.SOL_SOCKET, socket.SO_LINGER, _DROP_WHAT_WAITS
                )
        transport.abort()

    return cut


# What a viewer may lag behind before it is let go. The first bounds memory, the second what a stream of
# few bits could pile up in it.
_MAX_QUEUED: Final = 16 * 1024 * 1024
_MAX_LAG_SECONDS: Final = 10.0


class Wants(StrEnum):
    """What a viewer can be given."""

    STREAM = "stream"  # MPEG-TS
    PICTURES = "pictures"  # JPEGs


class Viewer:
    """One consumer; `abort` cuts its connection at once."""

    def __init__(self, wants: Wants, abort: Callable[[], None]) -> None:
        self.wants = wants
        self._abort = abort
        self._queue: deque[tuple[float, bytes]] = deque()
        self._queued = 0
        self._news = asyncio.Event()
        self._closed = False
        self._started = wants is Wants.PICTURES

    @property
    def closed(self) -> bool:
        """Whether nothing will come any more."""
        return self._closed

    @property
    def started(self) -> bool:
        """Whether its stream has begun, so that another one would not fit behind it."""
        return self._started

    def offer(self, data: bytes, *, start: bool) -> None:
        """Queue data; a stream begins where a player may start.

        Of pictures only the newest is kept. A stream viewer that is too slow is let go.
        """
        if self._closed or not (self._started or start):
            return
        self._started = True
        if self.wants is Wants.PICTURES:
            self._queue.clear()
            self._queued = 0
        now = monotonic()
        self._queue.append((now, data))
        self._queued += len(data)
        lag = now - self._queue[0][0]
        if self._queued > _MAX_QUEUED or lag > _MAX_LAG_SECONDS:
            self.cut()
            return
        self._news.set()

    def catch_up(self, chunks: Iterable[bytes]) -> None:
        """Queue what came since the latest keyframe."""
        for chunk in chunks:
            self.offer(chunk, start=True)

    async def next(self) -> bytes | None:
        """Return what comes next, or None once the viewer was cut or the stream has ended."""
        while not self._queue and not self._closed:
            self._news.clear()
            await self._news.wait()
        if self._closed:
            return None
        _, data = self._queue.popleft()
        self._queued -= len(data)
        return data

    def end(self) -> None:
        """Signal that nothing will come any more; the connection stays."""
        self._closed = True
        self._queue.clear()
        self._news.set()

    def cut(self) -> None:
        """End the viewer and its connection now, with whatever is still on the way to it."""
        self.end()
        self._abort()


class ViewerGroup:
    """The viewers of one session.

    Those whose stream has ended stay until they leave: something may still be on its way to them,
    and a cut has to reach that.
    """

    def __init__(self) -> None:
        self._viewers: set[Viewer] = set()
        self.gop = GopBuffer()

    def __len__(self) -> int:
        """Number of those who still get something."""
        return sum(not viewer.closed for viewer in self._viewers)

    def add(self, viewer: Viewer) -> None:
        """Add a viewer; a stream viewer starts at the latest keyframe."""
        if viewer.wants is Wants.STREAM:
            viewer.catch_up(self.gop)
        self._viewers.add(viewer)

    def remove(self, viewer: Viewer) -> bool:
        """Remove a viewer; return whether it was there."""
        there = viewer in self._viewers
        self._viewers.discard(viewer)
        return there

    def offer(self, wants: Wants, data: bytes, *, start: bool) -> None:
        """Give data to all who want it, and buffer of a stream what later viewers start with."""
        if wants is Wants.STREAM:
            self.gop.add(data, start=start)
        for viewer in self._viewers:
            if viewer.wants is wants:
                viewer.offer(data, start=start)

    def end(self, *, keep: Wants | None = None) -> None:
        """Signal the end to all viewers except those who want `keep`."""
        for viewer in self._viewers:
            if viewer.wants is not keep:
                viewer.end()

    def cut_begun(self) -> None:
        """Cut those whose stream has begun, since another one would not fit behind it."""
        for viewer in self._viewers:
            if viewer.wants is Wants.STREAM and viewer.started:
                viewer.cut()

    def cut(self) -> bool:
        """Cut all viewers and clear the buffer; return whether there were any."""
        self.gop.clear()
        viewers, self._viewers = self._viewers, set()
        for viewer in viewers:
            viewer.cut()
        return bool(viewers)
