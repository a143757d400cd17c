"""Names that lead where a test wants them to."""

from collections.abc import Sequence
import socket
from typing import override

from aiohttp import TCPConnector
from aiohttp.abc import AbstractResolver, ResolveResult

from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import DATA_RESOLVER, async_get_clientsession


class Names(AbstractResolver):
    """Answers each question with the next of some answers, and counts the questions."""

    def __init__(self, *found: Sequence[str]) -> None:
        """Take the answers."""
        self._found = list(found)
        self.asked: list[str] = []

    @override
    async def resolve(
        self, host: str, port: int = 0, family: int = socket.AF_INET
    ) -> list[ResolveResult]:
        """Answer."""
        self.asked.append(host)
        if not self._found:
            raise OSError("no such name")
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=0,
            )
            for address in self._found.pop(0)
        ]

    @override
    async def close(self) -> None:
        """Do nothing."""

    async def real_close(self) -> None:
        """Do nothing."""


def name(hass: HomeAssistant, *found: Sequence[str]) -> Names:
    """Let Home Assistant's own resolver answer so."""
    names = Names(*found)
    hass.data[str(DATA_RESOLVER)] = names
    connector = async_get_clientsession(hass).connector
    assert isinstance(connector, TCPConnector)
    connector._use_dns_cache = False
    return names
