"""What keeps a camera from recording and recognizing, and leaves its picture alone."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockUser

from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from homeassistant.core import HomeAssistant

from ...helpers.family import add_rule, by, set_options
from ...helpers.mock_house import SOFA, House

FIELDS = ["recording_off", "recognition_off"]
UNCHANGED = {"level": "unchanged"}


def _off(house: House) -> dict[str, bool]:
    view = house.coordinator.data.cameras[SOFA]
    return {field: getattr(view, field) for field in FIELDS}


@pytest.mark.parametrize("field", FIELDS)
async def test_by_an_action(family: House, field: str) -> None:
    """The picture stays, and the answer says what is off; following the rules ends it."""
    answer = await family.hass.services.async_call(
        "lens_cap",
        "set_privacy",
        {"entity_id": "camera.sofa", **UNCHANGED, field: True},
        blocking=True,
        return_response=True,
    )
    assert family.is_open()
    wanted = dict.fromkeys(FIELDS, False) | {field: True}
    assert _off(family) == wanted
    found: Any = answer
    assert found["camera.sofa"].items() >= {"level": "open", **wanted}.items()
    await family.call("lens_cap.follow_rules", "camera.sofa")
    assert _off(family) == dict.fromkeys(FIELDS, False)


@pytest.mark.parametrize("field", FIELDS)
async def test_by_a_rule(family: House, hass: HomeAssistant, field: str) -> None:
    """What cannot be read turns it off, too."""
    add_rule(family, effect_level="unchanged", **{field: "odd"})
    await hass.async_block_till_done()
    assert family.is_open()
    assert _off(family)[field]


@pytest.mark.parametrize("field", FIELDS)
async def test_by_guests(family: House, hass: HomeAssistant, field: str) -> None:
    """Where the household wants that, at every camera, for as long as they are there."""
    set_options(family, guests_effect="sound_off", **{f"guests_{field}": True})
    await hass.async_block_till_done()
    assert not _off(family)[field]
    await family.call("switch.turn_on", "switch.lens_cap_guests")
    assert family.is_open()
    assert _off(family) == dict.fromkeys(FIELDS, False) | {field: True}


async def test_a_private_camera_does_neither(family: House) -> None:
    """Whatever else is said."""
    await family.call("camera.turn_off", "camera.sofa")
    assert _off(family) == dict.fromkeys(FIELDS, True)


async def test_it_ends_no_lift(family: House, anna: MockUser) -> None:
    """A camera that is open against a rule stays open; nor does a lift end it."""
    add_rule(family, effect_level="private")
    await family.hass.async_block_till_done()
    await family.call("lens_cap.lift_privacy", "camera.sofa", context=by(anna))
    assert family.reason() is ReasonCode.LIFTED
    await family.call(
        "lens_cap.set_privacy", "camera.sofa", **UNCHANGED, recording_off=True
    )
    assert family.reason() is ReasonCode.LIFTED
    assert _off(family)["recording_off"]
    await family.call("lens_cap.lift_privacy", "camera.sofa", context=by(anna))
    assert _off(family)["recording_off"]


async def test_a_lift_leaves_off_what_was_off_with_the_picture(
    family: House, anna: MockUser
) -> None:
    """Privacy that was asked for ends with a lift; that nothing is recorded goes on."""
    await family.call(
        "lens_cap.set_privacy", "camera.sofa", level="private", recording_off=True
    )
    await family.call("lens_cap.lift_privacy", "camera.sofa", context=by(anna))
    assert family.is_open()
    assert _off(family) == {"recording_off": True, "recognition_off": False}


async def test_it_is_there_after_a_restart(family: House) -> None:
    """As everything that somebody asked for is."""
    await family.call(
        "lens_cap.set_privacy", "camera.sofa", **UNCHANGED, recording_off=True
    )
    await family.restart()
    assert family.is_open()
    assert _off(family)["recording_off"]
