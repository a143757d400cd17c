"""Hosts and logins in addresses that other people wrote, whatever they look like."""

from base64 import b64decode
from collections.abc import Iterator
from ipaddress import IPv6Address, ip_address
from itertools import batched
import re
from typing import Final
from urllib.parse import unquote

from yarl import URL

# No scheme is longer; without an end, long words would take long to look through.
_SCHEME: Final = re.compile(r"([A-Za-z][\w+.-]{0,31})://")
# Addresses of the web are those of pictures only where they say so: a camera's own page is none.
_WEB: Final = frozenset({"http", "https"})
_OF_PICTURES: Final = re.compile(
    r"jpe?g|mjpe?g|snapshot|stream|video|\.mp4|thumbnail|onvif|/cgi-bin/|\.sdp|/live|webrtc|\.m3u8",
    re.IGNORECASE,
)
# What leads into Home Assistant, or opens a program. Makers invent schemes of their own for pictures.
_OF_NO_PICTURES: Final = frozenset(
    {
        "app",
        "deep-link",
        "homeassistant",
        "intent",
        "market",
        "media-source",
        "shortcuts",
        "spotify",
        "whatsapp",
    }
)
# A password may hold what ends a host elsewhere, so each place that may be the host's is looked at.
_HOST: Final = re.compile(
    r"(?:(?<=://)|(?<=@))(?:\[([0-9A-Fa-f:.]+)(?:%[^\]]*)?\]|([\w.-]++)(?!@))"
)
_OF_USERS: Final = re.compile(
    r"(?:login|cam|camera|rtsp)?[_-]?(?:account|login|u|use|user|usr)[_-]?(?:id|name)?"
)
_OF_SECRETS: Final = re.compile(
    r"(?:login|user|usr|cam|camera|rtsp|admin)?[_-]?"
    r"(?:p|pas|pass|passwd|password|passwort|passcode|psw|pw|pwd|secret|wachtwoord)"
)
_OF_BOTH: Final = re.compile(r"(?:basic|http)?[_-]?auth(?:orization)?|credentials?")
_BETWEEN: Final = re.compile(r"[&;_/?]")


def hosts_in(text: str) -> Iterator[str]:
    """Yield every host that an address of pictures in a text may lead to, in small letters.

    More than the real ones: of `rtsp://u:p@x@camera.test/live` also what stands before the last sign.
    """
    for address in _addresses(text):
        for numbers, name in _HOST.findall(address):
            yield same_host(numbers or name)


def leads_to_pictures(text: str) -> bool:
    """Return whether there may be an address of pictures in a text."""
    return any(True for _ in _addresses(text))


def _addresses(text: str) -> Iterator[str]:
    """Yield what may be the addresses of pictures; a password may hold quotes and spaces."""
    for scheme, rest in batched(_SCHEME.split(text)[1:], 2, strict=True):
        kind, line = scheme.lower(), rest.partition("\n")[0]
        if kind in _WEB:
            line = line.partition(" ")[0]
            if not _OF_PICTURES.search(line):
                continue
        if kind not in _OF_NO_PICTURES:
            yield f"{scheme}://{line}"


def same_host(host: str) -> str:
    """Return a host in the one way in which it is compared."""
    bare = host.strip("[]").partition("%")[0].lower().rstrip(".")
    try:
        address = ip_address(bare)
    except ValueError:
        return bare
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return str(mapped or address)


def logins_in(url: URL) -> Iterator[tuple[str, str]]:
    """Yield the pairs of user and password in an address: before its host, and where makers put them."""
    yield url.user or "", url.password or ""
    told = [(name.lower(), value) for name, value in url.query.items()]
    for part in _BETWEEN.split(url.raw_path):
        name, _, value = part.partition("=")
        told.append((name.lower(), unquote(value)))
    user = next((value for name, value in told if _OF_USERS.fullmatch(name)), "")
    for name, value in told:
        if value and _OF_SECRETS.fullmatch(name):
            yield user, value
        elif _OF_BOTH.fullmatch(name):
            yield from _encoded_login(value)


def _encoded_login(value: str) -> Iterator[tuple[str, str]]:
    """Yield the pair in a value that is made like that of a basic login."""
    try:
        user, colon, password = b64decode(value, validate=True).decode().partition(":")
    except ValueError:
        return
    if colon:
        yield user, password
