"""What Home Assistant itself knows to name, or to be offered, one camera."""

from collections.abc import Collection, Iterable, Iterator

from homeassistant.components.group import groups_with_entity
from homeassistant.components.homeassistant.scene import scenes_with_entity
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from ..const import DOMAIN
from ..core.reference import Reference, ReferenceKind
from ..ha.exposure import (
    ASSISTANTS,
    HOMEKIT,
    async_get_exposure,
    async_homekit_bridges,
    async_homekit_own_streams,
)
from .configurations import title_of
from .walk import cameras_in


@callback
def async_scenes(hass: HomeAssistant, entity_id: str) -> list[Reference]:
    """Return the scenes that have the camera as a member."""
    return _titled(hass, ReferenceKind.SCENE, scenes_with_entity(hass, entity_id))


@callback
def async_groups(hass: HomeAssistant, entity_id: str) -> list[Reference]:
    """Return the groups that have the camera as a member."""
    return _titled(hass, ReferenceKind.GROUP, groups_with_entity(hass, entity_id))


@callback
def async_homekit(hass: HomeAssistant, entity_id: str) -> list[Reference]:
    """Return the HomeKit bridges that offer the camera, by name or as one of all cameras."""
    entry = er.async_get(hass).async_get(entity_id)
    hidden = entry is not None and (
        entry.hidden_by is not None or entry.disabled_by is not None
    )
    return [
        Reference(kind=ReferenceKind.HOMEKIT, title=title)
        for title in async_homekit_bridges(hass, entity_id, hidden=hidden)
    ]


@callback
def async_homekit_past_guard(
    hass: HomeAssistant, entity_ids: Collection[str]
) -> list[Reference]:
    """Return the HomeKit bridges that fetch the picture of any of these cameras themselves."""
    return [
        Reference(kind=ReferenceKind.HOMEKIT, title=title)
        for title in async_homekit_own_streams(hass, entity_ids)
    ]


@callback
def async_assistants(
    hass: HomeAssistant, entity_ids: Iterable[str]
) -> tuple[Reference, ...]:
    """Return the voice assistants that any of the entities is offered to."""
    offered = {
        assistant
        for entity_id in entity_ids
        for assistant, exposed in async_get_exposure(hass, entity_id).items()
        if exposed
    }
    return tuple(
        Reference(kind=ReferenceKind.ASSISTANT, title=name)
        for assistant, name in ASSISTANTS.items()
        if assistant in offered
    )


def integrations_naming(hass: HomeAssistant, entity_id: str) -> Iterator[Reference]:
    """Yield other integrations that were set up with the camera's name."""
    entity = er.async_get(hass).async_get(entity_id)
    own = entity.config_entry_id if entity is not None else None
    for entry in hass.config_entries.async_entries():
        if entry.entry_id == own or entry.domain in {DOMAIN, HOMEKIT, "group"}:
            continue
        settings = [entry.data, entry.options]
        settings.extend(subentry.data for subentry in entry.subentries.values())
        if entity_id in cameras_in(settings):
            yield Reference(kind=ReferenceKind.INTEGRATION, title=entry.title)


def _titled(
    hass: HomeAssistant, kind: ReferenceKind, entity_ids: Iterable[str]
) -> list[Reference]:
    return [
        Reference(kind=kind, title=title_of(hass, entity_id))
        for entity_id in sorted(entity_ids)
    ]
