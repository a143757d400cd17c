"""Sends commands to controls."""

import asyncio
from typing import Final

from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import Context, HomeAssistant, callback, split_entity_id

from ..const import LOGGER
from ..core.controls.action import action_for
from ..core.controls.plan import Command
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


class Sender:
    """Sends the commands of one camera, and calls off those that open where that has to end."""

    def __init__(self, hass: HomeAssistant, name: str) -> None:
        self._hass = hass
        self._name = name
        self._opening: dict[str, asyncio.Task[bool]] = {}

    async def async_send(self, command: Command) -> bool:
        """Send a command; return whether it got through."""
        sending = self._hass.async_create_background_task(
            async_send(self._hass, command.entity, command.value),
            f"lens_cap command to {self._name}",
            eager_start=True,
        )
        if not command.closing:
            self._opening[command.entity] = sending
        try:
            await asyncio.wait([sending])
        finally:
            sending.cancel()
            self._opening.pop(command.entity, None)
        return not sending.cancelled() and sending.result()

    @callback
    def call_off(self, entity: str) -> None:
        """Wait no longer for a command to a control that opens it."""
        if (opening := self._opening.get(entity)) is not None:
            opening.cancel()
