"""Writing into the register: for administrators who are signed in, by the code behind the forms."""

from collections.abc import Mapping
from typing import Any

from homeassistant.components.websocket_api import async_register_command
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import async_response
from homeassistant.core import HomeAssistant, callback

from ..const import CONF_PURPOSE, CONF_TOLD_HOW
from ..core.duties.purpose import is_asked_back
from ..core.ids import CameraId
from ..core.state.consent import Consent
from ..exceptions.page import (
    RegisterChangedElsewhereError,
    WrongRegisterError,
    WrongRequestError,
)
from ..flows.answers import Answers
from ..flows.register.form import (
    CONF_ANSWER,
    CONF_CONSENT,
    CONF_GIVEN_ON,
    CONF_WAY,
    CONF_WHAT,
    CONF_WHO,
    ConsentAnswer,
    read_from_page,
    shown_on_page,
)
from ..flows.register.noting import async_note_answer
from ..settings import camera_config
from .access import Connected, expect_administrator, expect_camera
from .arguments import (
    page_command,
    read_mapping,
    read_optional_text,
    read_text,
    read_yes,
)
from .register import camera_subentry, consent_revision, register_of, register_revision

_TEXTS = (CONF_PURPOSE, CONF_TOLD_HOW)
_TEXTS_OF_CONSENT = (
    CONF_WHO,
    CONF_WHAT,
    CONF_GIVEN_ON,
    CONF_WAY,
    CONF_PURPOSE,
    CONF_ANSWER,
)


@callback
def async_register_register_changes(hass: HomeAssistant) -> None:
    """Offer the commands."""
    for command in (_save, _note_consent):
        async_register_command(hass, command)


@callback
@page_command("register/save")
def _save(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Save what was written down of a camera; what is left out stays as it is."""
    who = expect_administrator(hass, connection, signed_in=True)
    camera_id = expect_camera(who, read_text(msg, "camera_id"))
    subentry = camera_subentry(who, camera_id)
    config = camera_config(subentry)
    if read_text(msg, "revision") != register_revision(subentry):
        raise RegisterChangedElsewhereError(config.name)
    fields = _fields(msg, _TEXTS)
    settings, errors = read_from_page({**shown_on_page(config), **fields})
    for field, error in errors.items():
        raise WrongRegisterError(field, error)
    if is_asked_back(settings[CONF_PURPOSE], config.purpose) and not read_yes(
        msg, "asked_back"
    ):
        raise WrongRegisterError(CONF_PURPOSE, "purpose_says_nothing")
    hass.config_entries.async_update_subentry(
        who.runtime.entry, subentry, data={**subentry.data, **settings}
    )
    connection.send_result(msg["id"], register_of(who, camera_id))


@page_command("register/note_consent")
@async_response
async def _note_consent(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Note what somebody answered who was asked, or says now of what they had answered."""
    who = expect_administrator(hass, connection, signed_in=True)
    camera_id = expect_camera(who, read_text(msg, "camera_id"))
    fields = _fields(msg, _TEXTS_OF_CONSENT)
    known = _known(who, camera_id, read_optional_text(msg, "consent_id"))
    # Whoever does not agree any more is heard, whatever was shown before.
    if known is not None and fields.get(CONF_ANSWER) != ConsentAnswer.WITHDRAWN:
        _refuse_changed(who, camera_id, known, msg)
    answers = Answers(fields)
    await async_note_answer(
        who.runtime.consents, camera_id, known, answers, who.user.id
    )
    for field, error in answers.errors.items():
        raise WrongRegisterError(field, error)
    connection.send_result(msg["id"], register_of(who, camera_id))


def _fields(msg: Mapping[str, Any], texts: tuple[str, ...]) -> Mapping[str, Any]:
    """Return what was filled in.

    Raises:
        WrongRequestError: What should be a text is none.
    """
    fields = read_mapping(msg, "fields")
    for field in texts:
        if not isinstance(fields.get(field), str | None):
            raise WrongRequestError(field)
    return fields


def _known(
    who: Connected, camera_id: CameraId, consent_id: str | None
) -> Consent | None:
    """Return the answer that is meant; None where it is to be a new one.

    Raises:
        WrongRegisterError: There is none with that id any more.
    """
    if consent_id is None:
        return None
    for one in who.runtime.consents.of(camera_id):
        if one.consent_id == consent_id:
            return one
    raise WrongRegisterError(CONF_CONSENT, "consent_unknown")


def _refuse_changed(
    who: Connected, camera_id: CameraId, known: Consent, msg: Mapping[str, Any]
) -> None:
    if read_text(msg, "revision") != consent_revision(known):
        name = who.runtime.coordinator.cameras[camera_id].config.name
        raise RegisterChangedElsewhereError(name)
