"""Whatever waits for a yes that opens: shown to, and answered by, a person who is signed in."""

from typing import Any

import voluptuous as vol

from homeassistant.auth.permissions.const import POLICY_CONTROL
from homeassistant.components.websocket_api import async_register_command
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import (
    async_response,
    websocket_command,
)
from homeassistant.components.websocket_api.messages import event_message
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import ServiceValidationError, Unauthorized
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from ..const import DOMAIN, SIGNAL_QUESTIONS
from ..exceptions import NotRunningError
from ..phones import NotAskedError, PageQuestion, PageQuestions
from ..sensing.login import Person, person_with_token
from .question_texts import async_question_texts, may_use, page_questions


@callback
def async_register_questions(hass: HomeAssistant) -> None:
    """Offer the commands, which are there whether or not Lens Cap runs."""
    for command in (_subscribe, _pending, _confirm, _deny):
        async_register_command(hass, command)


@websocket_command(
    {
        vol.Required("type"): "lens_cap/questions/subscribe",
        vol.Optional("language"): vol.All(str, vol.Match(r"^[A-Za-z0-9-]{1,35}\Z")),
    }
)
@async_response
async def _subscribe(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Tell, now and at each change, what the person may say yes to; in words, and without proofs."""
    _person(hass, connection)
    language = msg.get("language", hass.config.language)

    async def tell() -> None:
        # Whose login ended since then is told nothing more.
        who = person_with_token(hass, connection.refresh_token_id)
        shown = await async_question_texts(hass, who, language)
        connection.send_message(event_message(msg["id"], shown))

    @callback
    def changed() -> None:
        _task = hass.async_create_background_task(tell(), "lens_cap questions")

    connection.subscriptions[msg["id"]] = async_dispatcher_connect(
        hass, SIGNAL_QUESTIONS, changed
    )
    connection.send_result(msg["id"])
    await tell()


@callback
@websocket_command({vol.Required("type"): "lens_cap/questions/pending"})
def _pending(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """List what the person may say yes to, each with a fresh proof that counts once."""
    page, who = _page(hass), _person(hass, connection)
    connection.send_result(
        msg["id"],
        {
            "requests": [
                {
                    "request_id": question_id,
                    "proof": page.issue_proof(question_id, who.user_id),
                }
                for question_id, question in page.asked_of(who.user_id).items()
                if may_use(hass, connection.user, question.touches)
            ]
        },
    )


@websocket_command(
    {
        vol.Required("type"): "lens_cap/questions/confirm",
        vol.Required("request_id"): str,
        vol.Required("proof"): str,
    }
)
@async_response
async def _confirm(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Do what was asked."""
    page, who = _page(hass), _person(hass, connection)
    question = page.asked_of(who.user_id).get(msg["request_id"])
    _check_rights(hass, connection, question)
    try:
        await page.async_confirm(
            msg["request_id"],
            msg["proof"],
            is_admin=who.is_admin,
            context=connection.context(msg),
        )
    except NotAskedError as error:
        raise ServiceValidationError(
            translation_domain=DOMAIN, translation_key="question_over"
        ) from error
    connection.send_result(msg["id"])


@callback
@websocket_command(
    {
        vol.Required("type"): "lens_cap/questions/deny",
        vol.Required("request_id"): str,
    }
)
def _deny(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Leave it as it is: everybody may say that who may use what it is about."""
    page, question_id = _page(hass), msg["request_id"]
    _check_rights(hass, connection, page.question(question_id))
    connection.send_result(msg["id"], {"denied": page.deny(question_id)})


def _page(hass: HomeAssistant) -> PageQuestions:
    if (page := page_questions(hass)) is None:
        raise NotRunningError
    return page


def _person(hass: HomeAssistant, connection: ActiveConnection) -> Person:
    if (who := person_with_token(hass, connection.refresh_token_id)) is None:
        raise ServiceValidationError(
            translation_domain=DOMAIN, translation_key="question_not_signed_in"
        )
    return who


def _check_rights(
    hass: HomeAssistant, connection: ActiveConnection, question: PageQuestion | None
) -> None:
    if question is not None and not may_use(hass, connection.user, question.touches):
        raise Unauthorized(permission=POLICY_CONTROL)
