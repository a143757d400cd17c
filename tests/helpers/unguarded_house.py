"""A house with real cameras of Home Assistant, for the tests of take-overs and flows."""

import asyncio
from typing import override

from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockEntityPlatform,
)

from custom_components.lens_cap.const import DOMAIN
from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.core.settings.camera import CameraConfig
from custom_components.lens_cap.settings import camera_config
from homeassistant.components.camera import Camera
from homeassistant.config_entries import ConfigSubentryData
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

CAMERA_ID = CameraId("01LENSCAP0000000000000SOFA")
SECRET = "hunter2-of-the-sofa"


async def add_source(hass: HomeAssistant, name: str = "Sofa") -> er.RegistryEntry:
    """Set up a camera of the real mjpeg integration; nothing answers at its address."""
    entry = MockConfigEntry(
        domain="mjpeg",
        title=name,
        options={
            "authentication": "digest",
            "username": "admin",
            "password": SECRET,
            "mjpeg_url": f"http://admin:{SECRET}@127.0.0.1:9/mjpeg",
            "still_image_url": "http://127.0.0.1:9/still",
            "verify_ssl": True,
        },
    )
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    entity_id = er.async_get(hass).async_get_entity_id(
        "camera", "mjpeg", entry.entry_id
    )
    assert entity_id is not None
    return registered(hass, entity_id)


async def add_yaml_camera(hass: HomeAssistant, name: str = "Attic") -> str:
    """Set up a camera without a unique id, as YAML makes them; return its entity id."""

    camera = Camera()
    camera._attr_name = name
    await MockEntityPlatform(
        hass, domain="camera", platform_name="attic"
    ).async_add_entities([camera])
    return f"camera.{name.lower()}"


def guard_entry(
    hass: HomeAssistant, source: str, *, take_over_id: bool = True
) -> tuple[MockConfigEntry, CameraConfig]:
    """Add an entry of ours that guards one camera, without setting it up."""
    entry = MockConfigEntry(
        domain=DOMAIN,
        title="Lens Cap",
        subentries_data=[
            {
                **ConfigSubentryData(
                    data={
                        "source": source,
                        "placement": "living_area",
                        "base_level": "open",
                        "take_over_id": take_over_id,
                    },
                    subentry_type="camera",
                    title="Sofa",
                    unique_id=source,
                ),
                "subentry_id": CAMERA_ID,
            }
        ],
    )
    entry.add_to_hass(hass)
    return entry, camera_config(entry.subentries[CAMERA_ID])


class SlowCamera(Camera):
    """A camera that takes its time to leave."""

    _attr_has_entity_name = True

    def __init__(self, name: str, unique_id: str) -> None:
        """Take the name and unique id."""
        super().__init__()
        self._attr_name = name
        self._attr_unique_id = unique_id
        self.may_leave = asyncio.Event()

    @override
    async def async_will_remove_from_hass(self) -> None:
        """Wait for permission."""
        await self.may_leave.wait()


async def add_slow_camera(
    hass: HomeAssistant, name: str, unique_id: str, platform: str = "slow"
) -> SlowCamera:
    """Add such a camera."""
    camera = SlowCamera(name, unique_id)
    await MockEntityPlatform(
        hass, domain="camera", platform_name=platform
    ).async_add_entities([camera])
    return camera


def registered(hass: HomeAssistant, id_or_uuid: str) -> er.RegistryEntry:
    """Return a registry entry that must be there."""
    entry = er.async_get(hass).async_get(id_or_uuid)
    assert entry is not None, id_or_uuid
    return entry
