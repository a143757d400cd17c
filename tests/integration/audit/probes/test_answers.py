"""What an answer teaches: a refusal, a picture that is there for everybody, or nothing."""

import pytest

from custom_components.lens_cap.core.audit.probe import ProbeId, ProbeResult
from homeassistant.core import HomeAssistant
from lab.hostile.host import HostileHost
from lab.hostile.manners import answers

from ....helpers.probing import COULD_NOT_CHECK, FINE, HOST, WEAK, probe_with

DESCRIPTION = "v=0\r\nm=video 0 RTP/AVP 96\r\n"


async def _learned(
    hass: HomeAssistant, probe: ProbeId, url: str, answer: bytes
) -> tuple[ProbeResult, list[bytes]]:
    """Return what a probe makes of an answer, and what it asked."""
    async with HostileHost(answers(answer)) as host:
        outcome = await probe_with(hass, probe, url.format(f"{HOST}:{host.port}"))
    return outcome.result, [one.split(b" ")[0] for one in host.requests]


@pytest.mark.parametrize(
    ("status", "body", "result"),
    [
        ("200 OK", DESCRIPTION, WEAK),
        ("401 Unauthorized", "", FINE),
        ("403 Forbidden", "", FINE),
        ("200 OK", "v=0\r\n", COULD_NOT_CHECK),
        ("200 OK", "", COULD_NOT_CHECK),
        ("201 Created", DESCRIPTION, COULD_NOT_CHECK),
        ("404 Not Found", DESCRIPTION, COULD_NOT_CHECK),
        ("454 Session Not Found", "", COULD_NOT_CHECK),
    ],
)
async def test_a_description_of_a_stream(
    hass: HomeAssistant, status: str, body: str, result: ProbeResult
) -> None:
    """Only one that names pictures shows that they are open; it is the description that is asked for."""
    answer = (
        f"RTSP/1.0 {status}\r\nCSeq: 1\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    )
    assert await _learned(
        hass, ProbeId.RTSP_ANONYMOUS, "rtsp://{}/live", answer.encode()
    ) == (result, [b"DESCRIBE"])


@pytest.mark.parametrize(
    ("status", "kind", "body", "result"),
    [
        ("200 OK", "image/jpeg", b"\xff\xd8\xff\xe0", WEAK),
        ("200 OK", "application/octet-stream", b"\x89PNG", WEAK),
        ("200 OK", "multipart/x-mixed-replace; boundary=x", b"--x\r", WEAK),
        ("401 Unauthorized", "text/html", b"", FINE),
        ("403 Forbidden", "text/html", b"", FINE),
        ("200 OK", "text/html", b"<htm", COULD_NOT_CHECK),
        ("200 OK", "image/jpeg", b"<htm", COULD_NOT_CHECK),
        ("206 Partial Content", "image/jpeg", b"\xff\xd8\xff\xe0", COULD_NOT_CHECK),
        ("404 Not Found", "image/jpeg", b"\xff\xd8\xff\xe0", COULD_NOT_CHECK),
    ],
)
async def test_a_still(
    hass: HomeAssistant, status: str, kind: str, body: bytes, result: ProbeResult
) -> None:
    """What begins like a picture is one, whatever it is called; a page that is called one is not."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    assert await _learned(
        hass, ProbeId.STILL_ANONYMOUS, "http://{}/still", head.encode() + body
    ) == (result, [b"GET"])
