"""Whose hand does something, as Home Assistant hears it: a person's, a program's, an automation's."""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
import logging
from typing import Any, Final

from aiohttp.test_utils import make_mocked_request
import voluptuous as vol

from homeassistant.auth.models import TOKEN_TYPE_NORMAL, RefreshToken
from homeassistant.components.http.const import KEY_HASS_REFRESH_TOKEN_ID
from homeassistant.components.websocket_api import async_register_command
from homeassistant.components.websocket_api.commands import async_register_commands
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import (
    HomeAssistantError,
    ServiceValidationError,
    Unauthorized,
)
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.http import current_request
from homeassistant.helpers.script import Script, async_validate_actions_config
from homeassistant.util.json import json_loads_object

_QUIET: Final = logging.getLogger("tests.websocket")
_QUIET.disabled = True
_ERRORS: Final[Mapping[str, type[HomeAssistantError]]] = {
    "service_validation_error": ServiceValidationError
}


async def signed_in(hass: HomeAssistant, user_id: str) -> RefreshToken:
    """Return a login of a user, as the login page makes it; of a system user, its token."""
    user = await hass.auth.async_get_user(user_id)
    assert user is not None
    for token in user.refresh_tokens.values():
        if token.token_type == TOKEN_TYPE_NORMAL:
            return token
    return await hass.auth.async_create_refresh_token(
        user, None if user.system_generated else "https://home.test/"
    )


@contextmanager
def asking(token: RefreshToken | None) -> Iterator[None]:
    """Let what runs in the block be asked for by a request of HTTP with a token, or by nobody's."""
    request = make_mocked_request("POST", "/api/repairs/issues/fix")
    if token is not None:
        request[KEY_HASS_REFRESH_TOKEN_ID] = token.id
    before = current_request.set(request)
    try:
        yield
    finally:
        current_request.reset(before)


async def by_websocket(hass: HomeAssistant, token: RefreshToken, **message: Any) -> Any:
    """Send one message over a connection of Home Assistant's websocket; return the result.

    Raises:
        HomeAssistantError: As it was answered.
        Unauthorized: Without a word, as it was answered.
        vol.Invalid: What was sent has not the form that is asked for.
    """
    if "call_service" not in hass.data.get("websocket_api", {}):
        async_register_commands(hass, async_register_command)
    answered: asyncio.Future[dict[str, Any]] = hass.loop.create_future()

    def send(answer: bytes | str | dict[str, Any]) -> None:
        if not answered.done():
            answered.set_result(
                answer if isinstance(answer, dict) else json_loads_object(answer)
            )

    async def talk() -> dict[str, Any]:
        connection = ActiveConnection(
            _QUIET,  # type: ignore[arg-type]  # it only adds the connection's number
            hass,
            send,
            token.user,
            token,
            None,
        )
        connection.async_handle({"id": 1, **message})
        return await answered

    # A connection has a task of its own.
    answer = await asyncio.create_task(talk())
    if answer["success"]:
        return answer["result"]
    error = answer["error"]
    if error["code"] == "invalid_format":
        raise vol.Invalid(error["message"])
    if error["message"] == "Unauthorized":
        raise Unauthorized
    raise _ERRORS.get(error["code"], HomeAssistantError)(
        error["message"],
        translation_domain=error.get("translation_domain"),
        translation_key=error.get("translation_key"),
        translation_placeholders=error.get("translation_placeholders"),
    )


async def by_hand(
    hass: HomeAssistant,
    user_id: str,
    action: str,
    data: Mapping[str, Any],
    target: Mapping[str, Any] | None = None,
) -> None:
    """Perform an action as somebody does who is signed in. Raises as `by_websocket`."""
    domain, name = action.split(".")
    await by_websocket(
        hass,
        await signed_in(hass, user_id),
        type="call_service",
        domain=domain,
        service=name,
        service_data=dict(data),
        **({} if target is None else {"target": dict(target)}),
    )


async def by_automation(
    hass: HomeAssistant, *steps: Mapping[str, Any], context: Context | None = None
) -> None:
    """Do steps as an automation does that was triggered. Raises as the steps do."""
    context = context or Context(parent_id=Context().id)
    script = Script(
        hass,
        await async_validate_actions_config(hass, cv.SCRIPT_SCHEMA(list(steps))),
        "Evening",
        "automation",
    )
    try:
        await script.async_run(
            {},
            context,
            lambda: hass.bus.async_fire(
                "automation_triggered",
                {"name": "Evening", "entity_id": "automation.evening"},
                context=context,
            ),
        )
    finally:
        await script.async_unload()
