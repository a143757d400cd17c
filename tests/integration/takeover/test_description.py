"""What the form says of a camera that the guard does not reach in every way."""

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.lens_cap.takeover.candidates import async_find
from custom_components.lens_cap.takeover.description import async_describe
from homeassistant.components.camera.const import CameraEntityFeature
from homeassistant.components.lovelace.const import LOVELACE_DATA
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.helpers import config_validation as cv, entity_registry as er
from homeassistant.setup import async_setup_component


def _camera(hass: HomeAssistant, integration: str) -> str:
    entry = er.async_get(hass).async_get_or_create("camera", integration, "hall")
    hass.states.async_set(
        entry.entity_id,
        "idle",
        {"friendly_name": "Hall", "supported_features": CameraEntityFeature.STREAM},
    )
    return entry.entity_id


async def _said(hass: HomeAssistant, entity_id: str, *, taken: bool = True) -> str:
    source = async_find(hass, entity_id, [])
    return (await async_describe(hass, [source], take_over_id=taken)).places


async def test_live_pictures_beside_the_camera(hass: HomeAssistant) -> None:
    """Frigate's own ways are named, each once, with what to do."""
    said = await _said(hass, _camera(hass, "frigate"))
    assert said == (
        "**Shows pictures beside the camera: Lens Cap cannot guard that**\n"
        "- Hall: the integration Frigate also shows live pictures in its own ways (web "
        "addresses of its own, commands for dashboards, the media browser), private or not. "
        "When nobody should be seen, turn the camera off where its pictures come from"
    )


async def test_recordings_beside_the_camera(hass: HomeAssistant) -> None:
    """They are told apart from what is live."""
    said = await _said(hass, _camera(hass, "reolink"))
    assert "Reolink also shows what was recorded" in said
    assert "live pictures" not in said


async def test_an_integration_that_shows_nothing_else(hass: HomeAssistant) -> None:
    """It is not mentioned."""
    assert "beside" not in await _said(hass, _camera(hass, "onvif"))


@pytest.mark.parametrize("taken", [True, False])
async def test_apple_home_loses_the_live_picture_of_an_mjpeg_camera(
    hass: HomeAssistant, sofa: er.RegistryEntry, taken: bool
) -> None:
    """Its original gave HomeKit the address of its MJPEG, whichever id it has afterwards."""
    MockConfigEntry(
        domain="homekit",
        title="Bridge",
        options={"filter": {"include_entities": ["camera.sofa"]}},
    ).add_to_hass(hass)
    said = await _said(hass, "camera.sofa", taken=taken)
    assert "- HomeKit: Bridge. Sofa sends single pictures or MJPEG" in said


async def test_apple_home_keeps_the_live_picture_of_a_camera_with_a_stream(
    hass: HomeAssistant,
) -> None:
    """Nothing is said about it."""
    entity_id = _camera(hass, "onvif")
    MockConfigEntry(
        domain="homekit",
        title="Bridge",
        options={"filter": {"include_entities": [entity_id]}},
    ).add_to_hass(hass)
    said = await _said(hass, entity_id)
    assert "HomeKit: Bridge" in said
    assert "MJPEG" not in said


async def test_without_a_bridge_apple_home_is_not_mentioned(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """Whoever has none need not read about it."""
    assert "Apple" not in await _said(hass, "camera.sofa")


@pytest.mark.parametrize("goes_on", [True, False])
async def test_a_message_that_would_get_lost_while_private(
    hass: HomeAssistant, sofa: er.RegistryEntry, goes_on: bool
) -> None:
    """It is named with what to do; not where the automation goes on after errors."""
    snapshot = {
        "action": "camera.snapshot",
        "target": {"entity_id": "camera.sofa"},
        "data": {"filename": "/media/x.jpg"},
        "continue_on_error": goes_on,
    }
    config = {"alias": "Ring", "triggers": [], "actions": [snapshot]}
    assert await async_setup_component(hass, "automation", {"automation": [config]})
    said = await _said(hass, "camera.sofa")
    assert ("Ring takes a picture" in said, "Continue on error" in said) == (
        not goes_on,
        not goes_on,
    )


@pytest.mark.parametrize("taken", [True, False])
async def test_a_dashboard_that_fetches_pictures_by_itself(
    hass: HomeAssistant, sofa: er.RegistryEntry, *, taken: bool
) -> None:
    """It is not promised to show the guarded camera, whichever id that gets."""
    assert await async_setup_component(hass, "lovelace", {})
    await hass.async_block_till_done()
    cards = [
        {"type": "picture-entity", "entity": "camera.sofa"},
        {"type": "custom:webrtc-camera", "url": "sofa"},
    ]
    await hass.data[LOVELACE_DATA].dashboards[None].async_save({"cards": cards})
    said = await _said(hass, "camera.sofa", taken=taken)
    heading, line = said.split("\n")
    assert heading == "**May go past the guard: please look**"
    assert line.startswith("- Dashboard: Home Assistant. A card there fetches pictures")


@pytest.mark.parametrize("taken", [True, False])
async def test_actions_that_know_nothing_of_a_guarded_camera(
    hass: HomeAssistant, sofa: er.RegistryEntry, *, taken: bool
) -> None:
    """Where the id is taken over, they and what calls them have to name the original; otherwise they do so."""

    async def move(_call: ServiceCall) -> None:
        """Do nothing."""

    schema = cv.make_entity_service_schema({"action": str})
    hass.services.async_register(sofa.platform, "ptz", move, schema)
    step = {
        "action": f"{sofa.platform}.ptz",
        "target": {"entity_id": "camera.sofa"},
        "data": {"action": "up"},
    }
    config = {"alias": "Turn", "triggers": [], "actions": [step]}
    assert await async_setup_component(hass, "automation", {"automation": [config]})
    said = await _said(hass, "camera.sofa", taken=taken)
    own = (
        "- Actions of the integration of Sofa (mjpeg.ptz) do nothing for the guarded camera. Where "
        "you use them, choose the original camera, **camera.sofa_original**"
    )
    one = "- Turn: for mjpeg.ptz, choose the original camera, **camera.sofa_original**"
    assert (own in said, one in said, "adjust" in said) == (taken, taken, taken)
    assert "Automation: Turn" in said


@pytest.mark.parametrize("taken", [True, False])
async def test_an_action_on_the_device_of_a_camera(
    hass: HomeAssistant, sofa: er.RegistryEntry, *, taken: bool
) -> None:
    """A device passes hidden cameras over, so it needs the camera's own id in either case."""
    step = {
        "action": "camera.turn_off",
        "target": {"device_id": sofa.device_id},
    }
    config = {"alias": "Rest", "triggers": [], "actions": [step]}
    assert await async_setup_component(hass, "automation", {"automation": [config]})
    said = await _said(hass, "camera.sofa", taken=taken)
    assert "- Rest: for camera.turn_off, choose the camera **camera.sofa**" in said
