"""What happens to a camera, for automations and the logbook."""

from typing import override

from homeassistant.components.event import EventEntity
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import GuardCoordinator, LensCapConfigEntry
from .core.camera import CameraId
from .core.view import Activity, CameraView, activities
from .entity import CameraEntity, add_camera_entities

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: LensCapConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the event entity of each camera."""
    add_camera_entities(
        entry,
        async_add_entities,
        lambda coordinator, camera_id: [ActivityEvent(coordinator, camera_id)],
    )


class ActivityEvent(CameraEntity, EventEntity):
    """Fires when privacy begins or ends, and when viewers come, go or are cut."""

    _attr_translation_key = "activity"
    _attr_event_types = [activity.value for activity in Activity]

    def __init__(self, coordinator: GuardCoordinator, camera_id: CameraId) -> None:
        """Belong to a guarded camera."""
        super().__init__(coordinator, camera_id, Platform.EVENT, "activity")

    @callback
    @override
    def _handle_change(self, before: CameraView, after: CameraView) -> None:
        for activity in activities(before, after):
            self._trigger_event(activity.value, {"reason": after.reason.value})
            self.async_write_ha_state()
