"""The moment at which guests leave, to be chosen by date and time."""

from datetime import datetime
from typing import override

from homeassistant.components.datetime import DateTimeEntity
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from .const import GUESTS_UNTIL
from .coordinator import GuardCoordinator
from .core.privacy.caller import done_to
from .entity import HouseholdEntity, WithheldEntity
from .entry.runtime import LensCapConfigEntry
from .privacy.closing import guests_end

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: LensCapConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the date of the household."""
    async_add_entities([GuestsUntil(entry.runtime_data.coordinator)])


class GuestsUntil(WithheldEntity, HouseholdEntity, DateTimeEntity):
    """Says that guests are there until a moment; unknown while there are none, or no end is known."""

    _attr_translation_key = GUESTS_UNTIL

    def __init__(self, coordinator: GuardCoordinator) -> None:
        super().__init__(coordinator, Platform.DATETIME, GUESTS_UNTIL)

    @property
    @override
    def native_value(self) -> datetime | None:
        """Return when guests are gone by themselves."""
        return self.coordinator.data.guests_until

    @override
    async def async_set_value(self, value: datetime) -> None:
        """Say that guests are there until then: anybody may, but for an end that comes earlier.

        Raises:
            GuestsEndError: That has been, or is more than a year away.
            GuestsStayError: Only a person says that guests leave earlier than was said.
            NotSavedError: It is not saved.
        """
        context, until = self._context, guests_end(value)
        actor = await self.async_asker(done_to("datetime", "set_value", self.entity_id))
        guests = self.coordinator.state.guests
        if guests.said(dt_util.utcnow()) and (
            guests.until is None or until < guests.until
        ):
            if actor is not None:
                await self.runtime.privacy.async_guests_end(
                    until, actor, context=context
                )
            return
        await self.runtime.privacy.async_guests_arrived(until=until, context=context)
