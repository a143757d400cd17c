"""What hands do at the camera: closing is followed, opening is told, and nobody fights for ever."""

import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from custom_components.lens_cap.core.controls.role import Role
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component

from ...helpers.controls import DEVICE_PRIVACY, Wiring, add_controls, choose, control
from ...helpers.later import later, settled
from ...helpers.mock_house import House
from .test_private_at_the_camera import LENS, REPAIR, opened, private

ACTIVITY = "event.sofa_activity"


@pytest.fixture
async def lens(house: House, hass: HomeAssistant) -> Wiring:
    """Return a camera with a lens that Lens Cap may close."""
    wiring = await add_controls(hass, "foscam", {LENS: "off"})
    await choose(house, control(hass, Role.PRIVACY, LENS, "on"))
    await settled(hass)
    return wiring


async def test_closed_at_the_camera(
    house: House, lens: Wiring, hass: HomeAssistant
) -> None:
    """The gate follows with a reason of its own, and opening it there ends that."""
    lens.say(LENS, "on")
    await settled(hass)
    assert not house.is_open()
    assert house.reason() is ReasonCode.CLOSED_AT_CAMERA
    lens.say(LENS, "off")
    await settled(hass)
    assert house.is_open()
    assert lens.told == []


async def test_closed_at_the_camera_and_opened_here(
    house: House, lens: Wiring, hass: HomeAssistant
) -> None:
    """Ending it here opens the camera there, once."""
    lens.say(LENS, "on")
    await settled(hass)
    await opened(house)
    assert house.is_open()
    assert lens.told == [(LENS, "off")]


async def test_closed_at_the_camera_while_nobody_looked(
    house: House, lens: Wiring, hass: HomeAssistant
) -> None:
    """What somebody closed while Lens Cap did not run is followed at the start; over restarts it stays."""
    await house.stop()
    lens.say(LENS, "on")
    assert await house.set_up()
    await settled(hass)
    assert house.reason() is ReasonCode.CLOSED_AT_CAMERA
    await house.restart()
    await settled(hass)
    assert house.reason() is ReasonCode.CLOSED_AT_CAMERA
    assert lens.told == []
    await house.stop()
    lens.say(LENS, "off")
    assert await house.set_up()
    await settled(hass)
    assert house.is_open()


async def test_opening_there_ends_only_what_was_asked_for_there(
    house: House, lens: Wiring, hass: HomeAssistant
) -> None:
    """What somebody asked for here goes on, and the camera is closed again."""
    lens.say(LENS, "on")
    await settled(hass)
    await private(house)
    lens.say(LENS, "off")
    await settled(hass)
    assert house.reason() is ReasonCode.HOLD
    assert lens.told == [(LENS, "on")]


async def test_opened_behind_our_back(
    house: House, lens: Wiring, hass: HomeAssistant
) -> None:
    """It is told, and closed again three times; then a repair says it, and nothing more is sent."""
    assert await async_setup_component(
        hass,
        "automation",
        {
            "automation": {
                "alias": "Drift",
                "triggers": {"trigger": "lens_cap.device_drifted"},
                "actions": {"event": "seen"},
            }
        },
    )
    seen = async_capture_events(hass, "seen")
    await private(house)
    for _ in range(6):
        lens.say(LENS, "off")
        await settled(hass)
    assert lens.told == [(LENS, "on")] * 4
    assert not house.is_open()
    assert house.state(DEVICE_PRIVACY).state == "failed"
    assert house.state(ACTIVITY).attributes["event_type"] == "device_drifted"
    assert house.state(ACTIVITY).attributes["role"] == "privacy"
    assert len(seen) == 4
    await later(hass, 30)
    assert ir.async_get(hass).async_get_issue("lens_cap", REPAIR) is not None
    for _ in range(3):
        await later(hass, 2000)
    assert lens.told == [(LENS, "on")] * 4
    lens.say(LENS, "on")
    await settled(hass)
    assert house.state(DEVICE_PRIVACY).state == "confirmed"
    assert ir.async_get(hass).async_get_issue("lens_cap", REPAIR) is None


async def test_a_camera_that_flaps_between_there_and_away(
    house: House, lens: Wiring, hass: HomeAssistant
) -> None:
    """A control that comes and goes is no hand, and needs no further command."""
    await private(house)
    for _ in range(5):
        lens.away(LENS)
        await settled(hass)
        lens.away(LENS, away=False)
        await settled(hass)
    assert lens.told == [(LENS, "on")]
    assert house.state(DEVICE_PRIVACY).state == "confirmed"
