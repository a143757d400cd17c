"""Voice: privacy can be turned on by it, and never off."""

from typing import Any, Final, override

import voluptuous as vol

from homeassistant.auth.models import User
from homeassistant.components.camera.const import DOMAIN as CAMERA_DOMAIN
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import config_validation as cv, entity_registry as er, intent

from .const import DOMAIN
from .entry.runtime import running
from .entry.unheard_calls import async_make_private
from .sensing.rights import may_control

INTENT_TURN_ON_PRIVACY: Final = "LensCapTurnOnPrivacy"


async def async_setup_intents(hass: HomeAssistant) -> None:
    """Register what can be said."""
    intent.async_register(hass, TurnOnPrivacy())


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
        return {
            vol.Optional("name"): cv.string,
            vol.Optional("area"): cv.string,
            vol.Optional("floor"): cv.string,
        }

    @override
    async def async_handle(self, intent_obj: intent.Intent) -> intent.IntentResponse:
        """Make the cameras private.

        Raises:
            intent.MatchFailedError: No guarded camera is named so, or is there.
            intent.IntentHandleError: Lens Cap does not run; its next start makes them private.
        """
        hass = intent_obj.hass
        slots = self.async_validate_slots(intent_obj.slots)
        constraints = intent.MatchTargetsConstraints(
            name=slots.get("name", {}).get("value"),
            area_name=slots.get("area", {}).get("value"),
            floor_name=slots.get("floor", {}).get("value"),
            domains={CAMERA_DOMAIN},
        )
        user_id = intent_obj.context.user_id
        user = await hass.auth.async_get_user(user_id) if user_id else None
        # Without any, Home Assistant would look among all cameras there are.
        found = intent.MatchTargetsResult(
            is_match=False, no_match_reason=intent.MatchFailedReason.DOMAIN
        )
        if guarded := _guarded(hass, user):
            found = intent.async_match_targets(hass, constraints, states=guarded)
        if not found.is_match:
            raise intent.MatchFailedError(result=found, constraints=constraints)
        runs = running(hass) is not None
        await async_make_private(
            hass, _camera_ids(hass, found.states), intent_obj.context
        )
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
        response.async_set_states(found.states)
        return response


def _guarded(hass: HomeAssistant, user: User | None) -> list[State]:
    """Return the states of the guarded cameras that a user may control; without one, of all."""
    registry = er.async_get(hass)
    return [
        state
        for state in hass.states.async_all(CAMERA_DOMAIN)
        if (entry := registry.async_get(state.entity_id)) is not None
        and entry.platform == DOMAIN
        and (user is None or may_control(hass, user, Platform.CAMERA, entry.unique_id))
    ]


def _camera_ids(hass: HomeAssistant, states: list[State]) -> frozenset[str]:
    registry = er.async_get(hass)
    return frozenset(
        entry.config_subentry_id
        for state in states
        if (entry := registry.async_get(state.entity_id)) is not None
        and entry.config_subentry_id is not None
    )
