"""A Home Assistant with cameras, where entries of ours are made and not set up."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
from tests.helpers.unguarded_house import add_source


@pytest.fixture(autouse=True)
async def home(hass: HomeAssistant) -> None:
    """Set up what every Home Assistant has."""
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "camera", {})
    await hass.async_block_till_done()


@pytest.fixture(autouse=True)
def no_setup() -> Iterator[None]:
    """Leave entries of ours alone once they are made: these tests are about the flows."""
    with patch("custom_components.lens_cap.async_setup_entry", return_value=True):
        yield


@pytest.fixture
async def sofa(hass: HomeAssistant) -> er.RegistryEntry:
    """Return the camera on the sofa."""
    return await add_source(hass)
