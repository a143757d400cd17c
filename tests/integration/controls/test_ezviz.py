"""EZVIZ, set up by Home Assistant's own code: it sleeps while private, and wakes as it was."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from unittest.mock import MagicMock, patch

import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)

from custom_components.lens_cap.controls.discovery import async_found_controls
from homeassistant.components import ezviz
from homeassistant.components.ezviz.const import ATTR_TYPE_CLOUD
from homeassistant.components.ezviz.switch import SWITCH_TYPES
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

SERIAL = "C666666"
LIGHT, LENS, SLEEP, AUDIO, ALL_DAY = 3, 7, 21, 22, 29


@dataclass(kw_only=True)
class Ezviz:
    """What an EZVIZ camera is at, as its maker's servers tell it."""

    switches: dict[int, bool] = field(
        default_factory=lambda: {
            LIGHT: True,
            LENS: False,
            SLEEP: False,
            AUDIO: True,
            ALL_DAY: True,
        }
    )
    told: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])

    def client(self) -> MagicMock:
        """Return what plays `pyezvizapi.EzvizClient`."""
        client = MagicMock()
        client.load_cameras.side_effect = self._cameras
        client.switch_status.side_effect = self._tell
        return client

    def _tell(self, _serial: str, switch: int, value: int) -> bool:
        self.told.append((switch, value))
        self.switches[switch] = bool(value)
        return True

    def _cameras(self) -> dict[str, dict[str, Any]]:
        return {
            SERIAL: {
                "name": "Cradle",
                "mac_address": "aa:bb:cc:dd:ee:ff",
                "device_sub_category": "C6N",
                "version": "V5.3",
                "status": 1,
                "switches": dict(self.switches),
                "supportExt": dict.fromkeys(_abilities(), "1"),
                "local_ip": "127.0.0.1",
                "local_rtsp_port": "9",
                "alarm_notify": False,
            }
        }


def _abilities() -> set[str]:
    """Return what a camera has to be able to so that core gives it all its switches."""
    return {
        one.supported_ext
        for one in SWITCH_TYPES.values()
        if one.supported_ext is not None
    }


async def asked(hass: HomeAssistant) -> None:
    """Let the integration ask its maker's servers."""
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=31))
    await settled(hass)


@pytest.fixture
async def camera() -> Ezviz:
    """Return what plays the camera."""
    return Ezviz()


@pytest.fixture
async def source(hass: HomeAssistant, camera: Ezviz) -> str:
    """Return the entity id of a camera that core's own code has set up."""
    MockConfigEntry(
        domain="ezviz",
        unique_id=SERIAL,
        data={
            "type": "CAMERA_ACCOUNT",
            "username": "admin",
            "password": "pw",
            "ip_address": "127.0.0.1",
        },
        options={"ffmpeg_arguments": "/Streaming/Channels/102", "timeout": 25},
    ).add_to_hass(hass)
    entry = MockConfigEntry(
        domain="ezviz",
        title="somebody",
        unique_id="somebody",
        data={
            "type": "EZVIZ_CLOUD_ACCOUNT",
            "session_id": "s",
            "rf_session_id": "r",
            "url": "127.0.0.1",
        },
        options={"ffmpeg_arguments": "", "timeout": 25},
    )
    entry.add_to_hass(hass)
    platforms = {ATTR_TYPE_CLOUD: [Platform.CAMERA, Platform.SWITCH]}
    with (
        patch.object(ezviz, "EzvizClient", return_value=camera.client()),
        patch.dict(ezviz.PLATFORMS_BY_TYPE, platforms),
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
    """The names of its code are those of the table."""
    found = {one.row.value for one in async_found_controls(hass, source)}
    assert found == {
        "audio",
        "all_day_video_recording",
        "privacy",
        "sleep",
        "status_light",
    }


async def test_it_closes_and_comes_back_as_it_was(
    hass: HomeAssistant, camera: Ezviz, cradle: House
) -> None:
    """It sleeps, covers its lens and records no more, and does afterwards just what it did before."""
    assert camera.told == [(AUDIO, 0)]
    await make_private(cradle)
    assert sorted(camera.told[1:]) == [(LENS, 1), (SLEEP, 1), (ALL_DAY, 0)]
    await asked(hass)
    assert device_privacy(cradle) == "confirmed"
    await end_privacy(cradle)
    await asked(hass)
    assert camera.switches == {
        LIGHT: True,
        LENS: False,
        SLEEP: False,
        AUDIO: False,
        ALL_DAY: True,
    }
    assert device_privacy(cradle) == "not_needed"


async def test_what_was_off_stays_off(
    hass: HomeAssistant, camera: Ezviz, cradle: House
) -> None:
    """Recording that was off before is told nothing, and is off after."""
    camera.switches[ALL_DAY] = False
    await asked(hass)
    await make_private(cradle)
    await end_privacy(cradle)
    await asked(hass)
    assert ALL_DAY not in {switch for switch, _ in camera.told}
    assert camera.switches[ALL_DAY] is False


async def test_a_server_that_says_yes_and_a_camera_that_does_not(
    hass: HomeAssistant, camera: Ezviz, cradle: House
) -> None:
    """The next answer shows that it went on: it is told, and closed again; then it is said that it failed."""
    await make_private(cradle)
    for _ in range(6):
        camera.switches[SLEEP] = False
        await asked(hass)
    assert camera.told.count((SLEEP, 1)) == 4
    assert device_privacy(cradle) == "failed"
    assert not cradle.is_open(next(iter(cradle.coordinator.cameras)))


async def test_a_hand_in_its_app(
    hass: HomeAssistant, camera: Ezviz, cradle: House
) -> None:
    """Whoever lets it sleep in its app makes it private here, and wakes it there to end that."""
    camera.switches[SLEEP] = True
    await asked(hass)
    reason = ours(hass, "sensor", "privacy_reason")
    assert cradle.state(reason).state == "closed_at_camera"
    camera.switches[SLEEP] = False
    await asked(hass)
    assert cradle.state(ours(hass, "switch", "privacy_mode")).state == "off"
