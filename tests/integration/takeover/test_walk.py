"""From the first flow to the removal: what names a camera follows the guard, and comes back."""

from typing import Any

import pytest

from custom_components.lens_cap.const import DOMAIN
from homeassistant.components.homeassistant.exposed_entities import (
    async_expose_entity,
    async_should_expose,
)
from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import entity_registry as er, issue_registry as ir

from ...helpers.unguarded_house import registered

pytestmark = pytest.mark.usefixtures("socket_enabled")


@pytest.fixture
def hass_storage() -> dict[str, Any]:
    """Let Home Assistant write real files: Lens Cap looks whether they are there."""
    return {}


async def _guard(hass: HomeAssistant, camera: str) -> ConfigEntry[Any]:
    result: Any = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": "user"}
    )
    for answers in ({"cameras": [camera]}, {"Sofa": "living_area"}, {}):
        result = await hass.config_entries.flow.async_configure(
            result["flow_id"], answers
        )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    entry: ConfigEntry[Any] = result["result"]
    assert entry.state is ConfigEntryState.LOADED
    return entry


async def test_set_up_restart_and_remove(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """The id shows the guarded camera, also after a reload, and the original after the removal."""
    async_expose_entity(hass, "conversation", "camera.sofa", should_expose=True)
    before = registered(hass, "camera.sofa")

    entry = await _guard(hass, "camera.sofa")
    for _ in range(2):
        assert registered(hass, "camera.sofa").platform == DOMAIN
        state = hass.states.get("camera.sofa")
        assert state is not None
        assert state.name == "Sofa"
        assert state.state != "unavailable"
        assert async_should_expose(hass, "conversation", "camera.sofa")
        assert not async_should_expose(hass, "conversation", "camera.sofa_original")
        assert registered(hass, sofa.id).entity_id == "camera.sofa_original"
        assert hass.states.get("camera.sofa_original") is not None
        assert await hass.config_entries.async_reload(entry.entry_id)
        await hass.async_block_till_done()

    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()
    after = registered(hass, "camera.sofa")
    assert (after.id, after.hidden_by, after.options) == (
        before.id,
        before.hidden_by,
        before.options,
    )
    assert hass.states.get("camera.sofa_original") is None
    visible, left = sorted(
        (issue.issue_id for issue in ir.async_get(hass).issues.values()), reverse=True
    )
    assert visible == "visible_again"
    assert left.startswith("camera_left_")


async def test_a_camera_that_is_removed_alone_comes_back(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """Its subentry is deleted while everything runs."""
    entry = await _guard(hass, "camera.sofa")
    [camera_id] = (
        camera.subentry_id for camera in entry.get_subentries_of_type("camera")
    )
    hass.config_entries.async_remove_subentry(entry, camera_id)
    await hass.async_block_till_done()
    assert registered(hass, "camera.sofa").id == sofa.id
    assert not registered(hass, "camera.sofa").hidden
    assert entry.state is ConfigEntryState.LOADED


async def test_a_camera_that_is_removed_while_we_are_unloaded_comes_back_at_the_next_start(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """Then nobody tells us; the record does."""
    entry = await _guard(hass, "camera.sofa")
    assert await hass.config_entries.async_unload(entry.entry_id)
    [camera_id] = (
        camera.subentry_id for camera in entry.get_subentries_of_type("camera")
    )
    hass.config_entries.async_remove_subentry(entry, camera_id)
    await hass.async_block_till_done()
    assert registered(hass, sofa.id).hidden
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert registered(hass, "camera.sofa").id == sofa.id
    assert not registered(hass, "camera.sofa").hidden
