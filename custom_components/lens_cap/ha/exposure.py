"""Whom a camera is offered to: voice assistants, read and withheld, and HomeKit."""

from collections.abc import Mapping
from typing import Final

from homeassistant.components.homeassistant.exposed_entities import (
    async_expose_entity,
    async_get_entity_settings,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.entityfilter import FILTER_SCHEMA

ASSISTANTS: Final[Mapping[str, str]] = {
    "cloud.alexa": "Alexa",
    "cloud.google_assistant": "Google Assistant",
    "conversation": "Assist",
}
SHOULD_EXPOSE: Final = "should_expose"
HOMEKIT: Final = "homekit"


@callback
def async_get_exposure(hass: HomeAssistant, entity_id: str) -> dict[str, bool | None]:
    """Return what is set for each assistant: True, False, or None for nothing.

    `async_should_expose` would write a decision down where there is none yet.
    """
    try:
        settings = async_get_entity_settings(hass, entity_id)
    except HomeAssistantError:
        settings = {}
    return {
        assistant: settings.get(assistant, {}).get(SHOULD_EXPOSE)
        for assistant in ASSISTANTS
    }


@callback
def async_withhold(hass: HomeAssistant, entity_id: str) -> None:
    """Offer an entity to no assistant."""
    for assistant in ASSISTANTS:
        async_expose_entity(hass, assistant, entity_id, should_expose=False)


@callback
def async_homekit_bridges(
    hass: HomeAssistant, entity_id: str, *, hidden: bool
) -> list[str]:
    """Return the titles of HomeKit bridges that offer a camera, by name or as one of all cameras."""
    found: list[str] = []
    for entry in hass.config_entries.async_entries(HOMEKIT):
        settings = {**entry.data, **entry.options}.get("filter") or {}
        by_name = entity_id in settings.get("include_entities", ())
        if by_name or (not hidden and FILTER_SCHEMA(settings)(entity_id)):
            found.append(entry.title)
    return found


@callback
def async_homekit_wants_sound(hass: HomeAssistant, entity_id: str) -> bool:
    """Return whether a HomeKit bridge is set to offer the sound of a camera.

    Such a bridge shows no picture either of a stream without a sound track (`-map 0:a:0` in
    `components/homekit/type_cameras.py`).
    """
    return any(
        (
            ({**entry.data, **entry.options}.get("entity_config") or {}).get(entity_id)
            or {}
        ).get("support_audio")
        for entry in hass.config_entries.async_entries(HOMEKIT)
    )
