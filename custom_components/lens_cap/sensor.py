"""Sensors that say how private a camera is, why, and until when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import EntityCategory, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import GuardCoordinator
from .core.audit.view import AuditView
from .core.controls.confirmation import DeviceConfirmation
from .core.controls.role import AUDITED_ONLY, Role
from .core.failure import Failure
from .core.ids import CameraId
from .core.level import PrivacyLevel
from .core.privacy.constraint import ReasonCode
from .core.view import CameraView
from .entity import CameraEntity, HouseholdEntity, add_camera_entities
from .entity.audit import AuditEntity, summed_up
from .entity.device_privacy import FollowsControls
from .entry.runtime import LensCapConfigEntry

PARALLEL_UPDATES = 0

_NO_PROBLEM: Final = "no_problem"


@dataclass(frozen=True, kw_only=True)
class CameraSensorDescription(SensorEntityDescription):
    """A sensor that shows one thing of a camera's view."""

    value_fn: Callable[[CameraView], str | int | datetime | None]


SENSORS: Final[tuple[CameraSensorDescription, ...]] = (
    CameraSensorDescription(
        key="privacy_level",
        translation_key="privacy_level",
        device_class=SensorDeviceClass.ENUM,
        options=[level.value for level in PrivacyLevel],
        value_fn=lambda view: view.level.value,
    ),
    CameraSensorDescription(
        key="privacy_reason",
        translation_key="privacy_reason",
        device_class=SensorDeviceClass.ENUM,
        options=[reason.value for reason in ReasonCode],
        value_fn=lambda view: view.reason.value,
    ),
    CameraSensorDescription(
        key="next_change",
        translation_key="next_change",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=lambda view: view.next_moment,
    ),
    CameraSensorDescription(
        key="live_picture",
        translation_key="live_picture",
        entity_category=EntityCategory.DIAGNOSTIC,
        device_class=SensorDeviceClass.ENUM,
        options=[_NO_PROBLEM, *(failure.value for failure in Failure)],
        value_fn=lambda view: view.problem.value if view.problem else _NO_PROBLEM,
    ),
    CameraSensorDescription(
        key="viewers",
        translation_key="viewers",
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda view: view.viewers,
    ),
)


@dataclass(frozen=True, kw_only=True)
class AuditSensorDescription(SensorEntityDescription):
    """A sensor that shows one thing of the last audit."""

    value_fn: Callable[[AuditView], int | None]
    attributes_fn: Callable[[AuditView], dict[str, object]] | None = None


AUDIT_SENSORS: Final[tuple[AuditSensorDescription, ...]] = (
    AuditSensorDescription(
        key="open_findings",
        translation_key="open_findings",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda view: None if view.ran_at is None else len(view.open),
        attributes_fn=summed_up,
    ),
    AuditSensorDescription(
        key="security_score",
        translation_key="security_score",
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda view: view.score,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: LensCapConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the sensors of the household and of each camera."""
    coordinator = entry.runtime_data.coordinator
    async_add_entities(
        AuditSensor(coordinator, description) for description in AUDIT_SENSORS
    )
    add_camera_entities(
        entry,
        async_add_entities,
        lambda coordinator, camera_id: [
            *(CameraSensor(coordinator, camera_id, one) for one in SENSORS),
            DevicePrivacySensor(coordinator, camera_id),
        ],
    )


class CameraSensor(CameraEntity, SensorEntity):
    """Shows one thing of a camera's view."""

    entity_description: CameraSensorDescription

    def __init__(
        self,
        coordinator: GuardCoordinator,
        camera_id: CameraId,
        description: CameraSensorDescription,
    ) -> None:
        super().__init__(coordinator, camera_id, Platform.SENSOR, description.key)
        self.entity_description = description

    @property
    @override
    def native_value(self) -> str | int | datetime | None:
        """Return what the description picks."""
        return self.entity_description.value_fn(self.view)


class DevicePrivacySensor(FollowsControls, SensorEntity):
    """Says how far a private camera is private at the camera too."""

    _attr_translation_key = "device_privacy"
    _attr_entity_category = EntityCategory.DIAGNOSTIC
    _attr_device_class = SensorDeviceClass.ENUM
    _attr_options = [one.value for one in DeviceConfirmation]
    _unrecorded_attributes = frozenset(
        {role.value for role in Role if role not in AUDITED_ONLY}
    )

    def __init__(self, coordinator: GuardCoordinator, camera_id: CameraId) -> None:
        super().__init__(coordinator, camera_id, Platform.SENSOR, "device_privacy")

    @property
    @override
    def native_value(self) -> str:
        """Return how far it is."""
        controls = self.controls
        confirmation = (
            DeviceConfirmation.NOT_NEEDED if controls is None else controls.confirmation
        )
        return confirmation.value

    @property
    @override
    def extra_state_attributes(self) -> dict[str, object]:
        """Return how far the controls of each role are."""
        controls = self.controls
        if controls is None:
            return {}
        return {role.value: one.value for role, one in controls.roles.items()}


class AuditSensor(AuditEntity, HouseholdEntity, SensorEntity):
    """Shows one thing of the last audit."""

    entity_description: AuditSensorDescription

    def __init__(
        self, coordinator: GuardCoordinator, description: AuditSensorDescription
    ) -> None:
        super().__init__(coordinator, Platform.SENSOR, description.key)
        self.entity_description = description

    @property
    @override
    def native_value(self) -> int | None:
        """Return what the description picks."""
        return self.entity_description.value_fn(self.audit)

    @property
    @override
    def extra_state_attributes(self) -> dict[str, object] | None:
        """Return what the number is made of, where the description has that."""
        attributes_fn = self.entity_description.attributes_fn
        return None if attributes_fn is None else attributes_fn(self.audit)
