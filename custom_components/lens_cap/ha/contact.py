"""Which cameras may be contacted although nobody watches: none on battery, none at their maker's servers."""

from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.loader import IntegrationNotLoaded, async_get_loaded_integration

from .device_entities import async_entities_of_camera
from .same_device import devices_by_serial

CLOUD: Final = frozenset(
    {
        "abode",
        "august",
        "blink",
        "canary",
        "eufy_security",
        "ezviz",
        "imou",
        "nest",
        "netatmo",
        "prosegur",
        "ring",
        "skybell",
        "tuya",
        "verisure",
        "xthings_cloud",
        "yale",
    }
)
"""Integrations whose cameras are reached through their maker's servers; nothing is asked of them."""


@callback
def async_is_cloud(hass: HomeAssistant, integration: str) -> bool:
    """Return whether an integration reaches its cameras through their maker's servers."""
    if integration in CLOUD:
        return True
    try:
        kind = async_get_loaded_integration(hass, integration).iot_class
    except IntegrationNotLoaded:
        return False
    return (kind or "").startswith("cloud")


@callback
def async_may_be_asked(hass: HomeAssistant, source_entity_id: str) -> bool:
    """Return whether a camera may be contacted although nobody watches.

    That wakes one on battery, and is not for the maker's servers to know; one that no registry knows may
    be either.
    """
    registered = er.async_get(hass).async_get(source_entity_id)
    return (
        registered is not None
        and not async_is_cloud(hass, registered.platform)
        and not _on_battery(hass, source_entity_id)
    )


def _on_battery(hass: HomeAssistant, entity_id: str) -> bool:
    return any(
        (one.device_class or one.original_device_class) == "battery"
        for one in async_entities_of_camera(hass, entity_id, devices_by_serial(hass))
    )
