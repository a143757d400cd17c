"""The area and labels of guarded cameras."""

from collections.abc import Callable

from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
)

from ..const import DOMAIN
from ..core.ids import CameraId
from ..core.settings.rule import CameraLocation
from ..ha.guarded_entity import async_guarded_entry

_TELLING = frozenset({"area_id", "labels"})


@callback
def camera_location(hass: HomeAssistant, camera_id: CameraId) -> CameraLocation:
    """Return the area and labels of a guarded camera, as Home Assistant resolves targets."""
    entity = async_guarded_entry(hass, camera_id)
    # Not by the entity, which is linked to it only once its platform has added it.
    device = next(
        iter(dr.async_get(hass).async_get_devices(identifiers={(DOMAIN, camera_id)})),
        None,
    )
    area_id = (entity.area_id if entity else None) or (
        device.area_id if device else None
    )
    area = ar.async_get(hass).async_get_area(area_id) if area_id else None
    labels: set[str] = set()
    for labeled in (entity, device, area):
        if labeled is not None:
            labels |= labeled.labels
    return CameraLocation(area=area_id, labels=frozenset(labels))


@callback
def on_locations_changed(
    hass: HomeAssistant, changed: Callable[[], None]
) -> CALLBACK_TYPE:
    """Call `changed` when a camera's area or labels may have changed; return how to unsubscribe."""

    @callback
    def entity_updated(event: Event[er.EventEntityRegistryUpdatedData]) -> None:
        if event.data["action"] == "update" and _TELLING & event.data["changes"].keys():
            entity = er.async_get(hass).async_get(event.data["entity_id"])
            if entity is not None and entity.platform == DOMAIN:
                changed()

    @callback
    def device_updated(event: Event[dr.EventDeviceRegistryUpdatedData]) -> None:
        if event.data["action"] == "update" and _TELLING & event.data["changes"].keys():
            changed()

    @callback
    def area_updated(_event: Event[ar.EventAreaRegistryUpdatedData]) -> None:
        changed()

    unsubscribe = [
        hass.bus.async_listen(er.EVENT_ENTITY_REGISTRY_UPDATED, entity_updated),
        hass.bus.async_listen(dr.EVENT_DEVICE_REGISTRY_UPDATED, device_updated),
        hass.bus.async_listen(ar.EVENT_AREA_REGISTRY_UPDATED, area_updated),
    ]

    def stop() -> None:
        for one in unsubscribe:
            one()

    return stop
