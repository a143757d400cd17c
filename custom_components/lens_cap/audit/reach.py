"""Tells how far an address reaches, without asking anybody."""

from collections.abc import Collection
from ipaddress import ip_address
from typing import Final

from ..core.audit.posture import Reach

_HOME_ENDINGS: Final = (
    ".home.arpa",
    ".home",
    ".internal",
    ".intranet",
    ".lan",
    ".local",
    ".localdomain",
    ".localhost",
)
_DYNAMIC_ENDINGS: Final = (
    ".ddns.net",
    ".ddnss.de",
    ".duckdns.org",
    ".dyndns.org",
    ".dynu.net",
    ".dynv6.net",
    ".eu.org",
    ".freeddns.org",
    ".hopto.org",
    ".mycloudnas.com",
    ".myds.me",
    ".myfritz.net",
    ".mynetgear.com",
    ".myqnapcloud.com",
    ".no-ip.biz",
    ".no-ip.org",
    ".selfhost.eu",
    ".spdns.de",
    ".synology.me",
    ".tplinkdns.com",
    ".zapto.org",
)


def reach_of(hosts: Collection[str]) -> Reach:
    """Return the farthest that these hosts lead; names are not looked up."""
    found = {_reach(host) for host in hosts}
    for reach in (Reach.INTERNET, Reach.UNKNOWN, Reach.HOME):
        if reach in found:
            return reach
    return Reach.UNKNOWN


def _reach(host: str) -> Reach:
    try:
        address = ip_address(host.strip("[]"))
    except ValueError:
        return _reach_of_name(host.lower().rstrip("."))
    return Reach.INTERNET if address.is_global else Reach.HOME


def _reach_of_name(name: str) -> Reach:
    if "." not in name or name.endswith(_HOME_ENDINGS):
        return Reach.HOME
    return Reach.INTERNET if name.endswith(_DYNAMIC_ENDINGS) else Reach.UNKNOWN
