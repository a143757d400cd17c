"""Watches a camera's relay, as HomeKit or go2rtc would."""

import asyncio
from contextlib import suppress
from typing import override

import aiohttp

from lab.bench.household import stream_address
from lab.home_client import HomeClient
from lab.viewers import Viewer

_CHUNK = 64 * 1024


class RelayViewer(Viewer):
    """Reads MPEG-TS until cut off, and keeps nothing but when the last byte came."""

    def __init__(self, client: HomeClient, entity_id: str) -> None:
        """Say who watches what."""
        super().__init__(client, entity_id)
        self.received = 0
        self.last_at = 0.0
        self._answered = "nothing"
        self._news = asyncio.Event()

    async def until_receiving(self, seconds: float) -> None:
        """Wait for the first bytes. Raises TimeoutError, also where it is clear that none will come."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._news.wait()
        if not self.received:
            raise TimeoutError(
                f"{self.entity_id}: no picture, the relay answered {self._answered}"
            )

    @override
    async def _watch(self) -> None:
        url = await stream_address(self.client, self.entity_id)
        timeout = aiohttp.ClientTimeout(total=None)
        try:
            async with self.client.session.get(url, timeout=timeout) as response:
                self._answered = str(response.status)
                response.raise_for_status()
                async for chunk in response.content.iter_chunked(_CHUNK):
                    self.received += len(chunk)
                    self.last_at = asyncio.get_running_loop().time()
                    self._take(chunk)
                    self._news.set()
        except aiohttp.ClientResponseError:
            pass
        except aiohttp.ClientError as error:
            self._answered += f", then {type(error).__name__}"
        finally:
            self._news.set()

    def _take(self, chunk: bytes) -> None:
        """Do with a piece of the stream whatever there is to do; nothing here."""
