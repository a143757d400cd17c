"""Sends one command to one control."""

import asyncio
from typing import Final

from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import Context, HomeAssistant, split_entity_id

from ..const import LOGGER
from ..core.controls.action import action_for
from .readings import entity_id_of

_SECONDS: Final = 10.0


async def async_send(hass: HomeAssistant, entity: str, value: str) -> bool:
    """Tell a control to take a value; return whether that got through.

    Whether the camera follows shows in its state only.
    """
    if (entity_id := entity_id_of(hass, entity)) is None:
        return False
    if (action := action_for(split_entity_id(entity_id)[0], value)) is None:
        return False
    try:
        async with asyncio.timeout(_SECONDS):
            await hass.services.async_call(
                action.domain,
                action.name,
                {ATTR_ENTITY_ID: entity_id, **action.data},
                blocking=True,
                context=Context(),
            )
    except Exception as error:  # noqa: BLE001  # other integrations may raise anything
        LOGGER.debug("a control did not take a command: %s", type(error).__name__)
        return False
    return True
