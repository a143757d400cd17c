"""Lens Cap set up in a Home Assistant with original cameras."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import mock_config_flow

from homeassistant.config_entries import ConfigFlow
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .mock_house import House, build


@pytest.fixture
def hass_storage() -> dict[str, Any]:
    """Let Home Assistant write real files, into the test's own folder."""
    return {}


@pytest.fixture(autouse=True)
async def home(hass: HomeAssistant, socket_enabled: None) -> AsyncIterator[None]:
    """Set up what every Home Assistant has; the relay may open its port."""
    for component in ("homeassistant", "http", "camera", "stream"):
        assert await async_setup_component(hass, component, {})
    await hass.async_block_till_done()
    with mock_config_flow("test", ConfigFlow):
        yield


@pytest.fixture
async def bare_house(hass: HomeAssistant) -> House:
    """Return a house where Lens Cap was configured just now, and never ran."""
    return await build(hass)


@pytest.fixture
async def house(bare_house: House) -> House:
    """Return a house where Lens Cap runs: Sofa is open, Bed is private by its settings."""
    assert await bare_house.set_up()
    return bare_house
