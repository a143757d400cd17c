"""The one door: what was asked for before a camera closed is not delivered after it."""

import asyncio
from collections.abc import Awaitable, Callable
from io import BytesIO

import aiohttp
from aiohttp.test_utils import TestClient
from PIL import Image
import pytest

from custom_components.lens_cap.core.verdict import Door
from custom_components.lens_cap.exceptions import CameraPrivateError, NoPictureError
from custom_components.lens_cap.media.relay.viewers import Wants
from custom_components.lens_cap.media.requester import Consumer
from custom_components.lens_cap.media.worker.jpeg import is_whole_jpeg
from custom_components.lens_cap.privacy.hold_request import BY_HAND
from custom_components.lens_cap.sealing.unsealed import unsealed
from homeassistant.components.camera.const import CameraEntityFeature
from homeassistant.components.camera.img_util import TurboJPEGSingleton
from homeassistant.exceptions import HomeAssistantError
from tests.helpers.rtsp_camera import Manners, rtsp_camera
from tests.integration.media.stills.test_stills import huge_png

from ....helpers.mock_house import (
    AUTOMATION,
    PASSWORD,
    SECRET,
    SOFA,
    House,
    secret_jpeg,
)

type Client = TestClient[aiohttp.web.Request, aiohttp.web.Application]
type MakeClient = Callable[[], Awaitable[Client]]


class _Held:
    """A still that a source gives only when it is released."""

    def __init__(self, house: House) -> None:
        self.asked = asyncio.Event()
        self.release = asyncio.Event()
        source = house.sources[SOFA]

        async def still(width: int | None = None, height: int | None = None) -> bytes:
            self.asked.set()
            await self.release.wait()
            return secret_jpeg()

        source.async_camera_image = still  # type: ignore[method-assign]


async def _hold(house: House) -> None:
    await house.privacy.async_hold([SOFA], BY_HAND)


async def test_an_open_camera_shows_its_picture(house: House) -> None:
    """The picture of the source passes as it is."""
    for door in Door:
        frame = await house.guard().async_picture(door)
        assert SECRET in frame.content


async def test_a_private_camera_shows_none(house: House) -> None:
    """Dashboards get the placeholder, everybody else an error."""
    await _hold(house)
    placeholder = await house.guard().async_picture(Door.PROXY)
    assert is_whole_jpeg(placeholder.content)
    assert SECRET not in placeholder.content
    with pytest.raises(CameraPrivateError):
        await house.guard().async_picture(Door.OTHER)


async def test_closing_while_a_picture_is_on_its_way(house: House) -> None:
    """A picture that arrives after the camera closed is thrown away."""
    held = _Held(house)
    proxy = asyncio.create_task(house.guard().async_picture(Door.PROXY))
    other = asyncio.create_task(house.guard().async_picture(Door.OTHER))
    await held.asked.wait()
    await _hold(house)
    held.release.set()
    assert SECRET not in (await proxy).content
    with pytest.raises(CameraPrivateError):
        await other


async def test_closing_and_opening_while_a_picture_is_on_its_way(house: House) -> None:
    """A picture that was asked for before a privacy does not appear after it."""
    held = _Held(house)
    asked = asyncio.create_task(house.guard().async_picture(Door.PROXY))
    await held.asked.wait()
    await _hold(house)
    await house.privacy.async_release([SOFA], actor=AUTOMATION)
    held.release.set()
    with pytest.raises(NoPictureError):
        await asked


@pytest.mark.parametrize(
    "still",
    [
        b"<html>Log in at rtsp://admin:hunter2-of-the-sofa@camera.invalid</html>",
        secret_jpeg()[:-80],
        HomeAssistantError(f"http://admin:{PASSWORD}@127.0.0.1:9/still"),
    ],
)
async def test_a_source_without_a_picture(
    house: House, still: bytes | Exception
) -> None:
    """What is not a picture is not shown, and the error holds nothing of it."""
    house.sources[SOFA].still = still
    with pytest.raises(NoPictureError) as caught:
        await house.guard().async_picture(Door.PROXY)
    assert PASSWORD not in str(caught.value)
    assert "Sofa" in str(caught.value)


async def test_other_kinds_of_pictures_become_jpeg(house: House) -> None:
    """A PNG is shown as JPEG."""
    buffer = BytesIO()
    Image.new("RGBA", (64, 36), "blue").save(buffer, "PNG")
    house.sources[SOFA].still = buffer.getvalue()
    frame = await house.guard().async_picture(Door.OTHER)
    assert Image.open(BytesIO(frame.content)).format == "JPEG"


async def test_a_picture_that_is_far_too_large(house: House) -> None:
    """A small file that unfolds to a huge picture is not unfolded, and that is what is said."""
    house.sources[SOFA].still = huge_png(8000)
    with pytest.raises(NoPictureError, match="is too large"):
        await house.guard().async_picture(Door.OTHER)
    assert house.state("sensor.sofa_live_picture").state == "too_large"
    house.sources[SOFA].still = secret_jpeg()
    assert (await house.guard().async_picture(Door.OTHER)).content == secret_jpeg()
    assert house.state("sensor.sofa_live_picture").state == "no_problem"


async def test_mjpeg_is_shared_and_cut(house: House, hass_client: MakeClient) -> None:
    """Two viewers cost one series of stills; closing aborts both, opening does not revive them."""
    fetched: list[int] = []
    source = house.sources[SOFA]
    plain = unsealed(source).async_camera_image

    async def counted(
        width: int | None = None, height: int | None = None
    ) -> bytes | None:
        fetched.append(1)
        return await plain(width, height)

    source.async_camera_image = counted  # type: ignore[method-assign]
    client = await hass_client()
    viewers = [
        await client.get("/api/camera_proxy_stream/camera.sofa") for _ in range(2)
    ]
    for viewer in viewers:
        assert SECRET in await viewer.content.readany()
    assert house.guard().viewers == 2
    assert house.state("binary_sensor.sofa_being_viewed").state == "on"
    assert len(fetched) <= 2
    await _hold(house)
    for viewer in viewers:
        with pytest.raises(aiohttp.ClientError):
            await viewer.content.read()
    assert house.guard().viewers == 0
    before = len(fetched)
    await asyncio.sleep(0.7)
    assert len(fetched) == before


async def test_mjpeg_while_private(house: House, hass_client: MakeClient) -> None:
    """A dashboard that asks for a live picture gets the placeholder, and the end."""
    await _hold(house)
    client = await hass_client()
    for path in ("", "?interval=1"):
        answer = await client.get(f"/api/camera_proxy_stream/camera.sofa{path}")
        body = await answer.read()
        assert answer.status == 200
        assert body.count(b"\xff\xd8\xff") == 2
        assert SECRET not in body
    assert house.guard().viewers == 0


@pytest.mark.parametrize("interval", ["nan", "inf", "-inf", "-1", "0", "1e999", "x"])
async def test_what_is_no_interval_is_a_bad_request(
    house: House, hass_client: MakeClient, interval: str
) -> None:
    """Whoever asks for it hears so; whoever watches goes on watching."""
    client = await hass_client()
    path = "/api/camera_proxy_stream/camera.sofa?interval="
    viewer = await client.get(f"{path}0.5")
    assert SECRET in await viewer.content.readany()
    assert (await client.get(path + interval)).status == 400
    house.sources[SOFA].still = secret_jpeg()[:-2] + b"news" + secret_jpeg()[-2:]
    async with asyncio.timeout(60):
        await viewer.content.readuntil(b"news")
    await _hold(house)


async def test_a_source_that_fails_ends_the_live_picture(
    house: House, hass_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing old is repeated; after some failures the live picture ends."""
    module = "custom_components.lens_cap.media.stills.pump"
    monkeypatch.setattr(f"{module}._PAUSE_AFTER_FAILURE_SECONDS", 0.01)
    client = await hass_client()
    answer = await client.get("/api/camera_proxy_stream/camera.sofa?interval=0.5")
    assert SECRET in await answer.content.readany()
    house.sources[SOFA].still = HomeAssistantError("gone")
    async with asyncio.timeout(60):
        rest = await answer.content.read()
    assert SECRET not in rest.replace(secret_jpeg(), b"", 1)
    assert house.guard().viewers == 0


@pytest.mark.parametrize("address", [None, f"rtsp://admin:{PASSWORD}@127.0.0.1:9/live"])
async def test_a_source_without_a_stream(
    house: House,
    hass_client: MakeClient,
    monkeypatch: pytest.MonkeyPatch,
    address: str | None,
) -> None:
    """A camera that only has stills shows them as a live picture, whatever its address leads to."""
    module = "custom_components.lens_cap.media.worker_supervisor"
    monkeypatch.setattr(f"{module}._BACK_OFF_SECONDS", (0.01,))
    source = house.sources[SOFA]
    source._attr_supported_features = CameraEntityFeature(0)

    async def stream_source() -> str | None:
        return address

    monkeypatch.setattr(source, "stream_source", stream_source)
    client = await hass_client()
    answer = await client.get("/api/camera_proxy_stream/camera.sofa")
    async with asyncio.timeout(60):
        assert SECRET in await answer.content.readany()
    await _hold(house)


class _Scaler:
    """What Home Assistant makes pictures smaller with, in its own process."""

    def __init__(self) -> None:
        self.decoded: list[int] = []

    def decode_header(self, content: bytes) -> tuple[int, int, int, int]:
        with Image.open(BytesIO(content)) as picture:
            return (*picture.size, 0, 0)

    def scale_with_quality(self, content: bytes, **_how: object) -> bytes:
        self.decoded.append(len(content))
        return content


async def test_nobody_decodes_a_foreign_picture_here(
    house: House, hass_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever asks for a smaller one gets it from our process, and Home Assistant leaves it as it is."""
    scaler = _Scaler()
    monkeypatch.setattr(TurboJPEGSingleton, "instance", lambda: scaler)
    buffer = BytesIO()
    Image.new("RGB", (1920, 1080), "teal").save(buffer, "JPEG", comment=SECRET)
    house.sources[SOFA].still = buffer.getvalue()
    client = await hass_client()
    for width, height, size in ((320, 180, (320, 180)), (100, 400, (711, 400))):
        path = f"/api/camera_proxy/camera.sofa?width={width}&height={height}"
        answer = await client.get(path)
        with Image.open(BytesIO(await answer.read())) as picture:
            assert picture.size == size
    assert scaler.decoded == []


@pytest.mark.usefixtures("socket_enabled")
async def test_single_pictures_in_a_stream_are_shown_as_such(
    house: House, hass_client: MakeClient
) -> None:
    """A camera that sends JPEGs by RTSP offers no stream any more, and its live picture is theirs."""
    async with rtsp_camera(Manners()) as url:
        house.sources[SOFA].address = url
        guard = house.guard()
        assert guard.stream_address() is not None
        viewer = guard.join(Wants.STREAM, lambda: None, Consumer.STREAM)
        async with asyncio.timeout(60):
            assert await viewer.next() is None
        guard.leave(viewer)
        await house.hass.async_block_till_done()
        assert guard.stream_address() is None
        features = house.state("camera.sofa").attributes["supported_features"]
        assert not features & CameraEntityFeature.STREAM
        client = await hass_client()
        answer = await client.get("/api/camera_proxy_stream/camera.sofa")
        async with asyncio.timeout(60):
            begin = await answer.content.readuntil(b"\xff\xd8\xff")
            rest = await answer.content.readuntil(b"\xff\xd9")
        assert SECRET not in begin + rest
        await _hold(house)
