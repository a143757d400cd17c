"""Who can answer: somebody who is signed in, and nothing that only holds a token."""

from homeassistant.core import HomeAssistant

from ..sensing.login import Person, person, person_with_token

__all__ = ["Person", "async_signed_in_people", "person", "person_with_token"]


async def async_signed_in_people(hass: HomeAssistant) -> list[Person]:
    """Return everybody who could answer at all."""
    found = (person(user) for user in await hass.auth.async_get_users())
    return [one for one in found if one is not None]
