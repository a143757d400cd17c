"""Privacy by voice: anybody may turn it on."""

from typing import Any, Final, override

import voluptuous as vol

from homeassistant.components.camera.const import DOMAIN as CAMERA_DOMAIN
from homeassistant.helpers import intent

from ..entry.missed_calls import async_make_private
from ..entry.runtime import running
from .named import async_named_cameras, slot_schema
from .speech import async_voice_texts

INTENT_TURN_ON_PRIVACY: Final = "LensCapTurnOnPrivacy"


class TurnOnPrivacy(intent.IntentHandler):
    """Makes cameras private: one by name, those of an area or floor, or all.

    Cameras need not be exposed to the assistant for that: anyone and anything may close them.
    """

    intent_type = INTENT_TURN_ON_PRIVACY
    description = (
        "Turns on the privacy of cameras: of one, of those in an area, or of all"
    )
    platforms = {CAMERA_DOMAIN}

    @property
    @override
    def slot_schema(self) -> dict[vol.Marker, Any]:
        """Return what may be named."""
        return slot_schema()

    @override
    async def async_handle(self, intent_obj: intent.Intent) -> intent.IntentResponse:
        """Make the cameras private.

        Raises:
            intent.MatchFailedError: No guarded camera is named so, or is there.
            intent.IntentHandleError: Lens Cap does not run; its next start makes them private.
        """
        hass = intent_obj.hass
        slots = self.async_validate_slots(intent_obj.slots)
        found = await async_named_cameras(intent_obj, slots, to_control=True)
        runs = running(hass) is not None
        await async_make_private(hass, frozenset(found.camera_ids), intent_obj.context)
        if not runs:
            # It is noted, but what is said on success would not be true yet.
            raise intent.IntentHandleError
        response = intent_obj.create_response()
        response.response_type = intent.IntentResponseType.ACTION_DONE
        response.async_set_results(
            success_results=[
                intent.IntentResponseTarget(
                    type=intent.IntentResponseTargetType.ENTITY,
                    name=state.name,
                    id=state.entity_id,
                )
                for state in found.states
            ]
        )
        response.async_set_states(list(found.states))
        texts = await async_voice_texts(hass, intent_obj.language)
        response.async_set_speech(texts.speak("closed"))
        return response
