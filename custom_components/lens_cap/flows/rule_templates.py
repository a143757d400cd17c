"""Rule templates that the first set-up offers."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Final

import voluptuous as vol

from homeassistant.components.alarm_control_panel.const import AlarmControlPanelState
from homeassistant.config_entries import ConfigSubentryData
from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import EntitySelectorConfig

from ..const import (
    CONF_ALARM_ENTITY,
    CONF_ALARM_STATES,
    CONF_AUDIO_OFF,
    CONF_EFFECT_LEVEL,
    CONF_END,
    CONF_LEAVE_DELAY_MINUTES,
    CONF_PLACEMENTS,
    CONF_PRESENCE,
    CONF_START,
    SUBENTRY_RULE,
)
from ..core.placement import INDOORS, Placement
from ..core.settings.rule import Presence
from ..ha.texts import HouseholdTexts
from ..settings.rule import DEFAULT_LEAVE_DELAY_MINUTES
from .household_form import LEAVE_OUT, leave_out_field
from .rule_fields import EffectLevel
from .selectors import AnyEntity, AnyFlag


class RuleTemplate(StrEnum):
    """The rules to choose from; the values are the fields of the form."""

    LIVING_AREAS = "living_areas_private"
    GUESTS = "guests_private_and_silent"
    ALARM = "private_unless_armed_away"
    NIGHT = "night_private"


_INDOORS: Final = [placement.value for placement in Placement if placement in INDOORS]

# With these the house is not left alone; of an alarm that goes off, pictures are wanted.
NOT_AWAY: Final = (
    AlarmControlPanelState.DISARMED,
    AlarmControlPanelState.ARMED_HOME,
    AlarmControlPanelState.ARMED_NIGHT,
    AlarmControlPanelState.ARMED_CUSTOM_BYPASS,
    AlarmControlPanelState.ARMING,
    AlarmControlPanelState.DISARMING,
)


async def async_ready_made(
    hass: HomeAssistant, chosen: Iterable[RuleTemplate], alarm_entity: str | None
) -> list[ConfigSubentryData]:
    """Return the chosen rules as subentries, named in the household's language."""
    texts = await HouseholdTexts.async_load(hass, "rule_")
    return [
        ConfigSubentryData(
            subentry_type=SUBENTRY_RULE,
            title=texts.say(name),
            unique_id=None,
            data=data,
        )
        for one in chosen
        for name, data in _rules(alarm_entity)[one].items()
    ]


def _rules(alarm_entity: str | None) -> dict[RuleTemplate, dict[str, dict[str, Any]]]:
    """Return what each choice stands for, by the keys of the rules' names."""
    return {
        RuleTemplate.LIVING_AREAS: {
            "living_areas": _rule(
                Presence.SOMEONE_HOME,
                {CONF_PLACEMENTS: [Placement.LIVING_AREA.value]},
                leave_delay=DEFAULT_LEAVE_DELAY_MINUTES,
            )
        },
        RuleTemplate.GUESTS: {
            "guests_indoors": _rule(
                Presence.GUESTS_PRESENT, {CONF_PLACEMENTS: _INDOORS}
            ),
            "guests_silent": _rule(
                Presence.GUESTS_PRESENT,
                {},
                effect=EffectLevel.UNCHANGED,
                audio_off=True,
            ),
        },
        RuleTemplate.ALARM: {
            "alarm": _rule(
                Presence.IGNORE,
                {
                    CONF_PLACEMENTS: _INDOORS,
                    CONF_ALARM_ENTITY: alarm_entity,
                    CONF_ALARM_STATES: [state.value for state in NOT_AWAY],
                },
            )
        },
        RuleTemplate.NIGHT: {
            "night": _rule(
                Presence.IGNORE,
                {
                    CONF_PLACEMENTS: _INDOORS,
                    CONF_START: "22:00:00",
                    CONF_END: "07:00:00",
                },
            )
        },
    }


def _rule(
    presence: Presence,
    rest: dict[str, Any],
    *,
    effect: EffectLevel = EffectLevel.PRIVATE,
    audio_off: bool = False,
    leave_delay: int = 0,
) -> dict[str, Any]:
    return {
        CONF_PRESENCE: presence.value,
        **rest,
        CONF_EFFECT_LEVEL: effect.value,
        CONF_AUDIO_OFF: audio_off,
        CONF_LEAVE_DELAY_MINUTES: leave_delay,
    }


def rules_schema(
    alarms: list[str], trackerless: list[str], *, residents_are_known: bool
) -> vol.Schema:
    """Return the form that offers the rules.

    Args:
        alarms: The alarm systems that there are.
        trackerless: The persons of whom nothing tells where they are.
        residents_are_known: Somebody lives here, and of everyone it can be known who is home.
    """
    fields: dict[vol.Marker, object] = {
        vol.Required(
            RuleTemplate.LIVING_AREAS.value, default=residents_are_known
        ): AnyFlag(),
        vol.Required(RuleTemplate.GUESTS.value, default=True): AnyFlag(),
        vol.Required(RuleTemplate.NIGHT.value, default=False): AnyFlag(),
    }
    if alarms:
        fields[vol.Required(RuleTemplate.ALARM.value, default=False)] = AnyFlag()
    if len(alarms) > 1:
        fields[vol.Required(CONF_ALARM_ENTITY, default=alarms[0])] = AnyEntity(
            EntitySelectorConfig(include_entities=alarms)
        )
    if trackerless:
        fields[vol.Optional(LEAVE_OUT)] = leave_out_field(trackerless)
    return vol.Schema(fields)
