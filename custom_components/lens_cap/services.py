"""The actions of Lens Cap."""

from datetime import timedelta
from typing import Final

import voluptuous as vol

from homeassistant.components.camera.const import DOMAIN as CAMERA_DOMAIN
from homeassistant.core import HomeAssistant, ServiceCall, callback
from homeassistant.helpers import config_validation as cv, service
from homeassistant.util import dt as dt_util

from .camera import GuardedCameraEntity
from .const import DOMAIN
from .core.hold import HoldOrigin
from .core.level import PrivacyLevel
from .exceptions import LevelRefusedError

SERVICE_SET_PRIVACY: Final = "set_privacy"
SERVICE_FOLLOW_RULES: Final = "follow_rules"
ATTR_LEVEL: Final = "level"
ATTR_DURATION: Final = "duration"

_REFUSED: Final = {
    PrivacyLevel.OPEN: "level_open_refused",
    PrivacyLevel.MASKED: "level_masked_without_zones",
}


@callback
def async_register_services(hass: HomeAssistant) -> None:
    """Register the actions."""
    service.async_register_batched_platform_entity_service(
        hass,
        DOMAIN,
        SERVICE_SET_PRIVACY,
        entity_domain=CAMERA_DOMAIN,
        schema={
            vol.Required(ATTR_LEVEL): vol.Coerce(PrivacyLevel),
            vol.Optional(ATTR_DURATION): vol.All(
                cv.positive_time_period,
                vol.Range(min=timedelta(seconds=1), max=timedelta(days=366)),
            ),
        },
        func=_async_set_privacy,
    )
    service.async_register_batched_platform_entity_service(
        hass,
        DOMAIN,
        SERVICE_FOLLOW_RULES,
        entity_domain=CAMERA_DOMAIN,
        schema={},
        func=_async_follow_rules,
    )


async def _async_set_privacy(
    cameras: list[GuardedCameraEntity], call: ServiceCall
) -> None:
    level: PrivacyLevel = call.data[ATTR_LEVEL]
    if level in _REFUSED:
        guarded = cameras[0].coordinator.cameras
        names = ", ".join(guarded[camera.camera_id].config.name for camera in cameras)
        raise LevelRefusedError(_REFUSED[level], names)
    duration: timedelta | None = call.data.get(ATTR_DURATION)
    await cameras[0].coordinator.async_hold(
        [camera.camera_id for camera in cameras],
        HoldOrigin.CAMERA,
        until=dt_util.utcnow() + duration if duration is not None else None,
        context=call.context,
    )


async def _async_follow_rules(
    cameras: list[GuardedCameraEntity], call: ServiceCall
) -> None:
    await cameras[0].coordinator.async_release(
        [camera.camera_id for camera in cameras], context=call.context
    )
