"""The guarded cameras as a rule's form needs them: by the ids that people see."""

from collections.abc import Collection
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback

from ..config_map import camera_config
from ..const import SUBENTRY_CAMERA
from ..core.camera import CameraConfig, CameraId
from ..guarded_entity import async_guarded_entity_id


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
    found = {
        camera.camera_id: async_guarded_entity_id(hass, camera.camera_id)
        for camera in cameras
    }
    return {camera: entity_id for camera, entity_id in found.items() if entity_id}
