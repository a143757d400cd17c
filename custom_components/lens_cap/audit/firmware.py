"""Reads what Home Assistant knows about a camera's firmware."""

from collections.abc import Sequence
from datetime import datetime

from homeassistant.const import STATE_OFF, STATE_ON, Platform
from homeassistant.core import HomeAssistant, State, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er

from ..core.audit.posture import FirmwarePosture, FirmwareState, YesNoUnknown
from ..core.reference import Reference, ReferenceKind
from ..ha.same_device import main_device
from .integration_settings import DEAD_PRODUCTS
from .known_exploited import ExploitedModels


@callback
def async_firmware(
    hass: HomeAssistant,
    integration: str,
    entities: Sequence[er.RegistryEntry],
    exploited: ExploitedModels,
    *,
    seen_at: datetime | None,
    now: datetime,
) -> FirmwarePosture:
    """Return the posture of a camera's firmware.

    Args:
        hass: Home Assistant.
        integration: The integration of the original camera.
        entities: All entities on the camera's devices.
        exploited: The models that are known to be attacked.
        seen_at: When a waiting update was first seen; None if none was.
        now: The time.
    """
    device = _device(hass, entities)
    state = _state(hass, entities, device)
    return FirmwarePosture(
        state=state,
        pending_days=(now - seen_at).days
        if state is FirmwareState.PENDING and seen_at is not None
        else None,
        advisories=_advisories(device, exploited),
        integration_for_dead_product=YesNoUnknown.YES
        if integration in DEAD_PRODUCTS
        else YesNoUnknown.NO,
    )


@callback
def async_update_entities(entities: Sequence[er.RegistryEntry]) -> list[str]:
    """Return the entity ids of the enabled update entities."""
    return [
        one.entity_id
        for one in entities
        if one.domain == Platform.UPDATE and one.disabled_by is None
    ]


def _device(
    hass: HomeAssistant, entities: Sequence[er.RegistryEntry]
) -> dr.DeviceEntry | None:
    """Return the most informative device: one with a model, if there is any."""
    devices = [main_device(hass, one.device_id) for one in entities]
    known = [device for device in devices if device is not None]
    return next((one for one in known if one.model), known[0] if known else None)


def _state(
    hass: HomeAssistant,
    entities: Sequence[er.RegistryEntry],
    device: dr.DeviceEntry | None,
) -> FirmwareState:
    ids = async_update_entities(entities)
    if not ids:
        told = device is not None and device.sw_version
        return FirmwareState.VERSION_ONLY if told else FirmwareState.UNTOLD
    found = {_state_of_update(hass.states.get(one)) for one in ids}
    for state in (
        FirmwareState.PENDING,
        FirmwareState.SKIPPED,
        FirmwareState.UNKNOWN,
    ):
        if state in found:
            return state
    return FirmwareState.CURRENT


def _state_of_update(state: State | None) -> FirmwareState:
    if state is None or state.state not in {STATE_ON, STATE_OFF}:
        return FirmwareState.UNKNOWN
    if state.state == STATE_ON:
        return FirmwareState.PENDING
    skipped = state.attributes.get("skipped_version")
    return FirmwareState.SKIPPED if skipped else FirmwareState.CURRENT


def _advisories(
    device: dr.DeviceEntry | None, exploited: ExploitedModels
) -> tuple[Reference, ...] | None:
    if device is None or not device.manufacturer or not device.model:
        return None
    models = f"{device.model} {device.model_id or ''}"
    return tuple(
        Reference(kind=ReferenceKind.ADVISORY, title=name)
        for name in exploited.advisories(
            device.manufacturer, models, device.sw_version or ""
        )
    )
