"""What our page and cards ask for, over the websocket of whoever is signed in."""

from homeassistant.core import HomeAssistant

from .feed import async_register_feed
from .history import async_register_history
from .queries import async_register_queries
from .questions import async_register_questions
from .register import async_register_register
from .register_changes import async_register_register_changes
from .rule_changes import async_register_rule_changes
from .rules import async_register_rules
from .zones import async_register_zones

__all__ = ["async_register_questions", "async_register_views"]


async def async_register_views(hass: HomeAssistant) -> None:
    """Offer what shows, explains and changes things, whether or not Lens Cap runs."""
    names = await async_register_feed(hass)
    async_register_queries(hass, names)
    async_register_history(hass, names)
    async_register_register(hass)
    async_register_register_changes(hass)
    async_register_zones(hass)
    async_register_rules(hass)
    async_register_rule_changes(hass)
