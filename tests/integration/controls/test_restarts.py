"""A camera, or a server of cameras, that restarts and comes back open, is closed again: nobody opened it."""

from typing import Final

import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from custom_components.lens_cap.core.controls.command_limits import (
    DRIFT_LIMIT,
    RESTART_LIMIT,
)
from custom_components.lens_cap.core.controls.role import Role
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from homeassistant.core import HomeAssistant

from ...helpers.controls import DEVICE_PRIVACY, Wiring, add_controls, choose, control
from ...helpers.core_cameras import (
    device_privacy,
    end_privacy,
    guard_with,
    make_private,
    ours,
    settled,
)
from ...helpers.mock_house import House
from ...helpers.table_device import (
    CAMERA,
    TableDevice,
    add_table_device,
    open_value,
    rows_of,
)
from .test_private_at_the_camera import LENS, private

ACTIVITY: Final = "event.sofa_activity"
SERVER: Final = rows_of("frigate")


@pytest.fixture
async def lens(house: House, hass: HomeAssistant) -> Wiring:
    """Return a camera with a lens that Lens Cap may close."""
    wiring = await add_controls(hass, "foscam", {LENS: "off"})
    await choose(house, control(hass, Role.PRIVACY, LENS, "on"))
    await settled(hass)
    return wiring


@pytest.fixture
async def server(hass: HomeAssistant) -> TableDevice:
    """Return a camera of Frigate that records and takes snapshots."""
    return await add_table_device(
        hass, "frigate", {row: open_value(row) for row in SERVER}
    )


@pytest.fixture
async def guarded(hass: HomeAssistant, server: TableDevice) -> House:
    """Return a house that guards it, and may move all that it has."""
    controls = [
        control(hass, row.role, server.entity_ids[row], row.safe) for row in SERVER
    ]
    return await guard_with(hass, CAMERA, controls, take_over_id=False)


async def restart(hass: HomeAssistant, wiring: Wiring, *entity_ids: str) -> None:
    """Let controls go away, and come back open as they are configured."""
    for entity_id in entity_ids:
        wiring.away(entity_id)
    await settled(hass)
    for entity_id in entity_ids:
        wiring.entities[entity_id].at = "off" if entity_id == LENS else "on"
        wiring.away(entity_id, away=False)
    await settled(hass)


def switches(server: TableDevice) -> list[str]:
    """Return the entity ids of its switches."""
    return [one for one in server.entity_ids.values() if one != CAMERA]


async def test_frigate_restarts(
    hass: HomeAssistant, server: TableDevice, guarded: House
) -> None:
    """Recording is off as soon as it can be told, the camera once it has a picture; opening ends as it was."""
    await make_private(guarded)
    assert device_privacy(guarded) == "confirmed"
    server.wiring.told.clear()
    for entity_id in switches(server):
        server.wiring.away(entity_id)
    await settled(hass)
    # Its camera is said to be there while it is off, and is away from "on" until it has a picture.
    camera = server.wiring.entities[CAMERA]
    camera.at, camera._attr_available = "on", False
    camera.async_write_ha_state()
    for entity_id in switches(server):
        server.wiring.entities[entity_id].at = "on"
        server.wiring.away(entity_id, away=False)
    await settled(hass)
    assert sorted(server.wiring.told) == sorted(
        (entity_id, "off") for entity_id in switches(server)
    )
    drifts = async_capture_events(hass, "state_changed")
    server.wiring.away(CAMERA, away=False)
    await settled(hass)
    assert server.wiring.told[-1] == (CAMERA, "off")
    assert device_privacy(guarded) == "confirmed"
    activity = ours(hass, "event", "activity")
    assert "device_drifted" not in {
        one.data["new_state"].attributes.get("event_type")
        for one in drifts
        if one.data["entity_id"] == activity
    }
    await end_privacy(guarded)
    assert {one.at for one in server.wiring.entities.values()} == {"on"}


async def test_somebody_turns_its_camera_on(
    hass: HomeAssistant, server: TableDevice, guarded: House
) -> None:
    """What nothing else of the server went away for was somebody: it is closed again, and told."""
    await make_private(guarded)
    server.wiring.told.clear()
    await restart(hass, server.wiring, CAMERA)
    assert server.wiring.told[-1] == (CAMERA, "off")
    activity = guarded.state(ours(hass, "event", "activity"))
    assert activity.attributes["event_type"] == "device_drifted"


async def test_many_restarts(house: House, lens: Wiring, hass: HomeAssistant) -> None:
    """Each is followed by one command at once; they count as no hand, and raise no repair."""
    await private(house)
    restarts = 2 * DRIFT_LIMIT
    for _ in range(restarts):
        await restart(hass, lens, LENS)
        assert lens.entities[LENS].at == "on"
    assert lens.told == [(LENS, "on")] * (1 + restarts)
    assert house.state(ACTIVITY).attributes.get("event_type") != "device_drifted"
    assert house.state(DEVICE_PRIVACY).state == "confirmed"


async def test_a_camera_that_restarts_for_ever(
    house: House, lens: Wiring, hass: HomeAssistant
) -> None:
    """Even that ends: it is said to have failed, and nothing more is sent; the gate stays shut."""
    await private(house)
    for _ in range(RESTART_LIMIT + DRIFT_LIMIT + 5):
        await restart(hass, lens, LENS)
    assert len(lens.told) == 1 + RESTART_LIMIT + DRIFT_LIMIT
    assert house.state(DEVICE_PRIVACY).state == "failed"
    assert not house.is_open()


async def test_closed_at_the_camera_and_restarted(
    house: House, lens: Wiring, hass: HomeAssistant
) -> None:
    """A power cut opens nothing that somebody closed there, also where the camera does not obey afterwards."""
    lens.say(LENS, "on")
    await settled(hass)
    assert house.reason() is ReasonCode.CLOSED_AT_CAMERA
    await restart(hass, lens, LENS)
    assert lens.told == [(LENS, "on")]
    assert house.reason() is ReasonCode.CLOSED_AT_CAMERA
    lens.deaf.add(LENS)
    await restart(hass, lens, LENS)
    lens.say(LENS, "off")
    await settled(hass)
    assert house.reason() is ReasonCode.CLOSED_AT_CAMERA
    assert not house.is_open()
