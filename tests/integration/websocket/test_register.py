"""The register over the websocket: of cameras that somebody may see, with names for administrators."""

import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from homeassistant.core import HomeAssistant

from ...helpers.family import by, set_options
from ...helpers.feed import open_feed
from ...helpers.mock_house import House


@pytest.fixture
async def told(family: House, ben: MockUser) -> House:
    """Return a house in which the nanny withdrew her consent about the bed's camera."""
    set_options(family, responsible="The Sofas")
    await family.call(
        "lens_cap.withdraw_consent", "camera.bed", who="The nanny", context=by(ben)
    )
    return family


async def test_an_administrator(
    told: House,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    anna: MockUser,
) -> None:
    """Reads of all cameras, and who withdrew."""
    feed = await open_feed(hass, hass_ws_client, anna)
    register = await feed.asks("register/list")
    assert register["responsible"] == "The Sofas"
    assert {one["camera"] for one in register["cameras"]} == {"Sofa", "Bed"}
    assert "The nanny" in str(register)


async def test_a_resident(
    told: House,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    ben: MockUser,
) -> None:
    """Reads that somebody withdrew, and not who."""
    feed = await open_feed(hass, hass_ws_client, ben)
    register = await feed.asks("register/list")
    (bed,) = (one for one in register["cameras"] if one["camera"] == "Bed")
    assert bed["consents"][0] == {"scope": "camera", "given": 0, "withdrawn": 1}
    assert "nanny" not in str(register)


async def test_another_user(
    told: House,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    visitor: MockUser,
) -> None:
    """Reads nothing."""
    feed = await open_feed(hass, hass_ws_client, visitor)
    assert await feed.refused("register/list") == "only_residents"


async def test_cameras_that_somebody_may_not_see(
    told: House,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    ben: MockUser,
) -> None:
    """Are left out, for a resident too."""
    ben.mock_policy({"entities": {"entity_ids": {"camera.bed": {"read": True}}}})
    feed = await open_feed(hass, hass_ws_client, ben)
    register = await feed.asks("register/list")
    assert [one["camera"] for one in register["cameras"]] == ["Bed"]
