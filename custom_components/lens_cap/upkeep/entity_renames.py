"""Follows renamed entities in stored settings."""

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback

from ..const import (
    CONF_ALARM_ENTITY,
    CONF_GUESTS_ENTITIES,
    CONF_OCCUPANCY_ENTITIES,
    CONF_PERSONS,
    CONF_RESIDENTS,
    CONF_WHILE_ENTITY,
    SUBENTRY_RULE,
)

_IN_RULES: Final = (
    CONF_PERSONS,
    CONF_OCCUPANCY_ENTITIES,
    CONF_WHILE_ENTITY,
    CONF_ALARM_ENTITY,
)
_IN_OPTIONS: Final = (CONF_RESIDENTS, CONF_GUESTS_ENTITIES)


@callback
def async_rename(
    hass: HomeAssistant, entry: ConfigEntry[Any], old: str, new: str
) -> None:
    """Replace an entity's old id by its new one, in every rule and in the options."""
    for subentry in entry.get_subentries_of_type(SUBENTRY_RULE):
        if changed := _renamed(subentry.data, _IN_RULES, old, new):
            hass.config_entries.async_update_subentry(
                entry, subentry, data={**subentry.data, **changed}
            )
    if changed := _renamed(entry.options, _IN_OPTIONS, old, new):
        hass.config_entries.async_update_entry(
            entry, options={**entry.options, **changed}
        )


def _renamed(
    stored: Mapping[str, Any], fields: tuple[str, ...], old: str, new: str
) -> dict[str, Any]:
    """Return the fields that name the entity, with its new id."""
    changed: dict[str, Any] = {}
    for field in fields:
        value = stored.get(field)
        if value == old:
            changed[field] = new
        elif isinstance(value, (list, tuple)) and old in value:
            changed[field] = [new if one == old else one for one in value]
    return changed
