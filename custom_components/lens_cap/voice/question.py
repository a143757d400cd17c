"""Whether cameras are private, asked by voice; the answer names cameras, and nobody."""

from typing import Any, Final, override

import voluptuous as vol

from homeassistant.components.camera.const import DOMAIN as CAMERA_DOMAIN
from homeassistant.helpers import intent

from ..core.level import PrivacyLevel
from ..entry.runtime import running
from .named import async_named_cameras, slot_schema
from .speech import answer, async_voice_texts

INTENT_GET_PRIVACY: Final = "LensCapGetPrivacy"


class GetPrivacy(intent.IntentHandler):
    """Says which cameras are private: one by name, those of an area or floor, or all.

    Why they are would tell everybody within earshot who is home, so it is not said.
    """

    intent_type = INTENT_GET_PRIVACY
    description = "Says whether cameras are private: one, those in an area, or all"
    platforms = {CAMERA_DOMAIN}

    @property
    @override
    def slot_schema(self) -> dict[vol.Marker, Any]:
        """Return what may be named."""
        return slot_schema()

    @override
    async def async_handle(self, intent_obj: intent.Intent) -> intent.IntentResponse:
        """Answer; nothing changes.

        Raises:
            intent.MatchFailedError: No guarded camera is named so, or is there.
        """
        slots = self.async_validate_slots(intent_obj.slots)
        found = await async_named_cameras(intent_obj, slots, to_control=False)
        texts = await async_voice_texts(intent_obj.hass, intent_obj.language)
        response = intent_obj.create_response()
        response.response_type = intent.IntentResponseType.QUERY_ANSWER
        response.async_set_states(list(found.states))
        runtime = running(intent_obj.hass)
        if runtime is None:
            response.async_set_speech(texts.speak("question_not_running"))
            return response
        coordinator = runtime.coordinator
        cameras: dict[PrivacyLevel, list[str]] = {}
        for camera_id in found.camera_ids:
            level = coordinator.data.cameras[camera_id].level
            name = coordinator.cameras[camera_id].config.name
            cameras.setdefault(level, []).append(name)
        response.async_set_speech(answer(texts, cameras))
        return response
