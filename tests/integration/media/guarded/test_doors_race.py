"""Privacy that begins while a stream is being prepared, and streams nobody may keep."""

import asyncio
from collections.abc import Callable
from typing import override

import pytest

from custom_components.lens_cap.camera import GuardedCameraEntity
from custom_components.lens_cap.exceptions import (
    CameraPrivateError,
    LiveEndedError,
    NoStreamError,
)
from custom_components.lens_cap.privacy.hold_request import BY_HAND
from homeassistant.components.camera import Camera
from homeassistant.components.camera.const import (
    DATA_CAMERA_PREFS,
    DATA_COMPONENT,
    CameraEntityFeature,
)
from homeassistant.components.camera.webrtc import (
    CameraWebRTCProvider,
    WebRTCSendMessage,
    async_register_webrtc_provider,
)
from homeassistant.components.stream import DOMAIN as STREAM
from homeassistant.components.stream.const import ATTR_STREAMS
from homeassistant.core import HomeAssistant

from ....helpers.mock_house import AUTOMATION, SOFA, House


@pytest.fixture
def camera(house: House) -> GuardedCameraEntity:
    """Return the entity of the sofa's guarded camera."""
    found = house.hass.data[DATA_COMPONENT].get_entity("camera.sofa")
    assert isinstance(found, GuardedCameraEntity)
    return found


@pytest.fixture
def stuck(
    hass: HomeAssistant, camera: GuardedCameraEntity, monkeypatch: pytest.MonkeyPatch
) -> tuple[asyncio.Event, asyncio.Event]:
    """Let Home Assistant wait in the middle of making a stream; return "waits" and "go on"."""
    preferences = hass.data[DATA_CAMERA_PREFS]
    waits, go_on = asyncio.Event(), asyncio.Event()
    read = preferences.get_dynamic_stream_settings

    async def read_slowly(entity_id: str) -> object:
        waits.set()
        await go_on.wait()
        return await read(entity_id)

    monkeypatch.setattr(preferences, "get_dynamic_stream_settings", read_slowly)
    return waits, go_on


def _streams(hass: HomeAssistant) -> list[object]:
    streams: list[object] = hass.data[STREAM][ATTR_STREAMS]
    return streams


@pytest.mark.parametrize(
    ("opened_again", "error"), [(False, CameraPrivateError), (True, LiveEndedError)]
)
async def test_closing_while_a_stream_is_prepared(
    hass: HomeAssistant,
    house: House,
    camera: GuardedCameraEntity,
    stuck: tuple[asyncio.Event, asyncio.Event],
    opened_again: bool,
    error: type[Exception],
) -> None:
    """The stream is not handed out and not kept, even if the camera is open again."""
    waits, go_on = stuck
    asked = hass.async_create_task(camera.async_create_stream())
    await waits.wait()
    await house.privacy.async_hold([SOFA], BY_HAND)
    if opened_again:
        await house.privacy.async_release([SOFA], actor=AUTOMATION)
    go_on.set()
    with pytest.raises(error):
        await asked
    assert camera.stream is None
    assert not _streams(hass)


async def test_closing_ends_a_stream_that_was_made(
    hass: HomeAssistant, house: House, camera: GuardedCameraEntity
) -> None:
    """Home Assistant's stream is forgotten; opening makes a new one of a new address."""
    stream = await camera.async_create_stream()
    assert stream is not None
    assert await camera.async_create_stream() is stream
    assert _streams(hass) == [stream]
    await house.privacy.async_hold([SOFA], BY_HAND)
    assert camera.stream is None
    assert not _streams(hass)
    await house.privacy.async_release([SOFA], actor=AUTOMATION)
    again = await camera.async_create_stream()
    assert again is not None
    assert again is not stream
    assert again.source != stream.source


async def test_unloading_ends_a_stream_that_was_made(
    hass: HomeAssistant, house: House, camera: GuardedCameraEntity
) -> None:
    """Nobody else would."""
    assert await camera.async_create_stream() is not None
    await house.stop()
    assert not _streams(hass)


async def test_a_source_without_a_stream(
    hass: HomeAssistant, house: House, camera: GuardedCameraEntity
) -> None:
    """It has stills only; that is said, and no stream offered."""
    source = house.sources[SOFA]
    source._attr_supported_features = CameraEntityFeature(0)
    source.async_write_ha_state()
    await hass.async_block_till_done()
    assert not camera.camera_capabilities.frontend_stream_types
    assert house.guard().stream_address() is None
    with pytest.raises(NoStreamError, match="Sofa has no live stream"):
        await camera.async_create_stream()


class _Provider(CameraWebRTCProvider):
    """A WebRTC provider that would take every camera."""

    def __init__(self) -> None:
        """Start with none."""
        self.cameras: list[str] = []

    @property
    @override
    def domain(self) -> str:
        """Return a name."""
        return "test"

    @override
    def async_is_supported(self, stream_source: str) -> bool:
        """Return True."""
        return True

    @override
    async def async_handle_async_webrtc_offer(
        self,
        camera: Camera,
        offer_sdp: str,
        session_id: str,
        send_message: WebRTCSendMessage,
    ) -> None:
        """Take the offer."""

    @override
    async def async_on_webrtc_candidate(
        self, session_id: str, candidate: object
    ) -> None:
        """Take the candidate."""

    @override
    async def async_register_camera(self, camera: Camera) -> None:
        """Remember who came."""
        self.cameras.append(camera.entity_id)


async def test_no_other_provider_gets_a_guarded_camera(
    hass: HomeAssistant, house: House, camera: GuardedCameraEntity
) -> None:
    """Only Home Assistant's own go2rtc does; the original is anybody's to take."""
    provider = _Provider()
    remove: Callable[[], None] = async_register_webrtc_provider(hass, provider)
    await hass.async_block_till_done()
    await house.call("camera.turn_off", "camera.sofa")
    await house.call("camera.turn_on", "camera.sofa")
    await house.restart()
    assert sorted(provider.cameras) == [
        "camera.bed_original",
        "camera.hall",
        "camera.sofa_original",
    ]
    assert camera.webrtc_provider is None
    remove()
    await hass.async_block_till_done()
