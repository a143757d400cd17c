"""What all entities of Lens Cap have in common."""

from collections.abc import Callable, Iterable
from typing import override

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback, split_entity_id
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from ..const import DOMAIN, LOGGER, SIGNAL_CAMERA_ADDED
from ..coordinator import GuardCoordinator
from ..core.ids import CameraId
from ..core.privacy.caller import RequestedAction, switched
from ..core.privacy.permission import Actor
from ..core.view import CameraView
from ..entry.runtime import LensCapConfigEntry
from ..ha.exposure import WITHHELD, async_withhold_unless_set
from ..sensing.actor import async_actor


class LensCapEntity(CoordinatorEntity[GuardCoordinator]):
    """An entity that is always available: a camera must always be closable.

    Whatever reaches it without naming it may close by it, and opens nothing.
    """

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

    async def async_asker(self, asked: RequestedAction) -> Actor | None:
        """Return who asks it to open something; None where nobody meant it, and nothing is to be done.

        A script that switches off whatever is in an area does not fail for this: before, Home
        Assistant left the entity out there. Call it first thing.
        """
        actor = await async_actor(self.hass, self._context, asked)
        if not actor.in_passing:
            return actor
        LOGGER.info("%s stays as it is: it was not named", self.entity_id)
        return None

    async def async_switcher(self, *, on: bool) -> Actor | None:
        """Return who switches it, as `async_asker` does."""
        return await self.async_asker(
            switched(split_entity_id(self.entity_id)[0], self.entity_id, on=on)
        )


class CameraEntity(LensCapEntity):
    """An entity of one guarded camera."""

    def __init__(
        self,
        coordinator: GuardCoordinator,
        camera_id: CameraId,
        platform: Platform,
        key: str,
    ) -> None:
        """Take the camera, and the `key` that tells its entities apart.

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


class WithheldEntity(LensCapEntity):
    """An entity with which people control Lens Cap: no assistant is offered it when it is made."""

    @callback
    @override
    def get_initial_entity_options(self) -> er.EntityOptionsType | None:
        """Return what is set when Home Assistant first registers it, before anybody hears of it."""
        return WITHHELD


@callback
def async_withhold_entities(
    hass: HomeAssistant, entry: LensCapConfigEntry, platform: Platform
) -> None:
    """Withhold from assistants what was registered when its category did that, or by older versions.

    Call it before the platform's entities are added: then Home Assistant takes the category away.
    """
    registry = er.async_get(hass)
    for one in er.async_entries_for_config_entry(registry, entry.entry_id):
        if one.domain == platform:
            async_withhold_unless_set(hass, one.entity_id)


class HouseholdEntity(LensCapEntity):
    """An entity of the household as a whole."""

    def __init__(
        self, coordinator: GuardCoordinator, platform: Platform, key: str
    ) -> None:
        """Take the `key` that tells the household's entities apart."""
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
