"""Applies a take-over: hides the source, withholds it from assistants, and swaps ids."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from homeassistant.components.camera.const import DOMAIN as CAMERA_DOMAIN
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback, split_entity_id, valid_entity_id
from homeassistant.helpers import entity_registry as er

from ..const import DOMAIN, LOGGER
from ..core.settings.camera import CameraConfig
from ..core.state.takeover import TakeOver
from ..ha import compat
from ..ha.exposure import SHOULD_EXPOSE, async_get_exposure, async_withhold
from ..ha.guarded_entity import async_guarded_entry, guarded_unique_id
from ..ha.texts import HouseholdTexts
from .entity_ids import async_available, async_is_free, async_wait_until_free
from .mark import TakeOverMark, async_read_mark, async_set_mark
from .names import async_stored_name


async def async_plan(
    hass: HomeAssistant, config: CameraConfig, before: TakeOver | None = None
) -> TakeOver | None:
    """Plan the take-over of a camera's source; changes nothing.

    A source that has no registry entry can be neither hidden nor renamed: None, but where its stream is
    preloaded. A source that bears the mark of an earlier take-over is as it was before that one.

    A camera that is guarded already gets another source (`before` is the record about the old one):
    both keep their ids. Whoever undoes that gives the new source the id of the guarded camera, by
    which dashboards and automations know it.
    """
    source = er.async_get(hass).async_get(config.source)
    if source is None:
        return await _async_plan_unregistered(hass, config, before)
    if source.platform == DOMAIN:
        return None
    mark = async_read_mark(source)
    if mark is not None and mark.camera_id == config.camera_id:
        return replace(mark.record, source_id=source.id)
    guarded = async_guarded_entry(hass, config.camera_id)
    replaced = guarded is not None and not valid_entity_id(config.source)
    if mark is not None and not replaced:
        return replace(mark.record, source_id=source.id)
    planned = TakeOver(
        source_id=source.id,
        original_entity_id=source.entity_id,
        renamed_to=None,
        hidden=source.hidden_by is None,
        exposure=async_get_exposure(hass, source.entity_id),
        preload=await compat.async_get_preload(hass, source.entity_id),
        platform=source.platform,
        unique_id=str(source.unique_id),
    )
    if mark is not None:
        record = mark.record
        planned = replace(planned, hidden=record.hidden, exposure=record.exposure)
    if not config.take_over_id:
        return planned
    if guarded is not None and replaced:
        return replace(
            planned,
            original_entity_id=guarded.entity_id,
            renamed_to=source.entity_id,
            preload=planned.preload or (before is not None and before.preload),
        )
    return replace(
        planned,
        renamed_to=async_available(hass, f"{source.entity_id}_original"),
    )


async def _async_plan_unregistered(
    hass: HomeAssistant, config: CameraConfig, before: TakeOver | None
) -> TakeOver | None:
    """Return what is changed at a camera that bears its entity id as its only id."""
    if before is not None and before.source_id == config.source:
        return before
    if not await compat.async_get_preload(hass, config.source):
        return None
    return TakeOver(
        source_id=config.source,
        original_entity_id=config.source,
        renamed_to=None,
        hidden=False,
        preload=True,
    )


async def async_named(hass: HomeAssistant, record: TakeOver) -> TakeOver:
    """Return the record with a distinct name for the source; changes nothing."""
    source = er.async_get(hass).async_get(record.source_id)
    if record.named is not None or source is None:
        return record
    texts = await HouseholdTexts.async_load(hass)
    name = er.async_get_full_entity_name(hass, source)
    text = texts.text("original_name", "{camera} (original)")
    named = text.replace(
        "{camera}", name
    )  # a name of an entity is not shown as Markdown
    return replace(record, named=named, name_before=source.name)


async def async_preloaded(hass: HomeAssistant, record: TakeOver) -> TakeOver:
    """Return the record with whether the source's stream is preloaded; changes nothing.

    Whoever set that for the original itself, before or after the take-over, gets it back at its end.
    """
    if not record.preload and await compat.async_get_preload(
        hass, _source_entity_id(hass, record)
    ):
        return replace(record, preload=True)
    return record


async def async_apply(
    hass: HomeAssistant, entry: ConfigEntry[Any], config: CameraConfig, record: TakeOver
) -> None:
    """Apply the changes of a record that were not applied yet, and save them.

    To be called at each start, after the record was saved and before the guarded camera's entities
    are added. Hiding and withholding are repeated each time; ids and names are given once, and whoever
    renames one of the two cameras after that is left in peace.
    """
    registry = er.async_get(hass)
    await _async_stop_preload(hass, _source_entity_id(hass, record))
    if valid_entity_id(record.source_id):
        return
    before = (
        registry.async_get(record.source_id),
        async_guarded_entry(hass, config.camera_id),
    )
    _async_conceal(hass, config, record)
    await _async_give_ids(hass, entry, config, record)
    if before != (
        registry.async_get(record.source_id),
        async_guarded_entry(hass, config.camera_id),
    ):
        await compat.async_save_entity_registry(hass)


async def _async_stop_preload(hass: HomeAssistant, entity_id: str) -> None:
    """Let no stream of a camera run without a viewer: it would be the guarded one, for nobody.

    While that is private, its refusal would also end Home Assistant's way through the other cameras.
    """
    if await compat.async_get_preload(hass, entity_id):
        await compat.async_set_preload(hass, entity_id, value=False)


@callback
def _source_entity_id(hass: HomeAssistant, record: TakeOver) -> str:
    """Return the id that a source has now; without an entry in the registry it is the only one it has."""
    source = er.async_get(hass).async_get(record.source_id)
    return record.source_id if source is None else source.entity_id


@callback
def _async_conceal(hass: HomeAssistant, config: CameraConfig, record: TakeOver) -> None:
    """Mark, hide and withhold the source, in one turn of the event loop: on disk it is all or nothing."""
    registry = er.async_get(hass)
    if (source := registry.async_get(record.source_id)) is None:
        return
    mark = async_read_mark(source)
    async_set_mark(
        hass,
        source.entity_id,
        TakeOverMark(
            camera_id=config.camera_id,
            record=record,
            ids_given=mark is not None
            and mark.camera_id == config.camera_id
            and mark.ids_given,
        ),
    )
    given_before = mark is not None and mark.record.named == record.named
    if record.named and not given_before and source.name == record.name_before:
        name = async_stored_name(hass, source, record.named)
        registry.async_update_entity(source.entity_id, name=name)
    if record.hidden and source.hidden_by is None:
        registry.async_update_entity(
            source.entity_id, hidden_by=er.RegistryEntryHider.INTEGRATION
        )
    async_withhold(hass, source.entity_id)


async def _async_give_ids(
    hass: HomeAssistant, entry: ConfigEntry[Any], config: CameraConfig, record: TakeOver
) -> None:
    """Give both cameras the ids of the record, unless they had them once."""
    source = er.async_get(hass).async_get(record.source_id)
    mark = async_read_mark(source) if source is not None else None
    guarded = async_guarded_entry(hass, config.camera_id)
    if guarded is not None and (mark is None or mark.ids_given):
        return
    if record.renamed_to is None:
        wanted = guarded.entity_id if guarded is not None else _beside(hass, record)
    elif mark is None or mark.ids_given or await _async_make_room(hass, record):
        wanted = record.original_entity_id
    else:
        wanted = _beside(hass, record)
    given = _async_register(hass, entry, config, record, wanted)
    if record.renamed_to is not None and given != record.original_entity_id:
        LOGGER.warning(
            "the guarded camera of %s is %s: another entity uses that entity id, or the new one of the original",
            record.original_entity_id,
            given,
        )
        return
    source = er.async_get(hass).async_get(record.source_id)
    if mark is not None and source is not None:
        async_set_mark(hass, source.entity_id, replace(mark, ids_given=True))


async def _async_make_room(hass: HomeAssistant, record: TakeOver) -> bool:
    """Move the source from its id to the new one; return whether it has left.

    A source that somebody gave another id in the meantime has left too, and stays where it is.
    """
    original, renamed_to = record.original_entity_id, record.renamed_to
    if record.preload:
        # Kept by entity id: it would open a stream of the guarded camera at each start.
        await compat.async_set_preload(hass, original, value=False)
    registry = er.async_get(hass)
    source = registry.async_get(record.source_id)
    if source is None or source.entity_id != original:
        return True
    if renamed_to is None or not async_is_free(hass, renamed_to):
        return False
    registry.async_update_entity(original, new_entity_id=renamed_to)
    return await async_wait_until_free(hass, original)


@callback
def _async_register(
    hass: HomeAssistant,
    entry: ConfigEntry[Any],
    config: CameraConfig,
    record: TakeOver,
    wanted: str,
) -> str:
    """Register the guarded camera before its entity is added; return the id that it has."""
    registry = er.async_get(hass)
    free = wanted if async_is_free(hass, wanted) else _beside(hass, record)
    if (guarded := async_guarded_entry(hass, config.camera_id)) is None:
        source = registry.async_get(record.source_id)
        guarded = registry.async_get_or_create(
            CAMERA_DOMAIN,
            DOMAIN,
            guarded_unique_id(config.camera_id),
            suggested_object_id=split_entity_id(free)[1],
            config_entry=entry,
            config_subentry_id=config.camera_id,
            get_initial_options=lambda: _first_options(source, record),
        )
        if source is not None:
            guarded = registry.async_update_entity(
                guarded.entity_id, aliases=source.aliases, labels=source.labels
            )
    if guarded.entity_id != wanted and async_is_free(hass, wanted):
        guarded = registry.async_update_entity(guarded.entity_id, new_entity_id=wanted)
    return guarded.entity_id


def _beside(hass: HomeAssistant, record: TakeOver) -> str:
    """Return an id for the guarded camera where the source keeps its own."""
    return async_available(hass, f"{record.original_entity_id}_guarded")


def _first_options(
    source: er.RegistryEntry | None, record: TakeOver
) -> dict[str, Mapping[str, Any]] | None:
    """Return what the guarded camera inherits: the picture's orientation, and the source's assistants.

    It inherits assistants with the id: who could ask for this camera then gets the guarded one.
    """
    options: dict[str, Mapping[str, Any]] = {}
    if source is not None and CAMERA_DOMAIN in source.options:
        options[CAMERA_DOMAIN] = source.options[CAMERA_DOMAIN]
    if record.renamed_to is not None:
        options |= {
            assistant: {SHOULD_EXPOSE: exposed}
            for assistant, exposed in record.exposure.items()
            if exposed is not None
        }
    return options or None
