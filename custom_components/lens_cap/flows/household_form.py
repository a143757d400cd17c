"""The form of the household, and how its answers are read."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any, Final

import voluptuous as vol

from homeassistant.auth.models import User
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.selector import (
    DeviceFilterSelectorConfig,
    DeviceSelectorConfig,
    EntitySelector,
    EntitySelectorConfig,
    SelectOptionDict,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)

from ..const import (
    CONF_ANNOUNCE_TO,
    CONF_ANOTHER_ADULT,
    CONF_CONFIRM_LIFTS,
    CONF_GUEST_PAGE_NETWORKS,
    CONF_GUESTS_EFFECT,
    CONF_GUESTS_ENTITIES,
    CONF_GUESTS_RECOGNITION_OFF,
    CONF_GUESTS_RECORDING_OFF,
    CONF_HISTORY_DAYS,
    CONF_LIFT_MINUTES,
    CONF_LIGHT_MASKS,
    CONF_PIN,
    CONF_RESIDENTS,
    CONF_WHO_MAY_CONFIRM,
    CONF_WHO_MAY_OPEN,
)
from ..core.history.keeping import DEFAULT_KEEP, LONGEST_KEEP
from ..core.settings.household import GuestsEffect
from ..core.state.lift import DEFAULT_LIFT, LONGEST_LIFT
from ..ha.lookup import MOBILE_APP, is_own, phone_is_there, says_yes_or_no
from ..ha.texts import HouseholdTexts
from ..ha.tracker_kinds import tracked_by_connection
from ..sensing.people import all_persons, name_of
from .answers import Answers, find_entity
from .register.options import duties_fields, read_duties
from .rule_fields import SWITCHED
from .selectors import (
    AnyChoice,
    AnyDevice,
    AnyEntity,
    AnyFlag,
    days_field,
    entities_field,
    minutes_field,
)

LEAVE_OUT: Final = "leave_out"


def leave_out_field(trackerless: list[str]) -> EntitySelector:
    """Return the field that asks whom to leave out."""
    return AnyEntity(EntitySelectorConfig(include_entities=trackerless, multiple=True))


@callback
def said_names(hass: HomeAssistant, persons: Collection[str]) -> str:
    """Return what some persons are called, in one line."""
    return ", ".join(name_of(hass, person) for person in persons)


@callback
def read_residents(
    hass: HomeAssistant,
    answers: Answers,
    trackerless: Collection[str],
    chosen: Collection[str] = (),
) -> list[str] | None:
    """Return who lives here; None for everyone that Home Assistant knows, now and later.

    Args:
        hass: Home Assistant.
        answers: What was answered about those to leave out.
        trackerless: The persons that may be left out.
        chosen: The residents that were named; nobody means everyone.
    """
    left_out = answers.names(
        LEAVE_OUT,
        lambda person: person if person in trackerless else None,
        "unknown_persons",
    )
    if not chosen and not left_out:
        return None
    return sorted({*(chosen or all_persons(hass))} - {*left_out})


async def async_by_connection(hass: HomeAssistant) -> dict[str, str]:
    """Return the words for a form about persons who are seen by connections only; none of nobody."""
    persons = tracked_by_connection(hass)
    if not persons:
        return {"by_connection": ""}
    texts = await HouseholdTexts.async_load(hass)
    said = texts.say("by_connection", people=said_names(hass, persons))
    return {"by_connection": f"\n\n{said}"}


REMOVE_PIN: Final = "remove_pin"

_MINUTE: Final = timedelta(minutes=1)
_DEFAULT_LIFT: Final = DEFAULT_LIFT // _MINUTE
_LONGEST_LIFT: Final = LONGEST_LIFT // _MINUTE
_DEFAULT_KEEP: Final = DEFAULT_KEEP.days
_LONGEST_KEEP: Final = LONGEST_KEEP.days

# The fields whose errors name what is not there.
NAMING: Final = (
    CONF_RESIDENTS,
    LEAVE_OUT,
    CONF_GUESTS_ENTITIES,
    CONF_WHO_MAY_OPEN,
    CONF_WHO_MAY_CONFIRM,
    CONF_ANNOUNCE_TO,
    CONF_GUEST_PAGE_NETWORKS,
)


def household_schema(users: Collection[User], trackerless: list[str]) -> vol.Schema:
    """Return the form; persons of whom nothing tells where they are can be left out in it."""
    left_out: dict[vol.Marker, object] = (
        {vol.Optional(LEAVE_OUT): leave_out_field(trackerless)} if trackerless else {}
    )
    return vol.Schema(
        {
            vol.Optional(CONF_RESIDENTS): entities_field(["person"], multiple=True),
            **left_out,
            vol.Optional(CONF_GUESTS_ENTITIES): entities_field(SWITCHED, multiple=True),
            vol.Optional(
                CONF_GUESTS_EFFECT, default=GuestsEffect.INDOORS_PRIVATE.value
            ): AnyChoice(
                SelectSelectorConfig(
                    options=[effect.value for effect in GuestsEffect],
                    translation_key="guests_effect",
                    mode=SelectSelectorMode.DROPDOWN,
                )
            ),
            vol.Optional(CONF_GUESTS_RECORDING_OFF, default=False): AnyFlag(),
            vol.Optional(CONF_GUESTS_RECOGNITION_OFF, default=False): AnyFlag(),
            vol.Optional(CONF_WHO_MAY_OPEN): _users_field(users),
            vol.Optional(CONF_CONFIRM_LIFTS, default=False): AnyFlag(),
            vol.Optional(CONF_LIFT_MINUTES, default=_DEFAULT_LIFT): minutes_field(
                1, _LONGEST_LIFT
            ),
            vol.Optional(CONF_ANNOUNCE_TO): AnyDevice(
                DeviceSelectorConfig(
                    filter=DeviceFilterSelectorConfig(integration=MOBILE_APP),
                    multiple=True,
                )
            ),
            vol.Optional(CONF_LIGHT_MASKS, default=False): AnyFlag(),
            vol.Optional(CONF_HISTORY_DAYS, default=_DEFAULT_KEEP): days_field(
                1, _LONGEST_KEEP
            ),
            vol.Optional(CONF_WHO_MAY_CONFIRM): _users_field(users),
            vol.Optional(CONF_ANOTHER_ADULT, default=False): AnyFlag(),
            **duties_fields(),
            vol.Optional(CONF_PIN): TextSelector(
                TextSelectorConfig(type=TextSelectorType.PASSWORD)
            ),
            vol.Optional(REMOVE_PIN, default=False): AnyFlag(),
        }
    )


def _users_field(users: Collection[User]) -> AnyChoice:
    return AnyChoice(
        SelectSelectorConfig(
            options=[
                SelectOptionDict(value=user.id, label=user.name or user.id)
                for user in users
            ],
            multiple=True,
            mode=SelectSelectorMode.DROPDOWN,
        )
    )


@callback
def read_household(
    hass: HomeAssistant,
    answers: Answers,
    users: Collection[User],
    trackerless: Collection[str],
    stored: Mapping[str, Any],
) -> dict[str, Any]:
    """Return the options as they would be stored; options that the form does not have are kept."""
    known = {user.id for user in users}
    residents = answers.names(
        CONF_RESIDENTS, find_entity(hass, "person"), "unknown_persons"
    )
    guests = answers.names(CONF_GUESTS_ENTITIES, find_entity(hass), "unknown_entities")
    if any(is_own(hass, entity_id) for entity_id in guests):
        answers.wrong(CONF_GUESTS_ENTITIES, "own_entity")
    if not all(says_yes_or_no(hass, entity_id) for entity_id in guests):
        answers.wrong(CONF_GUESTS_ENTITIES, "many_modes")
    read = {
        CONF_RESIDENTS: read_residents(hass, answers, trackerless, residents),
        CONF_GUESTS_ENTITIES: guests or None,
        CONF_GUESTS_EFFECT: answers.choice(
            CONF_GUESTS_EFFECT,
            GuestsEffect,
            "unknown_guests_effect",
            default=GuestsEffect.INDOORS_PRIVATE,
        ).value,
        CONF_GUESTS_RECORDING_OFF: answers.flag(
            CONF_GUESTS_RECORDING_OFF, default=False
        )
        or None,
        CONF_GUESTS_RECOGNITION_OFF: answers.flag(
            CONF_GUESTS_RECOGNITION_OFF, default=False
        )
        or None,
        CONF_WHO_MAY_OPEN: answers.names(
            CONF_WHO_MAY_OPEN,
            lambda one: one if one in known else None,
            "unknown_users",
        )
        or None,
        CONF_WHO_MAY_CONFIRM: answers.names(
            CONF_WHO_MAY_CONFIRM,
            lambda one: one if one in known else None,
            "unknown_users",
        )
        or None,
        CONF_ANOTHER_ADULT: answers.flag(CONF_ANOTHER_ADULT, default=False),
        CONF_CONFIRM_LIFTS: answers.flag(CONF_CONFIRM_LIFTS, default=False),
        CONF_HISTORY_DAYS: answers.number(
            CONF_HISTORY_DAYS,
            1,
            _LONGEST_KEEP,
            "not_history_days",
            default=_DEFAULT_KEEP,
        ),
        CONF_LIGHT_MASKS: answers.flag(CONF_LIGHT_MASKS, default=False),
        **read_duties(answers),
        CONF_LIFT_MINUTES: answers.number(
            CONF_LIFT_MINUTES, 1, _LONGEST_LIFT, "not_minutes", default=_DEFAULT_LIFT
        ),
        CONF_ANNOUNCE_TO: answers.names(
            CONF_ANNOUNCE_TO,
            lambda one: one if phone_is_there(hass, one) else None,
            "unknown_phones",
        )
        or None,
    }
    if answers.flag(REMOVE_PIN, default=False):
        read[CONF_PIN] = None
    kept = {field: value for field, value in stored.items() if field not in read}
    return kept | {field: value for field, value in read.items() if value is not None}
