"""Persons of whom nothing tells where they are: left out only if the owner says so."""

from collections.abc import Collection
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.selector import EntitySelector, EntitySelectorConfig
from homeassistant.helpers.translation import async_get_translations

from ..const import DOMAIN
from ..ha.tracker_kinds import tracked_by_connection
from ..sensing.people import all_persons, name_of
from .answers import Answers
from .selectors import AnyEntity

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
    texts = await async_get_translations(hass, hass.config.language, "common", {DOMAIN})
    text = texts[f"component.{DOMAIN}.common.by_connection"]
    return {
        "by_connection": "\n\n" + text.replace("{people}", said_names(hass, persons))
    }
