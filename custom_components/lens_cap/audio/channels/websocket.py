"""Answering over the websocket, as a card does: only somebody who is signed in can."""

from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol

import voluptuous as vol

from homeassistant.auth.permissions.const import POLICY_CONTROL
from homeassistant.components.websocket_api import async_register_command
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import (
    async_response,
    websocket_command,
)
from homeassistant.const import Platform
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.exceptions import Unauthorized

from ...const import AUDIO_RECORDING
from ...core.audio.confirmation import Refusal, may_answer
from ...core.audio.grant import Grant
from ...core.audio.request import Channel, Pending
from ...core.view.hearing import told_hearing
from ...exceptions import NotRunningError
from ...exceptions.audio import AudioRefusedError
from ...sensing.login import Person, person, person_with_token
from ...sensing.rights import may_control
from ..manager import AudioManager
from ..pin import PinCheck

_LONGEST_PIN: Final = 64


class TakesAnswers(Protocol):
    """What takes answers while Lens Cap runs."""

    manager: AudioManager
    pin: PinCheck

    @property
    def stored_pin(self) -> str | None:
        """The hash of the household's PIN, or None."""


type FindAudio = Callable[[], TakesAnswers | None]


@callback
def async_register_commands(hass: HomeAssistant, find_audio: FindAudio) -> None:
    """Offer the commands; `find_audio` returns what takes answers at the moment, or None."""

    @callback
    @websocket_command({vol.Required("type"): "lens_cap/audio/pending"})
    def pending(
        hass: HomeAssistant,
        connection: ActiveConnection,
        msg: dict[str, Any],
    ) -> None:
        """List what the person may answer, each with a fresh proof that counts once."""
        manager, who = _audio(find_audio).manager, _person(hass, connection)
        connection.send_result(
            msg["id"],
            {
                "requests": [
                    _shown(manager, one, who)
                    for one in manager.state.pending.values()
                    if _may_answer(manager, one, who)
                    and _may_control(hass, connection, one)
                ]
            },
        )

    # Any value: what does not fit a schema is written into the log, a PIN, too.
    @websocket_command(
        {
            vol.Required("type"): "lens_cap/audio/confirm",
            vol.Required("request_id"): str,
            vol.Optional("proof"): object,
            vol.Optional("pin"): object,
        }
    )
    @async_response
    async def confirm(
        hass: HomeAssistant,
        connection: ActiveConnection,
        msg: dict[str, Any],
    ) -> None:
        """Turn sound on: for who is signed in with a proof, or for whoever knows the PIN."""
        audio, context = _audio(find_audio), connection.context(msg)
        if msg.get("pin") is not None:
            grant = await _async_by_pin(hass, connection, audio, msg, context)
        else:
            who = _person(hass, connection)
            pending = audio.manager.pending_with(msg["request_id"])
            _check_rights(hass, connection, pending)
            proof = msg.get("proof")
            grant = await audio.manager.async_confirm(
                msg["request_id"],
                who,
                Channel.CARD,
                secret=proof if isinstance(proof, str) else "",
                context=context,
            )
        connection.send_result(msg["id"], {"until": grant.until.isoformat()})

    @callback
    @websocket_command(
        {
            vol.Required("type"): "lens_cap/audio/deny",
            vol.Exclusive("request_id", "what"): str,
            vol.Exclusive("camera_id", "what"): str,
        }
    )
    def deny(
        hass: HomeAssistant,
        connection: ActiveConnection,
        msg: dict[str, Any],
    ) -> None:
        """Leave sound off, whatever asks for it: everybody may say that who may use its switch."""
        manager = _audio(find_audio).manager
        pending = _denied(manager, msg)
        _check_rights(hass, connection, pending)
        denied = pending is not None and manager.deny(
            pending.request_id, channel=Channel.CARD, context=connection.context(msg)
        )
        connection.send_result(msg["id"], {"denied": denied})

    for command in (pending, confirm, deny):
        async_register_command(hass, command)


def _audio(find_audio: FindAudio) -> TakesAnswers:
    if (audio := find_audio()) is None:
        raise NotRunningError
    return audio


async def _async_by_pin(
    hass: HomeAssistant,
    connection: ActiveConnection,
    audio: TakesAnswers,
    msg: Mapping[str, Any],
    context: Context,
) -> Grant:
    """Turn sound on for whoever stands there and knows the PIN, as the action for it does.

    It is guessed neither by those whose yes would not count anyway, nor for them: their login is asked
    about first, whether or not a person is behind it.
    """
    manager = audio.manager
    pending = manager.pending_with(msg["request_id"])
    if pending is None:
        raise AudioRefusedError(Refusal.NOBODY_ASKED)
    _check_rights(hass, connection, pending)
    who = person_with_token(hass, connection.refresh_token_id)
    for claimed in (person(connection.user), who):
        manager.refuse_answer(pending, claimed)
    given = msg["pin"] if isinstance(msg["pin"], str) else ""
    await audio.pin.async_check(
        audio.stored_pin, given[:_LONGEST_PIN], who.user_id if who else None
    )
    return await manager.async_confirm(
        pending.request_id, who, Channel.PIN, context=context
    )


def _denied(manager: AudioManager, msg: Mapping[str, Any]) -> Pending | None:
    """Return what waits for a camera, or under an id."""
    if (camera_id := msg.get("camera_id")) is not None:
        waiting = manager.waiting()
        return next((one for one in waiting if one.wanted.camera_id == camera_id), None)
    return manager.denied_by(msg.get("request_id", ""))


def _person(hass: HomeAssistant, connection: ActiveConnection) -> Person:
    if (who := person_with_token(hass, connection.refresh_token_id)) is None:
        raise AudioRefusedError(Refusal.NOT_SIGNED_IN)
    return who


def _may_control(
    hass: HomeAssistant, connection: ActiveConnection, pending: Pending
) -> bool:
    unique_id = f"{pending.wanted.camera_id}_{AUDIO_RECORDING}"
    return may_control(hass, connection.user, Platform.SWITCH, unique_id)


def _check_rights(
    hass: HomeAssistant, connection: ActiveConnection, pending: Pending | None
) -> None:
    if pending is not None and not _may_control(hass, connection, pending):
        raise Unauthorized(permission=POLICY_CONTROL)


def _may_answer(manager: AudioManager, pending: Pending, who: Person) -> bool:
    return (
        manager.pending_with(pending.request_id) is not None
        and may_answer(
            pending.wanted, manager.confirmers, who.user_id, is_admin=who.is_admin
        )
        is None
    )


def _shown(manager: AudioManager, pending: Pending, who: Person) -> dict[str, Any]:
    wanted = pending.wanted
    facts = manager.facts(wanted.camera_id)
    return {
        "request_id": pending.request_id,
        "camera_id": wanted.camera_id,
        "camera": manager.name_of(wanted.camera_id),
        "asked_by_me": wanted.by == who.user_id,
        "asked_by_automation": wanted.by is None,
        "length": wanted.length.value,
        "seconds": wanted.duration(pending.placement).total_seconds(),
        "purpose": wanted.purpose,
        "expires_at": pending.expires_at.isoformat(),
        **told_hearing(facts.assessment if facts else None, to_family=True),
        "proof": manager.issue_proof(pending.request_id, who.user_id, Channel.CARD),
    }
