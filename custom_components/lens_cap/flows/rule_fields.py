"""The fields of the form about one rule: those that make sense in a home."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any, Final

from homeassistant.components.alarm_control_panel.const import AlarmControlPanelState
from homeassistant.const import WEEKDAYS
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.selector import (
    AreaSelectorConfig,
    ChooseSelectorConfig,
    LabelSelectorConfig,
    SelectOptionDict,
    SelectSelectorConfig,
    SelectSelectorMode,
    TimeSelector,
)

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
    CONF_PLACEMENT,
    CONF_PLACEMENTS,
    CONF_PRESENCE,
    CONF_RECOGNITION_OFF,
    CONF_RECORDING_OFF,
    CONF_START,
    CONF_WEEKDAYS,
    CONF_WHILE_ENTITY,
    CONF_ZONES,
)
from ..core.level import PrivacyLevel
from ..core.placement import Placement
from ..core.schedule import SunEvent
from ..core.settings.camera import CameraConfig
from ..core.settings.rule import Presence
from ..ha.guarded_entity import guarded_entity_ids
from ..settings.rule import LONGEST_LEAVE_DELAY_MINUTES, UNCHANGED
from .selectors import (
    AnyArea,
    AnyChoice,
    AnyFlag,
    AnyLabel,
    AnyOf,
    cameras_field,
    entities_field,
    minutes_field,
)

# What can be on or off, or says how many there are.
SWITCHED: Final = [
    "binary_sensor",
    "calendar",
    "device_tracker",
    "fan",
    "group",
    "input_boolean",
    "light",
    "person",
    "schedule",
    "sensor",
    "switch",
]
_OCCUPANCY: Final = [
    "binary_sensor",
    "device_tracker",
    "group",
    "input_boolean",
    "person",
    "sensor",
    "switch",
]


TIME: Final = "time"
SUN: Final = "sun"
OR_PRESENCES: Final = [one.value for one in Presence if one is not Presence.IGNORE]


class EffectLevel(StrEnum):
    """The levels that a rule can ask for."""

    UNCHANGED = UNCHANGED
    MASKED = PrivacyLevel.MASKED.value
    PRIVATE = PrivacyLevel.PRIVATE.value


@callback
def rule_fields(
    hass: HomeAssistant, cameras: Collection[CameraConfig], shown: Mapping[str, Any]
) -> dict[str, object]:
    """Return the fields, but for those of what the home does not have and the rule does not ask for.

    Args:
        hass: Home Assistant.
        cameras: The guarded cameras.
        shown: What the fields show.
    """
    zones = _zones(cameras)
    fields: dict[str, object] = {
        CONF_EFFECT_LEVEL: AnyChoice(
            SelectSelectorConfig(
                options=[level.value for level in EffectLevel],
                translation_key="effect_level",
                mode=SelectSelectorMode.DROPDOWN,
            )
        ),
        CONF_PLACEMENTS: AnyChoice(
            SelectSelectorConfig(
                options=[placement.value for placement in Placement],
                translation_key=CONF_PLACEMENT,
                multiple=True,
                mode=SelectSelectorMode.DROPDOWN,
            )
        ),
        CONF_CAMERAS: cameras_field(
            sorted(guarded_entity_ids(hass, cameras).values()), multiple=True
        ),
        CONF_AUDIO_OFF: AnyFlag(),
        CONF_RECORDING_OFF: AnyFlag(),
        CONF_RECOGNITION_OFF: AnyFlag(),
        CONF_START: _time_field(),
        CONF_END: _time_field(),
        CONF_WEEKDAYS: AnyChoice(
            SelectSelectorConfig(
                options=list(WEEKDAYS),
                translation_key="weekdays",
                multiple=True,
                mode=SelectSelectorMode.DROPDOWN,
            )
        ),
        CONF_PRESENCE: AnyChoice(
            SelectSelectorConfig(
                options=[presence.value for presence in Presence],
                translation_key="presence",
                mode=SelectSelectorMode.DROPDOWN,
            )
        ),
        CONF_OR_PRESENCE: AnyChoice(
            SelectSelectorConfig(
                options=OR_PRESENCES,
                translation_key="presence",
                multiple=True,
                mode=SelectSelectorMode.DROPDOWN,
            )
        ),
        CONF_PERSONS: entities_field(["person"], multiple=True),
        CONF_LEAVE_DELAY_MINUTES: minutes_field(0, LONGEST_LEAVE_DELAY_MINUTES),
        CONF_AREAS: AnyArea(AreaSelectorConfig(multiple=True)),
        CONF_LABELS: AnyLabel(LabelSelectorConfig(multiple=True)),
        CONF_OCCUPANCY_ENTITIES: entities_field(_OCCUPANCY, multiple=True),
        CONF_WHILE_ENTITY: entities_field(SWITCHED, multiple=False),
    }
    if zones or shown.get(CONF_ZONES):
        fields[CONF_ZONES] = AnyChoice(
            SelectSelectorConfig(
                options=zones, multiple=True, mode=SelectSelectorMode.DROPDOWN
            )
        )
    asks_alarm = shown.get(CONF_ALARM_ENTITY) or shown.get(CONF_ALARM_STATES)
    if asks_alarm or hass.states.async_entity_ids_count("alarm_control_panel"):
        fields[CONF_ALARM_ENTITY] = entities_field(
            ["alarm_control_panel"], multiple=False
        )
        fields[CONF_ALARM_STATES] = AnyChoice(
            SelectSelectorConfig(
                options=[state.value for state in AlarmControlPanelState],
                translation_key="alarm_states",
                multiple=True,
                mode=SelectSelectorMode.DROPDOWN,
            )
        )
    return fields


def _time_field() -> AnyOf:
    """Return a field that asks for a time, or for what the sun does."""
    sun = AnyChoice(
        SelectSelectorConfig(
            options=[event.value for event in SunEvent],
            translation_key="sun_event",
            custom_value=True,
            mode=SelectSelectorMode.DROPDOWN,
        )
    )
    return AnyOf(
        ChooseSelectorConfig(
            choices={TIME: {"selector": TimeSelector()}, SUN: {"selector": sun}},
            translation_key="day_time",
        )
    )


def _zones(cameras: Collection[CameraConfig]) -> list[SelectOptionDict]:
    return [
        SelectOptionDict(value=zone.zone_id, label=f"{zone.name} ({camera.name})")
        for camera in cameras
        for zone in camera.zones
    ]
