"""The camera entity of a guarded camera, as the entity registry has it."""

from homeassistant.components.camera.const import DOMAIN as CAMERA_DOMAIN
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from .const import DOMAIN
from .core.camera import CameraId


def guarded_unique_id(camera_id: CameraId) -> str:
    """Return the unique id of a guarded camera's own camera entity."""
    return f"{camera_id}_camera"


@callback
def async_guarded_entity_id(hass: HomeAssistant, camera_id: CameraId) -> str | None:
    """Return the entity id of a guarded camera's own camera entity; None where it has none yet."""
    return er.async_get(hass).async_get_entity_id(
        CAMERA_DOMAIN, DOMAIN, guarded_unique_id(camera_id)
    )


@callback
def async_guarded_entry(
    hass: HomeAssistant, camera_id: CameraId
) -> er.RegistryEntry | None:
    """Return the registry entry of a guarded camera's own camera entity."""
    entity_id = async_guarded_entity_id(hass, camera_id)
    return er.async_get(hass).async_get(entity_id) if entity_id is not None else None
