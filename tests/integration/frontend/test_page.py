"""Our page: there for everybody while Lens Cap runs, and made of texts only."""

import re

import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from homeassistant.components.frontend import async_panel_exists
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from ...gates.repository import INTEGRATION
from ...helpers.mock_house import House

SCRIPT = INTEGRATION / "frontend" / "lens-cap-panel.js"


@pytest.fixture
async def frontend(hass: HomeAssistant, home: None) -> None:
    """Set up Home Assistant's frontend, which is there before Lens Cap."""
    assert await async_setup_component(hass, "frontend", {})


async def test_everybody_is_offered_the_page(
    frontend: None,
    house: House,
    hass: HomeAssistant,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    """It stands in the menu, and its script needs no login, for there is no secret in it."""
    panel = hass.data["frontend_panels"]["lens-cap"]
    assert panel.sidebar_title == "Lens Cap"
    assert not panel.require_admin
    url = panel.config["_panel_custom"]["module_url"]
    client = await hass_client_no_auth()
    answer = await client.get(url)
    assert answer.status == 200
    assert "javascript" in answer.content_type
    assert await answer.text() == SCRIPT.with_name("lens-cap.js").read_text()


async def test_reloads(frontend: None, house: House, hass: HomeAssistant) -> None:
    """It comes back with Lens Cap each time, and goes with it."""
    for _ in range(2):
        assert await hass.config_entries.async_reload(house.entry.entry_id)
        assert async_panel_exists(hass, "lens-cap")
    assert await hass.config_entries.async_unload(house.entry.entry_id)
    assert not async_panel_exists(hass, "lens-cap")


async def test_without_a_frontend(house: House, hass: HomeAssistant) -> None:
    """Lens Cap runs all the same."""
    assert not async_panel_exists(hass, "lens-cap")
    assert await hass.config_entries.async_unload(house.entry.entry_id)


@pytest.mark.parametrize(
    "pattern",
    [
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write",
        r"\beval\b|new Function|\bimport\s*\(",
        r"https?:|//\w+\.\w+|fetch\(|XMLHttpRequest",
        r"localStorage|sessionStorage|cookie|console\.",
    ],
)
def test_the_script_makes_no_markup_and_asks_nobody_else(pattern: str) -> None:
    """Names are shown as text; nothing is kept, nothing is said, and no other server is asked."""
    assert re.findall(pattern, SCRIPT.read_text()) == []


def test_the_script_has_no_words_of_its_own() -> None:
    """Every text that people read comes with the translations."""
    texts = re.findall(r"textContent = (\S+);", SCRIPT.read_text())
    assert texts
    assert [one for one in texts if one.startswith(('"', "`"))] == ['""']
