"""Which voice assistants a camera is offered to: read, withheld, and given back exactly."""

from collections.abc import Mapping
from typing import Final

from homeassistant.components.homeassistant.exposed_entities import (
    async_expose_entity,
    async_get_entity_settings,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er

ASSISTANTS: Final = ("cloud.alexa", "cloud.google_assistant", "conversation")
SHOULD_EXPOSE: Final = "should_expose"


@callback
def async_get_exposure(hass: HomeAssistant, entity_id: str) -> dict[str, bool | None]:
    """Return what is set for each assistant: True, False, or None for nothing."""
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
    """Offer a camera to no assistant."""
    for assistant in ASSISTANTS:
        async_expose_entity(hass, assistant, entity_id, should_expose=False)


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
