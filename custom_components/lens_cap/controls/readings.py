"""Reads what a camera's controls say, and finds out what they can do."""

from dataclasses import replace
from typing import Final

from homeassistant.components.camera.const import (
    DATA_COMPONENT,
    DOMAIN as CAMERA_DOMAIN,
)
from homeassistant.const import (
    ATTR_ASSUMED_STATE,
    ATTR_RESTORED,
    STATE_UNAVAILABLE,
    STATE_UNKNOWN,
)
from homeassistant.core import HomeAssistant, callback, split_entity_id
from homeassistant.helpers import entity_registry as er

from ..core.controls.action import is_momentary, number, takes_number
from ..core.controls.capability import AWAY, Capability, ControlReading
from ..core.controls.control import Control, ControlOrigin
from ..core.controls.matching import rows_for
from ..core.controls.role import AUDITED_ONLY, ControlEffect, Role
from ..core.controls.row import Readback, Row
from ..core.controls.table import REFUSED
from ..ha.device_entities import async_shape
from .discovery import async_found_controls

# Nobody knows how often an integration asks of which there is no row.
_PICKED_DEADLINE: Final = 30.0
# The attributes of a number that are the lowest and the highest it takes.
_MIN: Final = "min"
_MAX: Final = "max"
# A cover that moves, for one, is neither here nor there.
_NO_VALUE: Final = frozenset({STATE_UNKNOWN, "opening", "closing"})
# Without power a camera does nothing at all.
_POWERLESS: Final = frozenset(Role) - AUDITED_ONLY - {Role.PLUG}


@callback
def entity_id_of(hass: HomeAssistant, entity: str) -> str | None:
    """Return the present entity id of a control, or a camera, as it is stored; None while there is none."""
    return er.async_resolve_entity_id(er.async_get(hass), entity)


@callback
def async_capabilities(
    hass: HomeAssistant, controls: tuple[Control, ...], source: str | None
) -> tuple[Capability, ...]:
    """Return what the controls of a camera can do.

    Left out is what cannot take its private side, and what is refused. Added is what ending a
    camera's privacy may move although its owner chose it not: it is put back, and never closed.

    Args:
        hass: Home Assistant.
        controls: Those that its owner chose.
        source: The entity id of the source camera.
    """
    found = [
        capability
        for control in controls
        if (capability := _capability(hass, control, source)) is not None
    ]
    moved = frozenset[Role]().union(*(one.covers for one in found))
    chosen = {one.entity for one in found}
    if source is None or not moved:
        return tuple(found)
    for other in async_found_controls(hass, source):
        if other.entity in chosen or other.disabled or other.row.role not in moved:
            continue
        control = Control(
            role=other.row.role,
            entity=other.entity,
            safe=other.row.safe,
            origin=ControlOrigin.FOUND,
        )
        capability = _capability(hass, control, source)
        if capability is not None and not capability.momentary:
            found.append(replace(capability, chosen=False))
    return tuple(found)


@callback
def _capability(
    hass: HomeAssistant, control: Control, source: str | None
) -> Capability | None:
    entity_id = entity_id_of(hass, control.entity)
    # While it is gone nobody knows what kind it was; it is seen again when it returns.
    domain = split_entity_id(entity_id)[0] if entity_id else "switch"
    row = _row(hass, control, entity_id, source)
    if entity_id is not None and domain == CAMERA_DOMAIN and _refused(hass, entity_id):
        return None
    covers = row.covers if row is not None else frozenset[Role]()
    lowest, highest = _limits(hass, entity_id) if takes_number(domain) else (None, None)
    safe = number(control.safe)
    falls_short = lowest is not None and safe is not None and safe < lowest
    one = Capability(
        entity=control.entity,
        role=control.role,
        domain=domain,
        safe=f"{lowest:g}" if falls_short else control.safe,
        lowest=lowest,
        highest=highest,
        falls_short=falls_short,
        readable=row is None or row.verification.readback is not Readback.NONE,
        deadline=_PICKED_DEADLINE if row is None else row.verification.deadline,
        by_absence=row is not None and row.proven_by_absence,
        covers=covers | _POWERLESS if control.role is Role.PLUG else covers,
        slow=row is not None and row.cloud,
        partial=row is not None and row.effect is ControlEffect.PART,
        one_by_one=row is not None and row.one_by_one,
    )
    return one if one.usable else None


@callback
def _limits(
    hass: HomeAssistant, entity_id: str | None
) -> tuple[float | None, float | None]:
    """Return the lowest and the highest number that a control takes, also while it is away, where known."""
    entry = er.async_get(hass).async_get(entity_id) if entity_id else None
    state = hass.states.get(entity_id) if entity_id else None
    told = {
        **(entry.capabilities or {} if entry is not None else {}),
        **(state.attributes if state is not None else {}),
    }
    return number(str(told.get(_MIN, ""))), number(str(told.get(_MAX, "")))


def _row(
    hass: HomeAssistant, control: Control, entity_id: str | None, source: str | None
) -> Row | None:
    entry = er.async_get(hass).async_get(entity_id) if entity_id else None
    if entry is None:
        return None
    rows = rows_for(async_shape(hass, entry, source))
    return next((row for row in rows if row.role is control.role), None)


def _refused(hass: HomeAssistant, entity_id: str) -> bool:
    entry = er.async_get(hass).async_get(entity_id)
    return entry is not None and entry.platform in REFUSED


@callback
def async_read(
    hass: HomeAssistant, one: Capability, sent: float | None
) -> ControlReading:
    """Return what a control says; `sent` is when (as a time stamp) it was told something last."""
    entity_id = entity_id_of(hass, one.entity)
    state = hass.states.get(entity_id) if entity_id else None
    if (
        entity_id is None
        or state is None
        or state.state == STATE_UNAVAILABLE
        or state.attributes.get(ATTR_RESTORED)
    ):
        return AWAY
    value: str | None = state.state
    if split_entity_id(entity_id)[0] == CAMERA_DOMAIN:
        value = _camera_power(hass, entity_id)
    if not one.readable or is_momentary(one.domain) or value in _NO_VALUE:
        value = None
    return ControlReading(
        value=value,
        available=True,
        fresh=sent is None or state.last_reported_timestamp >= sent,
        assumed=bool(state.attributes.get(ATTR_ASSUMED_STATE)),
    )


@callback
def async_is_away(hass: HomeAssistant, source: str | None) -> bool:
    """Return whether a camera's own entity is off, unavailable or gone."""
    state = hass.states.get(source) if source else None
    if source is None or state is None or state.state == STATE_UNAVAILABLE:
        return True
    return _camera_power(hass, source) == "off"


def _camera_power(hass: HomeAssistant, entity_id: str) -> str | None:
    """Return whether a camera is on; its state does not tell that."""
    component = hass.data.get(DATA_COMPONENT)
    camera = component.get_entity(entity_id) if component is not None else None
    if camera is None:
        return None
    try:
        return "on" if camera.is_on else "off"
    except Exception:  # noqa: BLE001 (other people's code)
        return None
