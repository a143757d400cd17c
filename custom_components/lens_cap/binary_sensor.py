"""Whether a camera is being viewed, and whether it is insecure."""

from typing import override

from homeassistant.components.binary_sensor import BinarySensorEntity
from homeassistant.components.binary_sensor.const import BinarySensorDeviceClass
from homeassistant.const import EntityCategory, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import GuardCoordinator
from .core.ids import CameraId
from .entity import CameraEntity, HouseholdEntity, add_camera_entities
from .entity.audit import AuditEntity, counted, shown
from .entry.runtime import LensCapConfigEntry

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: LensCapConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the binary sensor of each camera."""
    async_add_entities([InsecureCamerasSensor(entry.runtime_data.coordinator)])
    add_camera_entities(
        entry,
        async_add_entities,
        lambda coordinator, camera_id: [
            BeingViewedSensor(coordinator, camera_id),
            SecurityProblemSensor(coordinator, camera_id),
            AudioConfirmationPendingSensor(coordinator, camera_id),
        ],
    )


class BeingViewedSensor(CameraEntity, BinarySensorEntity):
    """On while somebody watches live or records; a single still does not count."""

    _attr_translation_key = "being_viewed"

    def __init__(self, coordinator: GuardCoordinator, camera_id: CameraId) -> None:
        super().__init__(coordinator, camera_id, Platform.BINARY_SENSOR, "being_viewed")

    @property
    @override
    def is_on(self) -> bool:
        """Return whether somebody watches."""
        return self.view.viewers > 0


class AudioConfirmationPendingSensor(CameraEntity, BinarySensorEntity):
    """On while sound was asked for and nobody has answered yet."""

    _attr_translation_key = "audio_confirmation_pending"
    _attr_entity_category = EntityCategory.DIAGNOSTIC

    def __init__(self, coordinator: GuardCoordinator, camera_id: CameraId) -> None:
        super().__init__(
            coordinator, camera_id, Platform.BINARY_SENSOR, "audio_confirmation_pending"
        )

    @property
    @override
    def is_on(self) -> bool:
        """Return whether an answer is awaited."""
        return self.view.audio_pending


class SecurityProblemSensor(AuditEntity, CameraEntity, BinarySensorEntity):
    """On while something is weak enough to matter, is not accepted, and can be changed."""

    _attr_translation_key = "security_problem"
    _attr_device_class = BinarySensorDeviceClass.PROBLEM
    _attr_entity_category = EntityCategory.DIAGNOSTIC

    def __init__(self, coordinator: GuardCoordinator, camera_id: CameraId) -> None:
        super().__init__(
            coordinator, camera_id, Platform.BINARY_SENSOR, "security_problem"
        )

    @property
    @override
    def is_on(self) -> bool | None:
        """Return whether there is a problem; None before the first audit."""
        if self.audit.ran_at is None:
            return None
        return bool(self.audit.alerts_of(self.camera_id))

    @property
    @override
    def extra_state_attributes(self) -> dict[str, object]:
        """Return how many, how bad, and what to do; which they are is in the issues."""
        return shown(self.audit.alerts_of(self.camera_id))


class InsecureCamerasSensor(AuditEntity, HouseholdEntity, BinarySensorEntity):
    """On while any camera, or Home Assistant itself, has a security problem."""

    _attr_translation_key = "insecure_cameras"
    _attr_device_class = BinarySensorDeviceClass.PROBLEM

    def __init__(self, coordinator: GuardCoordinator) -> None:
        super().__init__(coordinator, Platform.BINARY_SENSOR, "insecure_cameras")

    @property
    @override
    def is_on(self) -> bool | None:
        """Return whether there is a problem; None before the first audit."""
        return None if self.audit.ran_at is None else bool(self.audit.alerts)

    @property
    @override
    def extra_state_attributes(self) -> dict[str, object]:
        """Return which cameras, how many problems, and how bad."""
        names = self.runtime.auditor.names()
        return {
            "cameras": [names.get(one, "") for one in self.audit.insecure],
            **shown(self.audit.alerts),
            **counted(self.audit),
        }
