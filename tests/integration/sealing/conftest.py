"""The doors of an original whose camera is guarded."""

import pytest
from pytest_homeassistant_custom_component.common import async_mock_service
from pytest_homeassistant_custom_component.typing import (
    ClientSessionGenerator,
    WebSocketGenerator,
)

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from ...helpers.doors import Doors, make_doors
from ...helpers.fixtures import bare_house, hass_storage, home, house
from ...helpers.mock_house import House

__all__ = ["bare_house", "hass_storage", "home", "house"]

ORIGINAL = "camera.sofa_original"


@pytest.fixture
async def doors(
    hass: HomeAssistant,
    house: House,
    hass_client: ClientSessionGenerator,
    hass_ws_client: WebSocketGenerator,
) -> Doors:
    """Return the doors of the original of the sofa's camera, which is open still."""
    for component in ("api", "media_source", "websocket_api"):
        assert await async_setup_component(hass, component, {})
    doors = await make_doors(house, hass_client, hass_ws_client, ORIGINAL)
    doors.played = async_mock_service(hass, "media_player", "play_media")
    return doors


@pytest.fixture
async def image_doors(hass: HomeAssistant, home: None) -> None:
    """Set up what serves the pictures of image entities."""
    for component in ("api", "media_source", "image"):
        assert await async_setup_component(hass, component, {})
