"""Keeps WebRTC's media on this machine."""

import aioice.ice

LOOPBACK = "127.0.0.1"
_USUAL = aioice.ice.get_host_addresses


def use_loopback(*, others: bool = False) -> None:
    """Let peer connections of this process use the loopback address, which they would leave out.

    With `others`, those of the network too.
    """

    def addresses(use_ipv4: bool, use_ipv6: bool) -> list[str]:
        """Return the addresses to offer."""
        known = _USUAL(use_ipv4, use_ipv6) if others else []
        return [LOOPBACK, *(address for address in known if address != LOOPBACK)]

    aioice.ice.get_host_addresses = addresses
