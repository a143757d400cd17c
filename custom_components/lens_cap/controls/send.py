"""Sends commands to controls."""

import asyncio
from collections.abc import Callable
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
    """Sends the commands of one camera, each beside the others, and calls off those that open."""

    def __init__(
        self, hass: HomeAssistant, name: str, ended: Callable[[Command, bool], None]
    ) -> None:
        """Tell `ended` of each command whether it got through; of what `stop` ends nothing is told."""
        self._hass = hass
        self._name = name
        self._ended = ended
        self._under_way: dict[asyncio.Task[bool], Command] = {}

    @property
    def under_way(self) -> tuple[Command, ...]:
        """The commands of which it is not known yet whether they got through."""
        return tuple(self._under_way.values())

    @callback
    def start(self, command: Command) -> None:
        """Send a command."""
        sending = self._hass.async_create_background_task(
            async_send(self._hass, command.entity, command.value),
            f"lens_cap command to {self._name}",
            eager_start=True,
        )
        self._under_way[sending] = command
        sending.add_done_callback(self._done)

    @callback
    def call_off(self, entity: str) -> None:
        """Wait no longer for a command to a control that opens it."""
        for sending, command in self._under_way.items():
            if command.entity == entity and not command.closing:
                sending.cancel()

    @callback
    def stop(self) -> None:
        """Wait for no command any more."""
        under_way, self._under_way = self._under_way, {}
        for sending in under_way:
            sending.cancel()

    @callback
    def _done(self, sending: asyncio.Task[bool]) -> None:
        if (command := self._under_way.pop(sending, None)) is not None:
            self._ended(command, not sending.cancelled() and sending.result())
