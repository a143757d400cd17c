"""Looks up whether things that rules and options name exist in Home Assistant."""

from typing import Final

from homeassistant.components.sensor.const import ATTR_OPTIONS
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback, split_entity_id, valid_entity_id
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    label_registry as lr,
)

from ..const import DOMAIN

MOBILE_APP = "mobile_app"
_OF_MANY: Final = frozenset({"event", "input_select", "input_text", "select", "text"})


@callback
def there(hass: HomeAssistant, wanted: str) -> str | None:
    """Return the entity id of an entity, by that or by its id in the registry.

    None where it is not there, or is disabled. One whose integration just does not run is there.
    """
    entry = er.async_get(hass).async_get(wanted)
    if entry is not None:
        return None if entry.disabled else entry.entity_id
    if not valid_entity_id(wanted) or hass.states.get(wanted) is None:
        return None
    return wanted


@callback
def is_own(hass: HomeAssistant, entity_id: str) -> bool:
    """Return whether an entity is one of Lens Cap's."""
    entry = er.async_get(hass).async_get(entity_id)
    return entry is not None and entry.platform == DOMAIN


@callback
def own_entity_id(
    hass: HomeAssistant, platform: Platform, unique_id: str
) -> str | None:
    """Return the entity id of an entity of Lens Cap's; None where it is not there, or is disabled."""
    registry = er.async_get(hass)
    entity_id = registry.async_get_entity_id(platform, DOMAIN, unique_id)
    entry = registry.async_get(entity_id) if entity_id is not None else None
    return None if entry is None or entry.disabled else entity_id


@callback
def says_yes_or_no(hass: HomeAssistant, entity_id: str) -> bool:
    """Return whether an entity has a yes-or-no state, or counts something.

    One of several modes can mean anything: it would never be known whether it is so.
    """
    if split_entity_id(entity_id)[0] in _OF_MANY:
        return False
    state = hass.states.get(entity_id)
    return state is None or state.attributes.get(ATTR_OPTIONS) is None


@callback
def area_is_there(hass: HomeAssistant, area_id: str) -> bool:
    """Return whether there is an area with this id."""
    return ar.async_get(hass).async_get_area(area_id) is not None


@callback
def label_is_there(hass: HomeAssistant, label_id: str) -> bool:
    """Return whether there is a label with this id."""
    return lr.async_get(hass).async_get_label(label_id) is not None


@callback
def phone_is_there(hass: HomeAssistant, device_id: str) -> bool:
    """Return whether there is a phone with Home Assistant's app, by the id of its device."""
    device = dr.async_get(hass).async_get(device_id)
    if device is None or device.config_entry_id is None:
        return False
    entry = hass.config_entries.async_get_entry(device.config_entry_id)
    return entry is not None and entry.domain == MOBILE_APP
