"""The form of one rule."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any, Final

import voluptuous as vol

from homeassistant.components.alarm_control_panel.const import AlarmControlPanelState
from homeassistant.const import CONF_NAME, WEEKDAYS
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.selector import (
    AreaSelectorConfig,
    LabelSelectorConfig,
    SelectOptionDict,
    SelectSelectorConfig,
    SelectSelectorMode,
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
    CONF_PERSONS,
    CONF_PLACEMENT,
    CONF_PLACEMENTS,
    CONF_PRESENCE,
    CONF_START,
    CONF_WEEKDAYS,
    CONF_WHILE_ENTITY,
    CONF_ZONES,
)
from ..core.level import PrivacyLevel
from ..core.placement import Placement
from ..core.settings.camera import CameraConfig
from ..core.settings.rule import Presence
from ..ha.guarded_entity import guarded_entity_ids
from ..settings.rule import (
    DEFAULT_LEAVE_DELAY_MINUTES,
    LONGEST_LEAVE_DELAY_MINUTES,
    UNCHANGED,
)
from .answers import Answers
from .selectors import (
    AnyArea,
    AnyChoice,
    AnyFlag,
    AnyLabel,
    AnyText,
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


@callback
def rule_schema(hass: HomeAssistant, cameras: Collection[CameraConfig]) -> vol.Schema:
    """Return the form for a rule about some of these cameras; the fields are flat, in reading order."""
    return vol.Schema(
        {
            vol.Required(CONF_NAME): AnyText(),
            vol.Optional(CONF_PLACEMENTS): AnyChoice(
                SelectSelectorConfig(
                    options=[placement.value for placement in Placement],
                    translation_key=CONF_PLACEMENT,
                    multiple=True,
                    mode=SelectSelectorMode.DROPDOWN,
                )
            ),
            vol.Optional(CONF_CAMERAS): cameras_field(
                sorted(guarded_entity_ids(hass, cameras).values()), multiple=True
            ),
            vol.Optional(CONF_AREAS): AnyArea(AreaSelectorConfig(multiple=True)),
            vol.Optional(CONF_LABELS): AnyLabel(LabelSelectorConfig(multiple=True)),
            vol.Optional(CONF_PRESENCE, default=Presence.SOMEONE_HOME.value): AnyChoice(
                SelectSelectorConfig(
                    options=[presence.value for presence in Presence],
                    translation_key="presence",
                    mode=SelectSelectorMode.DROPDOWN,
                )
            ),
            vol.Optional(CONF_PERSONS): entities_field(["person"], multiple=True),
            vol.Optional(CONF_OCCUPANCY_ENTITIES): entities_field(
                _OCCUPANCY, multiple=True
            ),
            vol.Optional(
                CONF_LEAVE_DELAY_MINUTES, default=DEFAULT_LEAVE_DELAY_MINUTES
            ): minutes_field(0, LONGEST_LEAVE_DELAY_MINUTES),
            vol.Optional(CONF_WEEKDAYS): AnyChoice(
                SelectSelectorConfig(
                    options=list(WEEKDAYS),
                    translation_key="weekdays",
                    multiple=True,
                    mode=SelectSelectorMode.DROPDOWN,
                )
            ),
            vol.Optional(CONF_START): AnyText(),
            vol.Optional(CONF_END): AnyText(),
            vol.Optional(CONF_WHILE_ENTITY): entities_field(SWITCHED, multiple=False),
            vol.Optional(CONF_ALARM_ENTITY): entities_field(
                ["alarm_control_panel"], multiple=False
            ),
            vol.Optional(CONF_ALARM_STATES): AnyChoice(
                SelectSelectorConfig(
                    options=[state.value for state in AlarmControlPanelState],
                    translation_key="alarm_states",
                    multiple=True,
                    mode=SelectSelectorMode.DROPDOWN,
                )
            ),
            vol.Optional(
                CONF_EFFECT_LEVEL, default=EffectLevel.PRIVATE.value
            ): AnyChoice(
                SelectSelectorConfig(
                    options=[level.value for level in EffectLevel],
                    translation_key="effect_level",
                    mode=SelectSelectorMode.DROPDOWN,
                )
            ),
            vol.Optional(CONF_ZONES): AnyChoice(
                SelectSelectorConfig(
                    options=_zones(cameras),
                    multiple=True,
                    mode=SelectSelectorMode.DROPDOWN,
                )
            ),
            vol.Optional(CONF_AUDIO_OFF, default=False): AnyFlag(),
        }
    )


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


def _zones(cameras: Collection[CameraConfig]) -> list[SelectOptionDict]:
    return [
        SelectOptionDict(value=zone.zone_id, label=f"{zone.name} ({camera.name})")
        for camera in cameras
        for zone in camera.zones
    ]


class EffectLevel(StrEnum):
    """The levels that a rule can ask for."""

    UNCHANGED = UNCHANGED
    MASKED = PrivacyLevel.MASKED.value
    PRIVATE = PrivacyLevel.PRIVATE.value


def read_effect(answers: Answers, cameras: Collection[CameraConfig]) -> dict[str, Any]:
    """Return what a rule does to some cameras, as it is stored; says what makes no sense."""
    level = answers.choice(
        CONF_EFFECT_LEVEL,
        EffectLevel,
        "unknown_effect_level",
        default=EffectLevel.PRIVATE,
    )
    audio_off = answers.flag(CONF_AUDIO_OFF, default=False)
    known = {zone.zone_id: str(zone.zone_id) for one in cameras for zone in one.zones}
    zones = answers.names(
        CONF_ZONES, lambda zone: zone if zone in known else None, "unknown_zones"
    )
    if level is EffectLevel.UNCHANGED and not audio_off:
        answers.wrong(CONF_EFFECT_LEVEL, "does_nothing")
    if level is EffectLevel.MASKED and not known:
        answers.wrong(CONF_EFFECT_LEVEL, "no_zones")
    if level is not EffectLevel.MASKED and answers.is_given(CONF_ZONES):
        answers.wrong(CONF_ZONES, "zones_not_masked")
    return {
        CONF_EFFECT_LEVEL: level.value,
        CONF_ZONES: zones,
        CONF_AUDIO_OFF: audio_off,
    }
