"""Finds a camera's own controls, and reads their states."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from homeassistant.components.camera.const import DATA_COMPONENT
from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er

from ..core.audit.posture import NativePosture, NativeState, YesNoUnknown
from .native_controls import (
    NOTHING_WHILE_OFF,
    OFF_WITHOUT_EFFECT,
    ROWS,
    Match,
    Role,
    Row,
)
from .siblings import async_device_entities


@dataclass(frozen=True, kw_only=True)
class NativeEntity:
    """One control of a camera; `row` says what it is for and which state is safe."""

    row: Row
    entity_id: str
    state: NativeState


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
        NativeEntity(row=row, entity_id=one.entity_id, state=_state(hass, one, row))
        for one in entities
        for row in ROWS
        if row.integration == one.platform
        and row.domain == one.domain
        and _matches(hass, one, row)
    ]


def native_posture(integration: str, found: Sequence[NativeEntity]) -> NativePosture:
    """Return the posture of a camera's own controls."""
    privacy = [one for one in found if one.row.role is Role.PRIVACY]
    return NativePosture(
        privacy=_together(found, Role.PRIVACY),
        picture_only_black=_if(privacy, any(one.row.black for one in privacy)),
        off_without_effect=_if(
            integration in OFF_WITHOUT_EFFECT, OFF_WITHOUT_EFFECT.get(integration)
        ),
        microphone=_together(found, Role.MICROPHONE),
        recording=_together(found, Role.RECORDING, Role.FTP_UPLOAD),
        light=_together(found, Role.LIGHT),
        mask=_together(found, Role.MASK),
        face_recognition=_together(found, Role.FACE_RECOGNITION),
        telemetry=_together(found, Role.TELEMETRY),
        ssh=_together(found, Role.SSH),
        ftp_upload=_together(found, Role.FTP_UPLOAD),
        auto_update=_together(found, Role.AUTO_UPDATE),
    )


@callback
def async_stands_still(hass: HomeAssistant, integration: str, entity_id: str) -> bool:
    """Return whether a camera is off, and does nothing at all while off.

    The states of cameras do not tell whether they are off, so the entity itself is asked.
    """
    if integration not in NOTHING_WHILE_OFF or DATA_COMPONENT not in hass.data:
        return False
    camera = hass.data[DATA_COMPONENT].get_entity(entity_id)
    return camera is not None and not camera.is_on


def at_rest(posture: NativePosture) -> NativePosture:
    """Return the posture of a camera that is off: it neither records nor recognises anybody."""
    return replace(
        posture,
        recording=_resting(posture.recording),
        ftp_upload=_resting(posture.ftp_upload),
        face_recognition=_resting(posture.face_recognition),
    )


def _resting(state: NativeState) -> NativeState:
    runs = state in {NativeState.UNSAFE, NativeState.UNKNOWN}
    return NativeState.SAFE if runs else state


def _if(applies: object, value: bool | None) -> YesNoUnknown:
    if not applies:
        return YesNoUnknown.NOT_APPLICABLE
    return YesNoUnknown.YES if value else YesNoUnknown.NO


def _together(found: Iterable[NativeEntity], *roles: Role) -> NativeState:
    """Return the worst state of several controls for the same purpose."""
    states = {one.state for one in found if one.row.role in roles}
    for state in (
        NativeState.UNSAFE,
        NativeState.UNKNOWN,
        NativeState.SAFE,
        NativeState.DISABLED,
    ):
        if state in states:
            return state
    return NativeState.ABSENT


def _matches(hass: HomeAssistant, entity: er.RegistryEntry, row: Row) -> bool:
    match row.match:
        case Match.KEY:
            return entity.translation_key == row.value
        case Match.ENDING:
            return entity.unique_id.endswith(row.value)
        case Match.PART:
            return row.value in entity.unique_id
        case Match.DEVICE:
            device = dr.async_get(hass).async_get(entity.device_id or "")
            return device is not None and any(
                entity.unique_id == identifier for _, identifier in device.identifiers
            )


def _state(hass: HomeAssistant, entity: er.RegistryEntry, row: Row) -> NativeState:
    if entity.disabled_by is not None:
        return NativeState.DISABLED
    state = hass.states.get(entity.entity_id)
    if state is None or state.state in {STATE_UNAVAILABLE, STATE_UNKNOWN}:
        return NativeState.UNKNOWN
    safe = state.state == row.safe
    if row.domain == "number":
        safe = _is_zero(state.state)
    return NativeState.SAFE if safe else NativeState.UNSAFE


def _is_zero(text: str) -> bool:
    try:
        return float(text) == 0
    except ValueError:
        return False
