"""Shelly, set up by Home Assistant's own code: its camera goes away with its lens, which proves that it is shut."""

from dataclasses import dataclass, field
import sys
from unittest.mock import AsyncMock, MagicMock, patch

from aioshelly.rpc_device import RpcDevice, RpcUpdateType
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockModule,
    mock_integration,
)

from custom_components.lens_cap.controls.discovery import async_found_controls
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant

from ...helpers.core_cameras import (
    device_privacy,
    end_privacy,
    guard_exactly,
    make_private,
    ours,
    settled,
)
from ...helpers.mock_house import House

# Home Assistant asks for all that Bluetooth needs before it sets Shelly up, also where none is there.
BLUETOOTH = "homeassistant.components.bluetooth"
SHELLY = "homeassistant.components.shelly"


@dataclass(kw_only=True)
class Shelly:
    """What a Shelly camera is at."""

    private: bool = False
    obeys: bool = True
    told: list[bool] = field(default_factory=list[bool])

    def device(self, name: str | None = None) -> MagicMock:
        """Return what plays `aioshelly.rpc_device.RpcDevice`; its owner may have named its camera."""
        device = MagicMock(spec=RpcDevice)
        self._status = {
            "sys": {},
            "camera:0": {"privacy": False, "streamer": "running", "streams": 0},
        }
        device.configure_mock(
            status=self._status,
            config={"camera:0": {"name": name, "rtsp": {"enable": True}}},
            name="Cradle",
            model="SPCM-001",
            initialized=True,
            connected=True,
            firmware_supported=True,
            firmware_version="1.9",
            zigbee_firmware=False,
            xmod_info={},
            shelly={"ver": "1.9"},
            supports_scripts=AsyncMock(return_value=False),
            initialize=AsyncMock(),
            shutdown=AsyncMock(),
            set_camera_privacy=AsyncMock(side_effect=self._tell),
        )
        self._device = device
        return device

    async def _tell(self, _camera: int, private: bool) -> None:
        self.told.append(private)
        if self.obeys:
            self.move(private=private)

    def move(self, *, private: bool) -> None:
        """Be private or not, and push it, as the camera does whoever moved it."""
        self.private = private
        self._status["camera:0"]["privacy"] = private
        self._status["camera:0"]["streamer"] = "stopped" if private else "running"
        self._device.subscribe_updates.call_args.args[0](
            self._device, RpcUpdateType.STATUS
        )


@pytest.fixture
async def camera() -> Shelly:
    """Return what plays the camera."""
    return Shelly()


@pytest.fixture(params=[None, "Nursery"], ids=["nameless", "named"])
async def source(
    hass: HomeAssistant,
    camera: Shelly,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> str:
    """Return the entity id of a camera that core's own code has set up, without any Bluetooth."""
    monkeypatch.setitem(sys.modules, BLUETOOTH, MagicMock())
    mock_integration(hass, MockModule("bluetooth"))
    entry = MockConfigEntry(
        domain="shelly",
        title="Cradle",
        unique_id="AABBCCDDEEFF",
        minor_version=3,
        data={"host": "127.0.0.1", "gen": 4, "model": "SPCM-001", "sleep_period": 0},
    )
    entry.add_to_hass(hass)
    device = camera.device(request.param)
    with (
        patch(f"{SHELLY}.RpcDevice.create", AsyncMock(return_value=device)),
        patch(f"{SHELLY}.get_ws_context", AsyncMock()),
        patch(f"{SHELLY}.PLATFORMS", [Platform.CAMERA, Platform.SWITCH]),
    ):
        assert await hass.config_entries.async_setup(entry.entry_id)
        await settled(hass)
    [camera_id] = hass.states.async_entity_ids("camera")
    return camera_id


@pytest.fixture
async def cradle(hass: HomeAssistant, source: str) -> House:
    """Return a house that guards it, with all its controls that are known exactly."""
    return await guard_exactly(hass, source)


async def test_it_closes_and_comes_back(
    hass: HomeAssistant, camera: Shelly, source: str, cradle: House
) -> None:
    """One command shuts it and one opens it; its switch is found, and it is proven."""
    [lens] = async_found_controls(hass, f"{source}_original")
    assert lens.row.value == "camera_privacy"
    await make_private(cradle)
    assert camera.told == [True]
    assert hass.states.is_state(lens.entity_id, "on")
    assert hass.states.is_state(f"{source}_original", "unavailable")
    assert device_privacy(cradle) == "confirmed"
    await end_privacy(cradle)
    assert camera.told == [True, False]
    assert device_privacy(cradle) == "not_needed"


async def test_a_camera_that_takes_a_command_and_goes_on(
    camera: Shelly, cradle: House
) -> None:
    """An answer is no proof: it is awaited, and the gate is shut meanwhile."""
    camera.obeys = False
    await make_private(cradle)
    assert device_privacy(cradle) == "pending"
    assert not cradle.is_open(next(iter(cradle.coordinator.cameras)))


async def test_a_hand_in_its_app(
    hass: HomeAssistant, camera: Shelly, cradle: House
) -> None:
    """Whoever shuts it in its app makes it private here, and opens it here by opening it there."""
    camera.move(private=True)
    await settled(hass)
    reason = ours(hass, "sensor", "privacy_reason")
    assert cradle.state(reason).state == "closed_at_camera"
    camera.move(private=False)
    await settled(hass)
    assert cradle.state(ours(hass, "switch", "privacy_mode")).state == "off"
    assert camera.told == []
