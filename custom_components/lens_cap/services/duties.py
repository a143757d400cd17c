"""Actions about what an owner owes to people in the picture."""

from typing import Final

import voluptuous as vol

from homeassistant.core import (
    EntityServiceResponse,
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.helpers import (
    config_validation as cv,
    entity_registry as er,
    service,
)

from ..audit.report import local_moment
from ..camera import GuardedCameraEntity
from ..const import DOMAIN
from ..core.privacy.constraint import ReasonCode
from ..core.state.consent import ConsentScope, withdrawn_scopes
from ..entry.missed_calls import async_make_private, meant
from ..entry.runtime import expect_loaded
from .entities import async_register_camera_action

SERVICE_WITHDRAW_CONSENT: Final = "withdraw_consent"
SERVICE_START_REVIEW: Final = "start_review"
ATTR_WHO: Final = "who"
ATTR_WHAT: Final = "what"
ATTR_WITHDRAWN: Final = "withdrawn"

LONGEST_WHO: Final = 100


@callback
def async_register_duties_actions(hass: HomeAssistant) -> None:
    """Register the actions."""
    async_register_camera_action(
        hass,
        SERVICE_WITHDRAW_CONSENT,
        {
            vol.Optional(ATTR_WHO): vol.All(
                cv.string, str.strip, vol.Length(max=LONGEST_WHO)
            ),
            vol.Optional(ATTR_WHAT, default=ConsentScope.CAMERA): vol.Coerce(
                ConsentScope
            ),
        },
        _async_withdraw_consent,
        absent=_async_withdraw_later,
    )
    service.async_register_admin_service(
        hass,
        DOMAIN,
        SERVICE_START_REVIEW,
        _async_start_review,
        schema=vol.Schema({}),
        supports_response=SupportsResponse.OPTIONAL,
    )


async def _async_start_review(call: ServiceCall) -> ServiceResponse:
    """Ask for a review now; it waits among the repairs."""
    reviews = expect_loaded(call.hass).reviews
    last = reviews.last
    reviews.async_begin()
    if not call.return_response:
        return None
    return {
        "last_review": local_moment(last.at if last is not None else None),
        "next_review": local_moment(reviews.next_due),
    }


async def _async_withdraw_consent(
    cameras: list[GuardedCameraEntity], call: ServiceCall
) -> EntityServiceResponse:
    """Withdraw it: anybody and anything may, since that only closes."""
    consents = cameras[0].runtime.consents
    await consents.async_withdraw(
        [camera.camera_id for camera in cameras],
        call.data.get(ATTR_WHO) or await _async_caller(call),
        call.data[ATTR_WHAT],
        context=call.context,
    )
    return {
        camera.entity_id: {
            "level": camera.view.level.value,
            "reason": camera.view.reason.value,
            ATTR_WITHDRAWN: [
                scope.value
                for scope in ConsentScope
                if scope in withdrawn_scopes(consents.of(camera.camera_id))
            ],
        }
        for camera in cameras
    }


async def _async_caller(call: ServiceCall) -> str:
    """Return the name of whoever calls; empty for what is no user."""
    user_id = call.context.user_id
    user = await call.hass.auth.async_get_user(user_id) if user_id else None
    return ((user.name if user is not None else None) or "")[:LONGEST_WHO]


async def _async_withdraw_later(
    absent: list[er.RegistryEntry], call: ServiceCall
) -> EntityServiceResponse:
    """Note cameras that are not loaded, so that the next start makes them private without an end."""
    await async_make_private(call.hass, meant(call.hass, absent), call.context)
    return {
        entry.entity_id: {
            "level": "private",
            "reason": ReasonCode.INTERRUPTED.value,
            ATTR_WITHDRAWN: [],
        }
        for entry in absent
    }
