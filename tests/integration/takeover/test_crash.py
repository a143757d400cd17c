"""Home Assistant is killed in the middle: what is on disk is any state that the registry went through."""

from collections.abc import Iterator
from contextlib import contextmanager
import copy
from itertools import combinations
from typing import Any

import pytest

from custom_components.lens_cap.core.state.takeover import TakeOver
from custom_components.lens_cap.takeover import async_apply, async_plan, async_undo
from custom_components.lens_cap.takeover.mark import TakeOverMark, async_set_mark
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from ...helpers.unguarded_house import CAMERA_ID, guard_entry, registered


@pytest.fixture
async def source(hass: HomeAssistant) -> er.RegistryEntry:
    """Return a camera of which only the registry knows: its integration starts after ours."""
    registry = er.async_get(hass)
    entry = registry.async_get_or_create(
        "camera", "vendor", "sofa", object_id_base="sofa", original_name="Sofa"
    )
    async_expose_entity(hass, "cloud.alexa", entry.entity_id, should_expose=True)
    return registered(hass, entry.entity_id)


@contextmanager
def _snapshots(hass: HomeAssistant) -> Iterator[list[dict[str, Any]]]:
    """Collect what a crash could leave on disk: the registry before, and after each change."""
    found = [_snapshot(hass)]

    @callback
    def _changed(_event: Event[Any]) -> None:
        found.append(_snapshot(hass))

    unsubscribe = hass.bus.async_listen(er.EVENT_ENTITY_REGISTRY_UPDATED, _changed)
    yield found
    unsubscribe()


def _snapshot(hass: HomeAssistant) -> dict[str, Any]:
    registry = er.async_get(hass)
    return {
        "entities": dict(registry.entities.data),
        "deleted": dict(registry.deleted_entities),
    }


def _restart_with(hass: HomeAssistant, snapshot: dict[str, Any]) -> None:
    registry = er.async_get(hass)
    registry.entities.clear()
    registry.entities.update(copy.copy(snapshot["entities"]))
    registry.deleted_entities.clear()
    registry.deleted_entities.update(copy.copy(snapshot["deleted"]))


def _shape(hass: HomeAssistant) -> dict[str, tuple[object, ...]]:
    """Return what counts about every registered entity."""
    return {
        entry.entity_id: (entry.id, entry.platform, entry.hidden_by, entry.options)
        for entry in er.async_get(hass).entities.values()
    }


async def test_every_crash_while_applying_is_repaired_or_undone(
    hass: HomeAssistant, source: er.RegistryEntry
) -> None:
    """From each state on disk, applying finishes and undoing restores."""
    before = _shape(hass)
    entry, config = guard_entry(hass, source.id)
    record = await async_plan(hass, config)
    assert record is not None
    with _snapshots(hass) as snapshots:
        await async_apply(hass, entry, config, record)
    applied = _shape(hass)
    assert len(snapshots) > 6

    for snapshot in snapshots:
        _restart_with(hass, snapshot)
        await async_apply(hass, entry, config, record)
        assert _without_ids(_shape(hass)) == _without_ids(applied)
        _restart_with(hass, snapshot)
        await async_undo(hass, record, CAMERA_ID)
        assert _shape(hass) == before


async def test_every_crash_while_undoing_is_finished(
    hass: HomeAssistant, source: er.RegistryEntry
) -> None:
    """From each state on disk, undoing again restores all."""
    before = _shape(hass)
    entry, config = guard_entry(hass, source.id)
    record = await async_plan(hass, config)
    assert record is not None
    await async_apply(hass, entry, config, record)
    with _snapshots(hass) as snapshots:
        await async_undo(hass, record, CAMERA_ID)
    assert len(snapshots) > 5
    for snapshot in snapshots:
        _restart_with(hass, snapshot)
        await async_undo(hass, record, CAMERA_ID)
        assert _shape(hass) == before


CHANGES = ("conceal", "hide", "rename", "register")
SUBSETS = [subset for size in range(5) for subset in combinations(CHANGES, size)]


@pytest.mark.parametrize("subset", SUBSETS, ids="+".join)
@pytest.mark.parametrize("undo", [False, True], ids=["apply", "undo"])
async def test_every_subset_of_the_changes_is_repaired_or_undone(
    hass: HomeAssistant, source: er.RegistryEntry, subset: tuple[str, ...], undo: bool
) -> None:
    """Even states that no order of writing could leave behind."""
    before = _shape(hass)
    registry = er.async_get(hass)
    entry, config = guard_entry(hass, source.id)
    record = await async_plan(hass, config)
    assert record is not None
    await async_apply(hass, entry, config, record)
    applied = _without_ids(_shape(hass))
    await async_undo(hass, record, CAMERA_ID)
    registry.deleted_entities.clear()

    _do(hass, record, subset, entry)
    if undo:
        await async_undo(hass, record, CAMERA_ID)
        assert _shape(hass) == before
    else:
        await async_apply(hass, entry, config, record)
        assert _without_ids(_shape(hass)) == applied


def _do(
    hass: HomeAssistant, record: TakeOver, subset: tuple[str, ...], entry: Any
) -> None:
    registry = er.async_get(hass)
    entity_id = record.original_entity_id
    if "conceal" in subset:
        async_set_mark(
            hass,
            entity_id,
            TakeOverMark(camera_id=CAMERA_ID, record=record, ids_given=False),
        )
        for assistant in record.exposure:
            async_expose_entity(hass, assistant, entity_id, should_expose=False)
    if "hide" in subset:
        registry.async_update_entity(
            entity_id, hidden_by=er.RegistryEntryHider.INTEGRATION
        )
    if "rename" in subset and record.renamed_to is not None:
        registry.async_update_entity(entity_id, new_entity_id=record.renamed_to)
    if "register" in subset:
        registry.async_get_or_create(
            "camera",
            "lens_cap",
            f"{CAMERA_ID}_camera",
            object_id_base="sofa",
            config_entry=entry,
            config_subentry_id=CAMERA_ID,
            get_initial_options=lambda: {"cloud.alexa": {"should_expose": True}},
        )


def _without_ids(shape: dict[str, tuple[object, ...]]) -> dict[str, tuple[object, ...]]:
    return {entity_id: values[1:] for entity_id, values in shape.items()}
