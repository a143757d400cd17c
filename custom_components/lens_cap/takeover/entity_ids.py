"""Finds free entity ids, and waits for one to become free."""

import asyncio
from typing import Final

from homeassistant.components.camera.const import DOMAIN as CAMERA_DOMAIN
from homeassistant.core import (
    Event,
    EventStateChangedData,
    HomeAssistant,
    callback,
    split_entity_id,
)
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.event import async_track_state_change_event

# An entity that is renamed or removed first ends what it is doing; its state goes last.
WAIT_SECONDS: Final = 10


@callback
def async_available(hass: HomeAssistant, wanted: str) -> str:
    """Return this camera id if it is free, else the next free one: `_2`, `_3`, and so on."""
    return er.async_get(hass).async_get_available_entity_id(
        CAMERA_DOMAIN, split_entity_id(wanted)[1]
    )


@callback
def async_is_free(hass: HomeAssistant, entity_id: str) -> bool:
    """Return whether an entity could have this id now."""
    return not er.async_get(hass).async_is_registered(
        entity_id
    ) and hass.states.async_available(entity_id)


async def async_wait_until_free(hass: HomeAssistant, entity_id: str) -> bool:
    """Wait until the state of an entity that is leaving this id is gone; return whether it is free."""
    gone = asyncio.Event()

    @callback
    def _changed(event: Event[EventStateChangedData]) -> None:
        if event.data["new_state"] is None:
            gone.set()

    unsubscribe = async_track_state_change_event(hass, [entity_id], _changed)
    try:
        if not hass.states.async_available(entity_id):
            async with asyncio.timeout(WAIT_SECONDS):
                await gone.wait()
    except TimeoutError:
        pass
    finally:
        unsubscribe()
    return async_is_free(hass, entity_id)
