"""What controls were before, on disk: what was there to be written never comes after what is newer."""

import asyncio

import pytest

from custom_components.lens_cap.core.controls.capability import Remembered
from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.storage import control_memory
from custom_components.lens_cap.storage.control_memory import ControlMemoryStore
from homeassistant.core import HomeAssistant

from ...helpers.later import settled

CAMERA = CameraId("sofa")
OFF = {"switch.lens": Remembered(before="off", told=True)}
ON = {"switch.lens": Remembered(before="on", told=True)}


async def _loaded(hass: HomeAssistant) -> ControlMemoryStore:
    store = ControlMemoryStore(hass)
    await store.async_load()
    return store


async def test_what_waits_to_be_written_ends_with_a_save(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where it is what is on disk already: who has begun anew meanwhile knows better."""
    monkeypatch.setattr(control_memory, "_SOON_SECONDS", 0.05)
    before = await _loaded(hass)
    before.set(CAMERA, ON)
    before.set(CAMERA, {})
    assert await before.async_save()
    after = await _loaded(hass)
    after.set(CAMERA, OFF)
    assert await after.async_save()
    await asyncio.sleep(0.2)
    await settled(hass)
    assert (await _loaded(hass)).of_camera(CAMERA) == OFF
