"""Where Home Assistant looks for intents; what they do is in `voice`."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import intent

from .voice import GetPrivacy, TurnOnPrivacy, async_listen


async def async_setup_intents(hass: HomeAssistant) -> None:
    """Register what can be said, and listen to the sentences that come along."""
    intent.async_register(hass, TurnOnPrivacy())
    intent.async_register(hass, GetPrivacy())
    await async_listen(hass)
