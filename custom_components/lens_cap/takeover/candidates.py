"""Finds the cameras that can be guarded, and tells why others cannot."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum, auto

from homeassistant.components.camera.const import (
    DOMAIN as CAMERA_DOMAIN,
    CameraEntityFeature,
)
from homeassistant.const import ATTR_SUPPORTED_FEATURES
from homeassistant.core import (
    HomeAssistant,
    State,
    callback,
    split_entity_id,
    valid_entity_id,
)
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
)
from homeassistant.helpers.entity import entity_sources

from ..const import DOMAIN
from .entity_ids import async_available


@dataclass(frozen=True, kw_only=True)
class Source:
    """A camera to guard.

    `source` is what a subentry stores: its id in the entity registry, or the entity id where it
    has no entry there. `renamed_to` is the entity id it would get, None where it cannot be renamed.
    `integration` is empty where it is unknown. `streams`: it has a stream, as far as it says.
    """

    entity_id: str
    source: str
    name: str
    area: str | None
    renamed_to: str | None
    integration: str
    streams: bool


class Unsuitability(Enum):
    """Why a camera cannot be guarded."""

    GONE = auto()
    NOT_A_CAMERA = auto()
    OWN = auto()
    ALREADY_GUARDED = auto()
    DISABLED = auto()


class UnsuitableError(Exception):
    """The camera cannot be guarded; `name` is what people call it."""

    def __init__(self, reason: Unsuitability, camera: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.camera = camera


@callback
def async_eligible(hass: HomeAssistant, guarded: Collection[str]) -> list[str]:
    """Return the entity ids of all cameras that can be guarded; `guarded` are stored sources."""
    found: list[str] = []
    for entity_id in hass.states.async_entity_ids(CAMERA_DOMAIN):
        try:
            async_find(hass, entity_id, guarded)
        except UnsuitableError:
            continue
        found.append(entity_id)
    return sorted(found)


@callback
def async_find(hass: HomeAssistant, wanted: object, guarded: Collection[str]) -> Source:
    """Return the camera with this entity id or registry id; raises UnsuitableError."""
    if not isinstance(wanted, str):
        raise UnsuitableError(Unsuitability.NOT_A_CAMERA, "?")
    entry = er.async_get(hass).async_get(wanted)
    entity_id = entry.entity_id if entry is not None else wanted
    state = hass.states.get(entity_id) if valid_entity_id(entity_id) else None
    name = _name(hass, entity_id, entry)
    if state is None and entry is None:
        raise UnsuitableError(Unsuitability.GONE, name)
    if split_entity_id(entity_id)[0] != CAMERA_DOMAIN:
        raise UnsuitableError(Unsuitability.NOT_A_CAMERA, name)
    if entry is None:
        source = entity_id
    elif entry.platform == DOMAIN:
        raise UnsuitableError(Unsuitability.OWN, name)
    else:
        source = entry.id
    if source in guarded or entity_id in guarded:
        raise UnsuitableError(Unsuitability.ALREADY_GUARDED, name)
    if entry is not None and entry.disabled:
        raise UnsuitableError(Unsuitability.DISABLED, name)
    return Source(
        entity_id=entity_id,
        source=source,
        name=name,
        area=_area(hass, entry) if entry is not None else None,
        renamed_to=async_available(hass, f"{entity_id}_original")
        if entry is not None
        else None,
        integration=_integration(hass, entity_id, entry),
        streams=_streams(state),
    )


def _integration(
    hass: HomeAssistant, entity_id: str, entry: er.RegistryEntry | None
) -> str:
    if entry is not None:
        return entry.platform
    known = entity_sources(hass).get(entity_id)
    return known["domain"] if known is not None else ""


def _streams(state: State | None) -> bool:
    """Return whether a camera has a stream; if that is unknown now, it may have one."""
    features = state.attributes.get(ATTR_SUPPORTED_FEATURES) if state else None
    return features is None or bool(features & CameraEntityFeature.STREAM)


def _name(hass: HomeAssistant, entity_id: str, entry: er.RegistryEntry | None) -> str:
    if (state := hass.states.get(entity_id)) is not None:
        name = state.name
    elif entry is not None:
        name = er.async_get_full_entity_name(hass, entry)
    else:
        name = ""
    device = _device_name(hass, entry)
    # Since 2026.11 Home Assistant puts it in front of every name, even of its own.
    return device if name == f"{device} {device}" else name or entity_id[:100]


def _device_name(hass: HomeAssistant, entry: er.RegistryEntry | None) -> str:
    if entry is None or entry.device_id is None:
        return ""
    device = dr.async_get(hass).async_get(entry.device_id)
    return (device and (device.name_by_user or device.name)) or ""


def _area(hass: HomeAssistant, entry: er.RegistryEntry) -> str | None:
    if (area_id := er.async_get_effective_area_id(hass, entry)) is None:
        return None
    area = ar.async_get(hass).async_get_area(area_id)
    return area.name if area is not None else None
