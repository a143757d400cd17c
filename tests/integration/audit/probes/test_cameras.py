"""Real cameras of the lab, open and locked: what each probe tells, and what it says to them."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from custom_components.lens_cap.audit.probes.probe import async_probe
from custom_components.lens_cap.audit.probes.target import async_targets
from custom_components.lens_cap.core.audit.probe import ProbeId, ProbeResult, TlsFault
from homeassistant.core import HomeAssistant
from lab.cameras_process import CameraAddress, LabCameras
from lab.hostile.wiretap import wiretap
from lab.inventory import CELLAR, GARAGE, HALLWAY, PORCH, LabCamera

from ....helpers.probing import (
    COULD_NOT_CHECK,
    FINE,
    HOST,
    NOT_RUN,
    WEAK,
    add_original,
    probe_with,
)

OPEN, LOCKED, ENCRYPTED = CELLAR.key, HALLWAY.key, GARAGE.key


@pytest.fixture(scope="module")
def cameras_process() -> Iterator[LabCameras]:
    """Run cameras of every kind."""
    with LabCameras(extra=(CELLAR.key, GARAGE.key, PORCH.key)) as cameras:
        yield cameras


@pytest.fixture
def cameras(cameras_process: LabCameras, socket_enabled: None) -> LabCameras:
    """Return the running cameras, which the test may talk to."""
    return cameras_process


def _stream(address: CameraAddress) -> str:
    assert address.stream_source is not None
    return address.stream_source


@pytest.mark.parametrize(
    ("key", "result"), [(OPEN, WEAK), (LOCKED, FINE), (ENCRYPTED, FINE)]
)
async def test_a_stream(
    hass: HomeAssistant, cameras: LabCameras, key: str, result: ProbeResult
) -> None:
    """A stream is open, or asks for a login; encrypted or not."""
    url = _stream(cameras.addresses[key])
    assert (await probe_with(hass, ProbeId.RTSP_ANONYMOUS, url)).result is result
    stats = await cameras.stats()
    assert stats[key]["rtsp_plays"] == 0


@pytest.mark.parametrize(("key", "result"), [(OPEN, WEAK), (LOCKED, FINE)])
@pytest.mark.parametrize("kind", ["still", "mjpeg"])
async def test_a_picture(
    hass: HomeAssistant,
    cameras: LabCameras,
    key: str,
    kind: str,
    result: ProbeResult,
) -> None:
    """A picture is open, or asks for a login; moving or not."""
    url: str = getattr(cameras.addresses[key], kind)
    assert (await probe_with(hass, ProbeId.STILL_ANONYMOUS, url)).result is result


@pytest.mark.parametrize(("kind", "result"), [("onvif_open", WEAK), ("onvif", FINE)])
@pytest.mark.parametrize("service", ["device", "media"])
async def test_settings(
    hass: HomeAssistant,
    cameras: LabCameras,
    kind: str,
    service: str,
    result: ProbeResult,
) -> None:
    """ONVIF tells its profiles to everybody, or to whoever logs in."""
    port: int = getattr(cameras.ports, kind)
    url = f"http://{HOST}:{port}/onvif/{service}_service"
    assert (await probe_with(hass, ProbeId.ONVIF_ANONYMOUS, url)).result is result


async def test_encryption(hass: HomeAssistant, cameras: LabCameras) -> None:
    """A camera that signed its own certificate is fine at home."""
    outcome = await probe_with(hass, ProbeId.TLS, _stream(cameras.addresses[ENCRYPTED]))
    assert (outcome.result, *outcome.tls_faults) == (FINE, TlsFault.SELF_SIGNED)


@pytest.mark.parametrize(
    ("probe", "path"),
    [
        (ProbeId.RTSP_ANONYMOUS, "/nowhere"),
        (ProbeId.STILL_ANONYMOUS, "/nowhere.jpg"),
    ],
)
async def test_a_wrong_address(
    hass: HomeAssistant, cameras: LabCameras, probe: ProbeId, path: str
) -> None:
    """What is not there is neither open nor locked."""
    is_stream = probe is ProbeId.RTSP_ANONYMOUS
    port = cameras.ports.rtsp_open if is_stream else cameras.ports.http
    url = f"{'rtsp' if is_stream else 'http'}://{HOST}:{port}{path}"
    assert (await probe_with(hass, probe, url)).result is COULD_NOT_CHECK


async def test_another_servers_page_is_no_picture(
    hass: HomeAssistant, cameras: LabCameras
) -> None:
    """An answer that is fine, and no picture, teaches nothing."""
    url = f"{cameras.control_url}/stats"
    outcome = await probe_with(hass, ProbeId.STILL_ANONYMOUS, url)
    assert outcome.result is COULD_NOT_CHECK


def _with_login(url: str, camera: LabCamera, port: int) -> str:
    return url.replace(
        f"://{HOST}:{urlsplit(url).port}",
        f"://{camera.username}:{camera.needles[-1]}@{HOST}:{port}",
    )


async def test_no_login_is_ever_sent(
    hass: HomeAssistant, cameras: LabCameras, caplog: pytest.LogCaptureFixture
) -> None:
    """With logins in every setting, the cameras hear of none; and nobody reads of them in the log."""
    caplog.set_level("DEBUG")
    address = cameras.addresses[LOCKED]
    stream = _stream(address)
    async with (
        wiretap(cameras.ports.rtsp) as rtsp,
        wiretap(cameras.ports.http) as http,
    ):
        entity_id = add_original(
            hass,
            "generic",
            options={
                "stream_source": _with_login(stream, HALLWAY, rtsp.port),
                "still_image_url": _with_login(address.still, HALLWAY, http.port)
                + f"?user={HALLWAY.username}&password={HALLWAY.needles[-1]}",
                "username": HALLWAY.username,
                "password": HALLWAY.password,
            },
        )
        outcomes = await async_probe(hass, async_targets(hass, entity_id))
    assert {one.probe: one.result for one in outcomes.values()} == {
        ProbeId.RTSP_ANONYMOUS: FINE,
        ProbeId.STILL_ANONYMOUS: FINE,
        ProbeId.ONVIF_ANONYMOUS: NOT_RUN,
        ProbeId.TLS: NOT_RUN,
        ProbeId.UPNP_MAPPING: COULD_NOT_CHECK,
    }
    assert [host.connections for host in (rtsp, http)] == [1, 1]
    said = b"".join(rtsp.requests + http.requests).decode()
    assert said.startswith(f"DESCRIBE rtsp://{HOST}:{rtsp.port}/{LOCKED} RTSP/1.0\r\n")
    assert f"GET /{LOCKED}/snapshot.jpg HTTP/1.1\r\n" in said
    headers = {line.partition(":")[0] for line in said.split("\r\n") if ": " in line}
    assert headers == {
        "CSeq",
        "User-Agent",
        "Accept",
        "Host",
        "Accept-Encoding",
        "Connection",
    }
    for needle in (*HALLWAY.needles, HALLWAY.username):
        assert needle not in said
        assert needle not in caplog.text


async def test_onvif_is_told_nothing_but_the_question(
    hass: HomeAssistant, cameras: LabCameras
) -> None:
    """No user token goes along, though the settings hold a login."""
    async with wiretap(cameras.ports.onvif) as tap:
        entity_id = add_original(
            hass,
            "onvif",
            data={
                "host": HOST,
                "port": tap.port,
                "username": PORCH.username,
                "password": PORCH.password,
            },
        )
        outcomes = await async_probe(hass, async_targets(hass, entity_id))
    assert outcomes[ProbeId.ONVIF_ANONYMOUS].result is FINE
    said = b"".join(tap.requests).decode()
    assert said.count("GetProfiles") == 1
    for word in ("UsernameToken", "Authorization", PORCH.username, *PORCH.needles):
        assert word not in said
