"""Cameras that come to Home Assistant while Lens Cap runs."""

from custom_components.lens_cap.const import DOMAIN
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er, issue_registry as ir

from ...helpers.mock_house import registered


def originals(hass: HomeAssistant) -> ConfigEntry:
    """Return the entry that all original cameras belong to."""
    (entry,) = hass.config_entries.async_entries("test")
    return entry


def add_unguarded(
    hass: HomeAssistant, name: str, beside: str | None = None
) -> er.RegistryEntry:
    """Let a camera come; beside another one, if that is named: on its device, and not loaded yet."""
    entry = er.async_get(hass).async_get_or_create(
        "camera",
        "test",
        f"new_{name}",
        suggested_object_id=name.lower(),
        original_name=name,
        config_entry=originals(hass),
        device_id=registered(hass, beside).device_id if beside else None,
    )
    if beside is None:
        hass.states.async_set(entry.entity_id, "idle", {"friendly_name": name})
    return entry


def told(hass: HomeAssistant) -> dict[str, str]:
    """Return which cameras are said to be unguarded, by issue."""
    return {
        issue_id: (issue.translation_placeholders or {})["cameras"]
        for (domain, issue_id), issue in ir.async_get(hass).issues.items()
        if domain == DOMAIN and issue_id.startswith("unguarded_camera") and issue.active
    }
