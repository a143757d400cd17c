"""What can be said: privacy on, with the sentences that the repository offers."""

from pathlib import Path
import shutil

import pytest
from pytest_homeassistant_custom_component.common import MockUser

from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from homeassistant.components.conversation import async_converse
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, device_registry as dr, intent
from homeassistant.setup import async_setup_component

from ...helpers.family import by
from ...helpers.mock_house import BED, SOFA, House, registered

SENTENCES = Path(__file__).parents[3] / "sentences"


@pytest.fixture
async def listening(family: House, hass: HomeAssistant) -> House:
    """Return the house with an assistant, and the sofa in the living room."""
    shutil.copytree(SENTENCES, hass.config.path("custom_sentences"), dirs_exist_ok=True)
    for component in ("conversation", "intent"):
        assert await async_setup_component(hass, component, {})
    area = ar.async_get(hass).async_create("Living Room")
    ar.async_get(hass).async_create("Kitchen")
    device_id = registered(hass, "camera.sofa").device_id
    assert device_id is not None
    dr.async_get(hass).async_update_device(device_id, area_id=area.id)
    await hass.async_block_till_done()
    return family


async def _say(house: House, user: MockUser, text: str) -> str:
    result = await async_converse(house.hass, text, None, by(user), language="en")
    await house.hass.async_block_till_done()
    spoken: str = result.response.speech["plain"]["speech"]
    return spoken


@pytest.mark.parametrize(
    ("text", "closes_bed"),
    [
        ("turn on privacy in the living room", False),
        ("make the living room private", False),
        ("turn on privacy for all cameras", True),
    ],
)
async def test_privacy_on(
    listening: House, visitor: MockUser, text: str, *, closes_bed: bool
) -> None:
    """Anyone may close cameras, and it is said in whose name."""
    assert await _say(listening, visitor, text) == "Privacy is on"
    assert listening.reason() is ReasonCode.HOLD
    (hold,) = listening.coordinator.state.holds_of(
        next(one for one in listening.coordinator.cameras)
    )
    assert hold.set_by == visitor.id
    assert (listening.reason(BED) is ReasonCode.HOLD) is closes_bed


async def test_a_room_without_a_camera(listening: House, visitor: MockUser) -> None:
    """That is said, and nothing is closed."""
    assert await _say(listening, visitor, "make the kitchen private") != "Privacy is on"
    assert listening.is_open()


async def test_there_is_no_intent_that_opens(
    listening: House, hass: HomeAssistant
) -> None:
    """Of ours, there is one, and it closes."""
    ours = [
        handler.intent_type
        for handler in intent.async_get(hass)
        if handler.intent_type.startswith("LensCap")
    ]
    assert ours == ["LensCapTurnOnPrivacy"]


async def test_while_lens_cap_does_not_run(listening: House, visitor: MockUser) -> None:
    """Nobody is told that privacy is on, but the next start makes it so."""
    await listening.stop()
    said = await _say(listening, visitor, "turn on privacy for all cameras")
    assert said != "Privacy is on"
    assert SOFA in listening.noted
