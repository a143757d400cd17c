"""The actions: who and what they reach, and what they refuse without changing anything."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockUser
import voluptuous as vol

from custom_components.lens_cap.const import DOMAIN
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.exceptions import NoPictureError, NotNamedError
from custom_components.lens_cap.exceptions.audio import AudioRefusedError
from homeassistant.components.homeassistant.exposed_entities import async_should_expose
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError, Unauthorized
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
)

from ...helpers.mock_house import BED, SOFA, House

PRIVATE = {"level": "private"}


def _device(house: House) -> dr.DeviceEntry:
    device = dr.async_get(house.hass).async_get_device_by_identifier(
        (DOMAIN, SOFA), house.entry.entry_id
    )
    assert device is not None
    return device


async def _targets(house: House) -> dict[str, dict[str, Any]]:
    """Put the sofa into an area, and return the ways to mean it."""
    area = ar.async_get(house.hass).async_create("Parlour")
    dr.async_get(house.hass).async_update_device(_device(house).id, area_id=area.id)
    return {
        "area": {"area_id": area.id},
        "device": {"device_id": _device(house).id},
        "all": {"entity_id": "all"},
    }


@pytest.mark.parametrize("kind", ["area", "device", "all"])
async def test_cameras_are_reached_by_any_target(house: House, kind: str) -> None:
    """By area, by device, and all at once: to be closed, and opened only by their names."""
    target = (await _targets(house))[kind]
    await house.call("lens_cap.set_privacy", target=target, level="private")
    assert house.reason(SOFA) is ReasonCode.HOLD
    assert (house.reason(BED) is ReasonCode.HOLD) is (kind == "all")
    with pytest.raises(NotNamedError):
        await house.call("lens_cap.follow_rules", target=target)
    assert house.reason(SOFA) is ReasonCode.HOLD
    await house.call("lens_cap.follow_rules", "camera.sofa")
    assert house.is_open(SOFA)
    if kind != "all":  # there Home Assistant calls cameras that cannot be turned off
        await house.call("camera.turn_off", target=target)
        assert house.reason(SOFA) is ReasonCode.HOLD


@pytest.mark.parametrize("kind", ["area", "device"])
async def test_by_area_switches_close_and_open_nothing(house: House, kind: str) -> None:
    """Whoever turns everything off in a room does not end privacy by that; turning it on closes."""
    target = (await _targets(house))[kind]
    await house.call("camera.turn_off", "camera.sofa")
    await house.call("switch.turn_off", target=target)  # passed over in silence
    with pytest.raises(NotNamedError):
        await house.call("homeassistant.turn_off", target=target)
    assert house.reason(SOFA) is ReasonCode.HOLD
    await house.call("camera.turn_on", "camera.sofa")
    assert house.is_open(SOFA)
    with pytest.raises(
        AudioRefusedError
    ):  # it is among what is there, and people ask for it
        await house.call("switch.turn_on", target=target)
    assert house.reason(SOFA) is ReasonCode.HOLD


async def test_switches_are_not_offered_to_assist(house: House) -> None:
    """Neither they nor the cameras, unless somebody wants that."""
    for entity_id in (
        "switch.sofa_privacy_mode",
        "switch.lens_cap_all_privacy_mode",
        "camera.sofa",
    ):
        assert not async_should_expose(house.hass, "conversation", entity_id)


@pytest.mark.parametrize(
    "wrong",
    [
        {"duration": 0},
        {"duration": -5},
        {"duration": {"days": 3650}},
        {"duration": "soon"},
        {"duration": {"weeks": "x"}},
        {"duration": [1]},
        {"level": "ajar"},
        {"level": None},
        {"level": ["private"]},
        {"lvl": "private"},
    ],
    ids=str,
)
async def test_what_cannot_be_understood_is_refused(
    house: House, wrong: dict[str, Any]
) -> None:
    """As Home Assistant refuses it: with the field's name, and nothing changed."""
    before = house.coordinator.state
    with pytest.raises(vol.Invalid):
        await house.call("lens_cap.set_privacy", "camera.sofa", **PRIVATE | wrong)
    assert house.coordinator.state is before
    assert house.is_open()


@pytest.mark.parametrize("missing", ["level", "target"])
async def test_what_is_missing_is_refused(house: House, missing: str) -> None:
    """A level and a target must be given."""
    with pytest.raises(vol.Invalid):
        await house.call(
            "lens_cap.set_privacy",
            None if missing == "target" else "camera.sofa",
            **{} if missing == "level" else PRIVATE,
        )
    assert house.is_open()


@pytest.mark.parametrize(
    ("level", "key", "says"),
    [
        ("open", "level_open_refused", "lens_cap.follow_rules"),
        ("open", "level_open_refused", "lens_cap.lift_privacy"),
        ("masked", "level_masked_without_zones", "no privacy zones"),
        ("unchanged", "level_unchanged_refused", "what is switched off"),
    ],
)
async def test_levels_that_cannot_be_set(
    house: House, level: str, key: str, says: str
) -> None:
    """Open never is, masked not without zones; the error names the cameras and what to do."""
    await house.call("camera.turn_off", "camera.sofa")
    before = house.coordinator.state
    with pytest.raises(ServiceValidationError) as caught:
        await house.call(
            "lens_cap.set_privacy", ["camera.sofa", "camera.bed"], level=level
        )
    assert caught.value.translation_key == key
    assert says in str(caught.value)
    assert "Sofa" in str(caught.value)
    assert "Bed" in str(caught.value)
    assert house.coordinator.state is before


@pytest.mark.parametrize(
    "target", ["camera.nowhere", "camera.sofa_original", "camera.hall", "light.lamp"]
)
async def test_targets_that_are_not_guarded(house: House, target: str) -> None:
    """Whoever asks is told; no other camera is touched instead."""
    before = house.coordinator.state
    with pytest.raises(ServiceValidationError) as caught:
        await house.call("lens_cap.set_privacy", target, level="private")
    assert target in str(caught.value)
    assert house.coordinator.state is before
    assert house.sources[SOFA].is_on


@pytest.mark.parametrize(
    ("action", "entity_id"),
    [
        ("lens_cap.set_privacy", "camera.sofa"),
        ("lens_cap.follow_rules", "camera.sofa"),
        ("camera.turn_off", "camera.sofa"),
        ("switch.turn_on", "switch.sofa_privacy_mode"),
    ],
)
async def test_users_without_permission(
    hass: HomeAssistant, house: House, action: str, entity_id: str
) -> None:
    """A user who may control another camera only is refused; one who may is not."""
    user = MockUser().add_to_hass(hass)
    context = Context(user_id=user.id)
    data = PRIVATE if action == "lens_cap.set_privacy" else {}
    user.mock_policy({"entities": {"entity_ids": {"camera.bed": True}}})
    before = house.coordinator.state
    with pytest.raises(Unauthorized):
        await house.call(action, entity_id, context=context, **data)
    assert house.coordinator.state is before
    user.mock_policy({"entities": {"entity_ids": {entity_id: {"control": True}}}})
    await house.call(action, entity_id, context=context, **data)


async def test_motion_detection_is_passed_on(house: House) -> None:
    """It is the original's, not ours."""
    for action in ("enable", "disable"):
        await house.call(f"camera.{action}_motion_detection", "camera.sofa")
    assert house.sources[SOFA].passed_on == ["enable", "disable"]


async def test_motion_detection_of_an_original_that_is_gone(house: House) -> None:
    """That it does not answer is said."""
    er.async_get(house.hass).async_remove("camera.sofa_original")
    await house.hass.async_block_till_done()
    with pytest.raises(NoPictureError, match="the original camera does not answer"):
        await house.call("camera.enable_motion_detection", "camera.sofa")
    assert house.sources[SOFA].passed_on == []
