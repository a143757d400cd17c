"""The family's house, with the blueprints as if they had been imported."""

from pathlib import Path
import shutil

import pytest

from homeassistant.core import HomeAssistant

from ...helpers.household import *

BLUEPRINTS = Path(__file__).parents[3] / "blueprints"


@pytest.fixture(autouse=True)
def imported(hass: HomeAssistant) -> None:
    """Put the blueprints where Home Assistant puts those that were imported."""
    shutil.copytree(BLUEPRINTS, hass.config.path("blueprints"), dirs_exist_ok=True)
