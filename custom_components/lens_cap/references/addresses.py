"""Hosts and logins in addresses that other people wrote, whatever they look like."""

from collections.abc import Iterator
from ipaddress import ip_address
import re
from typing import Final
from urllib.parse import unquote

from yarl import URL

# Addresses of the web are those of pictures only where they say so: a camera's own page is none.
_WEB: Final = re.compile(r"https?:", re.IGNORECASE)
_OF_PICTURES: Final = re.compile(
    r"jpe?g|mjpe?g|snapshot|stream|video|onvif|/cgi-bin/|\.sdp|/live|webrtc|\.m3u8",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(r"[A-Za-z][\w+.-]*://[^\s'\"]+")
# A password may hold what ends a host elsewhere, so each place that may be the host's is looked at.
_HOST: Final = re.compile(
    r"(?:(?<=://)|(?<=@))(?:\[([0-9A-Fa-f:.]+)(?:%[^\]]*)?\]|([\w.-]+))(?=[:/?#,&|)\]}]|$)"
)
_OF_USERS: Final = frozenset(
    {"account", "login", "loginuse", "u", "user", "username", "usr"}
)
_OF_SECRETS: Final = frozenset(
    {"loginpas", "p", "pass", "passwd", "password", "pw", "pwd"}
)
_BETWEEN: Final = re.compile(r"[&;_/?]")


def hosts_in(text: str) -> Iterator[str]:
    """Yield every host that an address of pictures in a text may lead to, in small letters.

    More than the real ones: of `rtsp://u:p@x@camera.test/live` also what stands before the last sign.
    """
    for address in _ADDRESS.findall(text):
        if _WEB.match(address) and not _OF_PICTURES.search(address):
            continue
        for numbers, name in _HOST.findall(address):
            yield same_host(numbers or name)


def same_host(host: str) -> str:
    """Return a host in the one way in which it is compared."""
    bare = host.strip("[]").partition("%")[0].lower().rstrip(".")
    try:
        return str(ip_address(bare))
    except ValueError:
        return bare


def logins_in(url: URL) -> Iterator[tuple[str, str]]:
    """Yield the pairs of user and password in an address: before its host, and where makers put them."""
    yield url.user or "", url.password or ""
    told = [(name.lower(), value) for name, value in url.query.items()]
    for part in _BETWEEN.split(url.raw_path):
        name, _, value = part.partition("=")
        told.append((name.lower(), unquote(value)))
    user = next((value for name, value in told if name in _OF_USERS), "")
    for name, value in told:
        if name in _OF_SECRETS and value:
            yield user, value
