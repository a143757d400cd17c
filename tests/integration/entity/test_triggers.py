"""Triggers and conditions as automations use them, by any target."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockUser, async_mock_service

from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
)
from homeassistant.setup import async_setup_component

from ...helpers.family import by
from ...helpers.mock_house import House, registered

CAMERAS = [
    {"entity_id": "camera.sofa"},
    {"area_id": "parlour"},
    {"entity_id": ["camera.sofa", "camera.bed_original"]},
]


@pytest.fixture
def done(hass: HomeAssistant) -> list[ServiceCall]:
    """Return what the automation did."""
    calls: list[ServiceCall] = async_mock_service(hass, "test", "done")
    return calls


async def _automation(
    hass: HomeAssistant, trigger: dict[str, Any], *conditions: dict[str, Any]
) -> None:
    config = {
        "alias": "Test",
        "triggers": [trigger],
        "conditions": list(conditions),
        "actions": [{"action": "test.done"}],
    }
    assert await async_setup_component(hass, "automation", {"automation": [config]})
    await hass.async_block_till_done()
    assert hass.states.get("automation.test") is not None


def _in_the_parlour(hass: HomeAssistant) -> None:
    area = ar.async_get(hass).async_create("Parlour")
    for entity_id in ("camera.sofa", "camera.sofa_original"):
        device_id = registered(hass, entity_id).device_id
        assert device_id is not None
        dr.async_get(hass).async_update_device(device_id, area_id=area.id)


@pytest.mark.parametrize("target", CAMERAS)
async def test_privacy(
    family: House, hass: HomeAssistant, done: list[ServiceCall], target: dict[str, Any]
) -> None:
    """When it begins and when it ends, each once, and by nothing else."""
    _in_the_parlour(hass)
    await _automation(hass, {"trigger": "lens_cap.privacy_turned_on", "target": target})
    await family.call("camera.turn_off", "camera.sofa")
    assert len(done) == 1
    await family.call("camera.turn_on", "camera.sofa")
    assert len(done) == 1


async def test_privacy_that_ends(
    family: House, hass: HomeAssistant, done: list[ServiceCall]
) -> None:
    """A restart, in which cameras are private for a moment, is no end of privacy."""
    target = {"entity_id": "camera.sofa"}
    await _automation(
        hass, {"trigger": "lens_cap.privacy_turned_off", "target": target}
    )
    await family.restart()
    assert not done
    await family.call("camera.turn_off", "camera.sofa")
    await family.call("camera.turn_on", "camera.sofa")
    assert len(done) == 1


async def test_guests(
    family: House, hass: HomeAssistant, done: list[ServiceCall], anna: MockUser
) -> None:
    """The one who said it is the cause; a restart brings no new guests."""
    await _automation(hass, {"trigger": "lens_cap.guests_arrived"})
    await family.call("switch.turn_on", "switch.lens_cap_guests", context=by(anna))
    assert len(done) == 1
    await family.restart()
    await family.call("switch.turn_off", "switch.lens_cap_guests", context=by(anna))
    assert len(done) == 1


async def test_guests_who_leave(
    family: House, hass: HomeAssistant, done: list[ServiceCall], anna: MockUser
) -> None:
    """Once."""
    await _automation(hass, {"trigger": "lens_cap.guests_left"})
    await family.call("switch.turn_on", "switch.lens_cap_guests")
    await family.call("switch.turn_off", "switch.lens_cap_guests", context=by(anna))
    assert len(done) == 1


async def test_a_security_problem(
    family: House, hass: HomeAssistant, done: list[ServiceCall]
) -> None:
    """Once, when a check finds one; a restart, and what was there before it, are no news."""
    target = {"entity_id": "binary_sensor.sofa_security_problem"}
    trigger = {"trigger": "lens_cap.security_problem_found", "target": target}
    await _automation(hass, trigger)
    registry = er.async_get(hass)
    check = "button.lens_cap_run_audit"
    await family.call("button.press", check)
    assert family.state("binary_sensor.sofa_security_problem").state == "off"
    registry.async_update_entity("camera.sofa_original", hidden_by=None)
    await family.call("button.press", check)
    await hass.async_block_till_done()
    assert len(done) == 1
    await family.call("button.press", check)
    await family.restart()
    registry.async_update_entity("camera.sofa_original", hidden_by=None)
    await family.call("button.press", check)
    await hass.async_block_till_done()
    assert family.state("binary_sensor.sofa_security_problem").state == "on"
    assert len(done) == 1


@pytest.mark.parametrize("private", [True, False])
async def test_a_condition_on_privacy(
    family: House, hass: HomeAssistant, done: list[ServiceCall], *, private: bool
) -> None:
    """It asks the camera."""
    condition = {
        "condition": "lens_cap.is_private",
        "target": {"entity_id": "camera.sofa"},
    }
    await _automation(hass, {"trigger": "event", "event_type": "go"}, condition)
    if private:
        await family.call("camera.turn_off", "camera.sofa")
    hass.bus.async_fire("go")
    await hass.async_block_till_done()
    assert bool(done) is private


@pytest.mark.parametrize("there", ["yes", "no", "not running"])
async def test_a_condition_on_guests(
    family: House, hass: HomeAssistant, done: list[ServiceCall], there: str
) -> None:
    """While nobody can know, they may be there."""
    condition = {"condition": "lens_cap.guests_present"}
    await _automation(hass, {"trigger": "event", "event_type": "go"}, condition)
    if there == "yes":
        await family.call("switch.turn_on", "switch.lens_cap_guests")
    elif there == "not running":
        await family.stop()
    hass.bus.async_fire("go")
    await hass.async_block_till_done()
    assert bool(done) is (there != "no")
