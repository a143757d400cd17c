"""Keeps names of residents out of what strangers read."""

from homeassistant.components.person.const import DOMAIN as PERSON_DOMAIN
from homeassistant.core import HomeAssistant

from ..core.duties.guest_page import name_words, names_nobody


async def async_resident_words(hass: HomeAssistant) -> frozenset[str]:
    """Return the words by which those are known who live here or have an account."""
    names = [state.name for state in hass.states.async_all(PERSON_DOMAIN)]
    users = await hass.auth.async_get_users()
    names += [one.name for one in users if one.name and not one.system_generated]
    return name_words(names)


def unless_named(text: str, people: frozenset[str]) -> str:
    """Return a text, or nothing where it names one of them."""
    return text if names_nobody(text, people) else ""
