"""A rule's subentry as a core object."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.const import WEEKDAYS

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
    CONF_PERSONS,
    CONF_PLACEMENTS,
    CONF_PRESENCE,
    CONF_RECOGNITION_OFF,
    CONF_RECORDING_OFF,
    CONF_START,
    CONF_WEEKDAYS,
    CONF_WHILE_ENTITY,
    CONF_ZONES,
    SUBENTRY_RULE,
)
from ..core.ids import CameraId, RuleId, ZoneId
from ..core.level import PrivacyLevel
from ..core.placement import Placement
from ..core.schedule import Window
from ..core.settings.rule import Effect, Presence, Rule, Scope
from .day_time import day_time
from .reading import text, text_set

UNCHANGED: Final = "unchanged"
DEFAULT_LEAVE_DELAY_MINUTES: Final = 5
LONGEST_LEAVE_DELAY_MINUTES: Final = 24 * 60


def rules(entry: ConfigEntry[Any]) -> tuple[Rule, ...]:
    """Return every rule of the entry."""
    return tuple(
        rule_config(subentry)
        for subentry in entry.get_subentries_of_type(SUBENTRY_RULE)
    )


def rule_config(subentry: ConfigSubentry) -> Rule:
    """Return one rule as configured; never raises.

    What cannot be read gets its most private meaning: a condition counts as met, a list of
    cameras as all of them, the effect as private.
    """
    data = subentry.data
    return Rule(
        rule_id=RuleId(subentry.subentry_id),
        name=subentry.title,
        effect=_effect(data),
        scope=_scope(data),
        presence=_presence(data),
        persons=text_set(data.get(CONF_PERSONS)),
        occupancy_entities=text_set(data.get(CONF_OCCUPANCY_ENTITIES)),
        window=_window(data),
        while_entity=text(data.get(CONF_WHILE_ENTITY)),
        alarm_entity=text(data.get(CONF_ALARM_ENTITY)),
        alarm_states=text_set(data.get(CONF_ALARM_STATES)),
        leave_delay=_leave_delay(data),
    )


def _effect(data: Mapping[str, Any]) -> Effect:
    level = data.get(CONF_EFFECT_LEVEL, PrivacyLevel.PRIVATE.value)
    known: dict[object, PrivacyLevel | None] = {
        UNCHANGED: None,
        PrivacyLevel.MASKED.value: PrivacyLevel.MASKED,
    }
    return Effect(
        level=known.get(level, PrivacyLevel.PRIVATE)
        if isinstance(level, str)
        else PrivacyLevel.PRIVATE,
        zones=frozenset(ZoneId(zone) for zone in text_set(data.get(CONF_ZONES))),
        audio_off=data.get(CONF_AUDIO_OFF, False) is not False,
        recording_off=data.get(CONF_RECORDING_OFF, False) is not False,
        recognition_off=data.get(CONF_RECOGNITION_OFF, False) is not False,
    )


def _scope(data: Mapping[str, Any]) -> Scope:
    return Scope(
        cameras=frozenset(CameraId(one) for one in text_set(data.get(CONF_CAMERAS))),
        areas=text_set(data.get(CONF_AREAS)),
        labels=text_set(data.get(CONF_LABELS)),
        placements=frozenset(
            placement
            for placement in Placement
            if placement.value in text_set(data.get(CONF_PLACEMENTS))
        ),
    )


def _presence(data: Mapping[str, Any]) -> Presence:
    value = data.get(CONF_PRESENCE)
    return next(
        (presence for presence in Presence if presence.value == value),
        Presence.IGNORE,
    )


def _window(data: Mapping[str, Any]) -> Window | None:
    weekdays = frozenset(
        index
        for index, day in enumerate(WEEKDAYS)
        if day in text_set(data.get(CONF_WEEKDAYS))
    )
    start, end = data.get(CONF_START), data.get(CONF_END)
    if start is None and end is None and not weekdays:
        return None
    return Window(
        start=day_time(start),
        end=day_time(end),
        weekdays=weekdays or frozenset(range(7)),
    )


def _leave_delay(data: Mapping[str, Any]) -> timedelta:
    minutes = data.get(CONF_LEAVE_DELAY_MINUTES, DEFAULT_LEAVE_DELAY_MINUTES)
    if not isinstance(minutes, (int, float)) or isinstance(minutes, bool):
        return timedelta(minutes=DEFAULT_LEAVE_DELAY_MINUTES)
    return timedelta(minutes=min(max(minutes, 0), LONGEST_LEAVE_DELAY_MINUTES))
