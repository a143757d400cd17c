"""Reolink, set up by Home Assistant's own code: its lens closes with all else, and comes back as it was."""

from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.lens_cap.controls.discovery import async_found_controls
from homeassistant.components import reolink
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant

from ...helpers.core_cameras import (
    Reolink,
    device_privacy,
    end_privacy,
    guard_exactly,
    make_private,
    ours,
    settled,
)
from ...helpers.mock_house import House

LENS = "switch.cradle_privacy_mode"


@pytest.fixture
async def camera() -> Reolink:
    """Return what plays the camera."""
    return Reolink()


@pytest.fixture
async def source(hass: HomeAssistant, camera: Reolink) -> str:
    """Return the entity id of a Reolink camera that core's own code has set up."""
    entry = MockConfigEntry(
        domain="reolink",
        title="Cradle",
        unique_id="aa:bb:cc:dd:ee:ff",
        data={
            "host": "127.0.0.1",
            "username": "admin",
            "password": "pw",
            "port": 443,
            "use_https": True,
        },
        options={"protocol": "rtsp"},
    )
    entry.add_to_hass(hass)
    with (
        patch("homeassistant.components.reolink.host.Host", return_value=camera.host()),
        patch.object(reolink, "PLATFORMS", [Platform.CAMERA, Platform.SWITCH]),
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
    assert found == {"privacy_mode", "record_audio", "manual_record"}


async def test_it_closes_and_comes_back_as_it_was(
    hass: HomeAssistant, camera: Reolink, cradle: House
) -> None:
    """One command closes it; all else is away then, and is as before afterwards, the microphone off too."""
    assert hass.states.is_state(LENS, "off")
    await make_private(cradle)
    assert camera.told == [("audio", False), ("private", True)]
    assert device_privacy(cradle) == "confirmed"
    assert hass.states.is_state("switch.cradle_manual_record", "unavailable")
    await end_privacy(cradle)
    assert camera.told[2:] == [("private", False)]
    assert (camera.private, camera.audio, camera.recording) == (False, False, True)
    assert device_privacy(cradle) == "not_needed"


async def test_what_was_off_stays_off(
    hass: HomeAssistant, camera: Reolink, cradle: House
) -> None:
    """Recording that was off before is off after, whatever the camera does when it wakes."""
    camera.move("recording", False)
    await settled(hass)
    camera.told.clear()
    await make_private(cradle)
    await end_privacy(cradle)
    assert [one for one in camera.told if one[0] == "recording"] == []
    assert camera.recording is False


async def test_a_hand_in_its_app(
    hass: HomeAssistant, camera: Reolink, cradle: House
) -> None:
    """Whoever closes it in its app makes it private here, and opens it here by opening it there."""
    camera.move("private", True)
    await settled(hass)
    reason = ours(hass, "sensor", "privacy_reason")
    assert cradle.state(reason).state == "closed_at_camera"
    camera.move("private", False)
    await settled(hass)
    switch = ours(hass, "switch", "privacy_mode")
    assert cradle.state(switch).state == "off"
