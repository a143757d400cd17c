"""The forms of the flows, and the strict reading of what people answer in them."""

from collections.abc import Iterable, Mapping
import re
from typing import Any, Final, override

import voluptuous as vol

from homeassistant.helpers.selector import (
    BooleanSelector,
    EntitySelector,
    EntitySelectorConfig,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
)

from .const import (
    CONF_BASE_LEVEL,
    CONF_CAMERA,
    CONF_CAMERAS,
    CONF_NOTICE_SHOWN,
    CONF_PEOPLE_INFORMED,
    CONF_PLACEMENT,
    CONF_PURPOSE,
    CONF_SEES_BEYOND_PROPERTY,
    CONF_TAKE_OVER_ID,
)
from .core.level import PrivacyLevel
from .core.placement import Placement, default_base_level

PURPOSE_MAX_CHARACTERS: Final = 500

_BASE_LEVELS: Final = [PrivacyLevel.OPEN.value, PrivacyLevel.PRIVATE.value]
_FLAGS: Final = (CONF_SEES_BEYOND_PROPERTY, CONF_NOTICE_SHOWN, CONF_PEOPLE_INFORMED)

# Words in the names of cameras and areas that suggest where a camera looks; the first that fits counts.
_HINTS: Final = (
    (Placement.BEDROOM_BATHROOM, "bed bath nursery baby kid child guest toilet shower"),
    (Placement.ENTRANCE, "door entrance entry front porch gate hall"),
    (
        Placement.OUTDOOR,
        "garden yard backyard drive garage outdoor outside patio terrace pool street",
    ),
    (Placement.LIVING_AREA, "living kitchen sofa lounge dining office playroom tv"),
)


class _Entity(EntitySelector):
    """Like the others here, lets the step judge the answer: it can say in words what is wrong."""

    @override
    def __call__(self, data: Any) -> Any:
        return data


class _Select(SelectSelector):
    @override
    def __call__(self, data: Any) -> Any:
        return data


class _Text(TextSelector):
    @override
    def __call__(self, data: Any) -> Any:
        return data


class _Boolean(BooleanSelector):
    @override
    def __call__(self, data: Any) -> Any:
        return data


def cameras_schema(eligible: list[str]) -> vol.Schema:
    """Return the form that asks which cameras shall be guarded."""
    return vol.Schema({vol.Required(CONF_CAMERAS): _cameras(eligible, multiple=True)})


def placements_schema(guesses: Mapping[str, Placement | None]) -> vol.Schema:
    """Return the form that asks where each camera looks; the fields bear the cameras' names."""
    fields: dict[vol.Marker, object] = {
        vol.Required(name, description=_suggested(guess)): _placement()
        for name, guess in guesses.items()
    }
    fields[vol.Required(CONF_TAKE_OVER_ID, default=True)] = _Boolean()
    return vol.Schema(fields)


def camera_schema(eligible: list[str]) -> vol.Schema:
    """Return the form for one more camera."""
    return vol.Schema(
        {
            vol.Required(CONF_CAMERA): _cameras(eligible, multiple=False),
            vol.Required(CONF_PLACEMENT): _placement(),
            vol.Required(CONF_TAKE_OVER_ID, default=True): _Boolean(),
            **_optional_fields(),
        }
    )


def reconfigure_schema() -> vol.Schema:
    """Return the form for a camera that is guarded already."""
    return vol.Schema(
        {vol.Required(CONF_PLACEMENT): _placement(), **_optional_fields()}
    )


def _optional_fields() -> dict[vol.Marker, object]:
    return {
        vol.Optional(CONF_BASE_LEVEL): _Select(
            SelectSelectorConfig(
                options=_BASE_LEVELS,
                translation_key=CONF_BASE_LEVEL,
                mode=SelectSelectorMode.DROPDOWN,
            )
        ),
        vol.Optional(CONF_SEES_BEYOND_PROPERTY, default=False): _Boolean(),
        vol.Optional(CONF_PURPOSE): _Text(),
        vol.Optional(CONF_NOTICE_SHOWN, default=False): _Boolean(),
        vol.Optional(CONF_PEOPLE_INFORMED, default=False): _Boolean(),
    }


def _cameras(eligible: list[str], *, multiple: bool) -> EntitySelector:
    return _Entity(
        EntitySelectorConfig(
            include_entities=eligible, filter={"domain": "camera"}, multiple=multiple
        )
    )


def _placement() -> SelectSelector:
    # The frontend fills in the first option where nothing is suggested: the most private one.
    return _Select(
        SelectSelectorConfig(
            options=[placement.value for placement in Placement],
            translation_key=CONF_PLACEMENT,
            mode=SelectSelectorMode.DROPDOWN,
        )
    )


def _suggested(value: Placement | None) -> dict[str, str] | None:
    return None if value is None else {"suggested_value": value.value}


def guess_placement(names: Iterable[str | None]) -> Placement | None:
    """Return where a camera seems to look, from its name and its area's; None if nothing fits."""
    words = [
        word for name in names if name for word in re.findall(r"[a-z]+", name.lower())
    ]
    for placement, hints in _HINTS:
        if any(word.startswith(tuple(hints.split())) for word in words):
            return placement
    return None


def read_placement(answer: object) -> Placement | None:
    """Return the placement that was chosen, or None if it is none."""
    return next((place for place in Placement if place.value == answer), None)


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


def read_flag(
    answers: Mapping[str, object], field: str, errors: dict[str, str], *, default: bool
) -> bool:
    """Return a yes or no; adds an error where the answer is neither."""
    answer = answers.get(field, default)
    if isinstance(answer, bool):
        return answer
    errors[field] = "not_yes_or_no"
    return default


def shown_settings(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return stored settings as the form shows them.

    A base level that is only the placement's is left out, so that it follows when the placement
    is changed.
    """
    placement = read_placement(stored.get(CONF_PLACEMENT))
    shown = {
        field: stored[field]
        for field in (CONF_PLACEMENT, CONF_BASE_LEVEL, CONF_PURPOSE, *_FLAGS)
        if stored.get(field)
    }
    if placement and shown.get(CONF_BASE_LEVEL) == default_base_level(placement):
        del shown[CONF_BASE_LEVEL]
    return shown
