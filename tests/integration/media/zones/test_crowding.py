"""More covered live pictures than the computer can make, and smaller ones."""

import pytest

from custom_components.lens_cap.const import DOMAIN
from custom_components.lens_cap.exceptions import TooManyMaskedError
from custom_components.lens_cap.media.relay.viewers import Wants
from custom_components.lens_cap.media.requester import Consumer
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from ....helpers.family import set_options
from ....helpers.mock_house import House
from ..test_slots import Camera
from .test_zones import LEFT, SWITCH, set_zones


@pytest.fixture
async def crowded(family: House) -> tuple[House, Camera]:
    """Return the house with a covered sofa, and somebody who has the only place."""
    await set_zones(family, LEFT)
    await family.call("switch.turn_on", SWITCH)
    slots = family.coordinator.engine.slots
    slots.limit = 1
    other = Camera(slots)
    assert slots.take(other)
    return family, other


def _told(hass: HomeAssistant) -> ir.IssueEntry | None:
    return ir.async_get(hass).async_get_issue(DOMAIN, "too_many_covered")


async def test_one_too_many(crowded: tuple[House, Camera], hass: HomeAssistant) -> None:
    """It is refused, a repair says what to do, and goes once there is room."""
    house, other = crowded
    assert _told(hass) is None
    viewer = house.guard().join(Wants.STREAM, lambda: None, Consumer.OTHER)
    assert viewer.closed
    issue = _told(hass)
    assert issue is not None
    assert issue.severity is ir.IssueSeverity.WARNING
    assert issue.translation_placeholders == {"camera": "Sofa"}
    other.cut()
    assert _told(hass) is None
    house.coordinator.engine.slots.take(other)
    assert isinstance(house.guard().no_stream(), TooManyMaskedError)
    assert _told(hass) is not None
    await house.stop()
    assert _told(hass) is None


async def test_smaller_pictures(
    crowded: tuple[House, Camera], hass: HomeAssistant
) -> None:
    """An option of the household, in force at once: only who covers has to start again."""
    house, other = crowded
    epoch = house.guard().epoch
    for chosen, cuts in ((True, 1), (True, 1), ("what", 1)):
        set_options(house, light_masks=chosen)
        await hass.async_block_till_done()
        assert house.coordinator.engine.slots.light is (chosen is True)
        assert other.cuts == cuts
    assert house.guard().epoch == epoch
    set_options(house, light_masks=True)
    await house.restart()
    assert house.coordinator.engine.slots.light is True
