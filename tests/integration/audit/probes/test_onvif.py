"""ONVIF devices with several addresses, and what may be followed of what they say."""

import time

from custom_components.lens_cap.audit.probes import onvif
from custom_components.lens_cap.core.audit.probe import ProbeId, ProbeResult
from homeassistant.core import HomeAssistant
from lab.hostile.host import Behavior, HostileHost, Visitor
from lab.hostile.manners import answers

from ....helpers.probing import COULD_NOT_CHECK, FINE, HOST, WEAK, probe_with

UNKNOWN = (500, "<ter:ActionNotSupported/>")
PROFILES = (200, "<trt:GetProfilesResponse/>")
REFUSED = (400, "<ter:NotAuthorized/>")


def _device(media: tuple[int, str], address: str) -> Behavior:
    """Return a device whose media service has an address of its own."""
    capabilities = f"<GetCapabilitiesResponse><tt:Media><tt:XAddr>{address}</tt:XAddr></tt:Media></GetCapabilitiesResponse>"

    async def behave(visitor: Visitor) -> None:
        said = await visitor.request()
        if said.startswith(b"POST /onvif/media "):
            status, body = media
        elif b"GetCapabilities" in said:
            status, body = 200, capabilities
        else:
            status, body = UNKNOWN
        head = f"HTTP/1.1 {status} So\r\nContent-Length: {len(body)}\r\n\r\n"
        await visitor.send(f"{head}{body}".encode())

    return behave


async def _ask(
    hass: HomeAssistant, media: tuple[int, str], address: str
) -> ProbeResult:
    async with HostileHost(_device(media, address)) as host:
        url = f"http://{HOST}:{host.port}/onvif/device_service"
        return (await probe_with(hass, ProbeId.ONVIF_ANONYMOUS, url)).result


async def test_the_media_service_is_found(hass: HomeAssistant) -> None:
    """Where the first address does not know of profiles, the second one is asked."""
    address = f"http://{HOST}/onvif/media"
    assert await _ask(hass, PROFILES, address) is WEAK
    assert await _ask(hass, REFUSED, address) is FINE
    assert await _ask(hass, UNKNOWN, address) is COULD_NOT_CHECK


async def test_only_the_path_of_its_address_counts(hass: HomeAssistant) -> None:
    """The media service is asked at the camera itself, wherever it is said to be."""
    async with HostileHost(answers(b"HTTP/1.1 200 OK\r\n\r\n")) as there:
        address = f"http://{HOST}:{there.port}/onvif/media"
        assert await _ask(hass, PROFILES, address) is WEAK
    assert there.connections == 0


async def test_an_address_that_leads_nowhere(hass: HomeAssistant) -> None:
    """Neither the same address again, nor none, nor nonsense is asked."""
    for address in ("/onvif/device_service", "", "http://[", "http://camera.test"):
        assert await _ask(hass, PROFILES, address) is COULD_NOT_CHECK


def test_a_hostile_answer_is_looked_through_once() -> None:
    """However often it begins to name an address, nobody waits for it."""
    begun = time.process_time()
    for hostile in (b"<Media>" * 9000, b"<Media>" + b"<XAddr>" * 9000):
        assert onvif._path_of_media(hostile) == ""
    assert time.process_time() - begun < 0.5
