"""Nobody picks the wrong one of two cameras that bear one name."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from ...helpers.mock_house import House, registered
from .conftest import ORIGINAL


async def test_the_original_is_named_apart(hass: HomeAssistant, house: House) -> None:
    """From the take-over until it is undone; its own name was never a person's."""
    assert house.state(ORIGINAL).name == "Sofa (original)"
    assert house.state("camera.sofa").name == "Sofa"
    await house.restart()
    assert house.state(ORIGINAL).name == "Sofa (original)"
    await hass.config_entries.async_remove(house.entry.entry_id)
    await hass.async_block_till_done()
    assert registered(hass, "camera.sofa").name is None
    assert house.state("camera.sofa").name == "Sofa"


async def test_whoever_renames_it_is_left_in_peace(
    hass: HomeAssistant, house: House
) -> None:
    """At the next start, and when the take-over is undone."""
    er.async_get(hass).async_update_entity(ORIGINAL, name="Couch, raw")
    await house.restart()
    assert registered(hass, ORIGINAL).name == "Couch, raw"
    await hass.config_entries.async_remove(house.entry.entry_id)
    await hass.async_block_till_done()
    assert registered(hass, "camera.sofa").name == "Couch, raw"
