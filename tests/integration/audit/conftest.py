"""A Home Assistant whose cameras and settings can be looked at."""

from pathlib import Path
from typing import Any

import pytest

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component


@pytest.fixture
def hass_storage() -> dict[str, Any]:
    """Let Home Assistant write real files, into the test's own folder."""
    return {}


@pytest.fixture
def settings_file(hass_config_dir: str) -> Path:
    """Return the file of settings, with next to nothing in it."""
    path = Path(hass_config_dir, "configuration.yaml")
    path.write_text("default_config:\n")
    return path


@pytest.fixture(autouse=True)
async def home(hass: HomeAssistant, settings_file: Path) -> None:
    """Set up what every Home Assistant has."""
    for component in ("homeassistant", "http", "network", "camera", "group"):
        assert await async_setup_component(hass, component, {})
    await hass.async_block_till_done()
