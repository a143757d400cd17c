"""Gives a camera back to the voice assistants that it was offered to, exactly."""

from collections.abc import Mapping

from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from ..ha.exposure import SHOULD_EXPOSE, async_get_exposure


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
