"""Finds the camera entity of a guarded camera in the entity registry."""

from collections.abc import Collection

from homeassistant.components.camera.const import DOMAIN as CAMERA_DOMAIN
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from ..const import DOMAIN
from ..core.ids import CameraId
from ..core.settings.camera import CameraConfig


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


@callback
def guarded_entity_ids(
    hass: HomeAssistant, cameras: Collection[CameraConfig]
) -> dict[CameraId, str]:
    """Return the entity ids of guarded cameras; those that were not set up yet are left out."""
    found = {
        camera.camera_id: async_guarded_entity_id(hass, camera.camera_id)
        for camera in cameras
    }
    return {camera: entity_id for camera, entity_id in found.items() if entity_id}
