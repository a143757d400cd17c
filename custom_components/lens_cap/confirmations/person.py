"""Who answers: somebody who is signed in, and nothing that only holds a token."""

from dataclasses import dataclass

from homeassistant.auth.models import TOKEN_TYPE_NORMAL, User
from homeassistant.core import HomeAssistant, callback


@dataclass(frozen=True, kw_only=True)
class Person:
    """A user of Home Assistant who is a person."""

    user_id: str
    is_admin: bool


@callback
def person_with_token(hass: HomeAssistant, token_id: str | None) -> Person | None:
    """Return who signed in to get a token, or None.

    A long-lived token is made for programs, and belongs to whoever has it; a system user is nobody.
    """
    token = hass.auth.async_get_refresh_token(token_id) if token_id else None
    if token is None or token.token_type != TOKEN_TYPE_NORMAL:
        return None
    return person(token.user)


@callback
def person(user: User | None) -> Person | None:
    """Return a user as a person, or None."""
    if user is None or user.system_generated or not user.is_active:
        return None
    return Person(user_id=user.id, is_admin=user.is_admin)


async def async_people(hass: HomeAssistant) -> list[Person]:
    """Return everybody who could answer at all."""
    found = (person(user) for user in await hass.auth.async_get_users())
    return [one for one in found if one is not None]
