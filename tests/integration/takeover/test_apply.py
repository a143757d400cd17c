"""What a take-over changes, once and again."""

import asyncio
from dataclasses import replace

import pytest

from custom_components.lens_cap.ha.compat import async_get_preload, async_set_preload
from custom_components.lens_cap.takeover import async_apply, async_plan
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from ...helpers.unguarded_house import (
    CAMERA_ID,
    add_slow_camera,
    add_source,
    guard_entry,
    registered,
)


async def test_the_guarded_camera_takes_the_place_of_the_source(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """The source is hidden, withheld and renamed; ours has its id, assistants and labels."""
    registry = er.async_get(hass)
    async_expose_entity(hass, "cloud.alexa", "camera.sofa", should_expose=True)
    registry.async_update_entity("camera.sofa", labels={"downstairs"})
    registry.async_update_entity_options("camera.sofa", "camera", {"orientation": 3})
    await async_set_preload(hass, "camera.sofa", value=True)
    entry, config = guard_entry(hass, sofa.id)

    record = await async_plan(hass, config)
    assert record is not None
    assert record.renamed_to == "camera.sofa_original"
    assert record.preload
    await async_apply(hass, entry, config, record)
    await hass.async_block_till_done()

    source = registered(hass, sofa.id)
    assert source.entity_id == "camera.sofa_original"
    assert source.hidden_by is er.RegistryEntryHider.INTEGRATION
    assert {
        assistant: source.options[assistant]["should_expose"]
        for assistant in ("cloud.alexa", "cloud.google_assistant", "conversation")
    } == dict.fromkeys(("cloud.alexa", "cloud.google_assistant", "conversation"), False)
    assert hass.states.get("camera.sofa_original") is not None
    guarded = registered(hass, "camera.sofa")
    assert guarded.unique_id == f"{CAMERA_ID}_camera"
    assert guarded.config_subentry_id == CAMERA_ID
    assert guarded.options["cloud.alexa"] == {"should_expose": True}
    assert guarded.options["camera"] == {"orientation": 3}
    assert guarded.labels == {"downstairs"}
    assert not await async_get_preload(hass, "camera.sofa")


async def test_planning_changes_nothing(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """A plan only reads."""
    _, config = guard_entry(hass, sofa.id)
    await async_plan(hass, config)
    assert registered(hass, "camera.sofa") == sofa


async def test_applying_again_changes_nothing(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """Each start applies the record again; nothing is there to do."""
    entry, config = guard_entry(hass, sofa.id)
    record = await async_plan(hass, config)
    assert record is not None
    await async_apply(hass, entry, config, record)
    await hass.async_block_till_done()
    before = dict(er.async_get(hass).entities)
    await async_apply(hass, entry, config, record)
    assert dict(er.async_get(hass).entities) == before


async def test_a_source_that_is_shown_or_offered_again_is_hidden_at_the_next_start(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """Hiding and withholding are repeated, for as long as the camera is guarded."""
    entry, config = guard_entry(hass, sofa.id)
    record = await async_plan(hass, config)
    assert record is not None
    await async_apply(hass, entry, config, record)
    er.async_get(hass).async_update_entity("camera.sofa_original", hidden_by=None)
    async_expose_entity(
        hass, "conversation", "camera.sofa_original", should_expose=True
    )
    await async_apply(hass, entry, config, record)
    source = registered(hass, sofa.id)
    assert source.hidden
    assert source.options["conversation"] == {"should_expose": False}


async def test_without_the_id_the_source_is_only_hidden_and_withheld(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """Then both keep apart: the source its id, ours a new one; its stream is not preloaded any more."""
    async_expose_entity(hass, "cloud.alexa", "camera.sofa", should_expose=True)
    await async_set_preload(hass, "camera.sofa", value=True)
    entry, config = guard_entry(hass, sofa.id, take_over_id=False)
    record = await async_plan(hass, config)
    assert record is not None
    assert (record.renamed_to, record.preload) == (None, True)
    for _ in range(2):
        await async_apply(hass, entry, config, record)
    source = registered(hass, sofa.id)
    assert source.entity_id == "camera.sofa"
    assert source.hidden
    assert source.options["cloud.alexa"] == {"should_expose": False}
    guarded = registered(hass, "camera.sofa_guarded")
    assert guarded.unique_id == f"{CAMERA_ID}_camera"
    assert "cloud.alexa" not in guarded.options
    assert not await async_get_preload(hass, "camera.sofa")


async def test_a_source_that_was_hidden_before_stays_as_it_was(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """Who hid it is remembered."""
    er.async_get(hass).async_update_entity(
        "camera.sofa", hidden_by=er.RegistryEntryHider.USER
    )
    entry, config = guard_entry(hass, sofa.id)
    record = await async_plan(hass, config)
    assert record is not None
    assert not record.hidden
    await async_apply(hass, entry, config, record)
    assert registered(hass, sofa.id).hidden_by is er.RegistryEntryHider.USER


async def test_new_ids_avoid_those_in_use(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """The plan names a free id for the source."""
    await add_source(hass, "Sofa original")
    _, config = guard_entry(hass, sofa.id)
    record = await async_plan(hass, config)
    assert record is not None
    assert record.renamed_to == "camera.sofa_original_2"


@pytest.mark.parametrize("own", [False, True])
async def test_what_cannot_be_taken_over_has_no_plan(
    hass: HomeAssistant, own: bool
) -> None:
    """A camera without a registry entry, and one of our own."""
    hass.states.async_set("camera.attic", "idle")
    entry, config = guard_entry(hass, "camera.attic")
    if own:
        er.async_get(hass).async_get_or_create(
            "camera", "lens_cap", "x_camera", object_id_base="attic", config_entry=entry
        )
        config = replace(config, source="camera.attic_2")
        assert registered(hass, "camera.attic_2").platform == "lens_cap"
    assert await async_plan(hass, config) is None


async def test_a_lost_record_is_read_from_the_mark(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """Without our store, a taken-over source is not taken for an untouched one."""
    entry, config = guard_entry(hass, sofa.id)
    record = await async_plan(hass, config)
    assert record is not None
    await async_apply(hass, entry, config, record)
    assert await async_plan(hass, config) == record


@pytest.mark.parametrize(
    "mark", [{"take_overs": {}, "holds": {}}, {"take_overs": {"a": 1}, "holds": {}}]
)
async def test_an_unreadable_mark_counts_as_none(
    hass: HomeAssistant, sofa: er.RegistryEntry, mark: dict[str, dict[str, int]]
) -> None:
    """What is not ours to read is overwritten, not believed."""
    registry = er.async_get(hass)
    registry.async_update_entity_options("camera.sofa", "lens_cap", mark)
    entry, config = guard_entry(hass, sofa.id)
    record = await async_plan(hass, config)
    assert record is not None
    assert record.original_entity_id == "camera.sofa"
    await async_apply(hass, entry, config, record)
    assert registered(hass, "camera.sofa").platform == "lens_cap"


@pytest.mark.parametrize("which", ["guarded", "source", "both"])
async def test_ids_that_people_change_later_are_left_alone(
    hass: HomeAssistant, sofa: er.RegistryEntry, which: str
) -> None:
    """Ids are given once."""
    registry = er.async_get(hass)
    entry, config = guard_entry(hass, sofa.id)
    record = await async_plan(hass, config)
    assert record is not None
    await async_apply(hass, entry, config, record)
    await hass.async_block_till_done()
    if which != "source":
        registry.async_update_entity("camera.sofa", new_entity_id="camera.couch")
    if which != "guarded":
        registry.async_update_entity(
            "camera.sofa_original",
            new_entity_id="camera.sofa" if which == "both" else "camera.bare",
        )
    await hass.async_block_till_done()
    before = {entry.id: entry.entity_id for entry in registry.entities.values()}
    await async_apply(hass, entry, config, record)
    assert {e.id: e.entity_id for e in registry.entities.values()} == before


@pytest.mark.parametrize(
    ("source_id", "guarded_id"),
    [
        ("camera.sofa_original", "camera.sofa"),
        ("camera.sofa", "camera.sofa_guarded"),
    ],
)
async def test_a_lost_guarded_entry_comes_back_without_moving_the_source(
    hass: HomeAssistant, sofa: er.RegistryEntry, source_id: str, guarded_id: str
) -> None:
    """Once ids were given, only our own entity is registered again."""
    registry = er.async_get(hass)
    entry, config = guard_entry(hass, sofa.id)
    record = await async_plan(hass, config)
    assert record is not None
    await async_apply(hass, entry, config, record)
    await hass.async_block_till_done()
    registry.async_remove("camera.sofa")
    registry.async_update_entity("camera.sofa_original", new_entity_id=source_id)
    await hass.async_block_till_done()
    await async_apply(hass, entry, config, record)
    assert registered(hass, guarded_id).unique_id == f"{CAMERA_ID}_camera"
    assert registered(hass, sofa.id).entity_id == source_id


async def test_a_source_renamed_by_a_person_before_we_came_stays_there(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """A crash, then a person's hand: the id that became free is still taken, the source is not moved."""
    entry, config = guard_entry(hass, sofa.id)
    record = await async_plan(hass, config)
    assert record is not None
    er.async_get(hass).async_update_entity("camera.sofa", new_entity_id="camera.bare")
    await hass.async_block_till_done()
    await async_apply(hass, entry, config, record)
    assert registered(hass, sofa.id).entity_id == "camera.bare"
    assert registered(hass, "camera.sofa").platform == "lens_cap"


@pytest.mark.parametrize(
    ("taken", "source_id"),
    [("camera.sofa_original", "camera.sofa"), ("camera.sofa", "camera.sofa_original")],
)
async def test_an_id_in_use_is_waited_for_until_another_start(
    hass: HomeAssistant,
    sofa: er.RegistryEntry,
    taken: str,
    source_id: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Nobody's id is taken away: ours gets another one, says so, and its own once that is free."""
    registry = er.async_get(hass)
    entry, config = guard_entry(hass, sofa.id)
    record = await async_plan(hass, config)
    assert record is not None
    if source_id != "camera.sofa":
        registry.async_update_entity("camera.sofa", new_entity_id=source_id)
        await hass.async_block_till_done()
    hass.states.async_set(taken, "idle")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "custom_components.lens_cap.takeover.entity_ids.WAIT_SECONDS", 0.01
        )
        await async_apply(hass, entry, config, record)
    assert registered(hass, "camera.sofa_guarded").platform == "lens_cap"
    assert registered(hass, sofa.id).entity_id == source_id
    assert registered(hass, sofa.id).hidden
    assert "the guarded camera of camera.sofa is camera.sofa_guarded" in caplog.text

    hass.states.async_remove(taken)
    await async_apply(hass, entry, config, record)
    assert registered(hass, "camera.sofa").platform == "lens_cap"
    assert registered(hass, sofa.id).entity_id == "camera.sofa_original"


async def test_a_source_that_leaves_its_id_slowly_is_waited_for(
    hass: HomeAssistant,
) -> None:
    """A camera that is being watched ends that first; then ours takes the id."""
    camera = await add_slow_camera(hass, "Sofa", "slow-1")
    entry, config = guard_entry(hass, registered(hass, "camera.sofa").id)
    record = await async_plan(hass, config)
    assert record is not None
    applying = hass.async_create_task(async_apply(hass, entry, config, record))
    for _ in range(5):
        await asyncio.sleep(0)
    assert er.async_get(hass).async_get("camera.sofa") is None
    camera.may_leave.set()
    await applying
    await hass.async_block_till_done()
    assert registered(hass, "camera.sofa").platform == "lens_cap"
    assert hass.states.get("camera.sofa_original") is not None


async def test_a_source_that_is_gone_leaves_its_place_to_us(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """Its name stays guarded, so that nothing else is shown under it."""
    entry, config = guard_entry(hass, sofa.id)
    record = await async_plan(hass, config)
    assert record is not None
    er.async_get(hass).async_remove("camera.sofa")
    await hass.async_block_till_done()
    for _ in range(2):
        await async_apply(hass, entry, config, record)
    assert registered(hass, "camera.sofa").platform == "lens_cap"
