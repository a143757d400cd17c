"""The doorbell's last moment: a picture that is fetched again and again, whether anybody looks or not."""

import asyncio
from typing import override

import aiohttp

from homeassistant.components.image import ImageEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from . import DEVICE, DoorbellEntry, async_fetch

PAUSE_SECONDS = 0.5


async def async_setup_entry(
    hass: HomeAssistant,
    entry: DoorbellEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the image."""
    async_add_entities([LastMoment(hass, entry)])


class LastMoment(ImageEntity):
    """The newest picture that came."""

    _attr_has_entity_name = True
    _attr_name = "Last moment"
    _attr_unique_id = "last_moment"
    _attr_device_info = DEVICE

    def __init__(self, hass: HomeAssistant, entry: DoorbellEntry) -> None:
        """Have no picture yet."""
        super().__init__(hass)
        self._entry = entry
        self._content: bytes | None = None

    @override
    async def async_added_to_hass(self) -> None:
        """Begin to fetch; the first picture is there as soon as the entity is."""
        await self._renew()
        self._following = self._entry.async_create_background_task(
            self.hass, self._follow(), "last moment"
        )

    @override
    async def async_image(self) -> bytes | None:
        """Return the picture that came last."""
        return self._content

    async def _follow(self) -> None:
        while True:
            await asyncio.sleep(PAUSE_SECONDS)
            await self._renew()
            self.async_write_ha_state()

    async def _renew(self) -> None:
        try:
            self._content = await async_fetch(self.hass, self._entry)
        except aiohttp.ClientError:
            return
        self._attr_image_last_updated = dt_util.utcnow()
