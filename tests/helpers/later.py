"""Lets time pass, and what was begun end."""

from datetime import timedelta

from pytest_homeassistant_custom_component.common import async_fire_time_changed

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util


async def settled(hass: HomeAssistant) -> None:
    """Wait until all that was begun is done, what is in the background included."""
    for _ in range(3):
        await hass.async_block_till_done(wait_background_tasks=True)


async def later(hass: HomeAssistant, seconds: float) -> None:
    """Let timers of the next seconds fire."""
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=seconds))
    await settled(hass)
