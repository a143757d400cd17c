"""Checks whether the router forwards ports to a camera, by asking it for its UPnP forwardings.

Those that somebody typed into the router itself are not told, so an empty list proves nothing about
them.
"""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
import sys
from typing import Any, Final, override

from async_upnp_client.client import UpnpRequester
from async_upnp_client.client_factory import UpnpFactory
from async_upnp_client.const import HttpRequest, HttpResponse
from async_upnp_client.exceptions import UpnpActionError
from async_upnp_client.profiles.igd import IgdDevice
from yarl import URL

from homeassistant.components.network import async_get_loaded_adapters
from homeassistant.core import HomeAssistant

from ...core.audit.probe import ProbeId, ProbeOutcome, ProbeResult
from ...ha.foreign import reading_foreign
from ..access import is_loopback
from .connection import SECONDS, CouldNotCheckError, request_to
from .session import ProbeSession
from .target import Endpoint, ProbeTarget

_SSDP: Final = "ssdp"
# Not imported: what is a dependency is waited for, and originals are sealed only then.
_SSDP_MODULE: Final = f"homeassistant.components.{_SSDP}"
_GATEWAYS: Final = tuple(
    f"urn:schemas-upnp-org:device:InternetGatewayDevice:{version}" for version in (1, 2)
)
_MOST_FORWARDINGS: Final = 256
_MOST_REQUESTS: Final = _MOST_FORWARDINGS + 32
# "No such index", "no such entry" and "invalid arguments": how routers say that the list is over.
_LIST_ENDS: Final = frozenset({402, 713, 714})


@dataclass(frozen=True, kw_only=True)
class _Forwarding:
    """One way that a router lets the internet in."""

    address: str
    port: int


@dataclass(frozen=True, kw_only=True)
class _Answer:
    """What the routers told. `complete`: to the end of the list; `any_router`: one was there."""

    any_router: bool
    complete: bool
    forwardings: frozenset[_Forwarding] = frozenset()


class _Requester(UpnpRequester):
    """Talks to one router only, in bounded conversations."""

    def __init__(self, visit: ProbeSession, host: str) -> None:
        self._visit, self._host = visit, host
        self._left = _MOST_REQUESTS

    @override
    async def async_http_request(self, http_request: HttpRequest) -> HttpResponse:
        url = URL(http_request.url)
        self._left -= 1
        if url.scheme != "http" or url.host != self._host or self._left < 0:
            raise CouldNotCheckError
        endpoint = Endpoint(
            scheme="http", host=self._host, port=url.port or 80, path=url.raw_path_qs
        )
        request = request_to(
            endpoint,
            method=http_request.method,
            body=(http_request.body or "").encode(),
            **{
                name.replace("-", "_"): value
                for name, value in http_request.headers.items()
                if name.lower() in {"soapaction", "content-type"}
            },
        )
        async with self._visit.async_converse(endpoint) as conversation:
            head = await conversation.ask(request)
            body = await conversation.body(head)
        return HttpResponse(head.status, head.headers, body.decode(errors="replace"))


class Routers:
    """The routers of the house; they are asked once, however many cameras there are."""

    def __init__(self, visit: ProbeSession) -> None:
        self._visit = visit
        self._turn = asyncio.Lock()
        self._answer: _Answer | None = None

    async def async_probe(self, target: ProbeTarget) -> ProbeOutcome:
        """Return whether the internet is let through to a camera; raises CouldNotCheckError."""
        async with self._turn:
            if self._answer is None:
                self._answer = await _async_ask(self._visit)
        try:
            async with asyncio.timeout(SECONDS):
                addresses = {
                    await self._visit.async_address(host) for host in target.hosts
                }
        except TimeoutError as error:
            raise CouldNotCheckError from error
        result = _judge(self._visit.hass, target, addresses, self._answer)
        return ProbeOutcome(probe=ProbeId.UPNP_MAPPING, result=result)


def _judge(
    hass: HomeAssistant, target: ProbeTarget, addresses: set[str], answer: _Answer
) -> ProbeResult:
    """Judge what the routers told.

    A machine that is also Home Assistant's own serves more than cameras: there, only the
    camera's own ports count.
    """
    shared = set(_own_addresses(hass))
    if any(
        one.address in addresses
        and (one.port in target.ports or not _is_shared(one.address, shared))
        for one in answer.forwardings
    ):
        return ProbeResult.WEAK
    if not answer.any_router:
        return ProbeResult.NOT_RUN
    return ProbeResult.FINE if answer.complete else ProbeResult.COULD_NOT_CHECK


async def _async_ask(visit: ProbeSession) -> _Answer:
    """Return what the routers let through, as far as they tell within `SECONDS` each."""
    locations: set[str] | None = None
    with reading_foreign("where routers are"):
        async with asyncio.timeout(SECONDS):
            locations = await _async_locations(visit.hass)
    if locations is None:
        return _Answer(any_router=True, complete=False)
    found: set[_Forwarding] = set()
    to_the_end = 0
    for location in sorted(locations):
        # What a library raises over an answer that somebody made up may be anything.
        with reading_foreign("what a router told"):
            async with asyncio.timeout(SECONDS):
                await _async_list(visit, location, found)
            to_the_end += 1
    return _Answer(
        any_router=bool(locations),
        complete=to_the_end == len(locations),
        forwardings=frozenset(found),
    )


async def _async_locations(hass: HomeAssistant) -> set[str] | None:
    """Return where routers describe themselves, as Home Assistant heard; None where it does not listen."""
    ssdp = sys.modules.get(_SSDP_MODULE)
    if ssdp is not None and _SSDP in hass.config.components:
        return {
            one.ssdp_location
            for kind in _GATEWAYS
            for one in await ssdp.async_get_discovery_info_by_st(hass, kind)
            if one.ssdp_location
        }
    entries = hass.config_entries.async_entries("upnp", include_disabled=False)
    return {one.data["location"] for one in entries if one.data.get("location")} or None


async def _async_list(
    visit: ProbeSession, location: str, found: set[_Forwarding]
) -> None:
    host = URL(location).host
    if host is None:
        raise CouldNotCheckError
    requester = _Requester(visit, host)
    device = await UpnpFactory(requester, non_strict=True).async_create_device(location)
    router = IgdDevice(device, None)
    for index in range(_MOST_FORWARDINGS):
        try:
            entry: Any = await router.async_get_generic_port_mapping_entry(index)
        except UpnpActionError as error:
            if error.error_code in _LIST_ENDS:
                return
            raise
        if entry is None:
            raise CouldNotCheckError
        if entry.enabled:
            found.add(
                _Forwarding(
                    address=str(entry.internal_client), port=int(entry.internal_port)
                )
            )
    raise CouldNotCheckError


def _is_shared(address: str, own: set[str]) -> bool:
    return address in own or is_loopback(address)


def _own_addresses(hass: HomeAssistant) -> Iterator[str]:
    if "network" not in hass.config.components:
        return
    with suppress(KeyError):
        for adapter in async_get_loaded_adapters(hass):
            for one in (*adapter["ipv4"], *adapter["ipv6"]):
                yield str(ip_address(one["address"]))
