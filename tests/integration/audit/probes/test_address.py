"""Nobody but hosts at home is ever connected to."""

import asyncio
from ipaddress import IPv4Address
import socket
from typing import Any, override

from aiohttp.abc import ResolveResult
import pytest

from custom_components.lens_cap.audit.probes.address import (
    async_address_at_home,
    is_at_home,
)
from custom_components.lens_cap.audit.probes.probe import async_probe
from custom_components.lens_cap.audit.probes.target import ProbeTarget
from custom_components.lens_cap.core.audit.probe import ProbeId
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import DATA_RESOLVER
from lab.hostile.host import HostileHost
from lab.hostile.manners import answers

from ....helpers.probing import COULD_NOT_CHECK, FINE, HOST, endpoint, probe_with
from .names import Names, name

PUBLIC = "203.0.113.7"
REFUSAL = answers(b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n")


@pytest.fixture
def connected(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Record whom anybody connects to."""
    met: list[Any] = []
    connect = hass.loop.sock_connect

    async def sock_connect(sock: socket.socket, address: Any) -> None:
        met.append(address[0])
        await connect(sock, address)

    monkeypatch.setattr(hass.loop, "sock_connect", sock_connect)
    return met


AT_HOME = (
    "127.0.0.1",
    "127.9.9.9",
    "::1",
    "fe80::1",
    "fe80::1%eth0",
    "fd00::7",
    "::ffff:127.0.0.1",
    str(IPv4Address(0x0A010203)),
    str(IPv4Address(0xAC1F0001)),
    str(IPv4Address(0xC0A80105)),
    str(IPv4Address(0xA9FE0707)),
)
ELSEWHERE = (
    PUBLIC,
    "0.0.0.0",  # noqa: S104
    "::",
    str(IPv4Address(0xFFFFFFFF)),
    "224.0.0.1",
    "100.64.0.1",
    "172.32.0.1",
    "192.167.0.1",
    "2001:4860:4860::8888",
    "64:ff9b::7f00:1",
    f"::ffff:{PUBLIC}",
    "camera.test",
    "",
)


def test_home() -> None:
    """Private, link-local and loopback addresses are at home."""
    assert [one for one in AT_HOME if not is_at_home(one)] == []


def test_not_home() -> None:
    """Public, shared, unspecified and multicast addresses are not, and neither is a name."""
    assert [one for one in ELSEWHERE if is_at_home(one)] == []


@pytest.mark.parametrize(
    "found", [[PUBLIC], ["2001:4860:4860::8888"], [HOST, PUBLIC], None]
)
async def test_a_name_that_leads_out_is_not_followed(
    hass: HomeAssistant, connected: list[Any], found: list[str] | None
) -> None:
    """Not even where one of its addresses is at home; nobody is connected to, by any probe."""
    probes = [one for one in ProbeId if one is not ProbeId.UPNP_MAPPING]
    names = name(hass, *([found] * len(probes) if found else ()))
    for probe in probes:
        outcome = await probe_with(hass, probe, f"https://{probe[:3]}.test:8443/live")
        assert (outcome.result, connected) == (COULD_NOT_CHECK, [])
    assert len(names.asked) == len(probes)


@pytest.mark.parametrize("host", [PUBLIC, "[2001:4860:4860::8888]", "0.0.0.0"])  # noqa: S104
async def test_a_public_address_is_not_connected_to(
    hass: HomeAssistant, connected: list[Any], host: str
) -> None:
    """No probe goes there, and nobody is asked for the name of an address."""
    names = name(hass)
    outcomes = await async_probe(
        hass,
        ProbeTarget(
            rtsp=endpoint(f"rtsp://{host}:554/live"),
            still=endpoint(f"http://{host}:80/still"),
            onvif=endpoint(f"http://{host}:80/onvif"),
            tls=endpoint(f"https://{host}:443/"),
            hosts=frozenset({host.strip("[]")}),
        ),
    )
    assert {one.result for one in outcomes.values()} == {COULD_NOT_CHECK}
    assert (connected, names.asked) == ([], [])


async def test_a_name_is_looked_up_once_and_its_address_kept(
    hass: HomeAssistant, connected: list[Any]
) -> None:
    """A name that leads home first and elsewhere later cannot lure the other probes there."""
    async with HostileHost(REFUSAL) as host:
        names = name(hass, [HOST], [PUBLIC], [PUBLIC])
        url = f"camera.test:{host.port}"
        outcomes = await async_probe(
            hass,
            ProbeTarget(
                rtsp=endpoint(f"rtsp://{url}/live"),
                still=endpoint(f"http://{url}/still"),
                onvif=endpoint(f"http://{url}/onvif"),
            ),
        )
    assert outcomes[ProbeId.STILL_ANONYMOUS].result is FINE
    assert connected == [HOST] * 3
    assert names.asked == ["camera.test"]
    assert all(b"camera.test" in one for one in host.requests)


async def test_a_lookup_that_hangs_ends(hass: HomeAssistant, deadline: float) -> None:
    """The time for a lookup counts as the host's."""

    class Slow(Names):
        """Never answers."""

        @override
        async def resolve(
            self, host: str, port: int = 0, family: int = socket.AF_INET
        ) -> list[ResolveResult]:
            await asyncio.Event().wait()
            return []

    hass.data[str(DATA_RESOLVER)] = Slow()
    outcome = await probe_with(hass, ProbeId.TLS, "https://camera.test:443/")
    assert outcome.result is COULD_NOT_CHECK


async def test_the_first_of_several_addresses_at_home_is_taken(
    hass: HomeAssistant,
) -> None:
    """All are at home, so any would do."""
    name(hass, ["fd00::7", HOST])
    assert await async_address_at_home(hass, "camera.test") == "fd00::7"
