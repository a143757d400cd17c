"""Finds a camera's own controls in Home Assistant."""

from dataclasses import dataclass

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from ..core.controls.action import CONTROLLABLE
from ..core.controls.matching import rows_for
from ..core.controls.proposals import Proposal, best_first, proposal_for
from ..core.controls.role import AUDITED_ONLY
from ..core.controls.row import Row
from ..ha.device_entities import async_entities_of_camera, async_shape
from ..ha.same_device import devices_by_serial


@dataclass(frozen=True, kw_only=True)
class FoundControl:
    """An entity that the table knows; `entity` is the id of its entry in the entity registry."""

    row: Row
    entity_id: str
    entity: str
    disabled: bool


@callback
def async_found_controls(
    hass: HomeAssistant, source_entity_id: str
) -> list[FoundControl]:
    """Return the controls of a camera that the table knows, disabled ones included.

    What only can be read, and what only the security check looks at, is left out.
    """
    return [
        FoundControl(
            row=row,
            entity_id=entry.entity_id,
            entity=entry.id,
            disabled=entry.disabled_by is not None,
        )
        for entry in _entities(hass, source_entity_id)
        for row in rows_for(async_shape(hass, entry, source_entity_id))
        if row.platform in CONTROLLABLE and row.role not in AUDITED_ONLY
    ]


@callback
def async_proposed_controls(
    hass: HomeAssistant, source_entity_id: str
) -> tuple[tuple[str, Proposal], ...]:
    """Return entity ids of a camera's devices that may be controls, the likeliest first.

    They are guesses: nothing may be done by them before the owner has seen what they do.
    """
    return best_first(
        (entry.entity_id, proposal)
        for entry in _entities(hass, source_entity_id)
        if entry.disabled_by is None
        and (proposal := proposal_for(async_shape(hass, entry, source_entity_id)))
    )


@callback
def _entities(hass: HomeAssistant, source_entity_id: str) -> list[er.RegistryEntry]:
    return async_entities_of_camera(hass, source_entity_id, devices_by_serial(hass))
