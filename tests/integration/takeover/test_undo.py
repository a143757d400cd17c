"""What undoing a take-over gives back."""

import asyncio

import pytest

from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.core.state.takeover import TakeOver
from custom_components.lens_cap.ha.compat import async_get_preload, async_set_preload
from custom_components.lens_cap.takeover import (
    Undone,
    async_apply,
    async_plan,
    async_undo,
)
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from ...helpers.unguarded_house import (
    CAMERA_ID,
    add_slow_camera,
    guard_entry,
    registered,
)

OTHER = CameraId("01LENSCAP000000000000OTHER")


@pytest.fixture
def no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for no id."""
    monkeypatch.setattr(
        "custom_components.lens_cap.takeover.entity_ids.WAIT_SECONDS", 0.01
    )


async def _taken(
    hass: HomeAssistant, source_id: str, *, take_over_id: bool = True
) -> TakeOver:
    entry, config = guard_entry(hass, source_id, take_over_id=take_over_id)
    record = await async_plan(hass, config)
    assert record is not None
    await async_apply(hass, entry, config, record)
    await hass.async_block_till_done()
    return record


@pytest.mark.parametrize("take_over_id", [True, False])
async def test_everything_is_as_before(
    hass: HomeAssistant, sofa: er.RegistryEntry, take_over_id: bool
) -> None:
    """Id, visibility, assistants (what was not set is not set again), stream preference."""
    async_expose_entity(hass, "cloud.alexa", "camera.sofa", should_expose=True)
    async_expose_entity(hass, "conversation", "camera.sofa", should_expose=False)
    er.async_get(hass).async_update_entity_options(
        "camera.sofa", "cloud.google_assistant", {"disable_2fa": True}
    )
    await async_set_preload(hass, "camera.sofa", value=True)
    before = registered(hass, "camera.sofa")
    record = await _taken(hass, sofa.id, take_over_id=take_over_id)

    undone = await async_undo(hass, record, CAMERA_ID)
    await hass.async_block_till_done()

    after = registered(hass, "camera.sofa")
    assert (after.id, after.hidden_by) == (before.id, before.hidden_by)
    assert after.options == before.options
    assert await async_get_preload(hass, "camera.sofa")
    assert [entry.platform for entry in er.async_get(hass).entities.values()] == [
        "mjpeg"
    ]
    assert hass.states.get("camera.sofa") is not None
    assert undone == Undone(
        entity_id="camera.sofa",
        name="Sofa",
        shown=True,
        assistants=("cloud.alexa",),
        saved=True,
    )


async def test_undoing_again_does_nothing(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """Nothing is offered anew to an assistant that somebody took it from after the undoing."""
    async_expose_entity(hass, "cloud.alexa", "camera.sofa", should_expose=True)
    record = await _taken(hass, sofa.id)
    await async_undo(hass, record, CAMERA_ID)
    await hass.async_block_till_done()
    async_expose_entity(hass, "cloud.alexa", "camera.sofa", should_expose=False)
    await async_set_preload(hass, "camera.sofa", value=True)
    before = registered(hass, "camera.sofa")
    assert await async_undo(hass, record, CAMERA_ID) == Undone(saved=True)
    assert registered(hass, "camera.sofa") == before
    assert await async_get_preload(hass, "camera.sofa")


async def test_what_was_never_done_is_not_undone(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """A record that was saved before a crash, and of which nothing reached the registry."""
    async_expose_entity(hass, "cloud.alexa", "camera.sofa", should_expose=False)
    _, config = guard_entry(hass, sofa.id)
    record = await async_plan(hass, config)
    assert record is not None
    before = registered(hass, "camera.sofa")
    assert await async_undo(hass, record, CAMERA_ID) == Undone(saved=True)
    assert registered(hass, "camera.sofa") == before


async def test_what_people_changed_stays(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """A person hid the source, gave it another id and offered it to an assistant."""
    async_expose_entity(hass, "cloud.alexa", "camera.sofa", should_expose=False)
    record = await _taken(hass, sofa.id)
    registry = er.async_get(hass)
    registry.async_update_entity(
        "camera.sofa_original",
        hidden_by=er.RegistryEntryHider.USER,
        new_entity_id="camera.bare",
    )
    await hass.async_block_till_done()
    async_expose_entity(hass, "cloud.alexa", "camera.bare", should_expose=True)
    async_expose_entity(hass, "conversation", "camera.bare", should_expose=True)
    undone = await async_undo(hass, record, CAMERA_ID)
    source = registered(hass, sofa.id)
    assert source.entity_id == "camera.bare"
    assert source.hidden_by is er.RegistryEntryHider.USER
    assert source.options["cloud.alexa"] == {"should_expose": True}
    assert source.options["conversation"] == {"should_expose": True}
    assert undone == Undone(entity_id="camera.bare", name="Sofa", saved=True)


async def test_a_preference_for_the_guarded_camera_does_not_pass_to_the_source(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """It is kept by entity id, and was set for the guarded camera only."""
    record = await _taken(hass, sofa.id)
    await async_set_preload(hass, "camera.sofa", value=True)
    await async_undo(hass, record, CAMERA_ID)
    assert not await async_get_preload(hass, "camera.sofa")


@pytest.mark.usefixtures("no_patience")
@pytest.mark.parametrize("preload", [True, False])
async def test_an_id_in_use_is_left_and_said(
    hass: HomeAssistant, sofa: er.RegistryEntry, preload: bool
) -> None:
    """The source is visible again under its new id, with its own stream preference."""
    await async_set_preload(hass, "camera.sofa", value=preload)
    record = await _taken(hass, sofa.id)
    er.async_get(hass).async_update_entity("camera.sofa", new_entity_id="camera.couch")
    await hass.async_block_till_done()
    hass.states.async_set("camera.sofa", "idle")
    undone = await async_undo(hass, record, CAMERA_ID)
    assert registered(hass, sofa.id).entity_id == "camera.sofa_original"
    assert not registered(hass, sofa.id).hidden
    assert undone.entity_id == "camera.sofa_original"
    assert undone.shown
    assert undone.id_in_use
    assert await async_get_preload(hass, "camera.sofa_original") is preload
    assert not await async_get_preload(hass, "camera.sofa")


async def test_a_source_that_is_gone_is_no_obstacle(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """Ours is removed all the same."""
    record = await _taken(hass, sofa.id)
    er.async_get(hass).async_remove("camera.sofa_original")
    await hass.async_block_till_done()
    assert await async_undo(hass, record, CAMERA_ID) == Undone(saved=True)
    assert not er.async_get(hass).entities


async def test_a_source_that_another_camera_of_ours_guards_now_is_not_revealed(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """An old record that was left over undoes nothing of a newer take-over."""
    record = await _taken(hass, sofa.id)
    assert await async_undo(hass, record, OTHER) == Undone(saved=True)
    assert registered(hass, sofa.id).hidden
    assert registered(hass, "camera.sofa").platform == "lens_cap"


async def test_a_guarded_camera_that_leaves_slowly_is_waited_for(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """Its viewers are cut first; then the source gets the id."""
    record = await _taken(hass, sofa.id)
    camera = await add_slow_camera(hass, "Sofa", f"{CAMERA_ID}_camera", "lens_cap")
    assert camera.entity_id == "camera.sofa"
    undoing = hass.async_create_task(async_undo(hass, record, CAMERA_ID))
    for _ in range(5):
        await asyncio.sleep(0)
    assert registered(hass, sofa.id).entity_id == "camera.sofa_original"
    hass.states.async_set("camera.sofa", "streaming")
    await asyncio.sleep(0)
    assert not undoing.done()
    camera.may_leave.set()
    assert (await undoing).entity_id == "camera.sofa"
    await hass.async_block_till_done()
    assert registered(hass, "camera.sofa").id == sofa.id


async def test_a_source_that_goes_while_we_wait_is_no_obstacle(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """The vendor's integration is removed at the same time."""
    record = await _taken(hass, sofa.id)
    camera = await add_slow_camera(hass, "Sofa", f"{CAMERA_ID}_camera", "lens_cap")
    undoing = hass.async_create_task(async_undo(hass, record, CAMERA_ID))
    await asyncio.sleep(0)
    er.async_get(hass).async_remove("camera.sofa_original")
    camera.may_leave.set()
    assert not (await undoing).id_in_use
    await hass.async_block_till_done()
    assert not er.async_get(hass).entities
