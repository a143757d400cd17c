"""Reads the form of one rule."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from homeassistant.components.alarm_control_panel.const import AlarmControlPanelState
from homeassistant.const import CONF_NAME, WEEKDAYS
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from ..const import (
    CONF_ALARM_ENTITY,
    CONF_ALARM_STATES,
    CONF_AREAS,
    CONF_CAMERAS,
    CONF_END,
    CONF_LABELS,
    CONF_LEAVE_DELAY_MINUTES,
    CONF_OCCUPANCY_ENTITIES,
    CONF_OR_PRESENCE,
    CONF_PERSONS,
    CONF_PLACEMENTS,
    CONF_PRESENCE,
    CONF_START,
    CONF_WEEKDAYS,
    CONF_WHILE_ENTITY,
    CONF_ZONES,
)
from ..core.ids import CameraId
from ..core.placement import Placement
from ..core.schedule import DayTime
from ..core.settings.camera import CameraConfig
from ..core.settings.rule import Presence, Scope
from ..ha.guarded_entity import guarded_entity_ids
from ..ha.lookup import area_is_there, is_own, label_is_there, says_yes_or_no
from ..sensing.location import camera_location
from ..settings.day_time import day_time, day_time_text
from ..settings.rule import DEFAULT_LEAVE_DELAY_MINUTES, LONGEST_LEAVE_DELAY_MINUTES
from .answers import Answers, Find, find_entity
from .rule_fields import OR_PRESENCES
from .rule_form import read_effect

NAME_MAX_CHARACTERS: Final = 100

# The fields whose errors name what is not there.
NAMING: Final = (
    CONF_CAMERAS,
    CONF_AREAS,
    CONF_LABELS,
    CONF_PERSONS,
    CONF_OCCUPANCY_ENTITIES,
    CONF_WHILE_ENTITY,
    CONF_ALARM_ENTITY,
    CONF_ZONES,
)
_ASKS_PEOPLE: Final = {
    Presence.SOMEONE_HOME,
    Presence.EVERYONE_HOME,
    Presence.NOBODY_HOME,
}
_ASKS_OCCUPANCY: Final = {Presence.SOMEONE_HOME, Presence.NOBODY_HOME}


@dataclass(frozen=True, kw_only=True)
class ReadRule:
    """A rule as it would be stored; it counts only where there are no errors.

    For each of `or_presence` one more rule is wanted that says the same for that presence.
    """

    title: str
    data: Mapping[str, Any]
    or_presence: tuple[Presence, ...]
    errors: dict[str, str]
    placeholders: dict[str, str]


@callback
def read_rule(
    hass: HomeAssistant,
    cameras: Collection[CameraConfig],
    other_names: Collection[str],
    given: Mapping[str, object],
) -> ReadRule:
    """Return a rule about some of these cameras, with an error for each field that makes no sense."""
    answers = Answers(given)
    title = _read_name(answers, other_names)
    scope = _read_scope(hass, answers, cameras)
    data = {
        **scope,
        **_read_presence(hass, answers),
        **_read_window(answers),
        **_read_inputs(hass, answers),
        **read_effect(answers, _chosen(hass, scope, cameras)),
    }
    or_presence = _read_or_presence(answers, str(data[CONF_PRESENCE]))
    return ReadRule(
        title=title,
        data={field: value for field, value in data.items() if value not in (None, [])},
        errors=answers.errors,
        placeholders=answers.placeholders(*NAMING),
        or_presence=or_presence,
    )


def for_presence(data: Mapping[str, Any], presence: Presence) -> dict[str, Any]:
    """Return a rule as it is stored, for another presence; what that does not ask is left out."""
    kept = {**data, CONF_PRESENCE: presence.value}
    if presence not in _ASKS_PEOPLE:
        kept.pop(CONF_PERSONS, None)
    if presence not in _ASKS_OCCUPANCY:
        kept.pop(CONF_OCCUPANCY_ENTITIES, None)
    return kept


def _read_name(answers: Answers, others: Collection[str]) -> str:
    name = " ".join((answers.text(CONF_NAME) or "").split())
    if not name:
        answers.wrong(CONF_NAME, "no_name")
    elif len(name) > NAME_MAX_CHARACTERS:
        answers.wrong(CONF_NAME, "name_too_long")
    elif name.casefold() in {other.casefold() for other in others}:
        answers.wrong(CONF_NAME, "name_taken")
    return name


def _read_scope(
    hass: HomeAssistant, answers: Answers, cameras: Collection[CameraConfig]
) -> dict[str, list[str]]:
    return {
        CONF_CAMERAS: answers.names(
            CONF_CAMERAS, _find_camera(hass, cameras), "unknown_cameras"
        ),
        CONF_AREAS: answers.names(
            CONF_AREAS, _known(hass, area_is_there), "unknown_areas"
        ),
        CONF_LABELS: answers.names(
            CONF_LABELS, _known(hass, label_is_there), "unknown_labels"
        ),
        CONF_PLACEMENTS: answers.choices(
            CONF_PLACEMENTS,
            [placement.value for placement in Placement],
            "unknown_placements",
        ),
    }


def _find_camera(hass: HomeAssistant, cameras: Collection[CameraConfig]) -> Find:
    """Return what finds a guarded camera by its subentry's id, its entity's, or that of the registry."""
    registry = er.async_get(hass)
    by_entity_id = {
        entity_id: camera_id
        for camera_id, entity_id in guarded_entity_ids(hass, cameras).items()
    }
    known = {camera.camera_id for camera in cameras}

    def find(one: str) -> str | None:
        if one in known:
            return one
        return by_entity_id.get(er.async_resolve_entity_id(registry, one) or one)

    return find


def _known(hass: HomeAssistant, is_there: Callable[[HomeAssistant, str], bool]) -> Find:
    return lambda one: one if is_there(hass, one) else None


def _chosen(
    hass: HomeAssistant,
    scope: Mapping[str, list[str]],
    cameras: Collection[CameraConfig],
) -> list[CameraConfig]:
    """Return the cameras that a rule is about now."""
    about = Scope(
        cameras=frozenset(CameraId(one) for one in scope[CONF_CAMERAS]),
        areas=frozenset(scope[CONF_AREAS]),
        labels=frozenset(scope[CONF_LABELS]),
        placements=frozenset(Placement(one) for one in scope[CONF_PLACEMENTS]),
    )
    return [
        camera
        for camera in cameras
        if about.includes(camera, camera_location(hass, camera.camera_id))
    ]


def _read_presence(hass: HomeAssistant, answers: Answers) -> dict[str, Any]:
    presence = answers.choice(
        CONF_PRESENCE, Presence, "unknown_presence", default=Presence.IGNORE
    )
    persons = answers.names(
        CONF_PERSONS, find_entity(hass, "person"), "unknown_persons"
    )
    occupancy = answers.names(
        CONF_OCCUPANCY_ENTITIES, find_entity(hass), "unknown_entities"
    )
    if persons and presence not in _ASKS_PEOPLE:
        answers.wrong(CONF_PERSONS, "persons_not_asked")
    if occupancy and presence not in _ASKS_OCCUPANCY:
        answers.wrong(CONF_OCCUPANCY_ENTITIES, "occupancy_not_asked")
    _refuse_own(hass, answers, CONF_OCCUPANCY_ENTITIES, occupancy)
    if not all(says_yes_or_no(hass, one) for one in occupancy):
        answers.wrong(CONF_OCCUPANCY_ENTITIES, "many_modes")
    return {
        CONF_PRESENCE: presence.value,
        CONF_PERSONS: persons,
        CONF_OCCUPANCY_ENTITIES: occupancy,
        CONF_LEAVE_DELAY_MINUTES: answers.number(
            CONF_LEAVE_DELAY_MINUTES,
            0,
            LONGEST_LEAVE_DELAY_MINUTES,
            "not_minutes",
            default=DEFAULT_LEAVE_DELAY_MINUTES,
        ),
    }


def _read_or_presence(answers: Answers, presence: str) -> tuple[Presence, ...]:
    others = answers.choices(CONF_OR_PRESENCE, OR_PRESENCES, "unknown_presence")
    if others and presence == Presence.IGNORE:
        answers.wrong(CONF_OR_PRESENCE, "or_of_always")
    return tuple(Presence(one) for one in others if one != presence)


def _read_window(answers: Answers) -> dict[str, Any]:
    start = _read_time(answers, CONF_START)
    end = _read_time(answers, CONF_END)
    if start is not None and start == end:
        answers.wrong(CONF_END, "same_time")
    return {
        CONF_WEEKDAYS: answers.choices(CONF_WEEKDAYS, WEEKDAYS, "unknown_weekdays"),
        CONF_START: None if start is None else day_time_text(start),
        CONF_END: None if end is None else day_time_text(end),
    }


def _read_time(answers: Answers, field: str) -> DayTime | None:
    if not answers.is_given(field):
        return None
    found = day_time(answers.text(field))
    if found is None:
        answers.wrong(field, "unreadable_time")
    return found


def _read_inputs(hass: HomeAssistant, answers: Answers) -> dict[str, Any]:
    entity = answers.name(CONF_WHILE_ENTITY, find_entity(hass), "unknown_entity")
    _refuse_own(hass, answers, CONF_WHILE_ENTITY, [entity] if entity else [])
    if entity and not says_yes_or_no(hass, entity):
        answers.wrong(CONF_WHILE_ENTITY, "many_modes")
    alarm = answers.name(
        CONF_ALARM_ENTITY, find_entity(hass, "alarm_control_panel"), "unknown_alarm"
    )
    states = answers.choices(
        CONF_ALARM_STATES,
        [state.value for state in AlarmControlPanelState],
        "unknown_alarm_states",
    )
    if states and alarm is None:
        answers.wrong(CONF_ALARM_ENTITY, "alarm_missing")
    if alarm is not None and not states:
        answers.wrong(CONF_ALARM_STATES, "alarm_states_missing")
    return {
        CONF_WHILE_ENTITY: entity,
        CONF_ALARM_ENTITY: alarm,
        CONF_ALARM_STATES: states,
    }


def _refuse_own(
    hass: HomeAssistant, answers: Answers, field: str, entity_ids: Collection[str]
) -> None:
    """Refuse entities of ours: what a rule does would decide whether it does it."""
    if any(is_own(hass, entity_id) for entity_id in entity_ids):
        answers.wrong(field, "own_entity")
