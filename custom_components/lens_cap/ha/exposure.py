"""Whom a camera is offered to: voice assistants, read, withheld and given back, and HomeKit."""

from collections.abc import Collection, Mapping
from typing import Final

from homeassistant.components.homeassistant.exposed_entities import (
    async_expose_entity,
    async_get_entity_settings,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entityfilter import FILTER_SCHEMA

ASSISTANTS: Final[Mapping[str, str]] = {
    "cloud.alexa": "Alexa",
    "cloud.google_assistant": "Google Assistant",
    "conversation": "Assist",
}
SHOULD_EXPOSE: Final = "should_expose"
WITHHELD: Final[er.EntityOptionsType] = {
    assistant: {SHOULD_EXPOSE: False} for assistant in ASSISTANTS
}
"""What is set for an entity, from the moment it is registered, that no assistant is offered."""
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
def async_withhold_unless_set(hass: HomeAssistant, entity_id: str) -> None:
    """Offer an entity to no assistant for which nothing is set; what somebody chose stays."""
    for assistant, exposed in async_get_exposure(hass, entity_id).items():
        if exposed is None:
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
def async_homekit_own_streams(
    hass: HomeAssistant, entity_ids: Collection[str]
) -> list[str]:
    """Return the titles of HomeKit bridges that fetch a camera's stream from an address of their own.

    Such a bridge never asks Home Assistant for the stream (`_async_get_stream_source` in
    `components/homekit/type_cameras.py`).
    """
    return [
        entry.title
        for entry in hass.config_entries.async_entries(HOMEKIT)
        if any(
            (
                ({**entry.data, **entry.options}.get("entity_config") or {}).get(one)
                or {}
            ).get("stream_source")
            for one in entity_ids
        )
    ]


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


@callback
def async_give_back(
    hass: HomeAssistant, entity_id: str, before: Mapping[str, bool | None]
) -> tuple[str, ...]:
    """Restore what was set before; return the assistants that the camera is offered to again.

    What was set anew since then was somebody's decision, and stays.
    """
    now = async_get_exposure(hass, entity_id)
    offered: list[str] = []
    for assistant, exposed in before.items():
        if now.get(assistant) is not False:
            continue
        if exposed is True:
            async_expose_entity(hass, assistant, entity_id, should_expose=True)
            offered.append(assistant)
        elif exposed is None:
            _async_clear(hass, entity_id, assistant)
    return tuple(offered)


@callback
def _async_clear(hass: HomeAssistant, entity_id: str, assistant: str) -> None:
    """Forget what is set for one assistant.

    `async_expose_entity` cannot say "nothing". Cameras are not offered by default, so no assistant needs
    to be told.
    """
    registry = er.async_get(hass)
    kept = {
        key: value
        for key, value in registry.entities[entity_id].options[assistant].items()
        if key != SHOULD_EXPOSE
    }
    registry.async_update_entity_options(entity_id, assistant, kept or None)
