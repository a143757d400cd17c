"""A Home Assistant with cameras."""

import pytest

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component

from ...helpers.unguarded_house import add_source


@pytest.fixture(autouse=True)
async def home(hass: HomeAssistant) -> None:
    """Set up what every Home Assistant has."""
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "camera", {})
    await hass.async_block_till_done()


@pytest.fixture
async def sofa(hass: HomeAssistant) -> er.RegistryEntry:
    """Return the camera on the sofa."""
    return await add_source(hass)
