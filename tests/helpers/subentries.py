"""Guarded cameras that come, change and go while Lens Cap runs."""

from types import MappingProxyType
from typing import Any

from custom_components.lens_cap.const import SUBENTRY_RULE
from custom_components.lens_cap.core.ids import CameraId
from homeassistant.config_entries import ConfigSubentry

from .mock_house import House, subentry


def add_camera(house: House, camera_id: CameraId, **settings: Any) -> None:
    """Add a camera to the entry, as its flow does."""
    made = subentry(house.hass, camera_id, **settings)
    house.hass.config_entries.async_add_subentry(
        house.entry, ConfigSubentry(**made | {"data": MappingProxyType(made["data"])})
    )


def change_camera(
    house: House, camera_id: CameraId, title: str | None = None, **settings: Any
) -> None:
    """Change a camera's settings, as `reconfigure` does."""
    old = house.entry.subentries[camera_id]
    house.hass.config_entries.async_update_subentry(
        house.entry, old, data=dict(old.data) | settings, title=title or old.title
    )


def rules_named(house: House, name: str) -> int:
    """Return how many rules have a name."""
    rules = house.entry.get_subentries_of_type(SUBENTRY_RULE)
    return [one.title for one in rules].count(name)
