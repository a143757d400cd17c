"""What a router lets in, told by a real UPnP server."""

from collections.abc import Sequence
from ipaddress import IPv4Address
from unittest.mock import Mock

from async_upnp_client.const import HttpRequest, SsdpSource
from async_upnp_client.utils import CaseInsensitiveDict
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.lens_cap.audit.probes import upnp
from custom_components.lens_cap.audit.probes.connection import CouldNotCheckError
from custom_components.lens_cap.audit.probes.probe import async_probe
from custom_components.lens_cap.audit.probes.session import ProbeSession
from custom_components.lens_cap.audit.probes.target import ProbeTarget
from custom_components.lens_cap.core.audit.probe import ProbeId, ProbeResult
from homeassistant.components.ssdp import scanner as ssdp_scanner
from homeassistant.components.ssdp.scanner import Scanner
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
from lab.hostile import manners
from lab.hostile.host import Behavior, HostileHost
from lab.hostile.wiretap import wiretap
from lab.router import GATEWAY, Mapped, lab_router

from ....helpers.probing import COULD_NOT_CHECK, FINE, HOST, NOT_RUN, WEAK
from .names import name

PUBLIC = "203.0.113.7"
CAMERA = str(IPv4Address(0xC0A80132))
OTHER = str(IPv4Address(0xC0A80109))
PLEX = Mapped(external_port=32400, internal_client=OTHER, internal_port=32400)
OPEN = Mapped(external_port=8554, internal_client=CAMERA, internal_port=554)


def router(hass: HomeAssistant, location: str) -> None:
    """Let Home Assistant know where a router describes itself."""
    MockConfigEntry(domain="upnp", data={"location": location}).add_to_hass(hass)


async def mapping(hass: HomeAssistant, *, host: str = CAMERA) -> ProbeResult:
    """Return what is told about a camera with a stream and a web page."""
    target = ProbeTarget(hosts=frozenset({host}), ports=frozenset({554, 80}))
    return (await async_probe(hass, target))[ProbeId.UPNP_MAPPING].result


@pytest.mark.parametrize(
    ("mapped", "result"),
    [
        ([], FINE),
        ([PLEX], FINE),
        ([PLEX, OPEN], WEAK),
        ([Mapped(external_port=1, internal_client=CAMERA, internal_port=23)], WEAK),
        (
            [
                Mapped(
                    external_port=1,
                    internal_client=CAMERA,
                    internal_port=554,
                    enabled=False,
                )
            ],
            FINE,
        ),
    ],
)
async def test_a_way_in_is_found(
    hass: HomeAssistant, mapped: Sequence[Mapped], result: ProbeResult
) -> None:
    """Whatever port of the camera it leads to, unless it is switched off."""
    async with lab_router(mapped) as location:
        router(hass, location)
        assert await mapping(hass) is result


async def test_on_this_machine_only_the_cameras_own_ports_count(
    hass: HomeAssistant,
) -> None:
    """A way to Home Assistant itself is not one to a camera that is served from here."""
    web = Mapped(external_port=443, internal_client=HOST, internal_port=8123)
    async with lab_router([web]) as location:
        router(hass, location)
        assert await mapping(hass, host=HOST) is FINE
    own = Mapped(external_port=8554, internal_client=HOST, internal_port=554)
    async with lab_router([web, own]) as location:
        router(hass, location)
        # The other one is gone by now, which hides nothing.
        assert await mapping(hass, host=HOST) is WEAK


async def test_without_anybody_to_ask(hass: HomeAssistant) -> None:
    """Where Home Assistant does not listen for routers, nothing can be said."""
    assert await mapping(hass) is COULD_NOT_CHECK


async def test_a_router_that_is_gone(hass: HomeAssistant) -> None:
    """No answer is no good answer."""
    async with lab_router([]) as location:
        router(hass, location)
    assert await mapping(hass) is COULD_NOT_CHECK


async def test_what_one_router_told_counts_though_another_is_silent(
    hass: HomeAssistant, deadline: float
) -> None:
    """A way in is one, whatever else could not be asked."""
    async with (
        HostileHost(manners.never_answers) as silent,
        lab_router([OPEN]) as location,
    ):
        router(hass, f"http://{HOST}:{silent.port}/device.xml")
        router(hass, location)
        assert await mapping(hass) is WEAK


def _description(control: str, nested: int = 0) -> bytes:
    services = (
        "<serviceList><service>"
        "<serviceType>urn:schemas-upnp-org:service:WANIPConnection:1</serviceType>"
        "<serviceId>urn:upnp-org:serviceId:WANIPConn1</serviceId>"
        f"<SCPDURL>{control}</SCPDURL><controlURL>{control}</controlURL>"
        f"<eventSubURL>{control}</eventSubURL></service></serviceList>"
    )
    device = "<device><deviceType>urn:schemas-upnp-org:device:InternetGatewayDevice:1</deviceType>"
    body = (
        '<?xml version="1.0"?><root xmlns="urn:schemas-upnp-org:device-1-0">'
        f"{device}{services}"
        f"{'<deviceList><device>' * nested}{'</device></deviceList>' * nested}</device></root>"
    ).encode()
    return (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: %d\r\n\r\n%s"
        % (len(body), body)
    )


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    b'<root xmlns="urn:schemas-upnp-org:device-1-0">&b;</root>'
)
HOSTILE: dict[str, Behavior] = {
    "never answers": manners.never_answers,
    "endless banner": manners.endless_banner,
    "slow drip": manners.slow_drip,
    "gigabyte": manners.gigabyte("HTTP/1.1", "text/xml"),
    "elsewhere": manners.elsewhere("HTTP/1.1", "http://127.0.0.1:9/device.xml"),
    "no XML": manners.answers(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"),
    "entities": manners.answers(
        b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(BOMB), BOMB)
    ),
    "always itself": manners.answers(_description("/again")),
    "nested": manners.answers(_description("/again", nested=1400)),
    "broken address": manners.answers(_description("http://[/again")),
}


async def test_what_nobody_thought_of_could_not_be_checked(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A router that breaks the library which understands routers ends no run."""
    monkeypatch.setattr(upnp, "UpnpFactory", Mock(side_effect=RuntimeError))
    router(hass, f"http://{HOST}:9/device.xml")
    assert await mapping(hass) is COULD_NOT_CHECK


@pytest.mark.parametrize("kind", HOSTILE)
async def test_hostile_routers_teach_nothing(
    hass: HomeAssistant, deadline: float, kind: str
) -> None:
    """Whatever a router makes up, the probe ends in time and could not check."""
    async with HostileHost(HOSTILE[kind]) as host:
        router(hass, f"http://{HOST}:{host.port}/device.xml")
        assert await mapping(hass) is COULD_NOT_CHECK
        assert host.connections < 10


async def test_a_router_sends_nobody_elsewhere(hass: HomeAssistant) -> None:
    """A service that is said to be on another host is not asked."""
    public = f"http://{PUBLIC}/control"
    async with HostileHost(manners.answers(_description(public))) as host:
        router(hass, f"http://{HOST}:{host.port}/device.xml")
        assert await mapping(hass) is COULD_NOT_CHECK
        assert host.connections == 1


@pytest.mark.parametrize(
    "location",
    [f"http://{PUBLIC}:5000/device.xml", "https://127.0.0.1/x", "nonsense"],
)
async def test_a_router_that_is_not_at_home_is_not_asked(
    hass: HomeAssistant, location: str
) -> None:
    """The socket guard of the tests would fail a connection to it."""
    router(hass, location)
    assert await mapping(hass) is COULD_NOT_CHECK


async def test_a_request_to_another_host_is_not_made(hass: HomeAssistant) -> None:
    """Even if the library that understands routers wanted to."""
    async with HostileHost(manners.answers(_description("/again"))) as there:
        for url in (f"http://localhost:{there.port}/", f"https://{HOST}:{there.port}/"):
            requester = upnp._Requester(ProbeSession(hass), HOST)
            with pytest.raises(CouldNotCheckError):
                await requester.async_http_request(HttpRequest("GET", url, {}, None))
        assert there.connections == 0


async def test_the_router_is_told_nothing_but_the_question(
    hass: HomeAssistant,
) -> None:
    """No login, no cookie and no name of a camera goes to the router."""
    async with lab_router([PLEX]) as location:
        port = int(location.rpartition(":")[2].partition("/")[0])
        async with wiretap(port) as tap:
            router(hass, f"http://{HOST}:{tap.port}/device.xml")
            assert await mapping(hass) is FINE
    said = b"".join(tap.requests).lower()
    assert b"getgenericportmappingentry" in said
    assert b"authorization" not in said
    assert b"cookie" not in said
    assert CAMERA.encode() not in said


async def listener(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> Scanner:
    """Return Home Assistant's own listener, which listens on no network."""

    async def nowhere(_hass: HomeAssistant) -> set[IPv4Address]:
        return set()

    monkeypatch.setattr(ssdp_scanner, "async_build_source_set", nowhere)
    assert await async_setup_component(hass, "ssdp", {})
    scanner: Scanner = hass.data["ssdp"]["scanner"]
    return scanner


async def test_home_assistant_listens_and_hears_of_no_router(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then there is nothing to be asked, whatever was there when UPnP was set up."""
    await listener(hass, monkeypatch)
    router(hass, f"http://{HOST}:9/device.xml")
    assert await mapping(hass) is NOT_RUN


async def test_home_assistant_heard_of_a_router(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it heard of is asked, without any setting up."""
    # It believes in no router on this machine, so this one has a name.
    name(hass, [HOST], [HOST], [HOST])
    scanner = await listener(hass, monkeypatch)
    async with lab_router([OPEN]) as address:
        location = address.replace(HOST, "router.test")
        scanner._device_tracker.see_search(
            CaseInsensitiveDict(
                {
                    "st": GATEWAY,
                    "usn": f"uuid:lab-router-1::{GATEWAY}",
                    "location": location,
                    "cache-control": "max-age=1800",
                    "_udn": "uuid:lab-router-1",
                    "_timestamp": dt_util.now(),
                    "_location_original": location,
                    "_host": HOST,
                    "_source": SsdpSource.SEARCH,
                }
            )
        )
        assert await mapping(hass) is WEAK
