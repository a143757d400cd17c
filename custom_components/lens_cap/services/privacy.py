"""Actions that make cameras private, end privacy, or lift it for a while."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import voluptuous as vol

from homeassistant.core import (
    EntityServiceResponse,
    HomeAssistant,
    ServiceCall,
    callback,
)
from homeassistant.helpers import config_validation as cv, entity_registry as er
from homeassistant.util import dt as dt_util

from ..camera import GuardedCameraEntity
from ..const import CONF_RECOGNITION_OFF, CONF_RECORDING_OFF
from ..core.level import PrivacyLevel
from ..core.privacy.constraint import ReasonCode
from ..core.schedule import moment_of
from ..core.state.hold import HoldOrigin
from ..core.state.lift import LONGEST_LIFT
from ..entry.missed_calls import async_make_private, meant
from ..exceptions import LevelRefusedError
from ..privacy.control import PrivacyControl
from ..privacy.hold_request import HoldRequest
from ..settings.rule import UNCHANGED
from .entities import async_register_camera_action, async_who_calls

SERVICE_SET_PRIVACY: Final = "set_privacy"
SERVICE_FOLLOW_RULES: Final = "follow_rules"
SERVICE_LIFT_PRIVACY: Final = "lift_privacy"
ATTR_LEVEL: Final = "level"
ATTR_DURATION: Final = "duration"
ATTR_UNTIL_TIME: Final = "until_time"
ATTR_UNTIL_EVERYONE_LEAVES: Final = "until_everyone_leaves"

_LEVELS: Final = {UNCHANGED: PrivacyLevel.OPEN} | {
    level.value: level for level in PrivacyLevel
}


@callback
def async_register_privacy_actions(hass: HomeAssistant) -> None:
    """Register the actions."""
    async_register_camera_action(
        hass,
        SERVICE_SET_PRIVACY,
        {
            vol.Required(ATTR_LEVEL): vol.In(_LEVELS),
            vol.Optional(CONF_RECORDING_OFF, default=False): cv.boolean,
            vol.Optional(CONF_RECOGNITION_OFF, default=False): cv.boolean,
            vol.Exclusive(ATTR_DURATION, "end"): _duration(timedelta(days=366)),
            vol.Exclusive(ATTR_UNTIL_TIME, "end"): cv.time,
            vol.Optional(ATTR_UNTIL_EVERYONE_LEAVES, default=False): cv.boolean,
        },
        _async_set_privacy,
        absent=_async_set_privacy_later,
    )
    async_register_camera_action(hass, SERVICE_FOLLOW_RULES, {}, _async_follow_rules)
    async_register_camera_action(
        hass,
        SERVICE_LIFT_PRIVACY,
        {vol.Optional(ATTR_DURATION): _duration(LONGEST_LIFT)},
        _async_lift_privacy,
    )


def _duration(longest: timedelta) -> Callable[[object], timedelta]:
    whole: Callable[[object], timedelta] = vol.All(
        cv.positive_time_period, vol.Range(min=timedelta(seconds=1), max=longest)
    )
    return whole


async def _async_set_privacy(
    cameras: list[GuardedCameraEntity], call: ServiceCall
) -> EntityServiceResponse:
    _refuse_level(call, cameras)
    request = HoldRequest(
        origin=HoldOrigin.CAMERA,
        level=_LEVELS[call.data[ATTR_LEVEL]],
        recording_off=call.data[CONF_RECORDING_OFF],
        recognition_off=call.data[CONF_RECOGNITION_OFF],
        until=_end(call),
        until_everyone_leaves=call.data[ATTR_UNTIL_EVERYONE_LEAVES],
    )
    await _privacy(cameras).async_hold(
        [camera.camera_id for camera in cameras], request, context=call.context
    )
    return _response(cameras)


async def _async_set_privacy_later(
    absent: list[er.RegistryEntry], call: ServiceCall
) -> EntityServiceResponse:
    """Note cameras that are not loaded, so that the next start makes them private without an end."""
    _refuse_opening(call, ", ".join(entry.entity_id for entry in absent))
    await async_make_private(call.hass, meant(call.hass, absent), call.context)
    return {
        entry.entity_id: {
            "level": PrivacyLevel.PRIVATE.value,
            "reason": ReasonCode.INTERRUPTED.value,
            "next_change": None,
            "open_until": None,
            CONF_RECORDING_OFF: True,
            CONF_RECOGNITION_OFF: True,
        }
        for entry in absent
    }


def _end(call: ServiceCall) -> datetime | None:
    """Return when the requested privacy ends: after a duration, or at the next such time of day.

    One that comes twice, when clocks go back, is the later one.
    """
    now = dt_util.utcnow()
    if (at := call.data.get(ATTR_UNTIL_TIME)) is not None:
        today, zone = dt_util.now().date(), dt_util.get_default_time_zone()
        end = moment_of(today, at, zone, last=True)
        tomorrow = today + timedelta(days=1)
        return end if end > now else moment_of(tomorrow, at, zone, last=True)
    duration: timedelta | None = call.data.get(ATTR_DURATION)
    return now + duration if duration is not None else None


def _refuse_level(call: ServiceCall, cameras: list[GuardedCameraEntity]) -> None:
    """Refuse levels that this action does not set.

    Raises:
        LevelRefusedError: To open a camera, to cover a part of one that has no zones, or to do nothing.
    """
    guarded = cameras[0].coordinator.cameras
    configs = [guarded[camera.camera_id].config for camera in cameras]
    _refuse_opening(call, ", ".join(config.name for config in configs))
    if call.data[ATTR_LEVEL] == PrivacyLevel.MASKED:
        if names := ", ".join(config.name for config in configs if not config.zones):
            raise LevelRefusedError("level_masked_without_zones", names)


def _refuse_opening(call: ServiceCall, names: str) -> None:
    """Refuse what makes nothing more private.

    Raises:
        LevelRefusedError: With the names of the cameras.
    """
    level = call.data[ATTR_LEVEL]
    if level == PrivacyLevel.OPEN:
        raise LevelRefusedError("level_open_refused", names)
    turned_off = call.data[CONF_RECORDING_OFF] or call.data[CONF_RECOGNITION_OFF]
    if level == UNCHANGED and not turned_off:
        raise LevelRefusedError("level_unchanged_refused", names)


async def _async_follow_rules(
    cameras: list[GuardedCameraEntity], call: ServiceCall
) -> EntityServiceResponse:
    actor = await async_who_calls(cameras, call)
    await _privacy(cameras).async_release(
        [camera.camera_id for camera in cameras],
        actor=actor,
        context=call.context,
    )
    return _response(cameras)


async def _async_lift_privacy(
    cameras: list[GuardedCameraEntity], call: ServiceCall
) -> EntityServiceResponse:
    actor = await async_who_calls(cameras, call)
    await _privacy(cameras).async_lift(
        [camera.camera_id for camera in cameras],
        actor,
        duration=call.data.get(ATTR_DURATION),
        context=call.context,
    )
    return _response(cameras)


def _privacy(cameras: list[GuardedCameraEntity]) -> PrivacyControl:
    return cameras[0].runtime.privacy


def _response(cameras: list[GuardedCameraEntity]) -> EntityServiceResponse:
    """Return the present state of each camera, by entity id."""
    return {
        camera.entity_id: {
            "level": camera.view.level.value,
            "reason": camera.view.reason.value,
            "next_change": _moment(camera.view.next_change),
            "open_until": _moment(camera.view.lifted_until),
            CONF_RECORDING_OFF: camera.view.recording_off,
            CONF_RECOGNITION_OFF: camera.view.recognition_off,
        }
        for camera in cameras
    }


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
