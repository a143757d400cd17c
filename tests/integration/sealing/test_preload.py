"""Nothing keeps a guarded stream running by an original: the preference is taken back, and given back."""

import logging

import pytest

from custom_components.lens_cap.ha.compat import async_get_preload, async_set_preload
from homeassistant.components.camera.const import DATA_COMPONENT
from homeassistant.const import EVENT_HOMEASSISTANT_STARTED
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from ...helpers.mock_house import HALL, SOFA, House
from ...helpers.subentries import add_camera, change_camera
from .conftest import ORIGINAL


async def _guard_hall(house: House) -> None:
    """Guard the camera in the hall beside the original, which keeps its id."""
    add_camera(house, HALL, take_over_id=False)
    await house.hass.async_block_till_done()


async def test_an_original_that_keeps_its_id_is_not_preloaded(
    hass: HomeAssistant, house: House
) -> None:
    """From its guarding until that ends; a reload in between remembers what was set."""
    await async_set_preload(hass, "camera.hall", value=True)
    await _guard_hall(house)
    assert not await async_get_preload(hass, "camera.hall")
    assert house.coordinator.state.take_overs[HALL].preload
    await house.restart()
    assert not await async_get_preload(hass, "camera.hall")
    hass.config_entries.async_remove_subentry(house.entry, HALL)
    await hass.async_block_till_done()
    assert await async_get_preload(hass, "camera.hall")


async def test_what_is_set_at_an_original_later_counts_afterwards(
    hass: HomeAssistant, house: House
) -> None:
    """Each start takes it back; it belongs to the original, under whatever id that has in the end."""
    await async_set_preload(hass, ORIGINAL, value=True)
    await house.restart()
    assert not await async_get_preload(hass, ORIGINAL)
    await hass.config_entries.async_remove(house.entry.entry_id)
    await hass.async_block_till_done()
    assert await async_get_preload(hass, "camera.sofa")
    assert not await async_get_preload(hass, ORIGINAL)


async def test_what_was_not_set_is_not_set_afterwards(
    hass: HomeAssistant, house: House
) -> None:
    """Neither for an original that kept its id, nor for one that did not."""
    await _guard_hall(house)
    await hass.config_entries.async_remove(house.entry.entry_id)
    await hass.async_block_till_done()
    assert not await async_get_preload(hass, "camera.hall")
    assert not await async_get_preload(hass, "camera.sofa")


async def test_another_source_leaves_the_old_one_as_it_was(
    hass: HomeAssistant, house: House
) -> None:
    """A device that was replaced: the preference of the old one is back, that of the new one is not used."""
    await async_set_preload(hass, "camera.hall", value=True)
    await _guard_hall(house)
    attic = er.async_get(hass).async_get_or_create("camera", "demo", "attic")
    await async_set_preload(hass, attic.entity_id, value=True)
    change_camera(house, HALL, source=attic.id)
    await hass.async_block_till_done()
    assert await async_get_preload(hass, "camera.hall")
    assert not await async_get_preload(hass, attic.entity_id)


async def test_one_without_an_entry_in_the_registry(
    hass: HomeAssistant, house: House
) -> None:
    """A camera of YAML is known by its entity id alone; its preference is kept by that."""
    camera = hass.data[DATA_COMPONENT]
    await camera.async_setup(
        {"camera": [{"platform": "proxy", "name": "Attic", "entity_id": "camera.hall"}]}
    )
    await hass.async_block_till_done()
    await async_set_preload(hass, "camera.attic", value=True)
    change_camera(house, SOFA, source="camera.attic")
    await hass.async_block_till_done()
    assert not await async_get_preload(hass, "camera.attic")
    await house.restart()
    assert not await async_get_preload(hass, "camera.attic")
    hass.config_entries.async_remove_subentry(house.entry, SOFA)
    await hass.async_block_till_done()
    assert await async_get_preload(hass, "camera.attic")


async def test_a_private_original_refuses_no_preloading(
    hass: HomeAssistant, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    """Home Assistant preloads one camera after another, and stops at the first that refuses."""
    await async_set_preload(hass, "camera.hall", value=True)
    await _guard_hall(house)
    await house.call("camera.turn_off", "camera.hall_guarded")
    caplog.set_level(logging.ERROR)
    caplog.clear()
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)
    await hass.async_block_till_done()
    assert not caplog.records
