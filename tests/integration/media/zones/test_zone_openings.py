"""One zone less is an opening: who may uncover it against a rule, and who may not."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockUser

from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import area_registry as ar, entity_registry as er
from homeassistant.setup import async_setup_component

from ....helpers.family import add_rule, by, set_options
from ....helpers.mock_house import House
from .test_zones import LEFT, RIGHT, SWITCH, set_zones


@pytest.fixture
async def covered(family: House) -> House:
    """Return the house whose sofa has a zone that a rule covers, always."""
    zone = (await set_zones(family, LEFT, RIGHT))["Left"]
    add_rule(family, presence="ignore", effect_level="masked", zones=[zone])
    await family.hass.async_block_till_done()
    assert family.level() is PrivacyLevel.MASKED
    return family


async def _refused(house: House, action: str, *args: Any, **kwargs: Any) -> None:
    with pytest.raises(ServiceValidationError):
        await house.call(action, *args, **kwargs)
    await house.hass.async_block_till_done()
    assert house.level() is PrivacyLevel.MASKED
    assert house.reason() is ReasonCode.RULE
    assert house.state(SWITCH).state == "on"


@pytest.mark.parametrize("who", ["anna", "ben"])
async def test_residents_and_administrators_may(
    covered: House, who: str, request: pytest.FixtureRequest
) -> None:
    """With the zone's switch, for a while."""
    user: MockUser = request.getfixturevalue(who)
    await covered.call("switch.turn_off", SWITCH, context=by(user))
    assert covered.reason() is ReasonCode.LIFTED
    assert covered.state(SWITCH).state == "off"


async def test_others_may_not(
    covered: House, anna: MockUser, ben: MockUser, visitor: MockUser
) -> None:
    """Nor whoever is off the household's list."""
    await _refused(covered, "switch.turn_off", SWITCH, context=by(visitor))
    set_options(covered, who_may_open=[ben.id])
    await covered.hass.async_block_till_done()
    await _refused(covered, "switch.turn_off", SWITCH, context=by(anna))


async def test_an_automation_may_not(covered: House) -> None:
    """It has the action that is made for openings."""
    await _refused(covered, "switch.turn_off", SWITCH)


async def test_a_scene_and_a_script_may_not(
    covered: House, hass: HomeAssistant, anna: MockUser
) -> None:
    """Whoever starts them."""
    scene = {"name": "Evening", "entities": {SWITCH: "off"}}
    assert await async_setup_component(hass, "scene", {"scene": [scene]})
    sequence = [{"action": "switch.turn_off", "target": {"entity_id": SWITCH}}]
    config = {"script": {"uncover": {"sequence": sequence}}}
    assert await async_setup_component(hass, "script", config)
    await hass.async_block_till_done()
    await _refused(covered, "scene.turn_on", "scene.evening", context=by(anna))
    await _refused(covered, "script.uncover", context=by(anna))


@pytest.mark.parametrize("kind", ["all", "area"])
async def test_many_at_once_may_not(
    covered: House, hass: HomeAssistant, anna: MockUser, kind: str
) -> None:
    """Nobody means this zone by that."""
    area = ar.async_get(hass).async_create("Parlour")
    er.async_get(hass).async_update_entity(
        SWITCH, area_id=area.id, entity_category=None
    )
    target = {"all": {"entity_id": "all"}, "area": {"area_id": area.id}}[kind]
    await _refused(covered, "switch.turn_off", target=target, context=by(anna))


async def test_not_while_guests_are_there(covered: House, anna: MockUser) -> None:
    """They did not agree to be seen."""
    set_options(covered, guests_effect="sound_off")
    add_rule(covered, presence="guests_present", effect_level="masked")
    await covered.hass.async_block_till_done()
    await covered.call("lens_cap.set_guests", present=True)
    assert covered.reason() is ReasonCode.GUESTS_PRESENT
    with pytest.raises(ServiceValidationError):
        await covered.call("switch.turn_off", SWITCH, context=by(anna))
    assert covered.level() is PrivacyLevel.MASKED
    assert covered.state(SWITCH).state == "on"
