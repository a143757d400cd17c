"""Keeps devices of guarded cameras linked to those of their originals, and in the same area."""

from dataclasses import dataclass

from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er

from ..const import DOMAIN
from ..coordinator import GuardCoordinator
from ..core.ids import CameraId


@dataclass(frozen=True, kw_only=True)
class _Place:
    """The device and area of an original; None if it has none."""

    device_id: str | None
    area_id: str | None


class DevicePlacement:
    """Follows originals to other devices and areas.

    A guarded camera follows its original's area only while both have the same: a different one was
    chosen by somebody. Its area is never removed, so rules about it stay in force.
    """

    def __init__(self, hass: HomeAssistant, coordinator: GuardCoordinator) -> None:
        self._hass = hass
        self._coordinator = coordinator
        self._known: dict[CameraId, _Place] = {}
        self._unsubscribe = [
            hass.bus.async_listen(
                er.EVENT_ENTITY_REGISTRY_UPDATED, self._entity_updated
            ),
            hass.bus.async_listen(
                dr.EVENT_DEVICE_REGISTRY_UPDATED, self._device_updated
            ),
        ]
        self.async_refresh()

    @callback
    def stop(self) -> None:
        """Stop following."""
        for unsubscribe in self._unsubscribe:
            unsubscribe()

    @callback
    def async_refresh(self) -> None:
        """Update every guarded camera's device; one without an original stays as it was."""
        for camera_id, camera in self._coordinator.cameras.items():
            place = self._place(camera.source.entity_id)
            if place is None:
                continue
            before = self._known.get(camera_id, place)
            self._known[camera_id] = place
            self._move(camera_id, before, place)

    def _place(self, entity_id: str | None) -> _Place | None:
        entry = er.async_get(self._hass).async_get(entity_id) if entity_id else None
        if entry is None:
            return None
        return _Place(
            device_id=entry.device_id,
            area_id=er.async_get_effective_area_id(self._hass, entry),
        )

    def _move(self, camera_id: CameraId, before: _Place, now: _Place) -> None:
        registry = dr.async_get(self._hass)
        ours = registry.async_get_device_by_identifier(
            (DOMAIN, camera_id), self._coordinator.config_entry.entry_id
        )
        if ours is None:
            return
        if now.device_id != ours.via_device_id:
            registry.async_update_device(ours.id, via_device_id=now.device_id)
        moved = now.area_id not in (None, before.area_id)
        if moved and ours.area_id == before.area_id:
            registry.async_update_device(ours.id, area_id=now.area_id)

    @callback
    def _entity_updated(self, event: Event[er.EventEntityRegistryUpdatedData]) -> None:
        data = event.data
        if data["action"] != "update" or data["changes"].keys() & {
            "area_id",
            "device_id",
        }:
            self.async_refresh()

    @callback
    def _device_updated(self, event: Event[dr.EventDeviceRegistryUpdatedData]) -> None:
        data = event.data
        if data["action"] == "update" and "area_id" in data["changes"]:
            self.async_refresh()
