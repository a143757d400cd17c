"""The entities of a camera's devices, and what the table of controls calls them."""

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er

from ..const import DOMAIN
from ..core.controls.matching import Shape
from .same_device import BySerial, same_devices


@callback
def async_entities_of_camera(
    hass: HomeAssistant, entity_id: str, by_serial: BySerial
) -> list[er.RegistryEntry]:
    """Return every foreign entity on the camera's devices, disabled ones and itself included.

    A camera has one device for each integration that knows it: they share connections, a serial
    number, or an older device that was split.
    """
    entities = er.async_get(hass)
    entry = entities.async_get(entity_id)
    if entry is None:
        return []
    if entry.device_id is None:
        return [entry]
    return [
        one
        for device_id in sorted(same_devices(hass, entry.device_id, by_serial))
        for one in er.async_entries_for_device(
            entities, device_id, include_disabled_entities=True
        )
        if one.platform != DOMAIN
    ]


@callback
def async_shape(
    hass: HomeAssistant, entry: er.RegistryEntry, camera: str | None = None
) -> Shape:
    """Return what is known of a registered entity; `camera` is the entity id of its camera."""
    device = dr.async_get(hass).async_get(entry.device_id or "")
    return Shape(
        integration=entry.platform,
        platform=entry.domain,
        unique_id=entry.unique_id,
        key=entry.translation_key,
        name=entry.original_name or "",
        device_ids=frozenset(
            identifier[-1] for identifier in (device.identifiers if device else ())
        ),
        is_camera=entry.entity_id == camera,
    )
