"""An original whose integration gives the last picture that it was sent, as those of MQTT and Blink do."""

from http import HTTPStatus
from io import BytesIO
from types import SimpleNamespace
from typing import Any

from PIL import Image
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.lens_cap.core.verdict import Door
from custom_components.lens_cap.exceptions import NoPictureError
from custom_components.lens_cap.media import kept_picture
from custom_components.lens_cap.media.kept_picture import KEEPERS, keeps_pictures
from homeassistant.components.camera.const import CameraEntityFeature
from homeassistant.components.mqtt.camera import MqttCamera
from homeassistant.core import HomeAssistant
from homeassistant.loader import async_get_integration

from ....helpers.mock_house import BED, SOFA, House, SourceCamera
from .test_masked import LEFT, OPEN, PRIVATE, ZONES, masked


def picture(colour: str) -> bytes:
    """Return a picture of one colour."""
    buffer = BytesIO()
    Image.new("RGB", (32, 18), colour).save(buffer, "JPEG")
    return buffer.getvalue()


BEFORE, NEXT, LATER = picture("red"), picture("green"), picture("blue")


@pytest.fixture
def source(house: House, monkeypatch: pytest.MonkeyPatch) -> SourceCamera:
    """Return an original of an integration that keeps pictures, and whose camera has no stream."""
    source = house.sources[SOFA]
    source._attr_supported_features = CameraEntityFeature(0)
    source.address = None
    monkeypatch.setattr(kept_picture, "KEEPERS", {"test": None})
    return source


async def settled(hass: HomeAssistant) -> None:
    """Wait until what is kept was noted."""
    await hass.async_block_till_done(wait_background_tasks=True)


async def test_what_came_while_it_was_private(
    house: House, source: SourceCamera
) -> None:
    """It is not shown, however often it is asked for; the next one is, and each after it."""
    await house.call("camera.turn_off", "camera.sofa")
    source.still = BEFORE
    await house.call("camera.turn_on", "camera.sofa")
    assert house.is_open()
    for size in ((None, None), (16, 9)):
        with pytest.raises(NoPictureError) as caught:
            await house.guard().async_picture(Door.OTHER, *size)
        assert caught.value.translation_key == "no_new_picture"
    for still in (NEXT, NEXT, LATER):
        source.still = still
        assert (await house.guard().async_picture(Door.OTHER)).content == still
    source.still = BEFORE
    with pytest.raises(NoPictureError):
        await house.guard().async_picture(Door.OTHER)


async def test_the_first_that_comes_is_shown(
    hass: HomeAssistant, house: House, source: SourceCamera
) -> None:
    """Also where nobody asked before it came: what was there was noted at the opening."""
    house.guard().apply(PRIVATE)
    source.still = BEFORE
    house.guard().apply(OPEN)
    await settled(hass)
    source.still = NEXT
    assert (await house.guard().async_picture(Door.OTHER)).content == NEXT


async def test_where_nothing_could_be_noted(
    hass: HomeAssistant, house: House, source: SourceCamera
) -> None:
    """The first picture may be of before; the second one is not."""
    house.guard().apply(PRIVATE)
    source.still = ValueError()
    house.guard().apply(OPEN)
    await settled(hass)
    source.still = BEFORE
    for _ in range(2):
        with pytest.raises(NoPictureError):
            await house.guard().async_picture(Door.OTHER)
    source.still = NEXT
    assert (await house.guard().async_picture(Door.OTHER)).content == NEXT


async def test_what_came_while_it_was_covered(
    hass: HomeAssistant, house: House, source: SourceCamera
) -> None:
    """Less cover shows more of a picture than was allowed when it came; more cover does not."""
    guard = house.guard()
    guard.zones = ZONES
    guard.apply(PRIVATE)
    guard.apply(masked(LEFT))
    await settled(hass)
    source.still = NEXT
    assert (await guard.async_picture(Door.OTHER)).content
    guard.apply(OPEN)
    with pytest.raises(NoPictureError):
        await guard.async_picture(Door.OTHER)
    source.still = LATER
    assert (await guard.async_picture(Door.OTHER)).content == LATER
    guard.apply(masked(LEFT))
    assert (await guard.async_picture(Door.OTHER)).content


async def test_dashboards_are_told(
    house: House, source: SourceCamera, hass_client: ClientSessionGenerator
) -> None:
    """They get words instead of a broken picture, also the dashboards that show the original."""
    client = await hass_client()
    house.guard().apply(PRIVATE)
    source.still = BEFORE
    house.guard().apply(OPEN)
    for shown in ("camera.sofa", "camera.sofa_original"):
        answer = await client.get(f"/api/camera_proxy/{shown}")
        assert answer.status == HTTPStatus.OK
        content = await answer.read()
        assert content != BEFORE
        with Image.open(BytesIO(content)) as words:
            assert words.size == (640, 360)


async def test_a_live_camera_loses_nothing(house: House) -> None:
    """Whoever asks one that films gets what it sees, be it the same twice."""
    source = house.sources[SOFA]
    house.guard().apply(PRIVATE)
    source.still = BEFORE
    house.guard().apply(OPEN)
    for _ in range(2):
        assert (await house.guard().async_picture(Door.OTHER)).content == BEFORE


@pytest.mark.parametrize("domain", sorted(KEEPERS))
async def test_who_keeps_pictures(hass: HomeAssistant, domain: str) -> None:
    """Each one that is named is an integration of Home Assistant that has cameras."""
    integration = await async_get_integration(hass, domain)
    assert integration.is_built_in
    assert integration.platforms_exists(["camera"])


async def test_some_of_an_integration(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A doorbell has a live camera beside those of the last ring and the last motion."""
    source = house.sources[BED]
    monkeypatch.setattr(kept_picture, "KEEPERS", {"test": KEEPERS["doorbird"]})
    for key, keeps in (("live", False), ("last_ring", True), ("last_motion", True)):
        source._attr_translation_key = key
        assert keeps_pictures(source) is keeps


async def test_how_home_assistant_keeps_them() -> None:
    """The camera of MQTT gives what it was sent, and asks nobody."""
    sent: Any = SimpleNamespace(_last_image=BEFORE)
    assert await MqttCamera.async_camera_image(sent) == BEFORE
