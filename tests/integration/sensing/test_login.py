"""Who is signed in: a person's own login is one, and nothing else is taken for it."""

from collections.abc import Mapping
from typing import Any, Final

from aiohttp.test_utils import make_mocked_request
import pytest

from custom_components.lens_cap.core.privacy.caller import Caller, Login
from custom_components.lens_cap.sensing.login import (
    Person,
    async_people,
    caller,
    person,
    person_with_token,
    requesting_person,
    requesting_user_id,
)
from homeassistant.auth.const import GROUP_ID_ADMIN, GROUP_ID_USER
from homeassistant.auth.models import TOKEN_TYPE_LONG_LIVED_ACCESS_TOKEN, User
from homeassistant.components.http.const import KEY_HASS_REFRESH_TOKEN_ID, KEY_HASS_USER
from homeassistant.core import HomeAssistant
from homeassistant.helpers.http import current_request

LONG_LIVED: Final = {
    "client_name": "A program",
    "token_type": TOKEN_TYPE_LONG_LIVED_ACCESS_TOKEN,
}


@pytest.fixture
async def anna(hass: HomeAssistant) -> User:
    """Return the administrator; whoever comes first owns the home."""
    return await hass.auth.async_create_user("Anna", group_ids=[GROUP_ID_ADMIN])


@pytest.fixture
async def dora(hass: HomeAssistant, anna: User) -> User:
    """Return a user who is no administrator."""
    return await hass.auth.async_create_user("Dora", group_ids=[GROUP_ID_USER])


async def _system_user(hass: HomeAssistant) -> User:
    return await hass.auth.async_create_system_user(
        "Supervisor", group_ids=[GROUP_ID_ADMIN]
    )


async def _token(hass: HomeAssistant, user: User, **kind: Any) -> str:
    token = await hass.auth.async_create_refresh_token(
        user, None if user.system_generated or kind else "https://home.test/", **kind
    )
    return token.id


async def test_a_login_is_a_person_s(
    hass: HomeAssistant, dora: User, anna: User
) -> None:
    """By the token that signing in gives; who administers is told apart."""
    for user, is_admin in ((dora, False), (anna, True)):
        token_id = await _token(hass, user)
        assert person_with_token(hass, token_id) == Person(
            user_id=user.id, is_admin=is_admin
        )
        assert caller(hass, user, token_id) == Caller(
            user_id=user.id, login=Login.PERSON, is_admin=is_admin
        )


async def test_a_token_for_programs_is_no_person(
    hass: HomeAssistant, dora: User, anna: User
) -> None:
    """It calls as a program, with no more rights than its user has."""
    for user, is_admin in ((dora, False), (anna, True)):
        token_id = await _token(hass, user, **LONG_LIVED)
        assert person_with_token(hass, token_id) is None
        assert caller(hass, user, token_id) == Caller(
            user_id=user.id, login=Login.PROGRAM, is_admin=is_admin
        )


async def test_a_system_user_is_a_program(hass: HomeAssistant) -> None:
    """With its own token, and by the Supervisor's socket, which has none."""
    system = await _system_user(hass)
    token_id = await _token(hass, system)
    assert person(system) is None
    assert person_with_token(hass, token_id) is None
    for known in (token_id, None):
        assert caller(hass, system, known) == Caller(
            user_id=system.id, login=Login.PROGRAM, is_admin=True
        )


async def test_what_is_not_certain_is_nobody(
    hass: HomeAssistant, dora: User, anna: User
) -> None:
    """No token, one that nobody knows, and one of somebody else."""
    token_id = await _token(hass, dora)
    for known in (None, "", "unknown"):
        assert person_with_token(hass, known) is None
        assert caller(hass, dora, known) is None
    assert caller(hass, anna, token_id) is None


async def test_who_may_not_sign_in_any_more_is_nobody(
    hass: HomeAssistant, dora: User
) -> None:
    """Neither by a login that was open before, nor by a program's token."""
    tokens = [await _token(hass, dora), await _token(hass, dora, **LONG_LIVED)]
    await hass.auth.async_update_user(dora, is_active=False)
    assert person(dora) is None
    assert [person_with_token(hass, one) for one in tokens] == [None, None]
    assert [caller(hass, dora, one) for one in tokens] == [None, None]


async def test_people_are_those_who_may_sign_in(
    hass: HomeAssistant, anna: User, dora: User
) -> None:
    """By name, without programs and whoever was locked out."""
    await _system_user(hass)
    anton = await hass.auth.async_create_user("anton")
    gone = await hass.auth.async_create_user("Bert")
    await hass.auth.async_update_user(gone, is_active=False)
    assert await async_people(hass) == [anna, anton, dora]
    assert person(None) is None


@pytest.mark.parametrize("kind", [{}, LONG_LIVED], ids=["person", "program"])
async def test_who_sends_a_request(
    hass: HomeAssistant, dora: User, kind: Mapping[str, Any]
) -> None:
    """A program's is noted in its user's name, and is no person's for what opens."""
    request = make_mocked_request("GET", "/")
    request[KEY_HASS_USER] = dora
    request[KEY_HASS_REFRESH_TOKEN_ID] = await _token(hass, dora, **kind)
    assert (requesting_person(hass), requesting_user_id()) == (None, None)
    before = current_request.set(request)
    try:
        who, user_id = requesting_person(hass), requesting_user_id()
    finally:
        current_request.reset(before)
    assert (who is not None, user_id) == (not kind, dora.id)
