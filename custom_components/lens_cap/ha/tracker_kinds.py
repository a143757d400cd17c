"""Tells which kind of tracker stands behind a person: connection or position."""

from collections.abc import Mapping
from typing import Final

from homeassistant.components.device_tracker.const import (
    DOMAIN as TRACKER_DOMAIN,
    DeviceTrackerEntityCapabilityAttribute,
    DeviceTrackerEntityStateAttribute,
    SourceType,
    TrackingType,
)
from homeassistant.components.person.const import (
    DOMAIN as PERSON_DOMAIN,
    PersonEntityStateAttribute,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from ..core.privacy.trackers import TrackerKind, only_by_connection

_KINDS: Final[Mapping[object, TrackerKind]] = {
    SourceType.GPS: TrackerKind.POSITION,
    SourceType.ROUTER: TrackerKind.CONNECTION,
    SourceType.BLUETOOTH: TrackerKind.CONNECTION,
    SourceType.BLUETOOTH_LE: TrackerKind.CONNECTION,
    TrackingType.POSITION: TrackerKind.POSITION,
    TrackingType.CONNECTION: TrackerKind.CONNECTION,
}


@callback
def trackers_of(hass: HomeAssistant, entity_id: str) -> list[str]:
    """Return the trackers that an entity rests on: those of a person, or a tracker itself."""
    domain = entity_id.partition(".")[0]
    if domain == TRACKER_DOMAIN:
        return [entity_id]
    state = hass.states.get(entity_id)
    if domain != PERSON_DOMAIN or state is None:
        return []
    named = state.attributes.get(PersonEntityStateAttribute.DEVICE_TRACKERS)
    return [one for one in named or () if isinstance(one, str)]


@callback
def kind_of(hass: HomeAssistant, tracker: str) -> TrackerKind:
    """Return what a tracker knows; one that is unavailable is known by the registry, if at all."""
    state = hass.states.get(tracker)
    told = dict(state.attributes) if state is not None else {}
    entry = er.async_get(hass).async_get(tracker)
    if entry is not None and entry.capabilities:
        told = {**entry.capabilities, **told}
    for key in (
        DeviceTrackerEntityStateAttribute.SOURCE_TYPE,
        DeviceTrackerEntityCapabilityAttribute.TRACKING_TYPE,
    ):
        if (kind := _KINDS.get(told.get(key))) is not None:
            return kind
    return TrackerKind.UNKNOWN


@callback
def tracked_by_connection(hass: HomeAssistant) -> list[str]:
    """Return the persons of whom nothing but connections tells where they are, in order."""
    return sorted(
        person
        for person in hass.states.async_entity_ids(PERSON_DOMAIN)
        if only_by_connection(
            kind_of(hass, tracker) for tracker in trackers_of(hass, person)
        )
    )
