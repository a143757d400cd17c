"""What happens to a camera, for automations and the logbook."""

from typing import override

from homeassistant.components.event import EventEntity
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import SIGNAL_DEVICE_DRIFTED
from .coordinator import GuardCoordinator
from .core.audit.finding import Severity
from .core.controls.role import Role
from .core.ids import CameraId
from .core.view import Activity, CameraView, camera_activities
from .entity import CameraEntity, add_camera_entities
from .entity.audit import AuditEntity
from .entry.runtime import LensCapConfigEntry

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
        super().__init__(coordinator, camera_id, Platform.EVENT, "activity")
        self._problems: dict[str, Severity] | None = None

    @callback
    @override
    def _audited(self) -> None:
        """Fire for each problem that is new, and for each that is gone."""
        before = self._problems
        if self.audit.ran_at is None:
            return
        alerts = self.audit.alerts_of(self.camera_id)
        after = self._problems = {one.check_id: one.severity for one in alerts}
        if before is None:
            # What was found before a restart is no news.
            return
        for activity, checks, known in (
            (Activity.SECURITY_PROBLEM_FOUND, after.keys() - before.keys(), after),
            (Activity.SECURITY_PROBLEM_SOLVED, before.keys() - after.keys(), before),
        ):
            for check_id in sorted(checks):
                # Which problem it is would tell a guest how to get in.
                severity = known[check_id].value
                self._trigger_event(activity.value, {"severity": severity})
                self.async_write_ha_state()

    @override
    async def async_added_to_hass(self) -> None:
        """Follow what hands do at the camera too."""
        await super().async_added_to_hass()
        self.async_on_remove(
            async_dispatcher_connect(self.hass, SIGNAL_DEVICE_DRIFTED, self._drifted)
        )

    @callback
    def _drifted(self, camera_id: CameraId, role: Role) -> None:
        """Fire for a control that was opened at the camera although it has to be closed."""
        if camera_id == self.camera_id:
            self._trigger_event(Activity.DEVICE_DRIFTED.value, {"role": role.value})
            self.async_write_ha_state()

    @callback
    @override
    def _handle_change(self, before: CameraView, after: CameraView) -> None:
        for activity in camera_activities(before, after):
            attributes = {"reason": after.reason.value}
            if activity is Activity.VIEWING_STARTED and after.viewer_kind is not None:
                attributes["viewer_kind"] = after.viewer_kind.value
            self._trigger_event(activity.value, attributes)
            self.async_write_ha_state()
