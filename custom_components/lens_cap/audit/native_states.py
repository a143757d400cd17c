"""Finds a camera's own controls, and reads their states."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from homeassistant.components.camera.const import DATA_COMPONENT
from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from ..core.audit.posture import NativePosture, NativeState, yes_or_no
from ..core.controls.action import (
    ControlAction,
    action_for,
    number,
    same_value,
    takes_number,
)
from ..core.controls.matching import rows_for
from ..core.controls.role import ControlEffect, Role
from ..core.controls.row import Row
from ..core.controls.table import POWER, REFUSED, RefusedOff
from ..ha.device_entities import async_shape
from .siblings import async_device_entities

# The attribute of a number that is the lowest it takes.
_MIN: Final = "min"


@dataclass(frozen=True, kw_only=True)
class NativeEntity:
    """One control of a camera; `row` says what it is for and which state is safe.

    `lowest` is the lowest level that it takes, where it has levels and says so.
    """

    row: Row
    entity_id: str
    state: NativeState
    lowest: float | None = None

    @property
    def safe_action(self) -> ControlAction | None:
        """The action that sets it to its safe state by a click.

        None for a read-only control, for a level that cannot go so low, and for one that silences more,
        which only its owner switches off.
        """
        safe = number(self.row.safe)
        too_low = self.lowest is not None and safe is not None and safe < self.lowest
        if too_low or not self.row.is_exact:
            return None
        return action_for(self.row.platform, self.row.safe)


@callback
def async_native_entities(hass: HomeAssistant, entity_id: str) -> list[NativeEntity]:
    """Return the known controls of the camera with this entity id, including disabled ones."""
    return async_known_controls(hass, async_device_entities(hass, entity_id))


@callback
def async_known_controls(
    hass: HomeAssistant, entities: Iterable[er.RegistryEntry]
) -> list[NativeEntity]:
    """Return those of some entities that are known controls."""
    return [
        NativeEntity(
            row=row,
            entity_id=one.entity_id,
            state=_state(hass, one, row),
            lowest=_lowest(hass, one),
        )
        for one in entities
        for row in rows_for(async_shape(hass, one))
    ]


def native_posture(integration: str, found: Sequence[NativeEntity]) -> NativePosture:
    """Return the posture of a camera's own controls."""
    privacy = [one for one in found if one.row.role is Role.PRIVACY]
    return NativePosture(
        privacy=_together(found, Role.PRIVACY),
        picture_only_black=yes_or_no(
            any(one.row.effect is ControlEffect.BLACK for one in privacy),
            applies=privacy,
        ),
        off_without_effect=yes_or_no(
            REFUSED.get(integration) not in (None, RefusedOff.NO_WAY_BACK),
            applies=integration in POWER or integration in REFUSED,
        ),
        microphone=_together(found, Role.MICROPHONE),
        recording=_together(found, Role.RECORDING, Role.UPLOAD),
        light=_together(found, Role.STATUS_LIGHT),
        mask=_together(found, Role.MASK),
        face_recognition=_together(found, Role.RECOGNITION),
        telemetry=_together(found, Role.TELEMETRY),
        ssh=_together(found, Role.SSH),
        ftp_upload=_together(
            [one for one in found if one.row.unprotected], Role.UPLOAD
        ),
        auto_update=_together(found, Role.AUTO_UPDATE),
    )


@callback
def async_stands_still(hass: HomeAssistant, integration: str, entity_id: str) -> bool:
    """Return whether a camera is off, and does nothing at all while off.

    The states of cameras do not tell whether they are off, so the entity itself is asked; what one that
    is not available said last is not believed.
    """
    power = POWER.get(integration)
    if power is None or Role.RECORDING not in power.covers:
        return False
    if DATA_COMPONENT not in hass.data:
        return False
    camera = hass.data[DATA_COMPONENT].get_entity(entity_id)
    return camera is not None and camera.available and not camera.is_on


def at_rest(posture: NativePosture) -> NativePosture:
    """Return the posture of a camera that is off: it neither records nor recognizes anybody."""
    return replace(
        posture,
        recording=_resting(posture.recording),
        ftp_upload=_resting(posture.ftp_upload),
        face_recognition=_resting(posture.face_recognition),
    )


def _resting(state: NativeState) -> NativeState:
    runs = state in {NativeState.UNSAFE, NativeState.UNKNOWN}
    return NativeState.SAFE if runs else state


def _together(found: Iterable[NativeEntity], *roles: Role) -> NativeState:
    """Return the worst state of several controls for the same purpose.

    A disabled one may do anything; only of privacy switches one that works is enough.
    """
    states = {one.state for one in found if one.row.role in roles}
    last = (NativeState.DISABLED, NativeState.SAFE)
    if Role.PRIVACY in roles:
        last = (NativeState.SAFE, NativeState.DISABLED)
    order = (NativeState.UNSAFE, NativeState.UNKNOWN, *last)
    return next((one for one in order if one in states), NativeState.ABSENT)


def _state(hass: HomeAssistant, entity: er.RegistryEntry, row: Row) -> NativeState:
    if entity.disabled_by is not None:
        return NativeState.DISABLED
    state = hass.states.get(entity.entity_id)
    if state is None or state.state in {STATE_UNAVAILABLE, STATE_UNKNOWN}:
        return NativeState.UNKNOWN
    safe = same_value(row.platform, state.state, row.safe)
    return NativeState.SAFE if safe else NativeState.UNSAFE


def _lowest(hass: HomeAssistant, entity: er.RegistryEntry) -> float | None:
    state = hass.states.get(entity.entity_id)
    if state is None or not takes_number(entity.domain):
        return None
    return number(str(state.attributes.get(_MIN, "")))
