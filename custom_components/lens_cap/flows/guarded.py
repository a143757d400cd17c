"""The guarded cameras as a rule's form needs them: by the ids that people see."""

from collections.abc import Collection
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from ..config_map import camera_config
from ..const import DOMAIN, SUBENTRY_CAMERA
from ..core.camera import CameraConfig, CameraId


def guarded_cameras(entry: ConfigEntry[Any]) -> list[CameraConfig]:
    """Return every guarded camera as configured."""
    return [
        camera_config(subentry)
        for subentry in entry.get_subentries_of_type(SUBENTRY_CAMERA)
    ]


@callback
def guarded_entity_ids(
    hass: HomeAssistant, cameras: Collection[CameraConfig]
) -> dict[CameraId, str]:
    """Return the entity ids of guarded cameras; those that were not set up yet are left out."""
    registry = er.async_get(hass)
    found = {
        camera.camera_id: registry.async_get_entity_id(
            Platform.CAMERA, DOMAIN, f"{camera.camera_id}_camera"
        )
        for camera in cameras
    }
    return {camera: entity_id for camera, entity_id in found.items() if entity_id}
