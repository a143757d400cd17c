"""What our page and cards ask for, over the websocket of whoever is signed in."""

from homeassistant.core import HomeAssistant

from .asking import async_register_asking
from .feed import async_register_feed
from .questions import async_register_questions

__all__ = ["async_register_questions", "async_register_views"]


async def async_register_views(hass: HomeAssistant) -> None:
    """Offer what shows, explains and changes things, whether or not Lens Cap runs."""
    names = await async_register_feed(hass)
    async_register_asking(hass, names)
