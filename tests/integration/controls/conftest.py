"""A guarded house, the family that lives in it, and a camera that never says whether it has closed."""

import pytest

from homeassistant.core import HomeAssistant

from ...helpers.controls import Wiring, add_controls
from ...helpers.household import *
from ...helpers.mock_house import House
from ...helpers.picture_checks import LENS, allow


@pytest.fixture
async def silent(house: House, hass: HomeAssistant) -> Wiring:
    """Return a camera whose lens never says what it does; its owner allows picture checks."""
    wiring = await add_controls(hass, "foscam", {LENS: "off"})
    wiring.say(LENS, "unknown")
    wiring.deaf.add(LENS)
    await allow(house, confirm_by_picture=True)
    return wiring
