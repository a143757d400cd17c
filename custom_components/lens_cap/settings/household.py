"""The household's options as a core object."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry

from ..const import (
    CONF_ANNOUNCE_TO,
    CONF_ANOTHER_ADULT,
    CONF_CONFIRM_LIFTS,
    CONF_GUEST_PAGE,
    CONF_GUEST_PAGE_NETWORKS,
    CONF_GUESTS_EFFECT,
    CONF_GUESTS_ENTITIES,
    CONF_GUESTS_RECOGNITION_OFF,
    CONF_GUESTS_RECORDING_OFF,
    CONF_HISTORY_DAYS,
    CONF_LIFT_MINUTES,
    CONF_LIGHT_MASKS,
    CONF_RESIDENTS,
    CONF_RESPONSIBLE,
    CONF_REVIEW_DAYS,
    CONF_WHO_MAY_CONFIRM,
    CONF_WHO_MAY_OPEN,
)
from ..core.history.keeping import DEFAULT_KEEP, LONGEST_KEEP
from ..core.settings.household import DEFAULT_REVIEW, GuestsEffect, Household
from ..core.state.lift import DEFAULT_LIFT, LONGEST_LIFT
from .reading import text, text_set

SHORTEST_REVIEW_DAYS: Final = 7
LONGEST_REVIEW_DAYS: Final = 366


def household(entry: ConfigEntry[Any]) -> Household:
    """Return the household as configured; never raises.

    What cannot be read gets its most private meaning: nobody may open cameras, openings have to
    be confirmed. Without a list, every person is a resident.
    """
    options = entry.options
    return Household(
        residents=text_set(options[CONF_RESIDENTS])
        if CONF_RESIDENTS in options
        else None,
        guests_entities=text_set(options.get(CONF_GUESTS_ENTITIES)),
        guests_effect=GuestsEffect.SOUND_OFF
        if options.get(CONF_GUESTS_EFFECT) == GuestsEffect.SOUND_OFF.value
        else GuestsEffect.INDOORS_PRIVATE,
        guests_recording_off=options.get(CONF_GUESTS_RECORDING_OFF, False) is not False,
        guests_recognition_off=options.get(CONF_GUESTS_RECOGNITION_OFF, False)
        is not False,
        who_may_open=text_set(options[CONF_WHO_MAY_OPEN])
        if CONF_WHO_MAY_OPEN in options
        else None,
        confirm_lifts=options.get(CONF_CONFIRM_LIFTS, False) is not False,
        lift_duration=_lift_duration(options),
        who_may_confirm=text_set(options[CONF_WHO_MAY_CONFIRM])
        if CONF_WHO_MAY_CONFIRM in options
        else None,
        another_adult_must_agree=options.get(CONF_ANOTHER_ADULT, False) is not False,
        light_masks=options.get(CONF_LIGHT_MASKS) is True,
        responsible=text(options.get(CONF_RESPONSIBLE)) or "",
        guest_page=options.get(CONF_GUEST_PAGE) is True,
        guest_page_networks=tuple(
            sorted(text_set(options.get(CONF_GUEST_PAGE_NETWORKS)))
        ),
        review_every=_review_every(options),
        announce_to=tuple(sorted(text_set(options.get(CONF_ANNOUNCE_TO)))),
    )


def _review_every(options: Mapping[str, Any]) -> timedelta | None:
    days = options.get(CONF_REVIEW_DAYS)
    if not isinstance(days, (int, float)) or isinstance(days, bool):
        return DEFAULT_REVIEW
    if days == 0:
        return None
    if not SHORTEST_REVIEW_DAYS <= days <= LONGEST_REVIEW_DAYS:
        return DEFAULT_REVIEW
    return timedelta(days=days)


def _lift_duration(options: Mapping[str, Any]) -> timedelta:
    minutes = options.get(CONF_LIFT_MINUTES)
    if not isinstance(minutes, (int, float)) or isinstance(minutes, bool):
        return DEFAULT_LIFT
    if not 1 <= minutes <= LONGEST_LIFT / timedelta(minutes=1):
        return DEFAULT_LIFT
    return timedelta(minutes=minutes)


def history_keep(entry: ConfigEntry[Any]) -> timedelta:
    """Return for how long the history is kept; never raises."""
    days = entry.options.get(CONF_HISTORY_DAYS)
    if not isinstance(days, (int, float)) or isinstance(days, bool):
        return DEFAULT_KEEP
    if not 1 <= days <= LONGEST_KEEP / timedelta(days=1):
        return DEFAULT_KEEP
    return timedelta(days=days)
