"""Those who watch a stream, each with a bounded queue of its own."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from enum import StrEnum
from time import monotonic
from typing import Final

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
        """Remember how to cut the viewer off."""
        self.wants = wants
        self._abort = abort
        self._queue: deque[tuple[float, bytes]] = deque()
        self._queued = 0
        self._news = asyncio.Event()
        self._closed = False
        self._started = wants is Wants.PICTURES

    @property
    def closed(self) -> bool:
        """Return whether nothing will come any more."""
        return self._closed

    @property
    def started(self) -> bool:
        """Return whether a stream was begun, so that another one would not fit behind it."""
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
        """Queue what came since the last point where a player may start."""
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
        """Let the viewer know that nothing will come any more; its connection stays."""
        self._closed = True
        self._queue.clear()
        self._news.set()

    def cut(self) -> None:
        """End the viewer and its connection now, with whatever is still on the way to it."""
        self.end()
        self._abort()
