"""Decides who is signed in: a person, a program, or nobody."""

from dataclasses import dataclass

from homeassistant.auth.models import (
    TOKEN_TYPE_LONG_LIVED_ACCESS_TOKEN,
    TOKEN_TYPE_NORMAL,
    TOKEN_TYPE_SYSTEM,
    User,
)
from homeassistant.components.http.const import KEY_HASS_REFRESH_TOKEN_ID, KEY_HASS_USER
from homeassistant.components.websocket_api.connection import current_connection
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.http import current_request

from ..core.privacy.caller import Caller, Login

_FOR_PROGRAMS = frozenset({TOKEN_TYPE_LONG_LIVED_ACCESS_TOKEN, TOKEN_TYPE_SYSTEM})


@dataclass(frozen=True, kw_only=True)
class Person:
    """A user of Home Assistant who is a person."""

    user_id: str
    is_admin: bool


@callback
def person_with_token(hass: HomeAssistant, token_id: str | None) -> Person | None:
    """Return the person who signed in to get a token, or None.

    A long-lived token is made for programs, and belongs to whoever has it; a system user is nobody.
    """
    token = hass.auth.async_get_refresh_token(token_id) if token_id else None
    if token is None or token.token_type != TOKEN_TYPE_NORMAL:
        return None
    return person(token.user)


@callback
def person(user: User | None) -> Person | None:
    """Return the user if it is a person, or None."""
    if user is None or user.system_generated or not user.is_active:
        return None
    return Person(user_id=user.id, is_admin=user.is_admin)


@callback
def requesting_person(hass: HomeAssistant) -> Person | None:
    """Return the person who signed in and sends the request at hand, or None."""
    request = current_request.get()
    token_id = request.get(KEY_HASS_REFRESH_TOKEN_ID) if request is not None else None
    return person_with_token(hass, token_id)


@callback
def requesting_user_id() -> str | None:
    """Return in whose name the request at hand is sent, be it by a person or by a program.

    A page that is open sends its requests by its websocket. It is for what is noted down and for
    contexts; what opens asks for `requesting_person`.
    """
    if (connection := current_connection.get()) is not None:
        return connection.user.id
    request = current_request.get()
    user: User | None = request.get(KEY_HASS_USER) if request is not None else None
    return user.id if user is not None else None


async def async_people(hass: HomeAssistant) -> list[User]:
    """Return the users who are people and may sign in, by name."""
    users = [user for user in await hass.auth.async_get_users() if person(user)]
    return sorted(users, key=lambda user: (user.name or "").casefold())


@callback
def caller(hass: HomeAssistant, user: User, token_id: str | None) -> Caller | None:
    """Return who calls with a token, if that is certain.

    The Supervisor may come without one, by a socket of its own; it is a system user, and calls for
    its programs.
    """
    if (who := person_with_token(hass, token_id)) is not None:
        if who.user_id != user.id:
            return None
        return Caller(user_id=user.id, login=Login.PERSON, is_admin=who.is_admin)
    token = hass.auth.async_get_refresh_token(token_id) if token_id else None
    made_for_programs = token is not None and token.token_type in _FOR_PROGRAMS
    if user.is_active and (made_for_programs or (user.system_generated and not token)):
        return Caller(user_id=user.id, login=Login.PROGRAM, is_admin=user.is_admin)
    return None
