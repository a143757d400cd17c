"""Selectors that accept any answer, so that the step can explain what is wrong with it."""

from typing import Any, override

from homeassistant.helpers.selector import (
    AreaSelector,
    BooleanSelector,
    ChooseSelector,
    DeviceSelector,
    EntitySelector,
    EntitySelectorConfig,
    LabelSelector,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
)

from ..const import CONF_PLACEMENT
from ..core.placement import Placement


class AnyEntity(EntitySelector):
    """Offers entities."""

    @override
    def __call__(self, data: Any) -> Any:
        return data


class AnyArea(AreaSelector):
    """Offers areas."""

    @override
    def __call__(self, data: Any) -> Any:
        return data


class AnyLabel(LabelSelector):
    """Offers labels."""

    @override
    def __call__(self, data: Any) -> Any:
        return data


class AnyDevice(DeviceSelector):
    """Offers devices."""

    @override
    def __call__(self, data: Any) -> Any:
        return data


class AnyNumber(NumberSelector):
    """Asks for a number."""

    @override
    def __call__(self, data: Any) -> Any:
        return data


class AnyChoice(SelectSelector):
    """Offers a list to choose from."""

    @override
    def __call__(self, data: Any) -> Any:
        return data


class AnyOf(ChooseSelector):
    """Offers several ways to answer; gives what was answered in the one that was chosen."""

    @override
    def __call__(self, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        return data.get(data.get("active_choice"))


class AnyText(TextSelector):
    """Asks for text."""

    @override
    def __call__(self, data: Any) -> Any:
        return data


class AnyFlag(BooleanSelector):
    """Asks for yes or no."""

    @override
    def __call__(self, data: Any) -> Any:
        return data


def entities_field(domains: list[str], *, multiple: bool) -> EntitySelector:
    """Return a field that offers entities of some kinds."""
    return AnyEntity(
        EntitySelectorConfig(filter={"domain": domains}, multiple=multiple)
    )


def minutes_field(low: int, high: int) -> NumberSelector:
    """Return a field that asks for minutes."""
    return AnyNumber(
        NumberSelectorConfig(
            min=low,
            max=high,
            step=1,
            mode=NumberSelectorMode.BOX,
            unit_of_measurement="min",
        )
    )


def days_field(low: int, high: int) -> NumberSelector:
    """Return a field that asks for days."""
    return AnyNumber(
        NumberSelectorConfig(
            min=low,
            max=high,
            step=1,
            mode=NumberSelectorMode.BOX,
            unit_of_measurement="d",
        )
    )


def cameras_field(eligible: list[str], *, multiple: bool) -> EntitySelector:
    """Return a field that offers these cameras."""
    return AnyEntity(
        EntitySelectorConfig(
            include_entities=eligible, filter={"domain": "camera"}, multiple=multiple
        )
    )


def placement_field() -> SelectSelector:
    """Return a field that asks where a camera looks.

    The frontend fills in the first option where nothing is suggested: the most private one.
    """
    return AnyChoice(
        SelectSelectorConfig(
            options=[placement.value for placement in Placement],
            translation_key=CONF_PLACEMENT,
            mode=SelectSelectorMode.DROPDOWN,
        )
    )
