"""Which guarded cameras are meant by a name, an area or a floor that somebody said."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import voluptuous as vol

from homeassistant.auth.permissions.const import POLICY_READ
from homeassistant.components.camera.const import DOMAIN as CAMERA_DOMAIN
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import config_validation as cv, entity_registry as er, intent

from ..const import DOMAIN
from ..core.ids import CameraId
from ..sensing.rights import may_control

_NAME, _AREA, _FLOOR = "name", "area", "floor"


def slot_schema() -> dict[vol.Marker, Any]:
    """Return what may be named; nothing means all cameras."""
    return {vol.Optional(one): cv.string for one in (_NAME, _AREA, _FLOOR)}


@dataclass(frozen=True, kw_only=True)
class NamedCameras:
    """The cameras that were meant; there is at least one."""

    states: tuple[State, ...]
    camera_ids: tuple[CameraId, ...]


async def async_named_cameras(
    intent_obj: intent.Intent, slots: Mapping[str, Any], *, to_control: bool
) -> NamedCameras:
    """Return the cameras that were meant, of those that whoever speaks may control or read.

    They need not be exposed to the assistant.

    Raises:
        intent.MatchFailedError: No guarded camera is named so, or is there.
    """
    hass = intent_obj.hass
    constraints = intent.MatchTargetsConstraints(
        name=slots.get(_NAME, {}).get("value"),
        area_name=slots.get(_AREA, {}).get("value"),
        floor_name=slots.get(_FLOOR, {}).get("value"),
        domains={CAMERA_DOMAIN},
        # All of one name: nothing opens by voice, and each is told of.
        allow_duplicate_names=True,
    )
    # Without any, Home Assistant would look among all cameras there are.
    found = intent.MatchTargetsResult(
        is_match=False, no_match_reason=intent.MatchFailedReason.DOMAIN
    )
    guarded = await _async_guarded(
        hass, intent_obj.context.user_id, to_control=to_control
    )
    if guarded:
        found = intent.async_match_targets(
            hass, constraints, states=[state for state, _ in guarded]
        )
    if not found.is_match:
        raise intent.MatchFailedError(result=found, constraints=constraints)
    named = {state.entity_id for state in found.states}
    return NamedCameras(
        states=tuple(found.states),
        camera_ids=tuple(one for state, one in guarded if state.entity_id in named),
    )


async def _async_guarded(
    hass: HomeAssistant, user_id: str | None, *, to_control: bool
) -> list[tuple[State, CameraId]]:
    """Return the guarded cameras that a user may control or read; without one, all."""
    user = await hass.auth.async_get_user(user_id) if user_id else None
    registry = er.async_get(hass)
    return [
        (state, CameraId(entry.config_subentry_id))
        for state in hass.states.async_all(CAMERA_DOMAIN)
        if (entry := registry.async_get(state.entity_id)) is not None
        and entry.platform == DOMAIN
        and entry.config_subentry_id is not None
        and (
            user is None
            or (
                may_control(hass, user, Platform.CAMERA, entry.unique_id)
                if to_control
                else user.permissions.check_entity(entry.entity_id, POLICY_READ)
            )
        )
    ]
