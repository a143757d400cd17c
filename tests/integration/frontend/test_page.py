"""Our page: there for everybody while Lens Cap runs, and made of texts only."""

from hashlib import sha256
import re
from unittest.mock import patch

import hass_frontend
import pytest
from pytest_homeassistant_custom_component.typing import (
    ClientSessionGenerator,
    WebSocketGenerator,
)

from custom_components.lens_cap.frontend import (
    async_hide_page,
    async_serve_page,
    async_show_page,
)
from homeassistant.components.frontend import async_panel_exists
from homeassistant.components.lovelace.const import LOVELACE_DATA
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from ...gates.repository import INTEGRATION, english as english_texts
from ...helpers.mock_house import House

ENTRY = INTEGRATION / "frontend" / "lens-cap.js"
SCRIPT = ENTRY.with_name("lens-cap-elements.js")


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
    """It stands in the menu, and its scripts need no login, for there is no secret in it."""
    panel = hass.data["frontend_panels"]["lens-cap"]
    assert panel.sidebar_title == "Lens Cap"
    assert not panel.require_admin
    url = panel.config["_panel_custom"]["module_url"]
    client = await hass_client_no_auth()
    # A dashboard loads the entry, and that what the page loads, at the same address.
    for address, file in ((url, SCRIPT), (url.replace(SCRIPT.name, ENTRY.name), ENTRY)):
        answer = await client.get(address)
        assert answer.status == 200
        assert "javascript" in answer.content_type
        assert await answer.text() == file.read_text()


async def test_another_script_has_another_address(
    frontend: None, house: House, hass: HomeAssistant
) -> None:
    """Browsers keep a script for weeks: the page and dashboards name what stands in it, in its address."""
    page = hass.data["frontend_panels"]["lens-cap"].config["_panel_custom"]
    resources = hass.data[LOVELACE_DATA].resources.async_items()
    content = ENTRY.read_bytes() + SCRIPT.read_bytes()
    version = sha256(content).hexdigest()[:12]
    assert page["module_url"] == f"/lens_cap/frontend/{SCRIPT.name}?v={version}"
    assert [(one["type"], one["url"]) for one in resources] == [
        ("module", f"/lens_cap/frontend/{ENTRY.name}?v={version}")
    ]


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


async def test_where_the_script_cannot_be_served(
    frontend: None,
    house: House,
    hass: HomeAssistant,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """That is logged, and nothing is offered that would not load; cameras are guarded all the same."""
    async_hide_page(hass)
    del hass.data["lens_cap_frontend_digest"]
    taken = RuntimeError("Added route will never be executed")
    with patch.object(hass.http, "async_register_static_paths", side_effect=taken):
        await async_serve_page(hass)
    assert "could not serve the cards and the page" in caplog.text
    await async_show_page(hass)
    assert not async_panel_exists(hass, "lens-cap")


@pytest.mark.parametrize(
    "pattern",
    [
        r"insertAdjacentHTML|document\.write|\beval\b|new Function|\bimport\s*\((?!import\.meta\.url)",
        r"(?:window|globalThis|self)\.fetch|(?:await|return|=|\()\s*fetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon",
        r"localStorage|sessionStorage|indexedDB|cookie|hassTokens",
        r"https?://(?!github\.com/lens-cap/lens-cap\b)",
    ],
)
def test_the_scripts_make_no_markup_and_ask_nobody_else(pattern: str) -> None:
    """Nothing is kept, and no server is asked but by Home Assistant's own connection.

    That names are texts, a browser shows (tests/browser/test_names.py); that the sources make no markup
    and hold no words, ESLint.
    """
    assert re.findall(pattern, ENTRY.read_text() + SCRIPT.read_text()) == []


async def test_a_language_without_our_texts_falls_back_to_english_whole(
    frontend: None, house: House, hass_ws_client: WebSocketGenerator
) -> None:
    """Home Assistant hands out every one of our texts then, in English."""
    client = await hass_ws_client()
    answers = [
        await client.send_json_auto_id(
            {
                "type": "frontend/get_translations",
                "language": language,
                "category": "config_panel",
                "integration": ["lens_cap"],
            }
        )
        or await client.receive_json()
        for language in ("he", "en")
    ]
    hebrew, english = (answer["result"]["resources"] for answer in answers)
    assert hebrew == english
    assert len(english) == sum(map(len, english_texts()["config_panel"].values()))


def test_a_dashboard_is_shown_anew_when_asked() -> None:
    """What is done about a strategy that came too late leans on an event that Home Assistant's page hears."""
    chunks = (hass_frontend.where() / "frontend_latest").glob("*.js")
    panels = [
        text for one in chunks if b'"ha-panel-lovelace")' in (text := one.read_bytes())
    ]
    assert panels
    assert all(b"<hui-root" in one and b"@config-refresh=" in one for one in panels)
