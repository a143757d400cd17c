"""The mark on a source camera's registry entry: who took it over, and what was there before."""

from dataclasses import dataclass, replace
from typing import cast

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from ..const import DOMAIN
from ..core.ids import CameraId
from ..core.state.codec import Json, state_from_json, state_to_json
from ..core.state.household import HouseholdState
from ..core.state.takeover import TakeOver

_IDS_GIVEN = "ids_given"


@dataclass(frozen=True, kw_only=True)
class TakeOverMark:
    """Which guarded camera took a source over, with which record.

    `ids_given` says that both cameras had the ids of the record once. Whoever changes an id
    after that wants it so.
    """

    camera_id: CameraId
    record: TakeOver
    ids_given: bool


@callback
def async_read_mark(source: er.RegistryEntry) -> TakeOverMark | None:
    """Return the mark on a source camera, or None where there is none that can be read."""
    if (data := source.options.get(DOMAIN)) is None:
        return None
    state = state_from_json(cast(Json, data))
    if state is None or len(state.take_overs) != 1:
        return None
    [(camera_id, record)] = state.take_overs.items()
    return TakeOverMark(
        camera_id=camera_id, record=record, ids_given=data.get(_IDS_GIVEN) is True
    )


@callback
def async_marked(hass: HomeAssistant) -> dict[CameraId, TakeOver]:
    """Return the record of each take-over that a source camera bears the mark of."""
    found: dict[CameraId, TakeOver] = {}
    for source in er.async_get(hass).entities.values():
        if (mark := async_read_mark(source)) is not None:
            found[mark.camera_id] = replace(mark.record, source_id=source.id)
    return found


@callback
def async_set_mark(
    hass: HomeAssistant, entity_id: str, mark: TakeOverMark | None
) -> None:
    """Set or remove the mark of the source camera with this entity id."""
    er.async_get(hass).async_update_entity_options(
        entity_id,
        DOMAIN,
        None
        if mark is None
        else {
            **state_to_json(HouseholdState(take_overs={mark.camera_id: mark.record})),
            _IDS_GIVEN: mark.ids_given,
        },
    )
