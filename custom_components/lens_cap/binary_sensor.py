"""Whether a camera is being viewed."""

from typing import override

from homeassistant.components.binary_sensor import BinarySensorEntity
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import GuardCoordinator, LensCapConfigEntry
from .core.camera import CameraId
from .entity import CameraEntity, add_camera_entities

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: LensCapConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the binary sensor of each camera."""
    add_camera_entities(
        entry,
        async_add_entities,
        lambda coordinator, camera_id: [BeingViewedSensor(coordinator, camera_id)],
    )


class BeingViewedSensor(CameraEntity, BinarySensorEntity):
    """On while somebody watches live or records; a single still does not count."""

    _attr_translation_key = "being_viewed"

    def __init__(self, coordinator: GuardCoordinator, camera_id: CameraId) -> None:
        """Belong to a guarded camera."""
        super().__init__(coordinator, camera_id, Platform.BINARY_SENSOR, "being_viewed")

    @property
    @override
    def is_on(self) -> bool:
        """Return whether somebody watches."""
        return self.view.viewers > 0
