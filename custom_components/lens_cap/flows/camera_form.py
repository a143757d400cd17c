"""The form of one camera, and how its answers are read."""

from collections.abc import Mapping
from typing import Any, Final

import voluptuous as vol

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.selector import SelectSelectorConfig, SelectSelectorMode

from ..const import (
    CONF_BASE_LEVEL,
    CONF_CAMERA,
    CONF_CHECK_OVER_NETWORK,
    CONF_EDIT_ASSESSMENT,
    CONF_EDIT_CONTROLS,
    CONF_EDIT_REGISTER,
    CONF_EDIT_ZONES,
    CONF_GUARD_IMAGES,
    CONF_KEEP_DAYS,
    CONF_NOTICE_SHOWN,
    CONF_PEOPLE_INFORMED,
    CONF_PLACEMENT,
    CONF_PURPOSE,
    CONF_REPLACE_WITH,
    CONF_SEES_BEYOND_PROPERTY,
    CONF_TAKE_OVER_ID,
)
from ..core.level import PrivacyLevel
from ..core.placement import Placement, default_base_level
from ..takeover.candidates import Source, Unsuitability, UnsuitableError, async_find
from .answers import read_flag, read_placement
from .selectors import (
    AnyChoice,
    AnyFlag,
    AnyText,
    cameras_field,
    days_field,
    placement_field,
)

PURPOSE_MAX_CHARACTERS: Final = 500

_LONGEST_KEEP_DAYS: Final = 3650
_BASE_LEVELS: Final = [PrivacyLevel.OPEN.value, PrivacyLevel.PRIVATE.value]
_FLAGS: Final = (CONF_SEES_BEYOND_PROPERTY, CONF_NOTICE_SHOWN, CONF_PEOPLE_INFORMED)
_SHOWN: Final = (
    CONF_PLACEMENT,
    CONF_BASE_LEVEL,
    CONF_PURPOSE,
    *_FLAGS,
    CONF_CHECK_OVER_NETWORK,
    CONF_KEEP_DAYS,
)


def which_camera_schema(eligible: list[str]) -> vol.Schema:
    """Return the form that asks for one more camera; whoever knows the rest may give it at once."""
    return vol.Schema(
        {vol.Required(CONF_CAMERA): cameras_field(eligible, multiple=False)},
        extra=vol.ALLOW_EXTRA,
    )


def camera_schema(eligible: list[str]) -> vol.Schema:
    """Return the form for one more camera."""
    return vol.Schema(
        {
            vol.Required(CONF_CAMERA): cameras_field(eligible, multiple=False),
            vol.Required(CONF_PLACEMENT): placement_field(),
            vol.Required(CONF_TAKE_OVER_ID, default=True): AnyFlag(),
            **_optional_fields(),
        }
    )


def reconfigure_schema(eligible: list[str], *, has_images: bool) -> vol.Schema:
    """Return the form for a camera that is guarded already; `eligible` could replace its original."""
    images = {vol.Optional(CONF_GUARD_IMAGES, default=True): AnyFlag()}
    return vol.Schema(
        {
            vol.Required(CONF_PLACEMENT): placement_field(),
            **_optional_fields(),
            **(images if has_images else {}),
            vol.Optional(CONF_CHECK_OVER_NETWORK, default=False): AnyFlag(),
            vol.Optional(CONF_EDIT_CONTROLS, default=False): AnyFlag(),
            vol.Optional(CONF_KEEP_DAYS): days_field(1, _LONGEST_KEEP_DAYS),
            vol.Optional(CONF_EDIT_ASSESSMENT, default=False): AnyFlag(),
            vol.Optional(CONF_EDIT_REGISTER, default=False): AnyFlag(),
            vol.Optional(CONF_EDIT_ZONES, default=False): AnyFlag(),
            vol.Optional(CONF_REPLACE_WITH): cameras_field(eligible, multiple=False),
        }
    )


def _optional_fields() -> dict[vol.Marker, object]:
    return {
        vol.Optional(CONF_BASE_LEVEL): AnyChoice(
            SelectSelectorConfig(
                options=_BASE_LEVELS,
                translation_key=CONF_BASE_LEVEL,
                mode=SelectSelectorMode.DROPDOWN,
            )
        ),
        vol.Optional(CONF_SEES_BEYOND_PROPERTY, default=False): AnyFlag(),
        vol.Optional(CONF_PURPOSE): AnyText(),
        vol.Optional(CONF_NOTICE_SHOWN, default=False): AnyFlag(),
        vol.Optional(CONF_PEOPLE_INFORMED, default=False): AnyFlag(),
    }


def read_settings(
    answers: Mapping[str, object],
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the settings of one camera as a subentry stores them, and the errors by field.

    The settings count only where there are no errors. A base level that was left out is the
    placement's.
    """
    errors: dict[str, str] = {}
    placement = read_placement(answers.get(CONF_PLACEMENT))
    if placement is None:
        errors[CONF_PLACEMENT] = "unknown_placement"
        placement = Placement.BEDROOM_BATHROOM
    level = answers.get(CONF_BASE_LEVEL, default_base_level(placement).value)
    if level not in _BASE_LEVELS:
        errors[CONF_BASE_LEVEL] = "unknown_base_level"
    purpose = answers.get(CONF_PURPOSE, "")
    if not isinstance(purpose, str):
        errors[CONF_PURPOSE] = "not_text"
    elif len(purpose) > PURPOSE_MAX_CHARACTERS:
        errors[CONF_PURPOSE] = "purpose_too_long"
    settings = {
        CONF_PLACEMENT: placement.value,
        CONF_BASE_LEVEL: level,
        CONF_PURPOSE: purpose,
    }
    for flag in _FLAGS:
        settings[flag] = read_flag(answers, flag, errors, default=False)
    return settings, errors


def read_keep_days(answers: Mapping[str, object], errors: dict[str, str]) -> int | None:
    """Return for how many days what was saved may stay, None for as long as it likes."""
    days = answers.get(CONF_KEEP_DAYS)
    if days is None:
        return None
    if (
        isinstance(days, int | float)
        and not isinstance(days, bool)
        and days == int(days)
        and 1 <= days <= _LONGEST_KEEP_DAYS
    ):
        return int(days)
    errors[CONF_KEEP_DAYS] = "not_keep_days"
    return None


def shown_settings(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return stored settings as the form shows them.

    A base level that is only the placement's is left out, so that it follows when the placement
    is changed.
    """
    placement = read_placement(stored.get(CONF_PLACEMENT))
    shown = {field: stored[field] for field in _SHOWN if stored.get(field)}
    if placement and shown.get(CONF_BASE_LEVEL) == default_base_level(placement):
        del shown[CONF_BASE_LEVEL]
    if stored.get(CONF_GUARD_IMAGES) is False:
        shown[CONF_GUARD_IMAGES] = False
    return shown


@callback
def async_read_replacement(
    hass: HomeAssistant,
    answers: Mapping[str, object],
    guarded: set[str],
    errors: dict[str, str],
) -> Source | None:
    """Return the camera that was chosen instead, None where none was; adds an error if it will not do."""
    wanted = answers.get(CONF_REPLACE_WITH)
    if wanted in (None, ""):
        return None
    try:
        return async_find(hass, wanted, guarded)
    except UnsuitableError:
        errors[CONF_REPLACE_WITH] = "cannot_replace"
        return None


UNSUITABLE: Final = {
    Unsuitability.GONE: "camera_gone",
    Unsuitability.NOT_A_CAMERA: "not_a_camera",
    Unsuitability.OWN: "own_camera",
    Unsuitability.ALREADY_GUARDED: "already_guarded",
    Unsuitability.DISABLED: "camera_disabled",
}
