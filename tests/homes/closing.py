"""Makes cameras private, and tells which pictures are older and which newer than that."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
import time

from lab.home_client import HomeClient
from lab.picture import Reading
from lab.viewers import Seen

from ..helpers.processes import workers
from .lab_house import KEYS, House, privacy_switches

POLL_SECONDS = 0.02


@dataclass(frozen=True, kw_only=True)
class Closed:
    """When cameras were made private: on the loop's clock, and in Unix time as pictures tell it."""

    called: float
    returned: float
    returned_unix: float

    def newer(self, readings: Iterable[Reading]) -> list[Reading]:
        """Return the pictures that were taken after the call had returned."""
        return [one for one in readings if one.moment() > self.returned_unix]

    def late(self, seen: Iterable[Seen]) -> list[Reading]:
        """Return the same for what a viewer saw."""
        return self.newer(one.reading for one in seen if one.reading)

    def until(self, moment: float | None) -> float:
        """Return how many milliseconds passed from the call to a moment of the loop's clock."""
        return ((moment or self.called) - self.called) * 1000


async def close(client: HomeClient, keys: Iterable[str] = KEYS) -> Closed:
    """Make cameras private by their switches."""
    loop = asyncio.get_running_loop()
    called = loop.time()
    await client.act("switch.turn_on", entity_id=privacy_switches(keys))
    return Closed(called=called, returned=loop.time(), returned_unix=time.time())


async def reopen(client: HomeClient, keys: Iterable[str] = KEYS) -> None:
    """End what `close` did."""
    await client.act("switch.turn_off", entity_id=privacy_switches(keys))


async def quiet(house: House, client: HomeClient) -> None:
    """End at once what would linger after its last viewer, by a moment of privacy."""
    await close(client)
    assert workers(house.pid) == ()
    await reopen(client)


async def until(
    condition: Callable[[], Awaitable[bool] | bool],
    seconds: float,
    *,
    pause: float = POLL_SECONDS,
) -> bool:
    """Wait for a condition, asking every `pause` seconds; return whether it came true in time."""
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while True:
        fulfilled = condition()
        if fulfilled if isinstance(fulfilled, bool) else await fulfilled:
            return True
        if loop.time() > end:
            return False
        await asyncio.sleep(pause)
