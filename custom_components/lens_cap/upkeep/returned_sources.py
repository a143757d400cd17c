"""Finds originals that return with a new registry id, as they do after a month's absence."""

from homeassistant.const import Platform
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from ..const import CONF_SOURCE
from ..coordinator import GuardCoordinator
from ..decisions.guarded_camera import GuardedCamera


class ReturnedSources:
    """Guards an original again that is the same camera, but has a new registry id."""

    def __init__(self, hass: HomeAssistant, coordinator: GuardCoordinator) -> None:
        self._hass = hass
        self._coordinator = coordinator
        self._unsubscribe = hass.bus.async_listen(
            er.EVENT_ENTITY_REGISTRY_UPDATED, self._updated
        )
        self.async_refresh()

    @callback
    def stop(self) -> None:
        """Stop waiting."""
        self._unsubscribe()

    @callback
    def async_refresh(self) -> None:
        """Store the new id of every original that returned."""
        entry = self._coordinator.config_entry
        for camera_id, camera in self._coordinator.cameras.items():
            source = self._returned(camera)
            subentry = entry.subentries.get(camera_id)
            if source is None or subentry is None:
                continue
            self._hass.config_entries.async_update_subentry(
                entry,
                subentry,
                unique_id=source,
                data={**subentry.data, CONF_SOURCE: source},
            )

    def _returned(self, camera: GuardedCamera) -> str | None:
        record = self._coordinator.state.take_overs.get(camera.config.camera_id)
        if record is None or not record.unique_id or camera.source.entity_id:
            return None
        registry = er.async_get(self._hass)
        entity_id = registry.async_get_entity_id(
            Platform.CAMERA, record.platform, record.unique_id
        )
        found = registry.async_get(entity_id) if entity_id else None
        return found.id if found is not None else None

    @callback
    def _updated(self, event: Event[er.EventEntityRegistryUpdatedData]) -> None:
        if event.data["action"] == "create":
            self.async_refresh()
