"""What all entities of Lens Cap have in common."""

from collections.abc import Callable, Iterable
from typing import override

from homeassistant.const import Platform
from homeassistant.core import callback
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from ..const import DOMAIN, SIGNAL_CAMERA_ADDED
from ..coordinator import GuardCoordinator
from ..core.ids import CameraId
from ..core.view import CameraView
from ..entry.runtime import LensCapConfigEntry


class LensCapEntity(CoordinatorEntity[GuardCoordinator]):
    """An entity that is always available: a camera must always be closable."""

    _attr_has_entity_name = True

    def __init__(self, coordinator: GuardCoordinator) -> None:
        """Show what a coordinator knows; what is asked for goes to what runs beside it."""
        super().__init__(coordinator)
        entry: LensCapConfigEntry = coordinator.config_entry
        # Kept: an action that is under way while Lens Cap reloads belongs to what ran at its begin.
        self.runtime = entry.runtime_data

    @property
    @override
    def available(self) -> bool:
        """Return True: Home Assistant would silently drop actions on an unavailable entity."""
        return True

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        """Show what is so now, and who made it so."""
        self._take_context()
        super()._handle_coordinator_update()

    @callback
    def _take_context(self) -> None:
        if (context := self.coordinator.change_context) is not None:
            self.async_set_context(context)


class CameraEntity(LensCapEntity):
    """An entity of one guarded camera."""

    def __init__(
        self,
        coordinator: GuardCoordinator,
        camera_id: CameraId,
        platform: Platform,
        key: str,
    ) -> None:
        """Belong to a camera; `key` tells its entities apart.

        The entity id follows the camera's, in every language: `camera.sofa` has
        `switch.sofa_privacy_mode`. Home Assistant would put the area in front, which often is
        the camera's name once more.
        """
        super().__init__(coordinator)
        object_id = coordinator.cameras[camera_id].object_id()
        self.entity_id = f"{platform}.{object_id}_{key}"
        self.camera_id = camera_id
        self.last_view = coordinator.data.cameras[camera_id]
        self._attr_unique_id = f"{camera_id}_{key}"
        self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, camera_id)})

    @property
    def view(self) -> CameraView:
        """Return what is so now; of a camera that is being removed, what was so last."""
        return self.coordinator.data.cameras.get(self.camera_id, self.last_view)

    @override
    async def async_added_to_hass(self) -> None:
        """Begin with what is so now; it may have changed since the entity was made."""
        await super().async_added_to_hass()
        self.last_view = self.view

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        """Show the camera only when something about it changed."""
        view = self.view
        if view == self.last_view:
            return
        self._take_context()
        self._handle_change(self.last_view, view)
        self.last_view = view
        super()._handle_coordinator_update()

    @callback
    def _handle_change(self, before: CameraView, after: CameraView) -> None:
        """Do what an entity has to do before it shows a change."""


class HouseholdEntity(LensCapEntity):
    """An entity of the household as a whole."""

    def __init__(
        self, coordinator: GuardCoordinator, platform: Platform, key: str
    ) -> None:
        """Belong to the household; `key` tells its entities apart."""
        super().__init__(coordinator)
        self.entity_id = f"{platform}.{DOMAIN}_{key}"
        entry_id = coordinator.config_entry.entry_id
        self._attr_unique_id = f"{entry_id}_{key}"
        self._attr_device_info = DeviceInfo(
            identifiers={(DOMAIN, entry_id)},
            entry_type=DeviceEntryType.SERVICE,
            translation_key="household",
            manufacturer="Lens Cap",
        )


def add_camera_entities(
    entry: LensCapConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    create: Callable[[GuardCoordinator, CameraId], Iterable[Entity]],
) -> None:
    """Add the entities of every guarded camera, and of each that comes later."""
    coordinator = entry.runtime_data.coordinator

    @callback
    def add(camera_id: CameraId) -> None:
        async_add_entities(create(coordinator, camera_id), config_subentry_id=camera_id)

    for camera_id in coordinator.cameras:
        add(camera_id)
    entry.async_on_unload(
        async_dispatcher_connect(coordinator.hass, SIGNAL_CAMERA_ADDED, add)
    )
