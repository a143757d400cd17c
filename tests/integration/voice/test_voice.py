"""What can be said, with the sentences that come along: privacy on, and whether it is."""

import pytest
from pytest_homeassistant_custom_component.common import MockUser

from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from homeassistant.components.conversation import async_converse
from homeassistant.core import HomeAssistant
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    intent,
)
from homeassistant.setup import async_setup_component

from ...helpers.family import ANNA, add_rule, by, go
from ...helpers.mock_house import BED, SOFA, House, registered


@pytest.fixture
async def listening(family: House, hass: HomeAssistant) -> House:
    """Return the house with an assistant, and the sofa in the living room."""
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
        ("make the sofa camera private", False),
        ("switch privacy on for the sofa", False),
        ("turn on privacy for all cameras", True),
        ("turn on privacy everywhere", True),
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


async def test_all_cameras_of_one_name(
    listening: House, hass: HomeAssistant, visitor: MockUser
) -> None:
    """Whichever was meant is closed; and asked of, both are told of."""
    for one in ("camera.sofa", "camera.bed"):
        er.async_get(hass).async_update_entity(one, name="Garden")
    await hass.async_block_till_done()
    assert await _say(listening, visitor, "make the garden private") == "Privacy is on"
    assert listening.reason() is ReasonCode.HOLD
    assert listening.reason(BED) is ReasonCode.HOLD
    said = await _say(listening, visitor, "is the garden private")
    assert said == "Yes. Private: Sofa, Bed."


async def test_a_room_without_a_camera(listening: House, visitor: MockUser) -> None:
    """That is said, and nothing is closed."""
    assert await _say(listening, visitor, "make the kitchen private") != "Privacy is on"
    assert listening.is_open()


async def test_there_is_no_intent_that_opens(
    listening: House, hass: HomeAssistant
) -> None:
    """Of ours, one closes and one answers."""
    ours = [
        handler.intent_type
        for handler in intent.async_get(hass)
        if handler.intent_type.startswith("LensCap")
    ]
    assert ours == ["LensCapTurnOnPrivacy", "LensCapGetPrivacy"]


async def test_no_sentence_opens(listening: House, visitor: MockUser) -> None:
    """What sounds like the opposite changes nothing."""
    await _say(listening, visitor, "make the sofa private")
    for text in ("turn off privacy in the living room", "make the sofa visible"):
        await _say(listening, visitor, text)
    assert listening.reason() is ReasonCode.HOLD


@pytest.mark.parametrize(
    "text",
    [
        "is the living room private",
        "is privacy on in the living room",
        "is the sofa camera private?",
    ],
)
async def test_asked_about_one(
    listening: House, visitor: MockUser, anna: MockUser, text: str
) -> None:
    """No, then yes; neither why, nor who asked for it, and nothing changes by asking."""
    assert await _say(listening, visitor, text) == "No. Can be seen: Sofa."
    assert listening.is_open()
    await _say(listening, anna, "make the sofa private")
    assert await _say(listening, visitor, text) == "Yes. Private: Sofa."


async def test_asked_about_all(listening: House, visitor: MockUser) -> None:
    """Each is named with how it is."""
    said = await _say(listening, visitor, "which cameras are private")
    assert said == "Not all. Private: Bed. Can be seen: Sofa."
    assert said == await _say(listening, visitor, "are all cameras private")


async def test_an_answer_names_nobody(
    listening: House, hass: HomeAssistant, visitor: MockUser
) -> None:
    """Nor does it say that somebody is home: everybody within earshot hears it."""
    add_rule(listening, presence="someone_home", effect_level="private")
    go(hass, ANNA, "home", friendly_name="Anna Quokka")
    await hass.async_block_till_done()
    assert listening.reason() is ReasonCode.SOMEONE_HOME
    said = await _say(listening, visitor, "is the living room private")
    assert said == "Yes. Private: Sofa."


async def test_asked_about_what_is_not_there(
    listening: House, visitor: MockUser
) -> None:
    """It is said that there is none, and not that it is open."""
    said = await _say(listening, visitor, "is the kitchen private")
    assert said == "No guarded camera is there or is called that."


async def test_who_may_not_see_a_camera_hears_nothing_of_it(
    listening: House, hass: HomeAssistant, visitor: MockUser
) -> None:
    """As on the screen."""
    visitor.mock_policy({"entities": {"entity_ids": {"camera.sofa": True}}})
    said = await _say(listening, visitor, "which cameras are private")
    assert said == "No. Can be seen: Sofa."


async def test_who_may_only_read_is_answered_and_closes_nothing(
    listening: House, visitor: MockUser
) -> None:
    """A question changes nothing; privacy is for those who may control the camera."""
    visitor.mock_policy({"entities": {"all": {"read": True}}})
    said = await _say(listening, visitor, "is the living room private")
    assert said == "No. Can be seen: Sofa."
    said = await _say(listening, visitor, "make the living room private")
    assert said != "Privacy is on"
    assert listening.is_open()


async def test_asked_while_lens_cap_does_not_run(
    listening: House, visitor: MockUser
) -> None:
    """Nobody knows, and that is said."""
    await listening.stop()
    said = await _say(listening, visitor, "which cameras are private")
    assert "is not running" in said


async def test_while_lens_cap_does_not_run(listening: House, visitor: MockUser) -> None:
    """Nobody is told that privacy is on, but the next start makes it so."""
    await listening.stop()
    said = await _say(listening, visitor, "turn on privacy for all cameras")
    assert said != "Privacy is on"
    assert SOFA in listening.noted
