"""TP-Link, set up by Home Assistant's own code: its switch covers the lens, its camera's own off is not used."""

from dataclasses import dataclass, field
from datetime import timedelta
from unittest.mock import AsyncMock, MagicMock, patch

from kasa import Device, DeviceType, Discover, Feature, Module
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)

from custom_components.lens_cap.controls.discovery import async_found_controls
from homeassistant.components import tplink
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ...helpers.core_cameras import (
    device_privacy,
    end_privacy,
    guard_exactly,
    make_private,
    ours,
    settled,
)
from ...helpers.mock_house import House

LENS = "switch.cradle"
LIGHT = "switch.cradle_led"


@dataclass(kw_only=True)
class Tapo:
    """What a Tapo camera is at; `open` is what its lens is."""

    open: bool = True
    led: bool = True
    told: list[tuple[str, bool]] = field(default_factory=list[tuple[str, bool]])

    def device(self) -> MagicMock:
        """Return what plays `kasa.Device`."""
        device = MagicMock(spec=Device)
        module = MagicMock()
        type(module).is_on = property(lambda _: self.open)
        module.set_state = self._teller("open")
        module.stream_rtsp_url.return_value = "rtsp://127.0.0.1:9/stream1"
        device.configure_mock(
            device_id="8021AB",
            alias="Cradle",
            model="C210",
            mac="AA:BB:CC:DD:EE:FF",
            host="127.0.0.1",
            hw_info={"sw_ver": "1.3", "hw_ver": "2.0"},
            device_type=DeviceType.Camera,
            children=[],
            credentials_hash=None,
            modules={Module.Camera: module},
            update=AsyncMock(),
        )
        device.config = MagicMock(aes_keys=None)
        device.protocol = MagicMock()
        device.protocol.close = AsyncMock()
        type(device).is_on = property(lambda _: self.open)
        device.features = {
            "state": self._feature(device, "state", "open", Feature.Category.Primary),
            "led": self._feature(device, "led", "led", Feature.Category.Config),
        }
        return device

    def _feature(
        self, device: MagicMock, key: str, name: str, category: Feature.Category
    ) -> Feature:
        return Feature(
            device,
            id=key,
            name=key.title(),
            type=Feature.Type.Switch,
            attribute_getter=lambda _: getattr(self, name),
            attribute_setter=self._teller(name),
            category=category,
        )

    def _teller(self, name: str) -> AsyncMock:
        async def tell(value: bool) -> None:
            self.told.append((name, value))
            setattr(self, name, value)

        return AsyncMock(side_effect=tell)


async def asked(hass: HomeAssistant) -> None:
    """Let the integration ask the camera what it is at."""
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=6))
    await settled(hass)


@pytest.fixture
async def camera() -> Tapo:
    """Return what plays the camera."""
    return Tapo()


@pytest.fixture
async def source(hass: HomeAssistant, camera: Tapo) -> str:
    """Return the entity id of a camera that core's own code has set up."""
    entry = MockConfigEntry(
        domain="tplink",
        title="Cradle",
        unique_id="aa:bb:cc:dd:ee:ff",
        minor_version=5,
        data={
            "host": "127.0.0.1",
            "live_view": True,
            "camera_credentials": {"username": "u", "password": "p"},
        },
    )
    entry.add_to_hass(hass)
    with (
        patch.object(Device, "connect", return_value=camera.device()),
        patch.object(Discover, "discover", return_value={}),
        patch.object(tplink, "PLATFORMS", [Platform.CAMERA, Platform.SWITCH]),
    ):
        assert await hass.config_entries.async_setup(entry.entry_id)
        await settled(hass)
    [camera_id] = hass.states.async_entity_ids("camera")
    return camera_id


@pytest.fixture
async def cradle(hass: HomeAssistant, source: str) -> House:
    """Return a house that guards it, with all its controls that are known exactly."""
    return await guard_exactly(hass, source)


async def test_its_controls_are_found(hass: HomeAssistant, source: str) -> None:
    """Its switch and its light are; the camera's own off, which nothing could undo, is not."""
    found = {one.entity_id for one in async_found_controls(hass, source)}
    assert found == {LENS, LIGHT}


async def test_it_closes_and_comes_back_as_it_was(
    hass: HomeAssistant, camera: Tapo, cradle: House
) -> None:
    """Its camera is away while its lens is covered, and there again once it is not."""
    original = ours(hass, "camera", "guarded")
    await make_private(cradle)
    await asked(hass)
    assert camera.told == [("open", False)]
    assert device_privacy(cradle) == "confirmed"
    assert hass.states.is_state(f"{original}_original", "unavailable")
    await end_privacy(cradle)
    await asked(hass)
    assert camera.told[1:] == [("open", True)]
    assert camera.led
    assert not hass.states.is_state(f"{original}_original", "unavailable")
    assert device_privacy(cradle) == "not_needed"


async def test_a_lens_that_was_covered_stays_so(
    hass: HomeAssistant, camera: Tapo, cradle: House
) -> None:
    """Covered in its app: private here; privacy that is ended there opens it here, without a command."""
    camera.open = False
    await asked(hass)
    reason = ours(hass, "sensor", "privacy_reason")
    assert cradle.state(reason).state == "closed_at_camera"
    assert camera.told == []
    camera.open = True
    await asked(hass)
    assert cradle.state(ours(hass, "switch", "privacy_mode")).state == "off"
    assert camera.told == []
