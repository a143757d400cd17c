"""Undoes a take-over, and reports what became visible."""

from dataclasses import dataclass, replace

from homeassistant.core import HomeAssistant, callback, valid_entity_id
from homeassistant.helpers import entity_registry as er

from ..core.ids import CameraId
from ..core.state.takeover import TakeOver
from ..ha import compat
from ..ha.exposure import async_give_back
from ..ha.guarded_entity import async_guarded_entry
from .entity_ids import async_is_free, async_wait_until_free
from .mark import async_read_mark, async_set_mark
from .names import async_stored_name


@dataclass(frozen=True, kw_only=True)
class Undone:
    """The result of undoing one take-over.

    `entity_id` and `name` are those of the original camera now; None where nothing was left to undo,
    because that was done before or the camera is gone. `shown` says that Home Assistant shows it
    again, `assistants` to which voice assistants it is offered again. `id_in_use` says that it
    could not have its old id back. `saved` says that all this is on disk, so that the record may
    be forgotten.
    """

    entity_id: str | None = None
    name: str | None = None
    shown: bool = False
    assistants: tuple[str, ...] = ()
    id_in_use: bool = False
    saved: bool = False


async def async_undo(
    hass: HomeAssistant, record: TakeOver, camera_id: CameraId
) -> Undone:
    """Give a source camera back its id, its visibility and its assistants, and save that.

    Can be repeated: what was undone before, or was never done, is left alone, and so is what
    somebody changed since. Removes the guarded camera's registry entry, since it holds the id.
    """
    if (guarded := async_guarded_entry(hass, camera_id)) is not None:
        er.async_get(hass).async_remove(guarded.entity_id)
    undone = _async_reveal(hass, record, camera_id, was_guarded=guarded is not None)
    if undone.entity_id is not None and undone.entity_id == record.renamed_to:
        undone = await _async_give_id_back(hass, record, undone)
    elif record.preload and (undone.entity_id or valid_entity_id(record.source_id)):
        kept = undone.entity_id or record.source_id
        await _async_restore_preload(hass, kept, preload=True)
    return replace(undone, saved=await compat.async_save_entity_registry(hass))


async def async_release_original(
    hass: HomeAssistant, camera_id: CameraId, but: str | None
) -> list[Undone]:
    """Give up every source that a camera has taken over, except the one with this registry id.

    For a camera that is replaced: the guarded camera stays, and keeps the entity id that both had
    in turn. The old source keeps the one that it got; it is shown, and offered to assistants, as
    before.
    """
    records = [
        replace(mark.record, source_id=source.id)
        for source in list(er.async_get(hass).entities.values())
        if source.id != but
        and (mark := async_read_mark(source)) is not None
        and mark.camera_id == camera_id
    ]
    released = [_async_reveal(hass, record, camera_id) for record in records]
    for record, undone in zip(records, released, strict=True):
        # Where the ids were swapped, the preference belongs to the one that both had in turn.
        if record.preload and record.renamed_to is None and undone.entity_id:
            await _async_restore_preload(hass, undone.entity_id, preload=True)
    if released:
        await compat.async_save_entity_registry(hass)
    return released


@callback
def _async_reveal(
    hass: HomeAssistant,
    record: TakeOver,
    camera_id: CameraId,
    *,
    was_guarded: bool = False,
) -> Undone:
    """Undo all but the id, in one turn of the event loop: on disk it is all or nothing."""
    registry = er.async_get(hass)
    source = registry.async_get(record.source_id)
    if source is None:
        return Undone()
    if (mark := async_read_mark(source)) is not None and mark.camera_id != camera_id:
        return Undone()
    hidden = record.hidden and source.hidden_by is er.RegistryEntryHider.INTEGRATION
    renamed = source.entity_id == record.renamed_to
    if mark is None and not was_guarded and not hidden and not renamed:
        return Undone()
    if hidden:
        registry.async_update_entity(source.entity_id, hidden_by=None)
    if record.named is not None and source.name in {
        record.named,
        async_stored_name(hass, source, record.named),
    }:
        name = async_stored_name(hass, source, record.name_before)
        registry.async_update_entity(source.entity_id, name=name)
    assistants = async_give_back(hass, source.entity_id, record.exposure)
    async_set_mark(hass, source.entity_id, None)
    state = hass.states.get(source.entity_id)
    return Undone(
        entity_id=source.entity_id,
        name=state.name if state else er.async_get_full_entity_name(hass, source),
        shown=hidden,
        assistants=assistants,
    )


async def _async_give_id_back(
    hass: HomeAssistant, record: TakeOver, undone: Undone
) -> Undone:
    """Give the source its old id, once the guarded camera is gone from it."""
    original = record.original_entity_id
    free = await async_wait_until_free(hass, original)
    if free:
        await _async_restore_preload(hass, original, preload=record.preload)
    elif record.preload and record.renamed_to is not None:
        await _async_restore_preload(hass, record.renamed_to, preload=True)
    registry = er.async_get(hass)
    source = registry.async_get(record.source_id)
    if source is None or source.entity_id != record.renamed_to:
        return undone
    if not async_is_free(hass, original):
        return replace(undone, id_in_use=True)
    registry.async_update_entity(source.entity_id, new_entity_id=original)
    # From Home Assistant 2026.11 on, the preference that the source had meanwhile, none, goes along.
    await _async_restore_preload(hass, original, preload=record.preload)
    return replace(undone, entity_id=original)


async def _async_restore_preload(
    hass: HomeAssistant, entity_id: str, *, preload: bool
) -> None:
    if await compat.async_get_preload(hass, entity_id) is not preload:
        await compat.async_set_preload(hass, entity_id, value=preload)
