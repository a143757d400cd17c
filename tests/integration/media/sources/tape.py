"""Somebody who watches a guarded stream, and keeps all that came."""

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import Self

import aiohttp
from PIL import Image

from lab.picture import Reading, frames_of, images_of


def _a_few(pictures: list[Image.Image]) -> bool:
    return len(pictures) > 2


class Tape:
    """Reads an address to its end; runs inside its `async with` block.

    `data` is what came, `status` the answer, and `ended_at` when it ended, on the loop's clock.
    """

    def __init__(self, url: str) -> None:
        """Say what to watch."""
        self._url = url
        self._task: asyncio.Task[None] | None = None
        self._news = asyncio.Event()
        self.data = b""
        self.status = 0
        self.ended_at: float | None = None

    async def __aenter__(self) -> Self:
        """Begin."""
        self._task = asyncio.create_task(self._read())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop watching."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])

    async def _read(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            async with (
                aiohttp.ClientSession() as session,
                session.get(self._url) as response,
            ):
                self.status = response.status
                if response.status == 200:
                    async for chunk in response.content.iter_any():
                        self.data += chunk
                        self._news.set()
        except aiohttp.ClientError, ConnectionError:
            pass
        finally:
            self.ended_at = loop.time()
            self._news.set()

    async def more(self, seconds: float) -> None:
        """Watch for so long from the next piece on. Raises TimeoutError where none comes."""
        self._news.clear()
        async with asyncio.timeout(60):
            await self._news.wait()
        await asyncio.sleep(seconds)

    async def watch(
        self, seconds: float, enough: Callable[[list[Image.Image]], bool] = _a_few
    ) -> None:
        """Watch for so long, and on until the pictures are enough. Raises TimeoutError."""
        await self.more(seconds)
        async with asyncio.timeout(60):
            while not enough(await asyncio.to_thread(list, images_of(self.data))):
                self._news.clear()
                await self._news.wait()

    async def ended(self) -> bool:
        """Return True once nothing comes any more. Raises TimeoutError."""
        async with asyncio.timeout(60):
            while self.ended_at is None:
                self._news.clear()
                await self._news.wait()
        return True

    async def frames(self, begin: int = 0) -> list[Reading]:
        """Return what its pictures say, from a place in the data on."""
        return await asyncio.to_thread(frames_of, self.data[begin:])
