"""What happens to a camera, for automations and the logbook."""

from typing import override

from homeassistant.components.event import EventEntity
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .audit_entity import AuditEntity
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


class ActivityEvent(AuditEntity, CameraEntity, EventEntity):
    """Fires when privacy begins or ends, when viewers come, go or are cut, and on security problems."""

    _attr_translation_key = "activity"
    _attr_event_types = [activity.value for activity in Activity]

    def __init__(self, coordinator: GuardCoordinator, camera_id: CameraId) -> None:
        """Belong to a guarded camera."""
        super().__init__(coordinator, camera_id, Platform.EVENT, "activity")
        self._problems: frozenset[str] | None = None

    @callback
    @override
    def _audited(self) -> None:
        """Fire for each problem that is new, and for each that is gone."""
        before = self._problems
        if self.audit.ran_at is None:
            return
        alerts = self.audit.alerts_of(self.camera_id)
        self._problems = frozenset(one.check_id for one in alerts)
        if before is None:
            # What was found before a restart is no news.
            return
        for activity, checks in (
            (Activity.SECURITY_PROBLEM_FOUND, self._problems - before),
            (Activity.SECURITY_PROBLEM_SOLVED, before - self._problems),
        ):
            for check_id in sorted(checks):
                self._trigger_event(activity.value, {"check": check_id})
                self.async_write_ha_state()

    @callback
    @override
    def _handle_change(self, before: CameraView, after: CameraView) -> None:
        for activity in activities(before, after):
            attributes = {"reason": after.reason.value}
            if activity is Activity.VIEWING_STARTED and after.viewer_kind is not None:
                attributes["viewer_kind"] = after.viewer_kind.value
            self._trigger_event(activity.value, attributes)
            self.async_write_ha_state()
