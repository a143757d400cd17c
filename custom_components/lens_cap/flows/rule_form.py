"""The form of one rule: its sections, and what happens then."""

from collections.abc import Collection, Mapping
from typing import Any, Final

import voluptuous as vol

from homeassistant.const import CONF_NAME
from homeassistant.core import HomeAssistant, callback
from homeassistant.data_entry_flow import section

from ..const import (
    CONF_ALARM_ENTITY,
    CONF_ALARM_STATES,
    CONF_AREAS,
    CONF_AUDIO_OFF,
    CONF_CAMERAS,
    CONF_EFFECT_LEVEL,
    CONF_END,
    CONF_LABELS,
    CONF_LEAVE_DELAY_MINUTES,
    CONF_OCCUPANCY_ENTITIES,
    CONF_OR_PRESENCE,
    CONF_PERSONS,
    CONF_PLACEMENTS,
    CONF_PRESENCE,
    CONF_RECOGNITION_OFF,
    CONF_RECORDING_OFF,
    CONF_START,
    CONF_WEEKDAYS,
    CONF_WHILE_ENTITY,
    CONF_ZONES,
)
from ..core.settings.camera import CameraConfig
from ..core.settings.rule import Presence
from ..ha.guarded_entity import guarded_entity_ids
from ..settings.rule import DEFAULT_LEAVE_DELAY_MINUTES
from .answers import Answers
from .rule_fields import SUN, TIME, EffectLevel, rule_fields
from .selectors import AnyText

# What belongs together, in reading order; what most rules do without is folded.
SECTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "what": (
        CONF_EFFECT_LEVEL,
        CONF_PLACEMENTS,
        CONF_CAMERAS,
        CONF_AUDIO_OFF,
        CONF_RECORDING_OFF,
        CONF_RECOGNITION_OFF,
    ),
    "when": (CONF_START, CONF_END, CONF_WEEKDAYS),
    "who": (
        CONF_PRESENCE,
        CONF_OR_PRESENCE,
        CONF_PERSONS,
        CONF_LEAVE_DELAY_MINUTES,
    ),
    "rest": (
        CONF_AREAS,
        CONF_LABELS,
        CONF_ZONES,
        CONF_OCCUPANCY_ENTITIES,
        CONF_WHILE_ENTITY,
        CONF_ALARM_ENTITY,
        CONF_ALARM_STATES,
    ),
}
_FOLDED: Final = "rest"
_DEFAULTS: Final[Mapping[str, object]] = {
    CONF_PRESENCE: Presence.IGNORE.value,
    CONF_LEAVE_DELAY_MINUTES: DEFAULT_LEAVE_DELAY_MINUTES,
    CONF_EFFECT_LEVEL: EffectLevel.PRIVATE.value,
    CONF_AUDIO_OFF: False,
    CONF_RECORDING_OFF: False,
    CONF_RECOGNITION_OFF: False,
}


@callback
def rule_schema(
    hass: HomeAssistant,
    cameras: Collection[CameraConfig],
    shown: Mapping[str, Any] | None = None,
    wrong: Collection[str] = (),
) -> vol.Schema:
    """Return the form for a rule about some of these cameras.

    Its fields are in sections. Whoever fills it in without seeing it may leave these out, and give
    the fields side by side.

    Args:
        hass: Home Assistant.
        cameras: The guarded cameras.
        shown: What the fields show, side by side.
        wrong: The fields that have an error.
    """
    shown = shown or {}
    fields = rule_fields(hass, cameras, shown)
    form: dict[vol.Marker, object] = {
        _marker(CONF_NAME, shown, required=True): AnyText()
    }
    for name, members in SECTIONS.items():
        inside = [member for member in members if member in fields]
        folded = name == _FOLDED and not any(
            member in wrong or shown.get(member) for member in inside
        )
        form[vol.Optional(name)] = section(
            vol.Schema({_marker(one, shown): fields[one] for one in inside}),
            {"collapsed": folded},
        )
    return vol.Schema(form, extra=vol.ALLOW_EXTRA)


def _marker(
    field: str, shown: Mapping[str, Any], *, required: bool = False
) -> vol.Marker:
    kind = vol.Required if required else vol.Optional
    value = shown.get(field)
    described = None if value is None else {"suggested_value": _suggested(field, value)}
    return kind(
        field, default=_DEFAULTS.get(field, vol.UNDEFINED), description=described
    )


def _suggested(field: str, value: object) -> object:
    """Return how a field shows a value: a time tells in which of two ways it was given."""
    if field not in (CONF_START, CONF_END) or not isinstance(value, str):
        return value
    way = SUN if value.startswith("sun") else TIME
    return {"active_choice": way, way: value}


def side_by_side(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers without sections."""
    flat = {field: value for field, value in given.items() if field not in SECTIONS}
    for name in SECTIONS:
        inside = given.get(name)
        flat |= inside if isinstance(inside, Mapping) else {}
    return flat


def in_sections(errors: Mapping[str, str]) -> dict[str, str]:
    """Return errors as the frontend can show them: of a field in a section, at the section, too."""
    found = dict(errors)
    for name, members in SECTIONS.items():
        for member in members:
            if member in errors:
                found.setdefault(name, errors[member])
    return found


@callback
def shown_rule(
    hass: HomeAssistant,
    cameras: Collection[CameraConfig],
    title: str,
    stored: Mapping[str, Any],
) -> dict[str, Any]:
    """Return a stored rule as the form shows it: cameras by their entity ids, where they have one."""
    entity_ids: Mapping[Any, str] = guarded_entity_ids(hass, cameras)
    shown = {CONF_NAME: title, **stored}
    if named := shown.get(CONF_CAMERAS):
        shown[CONF_CAMERAS] = [entity_ids.get(one, one) for one in named]
    return shown


def read_effect(answers: Answers, cameras: Collection[CameraConfig]) -> dict[str, Any]:
    """Return what a rule does to some cameras, as it is stored; says what makes no sense."""
    level = answers.choice(
        CONF_EFFECT_LEVEL,
        EffectLevel,
        "unknown_effect_level",
        default=EffectLevel.PRIVATE,
    )
    turned_off = {
        field: answers.flag(field, default=False)
        for field in (CONF_AUDIO_OFF, CONF_RECORDING_OFF, CONF_RECOGNITION_OFF)
    }
    known = {zone.zone_id: str(zone.zone_id) for one in cameras for zone in one.zones}
    zones = answers.names(
        CONF_ZONES, lambda zone: zone if zone in known else None, "unknown_zones"
    )
    if level is EffectLevel.UNCHANGED and not any(turned_off.values()):
        answers.wrong(CONF_EFFECT_LEVEL, "does_nothing")
    if level is EffectLevel.MASKED and not known:
        answers.wrong(CONF_EFFECT_LEVEL, "no_zones")
    if level is not EffectLevel.MASKED and answers.is_given(CONF_ZONES):
        answers.wrong(CONF_ZONES, "zones_not_masked")
    return {
        CONF_EFFECT_LEVEL: level.value,
        CONF_ZONES: zones,
        CONF_AUDIO_OFF: turned_off[CONF_AUDIO_OFF],
        CONF_RECORDING_OFF: turned_off[CONF_RECORDING_OFF] or None,
        CONF_RECOGNITION_OFF: turned_off[CONF_RECOGNITION_OFF] or None,
    }
