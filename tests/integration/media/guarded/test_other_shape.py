"""A partly covered camera whose own still has another shape than the stream, on which its zones were drawn."""

import asyncio
from io import BytesIO

from PIL import Image
import pytest

from custom_components.lens_cap.core.ids import ZoneId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.core.privacy.decide import Decision
from custom_components.lens_cap.core.verdict import Door
from custom_components.lens_cap.core.zones import Zone
from custom_components.lens_cap.exceptions import NoPictureError
from custom_components.lens_cap.media import source as source_module
from custom_components.lens_cap.media.guard import CameraGuard
from homeassistant.components.camera.const import CameraEntityFeature

from ....helpers.mock_house import SOFA, House, SourceCamera

WINDOW = ZoneId("window")
ZONE = Zone(
    zone_id=WINDOW, name="Window", polygons=(((0, 0), (0.4, 0), (0.4, 1), (0, 1)),)
)
COVERED = Decision(
    level=PrivacyLevel.MASKED, reason=ReasonCode.RULE, zones=frozenset({WINDOW})
)
OPEN = Decision(level=PrivacyLevel.OPEN, reason=ReasonCode.NOTHING_ASKS)


def wider_still() -> bytes:
    """Return a still that has the window, which is red, further to the right than the stream."""
    picture = Image.new("RGB", (320, 180), "green")
    picture.paste("red", (96, 0, 186, 180))
    buffer = BytesIO()
    picture.save(buffer, "JPEG")
    return buffer.getvalue()


@pytest.fixture
def guard(house: House, monkeypatch: pytest.MonkeyPatch) -> CameraGuard:
    """Return the guard of a camera with a zone, which waits for no address for long."""
    monkeypatch.setattr(source_module, "_ADDRESS_SECONDS", 0.1)
    house.sources[SOFA].still = wider_still()
    guard = house.guard()
    guard.zones = (ZONE,)
    return guard


async def _raise(_camera: SourceCamera) -> str | None:
    raise TimeoutError


async def _wait(_camera: SourceCamera) -> str | None:
    await asyncio.Event().wait()
    return None


@pytest.mark.parametrize("answer", [_raise, _wait])
@pytest.mark.parametrize(
    "features", [CameraEntityFeature.STREAM, CameraEntityFeature(0)]
)
@pytest.mark.parametrize(
    ("decision", "drawn_on"), [(COVERED, False), (COVERED, True), (OPEN, True)]
)
async def test_an_address_that_cannot_be_had(
    house: House,
    guard: CameraGuard,
    monkeypatch: pytest.MonkeyPatch,
    answer: object,
    features: CameraEntityFeature,
    decision: Decision,
    *,
    drawn_on: bool,
) -> None:
    """The own still does not stand in for the stream, where zones are covered or drawn."""
    house.sources[SOFA]._attr_supported_features = features
    guard.apply(decision)
    monkeypatch.setattr(SourceCamera, "stream_source", answer)
    with pytest.raises(NoPictureError):
        await guard.async_picture(Door.OTHER, drawn_on=drawn_on)


async def test_what_it_can_do_cannot_be_had(
    guard: CameraGuard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor does it where it fails to say whether it streams."""

    def fail(_camera: SourceCamera) -> CameraEntityFeature:
        raise ValueError

    guard.apply(COVERED)
    with monkeypatch.context() as failing:
        failing.setattr(SourceCamera, "supported_features", property(fail))
        with pytest.raises(NoPictureError):
            await guard.async_picture(Door.OTHER)


async def test_no_address_where_there_was_one(house: House, guard: CameraGuard) -> None:
    """Some integrations have none while they are not connected: there is no picture then."""
    guard.apply(COVERED)
    with pytest.raises(NoPictureError):  # nothing answers at the address
        await guard.async_picture(Door.OTHER)
    house.sources[SOFA].address = None
    with pytest.raises(NoPictureError):
        await guard.async_picture(Door.OTHER)
    house.sources[SOFA]._attr_supported_features = CameraEntityFeature(0)
    house.sources[SOFA].async_write_ha_state()
    assert (await guard.async_picture(Door.OTHER)).content


async def test_an_open_camera_needs_no_address(
    guard: CameraGuard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing is covered, its own still is shown as it is."""
    monkeypatch.setattr(SourceCamera, "stream_source", _raise)
    guard.apply(OPEN)
    assert (await guard.async_picture(Door.OTHER)).content == wider_still()
