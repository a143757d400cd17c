"""Decides which addresses may be connected to: only those at home."""

from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import (
    HomeAssistantTCPConnector,
    async_get_clientsession,
)

from .connection import CouldNotCheckError

# What is set aside for homes, written as numbers: no real network's address belongs into these files.
_HOME: Final = (
    IPv4Network((0x7F00_0000, 8)),  # this machine
    IPv4Network((0x0A00_0000, 8)),  # private
    IPv4Network((0xAC10_0000, 12)),  # private
    IPv4Network((0xC0A8_0000, 16)),  # private
    IPv4Network((0xA9FE_0000, 16)),  # link-local
    IPv6Network("::1/128"),  # this machine
    IPv6Network("fc00::/7"),  # private
    IPv6Network("fe80::/10"),  # link-local
)


def is_at_home(address: str) -> bool:
    """Return whether an address is private, link-local or this machine's own; False for a name."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    return any(found in network for network in _HOME)


async def async_address_at_home(hass: HomeAssistant, host: str) -> str:
    """Return the address of a host; a name is looked up once, as Home Assistant itself would.

    Whoever connects has to use the result and not the name, which may lead elsewhere the next time.

    Raises:
        CouldNotCheckError: It has none, or not all that it has are at home.
    """
    if is_at_home(host):
        return host
    try:
        ip_address(host)
    except ValueError:
        pass
    else:
        raise CouldNotCheckError
    connector = async_get_clientsession(hass).connector
    if not isinstance(connector, HomeAssistantTCPConnector):
        raise CouldNotCheckError
    try:
        found = [one["host"] for one in await connector.async_resolve_host(host)]
    except (OSError, ValueError) as error:
        raise CouldNotCheckError from error
    if not found or not all(is_at_home(address) for address in found):
        raise CouldNotCheckError
    return found[0]
