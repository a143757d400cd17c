"""The doorbell's camera: stills, without a stream."""

from typing import override

from homeassistant.components.camera import Camera
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import DEVICE, DoorbellEntry, async_fetch


async def async_setup_entry(
    _hass: HomeAssistant,
    entry: DoorbellEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the camera."""
    async_add_entities([DoorbellCamera(entry)])


class DoorbellCamera(Camera):
    """What stands before the door."""

    _attr_has_entity_name = True
    _attr_name = None
    _attr_unique_id = "camera"
    _attr_device_info = DEVICE

    def __init__(self, entry: DoorbellEntry) -> None:
        """Look where the entry says."""
        super().__init__()
        self._entry = entry

    @override
    async def async_camera_image(
        self, width: int | None = None, height: int | None = None
    ) -> bytes | None:
        """Return a picture of now."""
        return await async_fetch(self.hass, self._entry)
