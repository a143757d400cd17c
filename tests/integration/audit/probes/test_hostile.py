"""Hostile hosts: bounded in time and bytes, not followed, and nothing is learned from them."""

import asyncio

import pytest

from custom_components.lens_cap.audit.probes import connection
from custom_components.lens_cap.core.audit.probe import ProbeId, ProbeResult
from homeassistant.core import HomeAssistant
from lab.hostile import manners
from lab.hostile.host import Behavior, HostileHost
from lab.ports import reserve_port

from ....helpers.probing import COULD_NOT_CHECK, HOST, probe_with

SCHEMES = {
    ProbeId.RTSP_ANONYMOUS: "rtsp",
    ProbeId.STILL_ANONYMOUS: "http",
    ProbeId.ONVIF_ANONYMOUS: "http",
    ProbeId.TLS: "https",
}
MANNERS: dict[str, Behavior] = {
    "never answers": manners.never_answers,
    "endless banner": manners.endless_banner,
    "endless headers": manners.endless_headers,
    "endless patience": manners.endless_patience,
    "slow drip": manners.slow_drip,
    "endless chunks": manners.endless_chunks,
    "gigabyte of picture": manners.gigabyte("HTTP/1.1", "image/jpeg"),
    "gigabyte of description": manners.gigabyte("RTSP/1.0", "application/sdp"),
    "gigabyte of XML": manners.gigabyte("HTTP/1.1", "application/soap+xml"),
    "not a number": manners.answers(b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n"),
    "less than nothing": manners.answers(
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"
    ),
    "not a status": manners.answers(b"HTTP/1.1 fine\r\n\r\n"),
    "a page": manners.answers(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"),
    "another protocol": manners.answers(b"220 ready\r\n\r\n"),
    "broken promise": manners.answers(
        b"RTSP/1.0 200 OK\r\nContent-Length: 9999\r\n\r\nv=0\r\nm=video 0 RTP/AVP 96"
    ),
}
# What the kernel's buffers on both sides swallow before anybody has read anything.
BUFFERED = 16 * 1024 * 1024


@pytest.mark.parametrize("probe", SCHEMES)
async def test_is_bounded_and_teaches_nothing(
    hass: HomeAssistant, deadline: float, probe: ProbeId
) -> None:
    """Each probe leaves each host in time, takes little, and says that it could not check."""

    async def meet(behavior: Behavior) -> tuple[ProbeResult, bool, bool]:
        async with HostileHost(behavior) as host:
            url = f"{SCHEMES[probe]}://{HOST}:{host.port}/live"
            outcome = await probe_with(hass, probe, url)
            return (
                outcome.result,
                host.sent < BUFFERED,
                host.connections in {1, 2},
            )

    seen = await asyncio.gather(*map(meet, MANNERS.values()))
    assert dict(zip(MANNERS, seen, strict=True)) == dict.fromkeys(
        MANNERS, (COULD_NOT_CHECK, True, True)
    )


@pytest.mark.parametrize(
    "kind", ["gigabyte of picture", "endless chunks", "endless patience"]
)
async def test_no_more_is_read_than_is_allowed(hass: HomeAssistant, kind: str) -> None:
    """A conversation ends with its bytes, long before its time is over."""
    async with (
        HostileHost(MANNERS[kind]) as host,
        connection.async_converse(HOST, host.port) as one,
    ):

        async def read() -> bytes:
            head = await one.ask(b"GET / HTTP/1.1\r\n\r\n")
            return await one.body(head)

        with pytest.raises(connection.CouldNotCheckError):
            await read()


@pytest.mark.parametrize(
    "probe", [ProbeId.RTSP_ANONYMOUS, ProbeId.STILL_ANONYMOUS, ProbeId.ONVIF_ANONYMOUS]
)
async def test_nobody_is_followed_elsewhere(
    hass: HomeAssistant, probe: ProbeId
) -> None:
    """Whoever sends us to another address teaches nothing; nobody goes there."""
    async with HostileHost(manners.answers(b"HTTP/1.1 200 OK\r\n\r\n")) as there:
        protocol = "RTSP/1.0" if probe is ProbeId.RTSP_ANONYMOUS else "HTTP/1.1"
        url = f"{SCHEMES[probe]}://{HOST}:{there.port}/live"
        async with HostileHost(manners.elsewhere(protocol, url)) as host:
            outcome = await probe_with(
                hass, probe, f"{SCHEMES[probe]}://{HOST}:{host.port}/live"
            )
        assert outcome.result is COULD_NOT_CHECK
        assert host.connections >= 1
        assert there.connections == 0


async def test_nobody_there(hass: HomeAssistant) -> None:
    """A port where nobody listens teaches nothing."""
    port = reserve_port()
    for probe, scheme in SCHEMES.items():
        outcome = await probe_with(hass, probe, f"{scheme}://{HOST}:{port}/live")
        assert outcome.result is COULD_NOT_CHECK
