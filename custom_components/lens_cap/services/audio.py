"""Actions about sound: request it, confirm it with the household's PIN, and deny it."""

from datetime import timedelta
from typing import Final

import voluptuous as vol

from homeassistant.core import (
    EntityServiceResponse,
    HomeAssistant,
    ServiceCall,
    SupportsResponse,
    callback,
)
from homeassistant.helpers import config_validation as cv

from ..audio.control import AudioControl
from ..camera import GuardedCameraEntity
from ..core.audio.confirmation import Refusal
from ..core.audio.grant import LONGEST_OUTSIDE, Length, Wanted
from ..core.audio.request import Channel, Pending
from ..exceptions.audio import AudioRefusedError
from ..sensing.login import Person, person
from .entities import async_register_camera_action, async_who_calls

SERVICE_REQUEST_AUDIO: Final = "request_audio"
SERVICE_CONFIRM_AUDIO: Final = "confirm_audio"
SERVICE_DENY_AUDIO: Final = "deny_audio"
ATTR_LENGTH: Final = "length"
ATTR_DURATION: Final = "duration"
ATTR_PURPOSE: Final = "purpose"
ATTR_PIN: Final = "pin"
_LONGEST_PURPOSE: Final = 200


@callback
def async_register_audio_actions(hass: HomeAssistant) -> None:
    """Register the actions."""
    register = async_register_camera_action
    register(
        hass,
        SERVICE_REQUEST_AUDIO,
        {
            vol.Exclusive(ATTR_LENGTH, "end"): vol.In(
                [one.value for one in Length if one is not Length.CHOSEN]
            ),
            vol.Exclusive(ATTR_DURATION, "end"): vol.All(
                cv.positive_time_period,
                vol.Range(min=timedelta(minutes=1), max=LONGEST_OUTSIDE),
            ),
            vol.Optional(ATTR_PURPOSE, default=""): vol.All(
                cv.string, vol.Length(max=_LONGEST_PURPOSE)
            ),
        },
        _async_request,
    )
    register(
        hass,
        SERVICE_CONFIRM_AUDIO,
        {vol.Required(ATTR_PIN): vol.All(cv.string, vol.Length(max=64))},
        _async_confirm,
    )
    register(
        hass,
        SERVICE_DENY_AUDIO,
        {},
        _async_deny,
        supports_response=SupportsResponse.NONE,
    )


async def _async_request(
    cameras: list[GuardedCameraEntity], call: ServiceCall
) -> EntityServiceResponse:
    audio = cameras[0].runtime.audio
    duration: timedelta | None = call.data.get(ATTR_DURATION)
    length = Length(call.data.get(ATTR_LENGTH, Length.ONE_HOUR.value))
    actor = await async_who_calls(cameras, call)
    answers: EntityServiceResponse = {}
    for camera in cameras:
        found = await audio.manager.async_request(
            Wanted(
                camera_id=camera.camera_id,
                length=Length.CHOSEN if duration is not None else length,
                chosen=duration,
                purpose=call.data[ATTR_PURPOSE],
                by=actor.user_id if actor.is_person else None,
            ),
            call.context,
        )
        answers[camera.entity_id] = {
            "status": "pending",
            "expires_at": found.pending.expires_at.isoformat(),
            "somebody_was_asked": found.reached,
        }
    return answers


async def _async_confirm(
    cameras: list[GuardedCameraEntity], call: ServiceCall
) -> EntityServiceResponse:
    audio = cameras[0].runtime.audio
    actor = await async_who_calls(cameras, call)
    user_id = call.context.user_id
    named = person(await call.hass.auth.async_get_user(user_id) if user_id else None)
    # Whose name a call bears is no sign that it is that person's; the PIN has to be enough then.
    who = (
        Person(user_id=actor.user_id, is_admin=actor.is_admin)
        if actor.is_person and actor.user_id is not None
        else None
    )
    waiting = {camera.entity_id: _pending(audio, camera) for camera in cameras}
    # First, so that a PIN is not guessed, nor locked, by those whose yes would not count anyway.
    for pending in waiting.values():
        for claimed in (named, who):
            audio.manager.refuse_answer(pending, claimed)
    guesser = who.user_id if who is not None else None
    await audio.pin.async_check(audio.stored_pin, call.data[ATTR_PIN], guesser)
    answers: EntityServiceResponse = {}
    for camera in cameras:
        grant = await audio.manager.async_confirm(
            waiting[camera.entity_id].request_id,
            who,
            Channel.PIN,
            context=call.context,
        )
        answers[camera.entity_id] = {"until": grant.until.isoformat()}
    return answers


async def _async_deny(cameras: list[GuardedCameraEntity], call: ServiceCall) -> None:
    audio = cameras[0].runtime.audio
    for camera in cameras:
        audio.manager.deny(_pending(audio, camera).request_id, context=call.context)


def _pending(audio: AudioControl, camera: GuardedCameraEntity) -> Pending:
    pending = audio.manager.state.pending.get(camera.camera_id)
    if pending is None:
        name = camera.coordinator.cameras[camera.camera_id].config.name
        raise AudioRefusedError(Refusal.NOBODY_ASKED, name)
    return pending
