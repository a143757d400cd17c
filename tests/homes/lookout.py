"""Asks a home that starts for pictures, again and again, from the first moment at which it answers."""

import asyncio
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
import time
from types import TracebackType
from typing import Self

import aiohttp

from lab.home_client import HomeClient, HomeError
from lab.picture import Reading, read
from lab.sources import entity_id
from lab.tasks import end
from lab.viewers import MjpegViewer

from .lab_house import KEYS, House

PAUSE_SECONDS = 0.03


class Lookout:
    """Looks through every door that needs no stream; runs inside its `async with` block.

    `seen` holds the pictures of cameras that came, `statuses` how often it got which answer, and
    `first_answer` when Home Assistant first answered at all, in seconds since the block began.
    """

    def __init__(
        self,
        house: House,
        keys: Iterable[str] = KEYS,
        old_paths: Iterable[str] = (),
        images: Iterable[str] = (),
    ) -> None:
        """Say at which cameras and image entities to look.

        `old_paths` are addresses of pictures from before.
        """
        self._house = house
        self._keys = tuple(keys)
        self._entities = (
            *(("camera", entity_id(key)) for key in self._keys),
            *(("image", image) for image in images),
        )
        self._old_paths = tuple(old_paths)
        self._tasks: list[asyncio.Task[None]] = []
        self._began = 0.0
        self.seen: list[Reading] = []
        self.statuses: Counter[int] = Counter()
        self.first_answer: float | None = None

    async def __aenter__(self) -> Self:
        """Begin to look."""
        self._began = time.monotonic()
        looks = (self._stills(), *(self._moving(key) for key in self._keys))
        self._tasks = [asyncio.create_task(look) for look in looks]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop looking. Raises what went wrong while looking."""
        await end(*self._tasks)

    async def _stills(self) -> None:
        async with self._house.client() as client:
            while True:
                await asyncio.sleep(PAUSE_SECONDS)
                for kind, entity in self._entities:
                    # What is not there at the moment keeps nobody from asking for the next.
                    with suppress(aiohttp.ClientError, HomeError):
                        await self._look(client, kind, entity)
                for path in self._old_paths:
                    with suppress(aiohttp.ClientError):
                        await self._fetch(client, path, signed=True)

    async def _look(self, client: HomeClient, kind: str, entity: str) -> None:
        """Ask for a still with the user's token, and with that of the entity."""
        await self._fetch(client, f"/api/{kind}_proxy/{entity}")
        state = await client.get(f"/api/states/{entity}")
        if path := state["attributes"].get("entity_picture"):
            await self._fetch(client, path, signed=True)

    async def _fetch(
        self, client: HomeClient, path: str, *, signed: bool = False
    ) -> None:
        answer = await client.answer(path, signed=signed)
        if self.first_answer is None:
            self.first_answer = time.monotonic() - self._began
        self.statuses[answer.status] += 1
        if answer.ok and (reading := read(answer.body)):
            self.seen.append(reading)

    async def _moving(self, key: str) -> None:
        async with self._house.client() as client:
            while True:
                async with MjpegViewer(client, entity_id(key)) as viewer:
                    await viewer.until_ended(0.5)
                self.seen += [s.reading for s in viewer.seen if s.reading]
                await asyncio.sleep(PAUSE_SECONDS)
