"""What the guest page tells, to whom, and what may be asked for there: closing, and nothing else."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
import re
from typing import Final
from unicodedata import normalize

from ..level import PrivacyLevel
from ..placement import Placement
from ..settings.register import Recording
from ..state.hold import HoldOrigin

GUEST_HOLD: Final = timedelta(hours=4)
"""How long privacy lasts that guests ask for."""

LONG_ENOUGH: Final = GUEST_HOLD - timedelta(minutes=10)
"""What still lasts so long is not asked for again."""

_WORD: Final = re.compile(r"[^\W\d_]+")
_LONG_NAME: Final = 4
_LAST_LATIN: Final = "\u024f"
_SHORTEST_NAME: Final = 2
# RFC 1918, RFC 3927, RFC 4193, RFC 4291; loopback besides. IPv4 as first address and length.
_HOME: Final[tuple[IPv4Network | IPv6Network, ...]] = (
    IPv4Network((0x0A << 24, 8)),
    IPv4Network((0xAC10 << 16, 12)),
    IPv4Network((0xC0A8 << 16, 16)),
    IPv4Network((0xA9FE << 16, 16)),
    IPv4Network("127.0.0.0/8"),
    IPv6Network("::1/128"),
    IPv6Network("fd00::/8"),
    IPv6Network("fe80::/10"),
)

# RFC 6762, RFC 8375, and what the root zone keeps for private use (ICANN, 2024).
_HOME_NAMES: Final = (".local", ".home.arpa", ".internal")


class GuestAsk(StrEnum):
    """What guests can ask for."""

    LOOK_AWAY = "look_away"
    NO_SOUND = "no_sound"

    @property
    def origin(self) -> HoldOrigin:
        """The origin of the hold that this becomes."""
        if self is GuestAsk.LOOK_AWAY:
            return HoldOrigin.GUEST
        return HoldOrigin.GUEST_SILENCE

    @property
    def level(self) -> PrivacyLevel:
        """How private cameras become by it."""
        if self is GuestAsk.LOOK_AWAY:
            return PrivacyLevel.PRIVATE
        return PrivacyLevel.OPEN


@dataclass(frozen=True, kw_only=True)
class GuestCamera:
    """What guests are told of one camera; `name` is empty where it would name somebody."""

    name: str
    area: str
    placement: Placement
    level: PrivacyLevel
    sound: bool
    recording_now: bool
    recording: Recording
    recording_days: int | None
    purpose: str


def is_welcome(address: str | None, networks: Collection[str]) -> bool:
    """Return whether whoever comes from an address may open the page.

    Args:
        address: The address of the device; None where it is not certain.
        networks: The networks from which it may be opened, none meaning the home network. What
            is none there lets nobody in.
    """
    if address is None:
        return False
    try:
        came_from = _plain(ip_address(address))
    except ValueError:
        return False
    if not networks:
        return any(came_from in home for home in _HOME)
    return any(_is_in(came_from, network) for network in networks)


def is_of_the_home(host: str, own: str | None) -> bool:
    """Return whether the home is called by a name of its own, and not by one of the internet.

    What a tunnel or a proxy passes on comes from an address of the home, and by the name that is used outside.

    Args:
        host: The name or address by which the page is asked for, without a port.
        own: The one of the address that guests are given; None where that is not known.
    """
    name = host.lower().rstrip(".")
    try:
        address = _plain(ip_address(name))
    except ValueError:
        return bool(name) and (
            "." not in name or name.endswith(_HOME_NAMES) or name == (own or "").lower()
        )
    return any(address in home for home in _HOME)


def reads_as_network(text: str) -> bool:
    """Return whether a text names a network, such as "192.0.2.0/24"."""
    try:
        ip_network(text.strip(), strict=False)
    except ValueError:
        return False
    return True


def _is_in(address: IPv4Address | IPv6Address, network: str) -> bool:
    return reads_as_network(network) and address in ip_network(
        network.strip(), strict=False
    )


def _plain(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """Return the IPv4 address that an IPv6 address stands for, where it does."""
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def name_words(names: Iterable[str]) -> frozenset[str]:
    """Return the words of people's names by which they are known."""
    return frozenset(
        word
        for name in names
        for word in _WORD.findall(_folded(name))
        if len(word) >= _SHORTEST_NAME
    )


def names_nobody(text: str, people: Collection[str]) -> bool:
    """Return whether no word of people's names is in a text, by all that can be told from its letters.

    A longer name counts inside of a word too, and so does one of a script that may have no spaces; one
    of three letters where a word begins with it, one of two as a word, or with one letter behind it.
    """
    folded = _folded(text)
    words = set(_WORD.findall(folded))
    return not any(_is_told(name, folded, words) for name in people)


def _folded(text: str) -> str:
    """Return a text as it is compared: without capitals, each accent one with its letter."""
    return normalize("NFKC", text).casefold()


def _is_told(name: str, text: str, words: Collection[str]) -> bool:
    if len(name) >= _LONG_NAME or max(name) > _LAST_LATIN:
        return name in text
    longest = len(name) + 1 if len(name) == _SHORTEST_NAME else len(text)
    return any(word.startswith(name) and len(word) <= longest for word in words)
