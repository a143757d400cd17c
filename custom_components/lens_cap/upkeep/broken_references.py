"""Finds broken references in rules and options."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from homeassistant.core import HomeAssistant, callback

from ..core.plain_text import Markdown
from ..core.settings.camera import CameraConfig
from ..core.settings.household import Household
from ..core.settings.rule import Rule
from ..ha.lookup import area_is_there, label_is_there, phone_is_there, there
from ..ha.texts import HouseholdTexts


class BrokenKind(StrEnum):
    """What kind of thing is missing."""

    CAMERA = "camera"
    AREA = "area"
    LABEL = "label"
    ZONE = "zone"
    PERSON = "person"
    ENTITY = "entity"
    PHONE = "phone"


@dataclass(frozen=True, kw_only=True, order=True)
class BrokenReference:
    """A missing thing; `known_as` is empty if people would not recognize its id."""

    kind: BrokenKind
    known_as: str = ""


@callback
def missing_of_rule(
    hass: HomeAssistant, rule: Rule, cameras: Collection[CameraConfig]
) -> list[BrokenReference]:
    """Return the broken references of a rule."""
    zones = {zone.zone_id for camera in cameras for zone in camera.zones}
    found = _entities(hass, rule.watched)
    if rule.scope.cameras - {camera.camera_id for camera in cameras}:
        found.append(BrokenReference(kind=BrokenKind.CAMERA))
    if rule.effect.zones - zones:
        found.append(BrokenReference(kind=BrokenKind.ZONE))
    found += [
        BrokenReference(kind=BrokenKind.AREA, known_as=area)
        for area in rule.scope.areas
        if not area_is_there(hass, area)
    ]
    found += [
        BrokenReference(kind=BrokenKind.LABEL, known_as=label)
        for label in rule.scope.labels
        if not label_is_there(hass, label)
    ]
    return sorted(found)


@callback
def missing_of_household(
    hass: HomeAssistant, household: Household
) -> list[BrokenReference]:
    """Return the broken references of the household's options."""
    found = _entities(hass, (household.residents or set()) | household.guests_entities)
    if not all(phone_is_there(hass, phone) for phone in household.announce_to):
        found.append(BrokenReference(kind=BrokenKind.PHONE))
    return sorted(found)


def said(missing: Iterable[BrokenReference], texts: HouseholdTexts) -> Markdown:
    """Return what is missing as a list in the household's language."""
    return texts.list(texts.say(one.kind, name=one.known_as) for one in missing)


def _entities(hass: HomeAssistant, entity_ids: Iterable[str]) -> list[BrokenReference]:
    return [
        BrokenReference(kind=_kind(entity_id), known_as=entity_id)
        for entity_id in entity_ids
        if there(hass, entity_id) is None
    ]


def _kind(entity_id: str) -> BrokenKind:
    return BrokenKind.PERSON if entity_id.startswith("person.") else BrokenKind.ENTITY
