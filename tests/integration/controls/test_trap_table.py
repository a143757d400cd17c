"""What was off before stays off after, for every control that ending a camera's privacy may move."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.lens_cap.controls.discovery import async_found_controls
from custom_components.lens_cap.core.controls.role import Role
from custom_components.lens_cap.core.controls.row import Row
from custom_components.lens_cap.core.controls.table import INTEGRATIONS, ROWS
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ...helpers.controls import control
from ...helpers.core_cameras import end_privacy, guard_with, make_private, settled
from ...helpers.mock_house import House
from ...helpers.table_device import (
    CAMERA,
    PLUG,
    TableDevice,
    add_table_device,
    open_value,
    rows_of,
)


def moved_by(covering: Row) -> tuple[Row, ...]:
    """Return the rows that the end of what another one does may move."""
    return tuple(
        row
        for row in rows_of(covering.integration)
        if row.role in covering.covers and row is not covering
    )


COVERING: Final = [row for row in ROWS if moved_by(row)]
WITH_CONTROLS: Final = sorted(one for one in INTEGRATIONS if rows_of(one))


def name_of(row: Row) -> str:
    """Return what a row is called in the report of a test."""
    return f"{row.integration}-{row.role}-{row.value}"


def at_safe(*rows: Row) -> dict[Row, str]:
    """Return controls on their private side."""
    return {row: row.safe for row in rows}


def at_open(*rows: Row) -> dict[Row, str]:
    """Return controls on the other side."""
    return {row: open_value(row) for row in rows}


async def guarded(hass: HomeAssistant, device: TableDevice, *chosen: Row) -> House:
    """Guard the camera with these of its controls; it keeps its entity id, which is that of a control."""
    controls = [
        control(hass, row.role, device.entity_ids[row], row.safe) for row in chosen
    ]
    return await guard_with(hass, CAMERA, controls, take_over_id=False)


async def until_settled(hass: HomeAssistant) -> None:
    """Let all time pass that a camera has to move something, and that pauses take: each timer fires alone."""
    for _ in range(40):
        async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=3600))
        await hass.async_block_till_done(wait_background_tasks=True)


async def spring_late(
    hass: HomeAssistant, device: TableDevice, moved: Mapping[Row, str]
) -> None:
    """Let the camera move controls once more, after its lens is open."""
    for row, value in moved.items():
        device.wiring.say(device.entity_ids[row], value)
    await settled(hass)


def test_the_table_has_traps() -> None:
    """UniFi's lens, Reolink's and Frigate's own off are among what moves other controls."""
    assert {row.integration for row in COVERING} >= {
        "frigate",
        "reolink",
        "unifiprotect",
    }


@pytest.mark.parametrize("integration", WITH_CONTROLS)
async def test_each_control_is_found(hass: HomeAssistant, integration: str) -> None:
    """The device that the tests below play is what the table describes, row by row."""
    rows = rows_of(integration)
    device = await add_table_device(hass, integration, at_open(*rows))
    found = {one.row: one.entity_id for one in async_found_controls(hass, CAMERA)}
    assert found.items() >= device.entity_ids.items()


@pytest.mark.parametrize("everything", [False, True], ids=["alone", "with-all"])
@pytest.mark.parametrize("covering", COVERING, ids=name_of)
async def test_what_was_off_stays_off(
    hass: HomeAssistant, covering: Row, everything: bool
) -> None:
    """A camera that turns all on when it is opened, at once and again later, ends with all off."""
    moved = moved_by(covering)
    values = {**at_open(covering), **at_safe(*moved)}
    device = await add_table_device(hass, covering.integration, values)
    lens = device.entity_ids[covering]
    device.moves(lens, open_value(covering), at_open(*moved))
    chosen = values if everything else (covering,)
    house = await guarded(hass, device, *chosen)
    await make_private(house)
    assert device.wiring.told == [(lens, covering.safe)]
    await end_privacy(house)
    await spring_late(hass, device, at_open(*moved))
    await until_settled(hass)
    assert {row: device.at(row) for row in values} == values


@pytest.mark.parametrize("covering", COVERING, ids=name_of)
async def test_what_was_on_comes_back(hass: HomeAssistant, covering: Row) -> None:
    """What the camera turns off with its lens, and leaves off, is on again; nothing else is told."""
    moved = moved_by(covering)
    values = at_open(covering, *moved)
    device = await add_table_device(hass, covering.integration, values)
    lens = device.entity_ids[covering]
    device.moves(lens, covering.safe, at_safe(*moved))
    house = await guarded(hass, device, covering)
    await until_settled(hass)
    assert device.wiring.told == []
    await make_private(house)
    await end_privacy(house)
    await until_settled(hass)
    assert {row: device.at(row) for row in values} == values
    assert len(device.wiring.told) == 2 + len(moved)


@pytest.mark.parametrize("integration", WITH_CONTROLS)
async def test_a_plug_turns_nothing_on(hass: HomeAssistant, integration: str) -> None:
    """Whatever a camera is at once its power is back, all that was off before is off again."""
    rows = rows_of(integration)
    values = at_safe(*rows)
    device = await add_table_device(hass, integration, values)
    device.moves(PLUG, "on", at_open(*rows))
    plug = control(hass, Role.PLUG, PLUG, "off")
    house = await guard_with(hass, CAMERA, [plug], take_over_id=False)
    await make_private(house)
    assert device.wiring.told == [(PLUG, "off")]
    await end_privacy(house)
    await spring_late(hass, device, at_open(*rows))
    await until_settled(hass)
    assert {row: device.at(row) for row in values} == values
    assert device.wiring.entities[PLUG].at == "on"
