"""One run over some cameras: which hosts may be contacted, and what is known already."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Final

from homeassistant.core import HomeAssistant

from ...core.audit.probe import ProbeOutcome
from ...ha.foreign import reading_foreign
from ..access import is_loopback
from .address import async_address_at_home
from .connection import SECONDS, Connection, CouldNotCheckError, async_converse
from .target import Endpoint

_MACHINES_AT_ONCE: Final = 16

type Ask = Callable[[ProbeSession, Endpoint], Awaitable[ProbeOutcome]]


class ProbeSession:
    """Resolves each name once, sends each request once, and gives up on a host that hangs."""

    def __init__(self, hass: HomeAssistant) -> None:
        self.hass = hass
        self._addresses: dict[str, str] = {}
        self._lookups = defaultdict[str, asyncio.Lock](asyncio.Lock)
        self._hung: set[str] = set()
        self._answers: dict[tuple[Ask, Endpoint], ProbeOutcome | None] = {}
        self._turns = defaultdict[str, asyncio.Lock](asyncio.Lock)
        self._places = asyncio.Semaphore(_MACHINES_AT_ONCE)

    async def async_outcome(self, ask: Ask, endpoint: Endpoint) -> ProbeOutcome:
        """Return what a probe tells about an endpoint, within `SECONDS`.

        Raises:
            CouldNotCheckError: It learned nothing.
        """
        machine = _machine(endpoint)
        # The turn comes first: however many cameras a recorder that hangs has, it takes one place.
        async with self._turns[machine]:
            key = ask, endpoint
            if key not in self._answers:
                async with self._places:
                    self._answers[key] = await self._async_ask(ask, endpoint, machine)
        if (outcome := self._answers[key]) is None:
            raise CouldNotCheckError
        return outcome

    async def _async_ask(
        self, ask: Ask, endpoint: Endpoint, machine: str
    ) -> ProbeOutcome | None:
        if machine in self._hung:
            return None
        # Whatever a library makes of what one host says, the other cameras are still asked.
        with reading_foreign("what a host answered"):
            try:
                async with asyncio.timeout(SECONDS):
                    return await ask(self, await self._async_sayable(endpoint))
            except CouldNotCheckError:
                pass
            except TimeoutError:
                self._hung.add(machine)
        return None

    async def _async_sayable(self, endpoint: Endpoint) -> Endpoint:
        """Return the endpoint with the address of its host, where the name may be a secret."""
        if not endpoint.nameless:
            return endpoint
        return replace(endpoint, host=await self.async_address(endpoint.host))

    async def async_address(self, host: str) -> str:
        """Return the address of a host, the same one each time; raises CouldNotCheckError."""
        async with self._lookups[host]:
            if host not in self._addresses:
                self._addresses[host] = await async_address_at_home(self.hass, host)
            return self._addresses[host]

    @asynccontextmanager
    async def async_converse(self, endpoint: Endpoint) -> AsyncIterator[Connection]:
        """Open one connection to an endpoint at home; raises CouldNotCheckError."""
        address = await self.async_address(endpoint.host)
        async with async_converse(
            address,
            endpoint.port,
            server_name=endpoint.host if endpoint.encrypted else None,
        ) as conversation:
            yield conversation


def _machine(endpoint: Endpoint) -> str:
    """Return what tells machines apart; on this one, several servers stand for several."""
    return endpoint.authority if is_loopback(endpoint.host) else endpoint.host
