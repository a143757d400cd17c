"""However many watch a camera by one link, recordings and HLS go on, and begin."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress

import aiohttp
import pytest

from lab.home_client import HomeClient
from lab.inventory import LIVING_ROOM
from lab.picture import frames_of
from lab.sources import entity_id

from .closing import quiet, until
from .lab_house import START_SECONDS, House
from .low_latency import LowLatencyViewer

CAMERA = entity_id(LIVING_ROOM.key)
LINKS, PLACES = 100, 32

pytestmark = pytest.mark.timeout(600)


class Link:
    """Somebody who opened the link to a camera's picture, and watches without signing in."""

    def __init__(self, response: aiohttp.ClientResponse) -> None:
        """Take over what was answered."""
        self._response = response
        self._reading = asyncio.create_task(self._read())
        self.pictures = asyncio.Event()

    async def _read(self) -> None:
        with suppress(aiohttp.ClientError):
            async for _ in self._response.content.iter_any():
                self.pictures.set()

    @property
    def watches(self) -> bool:
        """Return whether pictures may still come."""
        return not self._reading.done()

    async def close(self) -> None:
        """Watch no longer."""
        self._reading.cancel()
        await asyncio.gather(self._reading, return_exceptions=True)
        self._response.close()


@asynccontextmanager
async def crowd(house: House, client: HomeClient) -> AsyncIterator[list[Link]]:
    """Yield those who have come by one link, one after the other."""
    states = await client.command("get_states")
    state = next(one for one in states if one["entity_id"] == CAMERA)
    path = state["attributes"]["entity_picture"].replace("proxy", "proxy_stream")
    async with (
        aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0),
            timeout=aiohttp.ClientTimeout(total=None),
        ) as session,
        AsyncExitStack() as stack,
    ):
        links: list[Link] = []
        for _ in range(LINKS):
            links.append(Link(await session.get(house.home.url + path)))
            stack.push_async_callback(links[-1].close)
        yield links


async def test_a_crowd_of_links(house: House, client: HomeClient) -> None:
    """Those who came last watch; HLS and a recording of before go on, and another one begins."""
    before, after = house.media / "before.mp4", house.media / "after.mp4"

    async def record(file: str) -> None:
        await client.act(
            "camera.record", entity_id=CAMERA, filename=file, duration=10, lookback=0
        )

    async with LowLatencyViewer(client, CAMERA) as hls:
        assert await hls.until_parts(1, START_SECONDS)
        recording = asyncio.create_task(record(str(before)))
        async with crowd(house, client) as links:
            async with asyncio.timeout(START_SECONDS):
                await links[-1].pictures.wait()
            assert await until(
                lambda: sum(link.watches for link in links) <= PLACES, START_SECONDS
            )
            assert all(link.watches for link in links[-PLACES:])
            parts = len(hls.pieces)
            async with asyncio.timeout(60):
                await recording
                await record(str(after))
            assert len(hls.pieces) > parts
    for file in (before, after):
        assert len(await asyncio.to_thread(frames_of, file)) >= 60
    await quiet(house, client)
