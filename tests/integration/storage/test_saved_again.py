"""Privacy that could not be saved is saved by itself, as soon as there is space."""

from datetime import timedelta
import json

import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.lens_cap.const import DOMAIN
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.exceptions import NotSavedError
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.util import dt as dt_util
from homeassistant.util.async_ import get_scheduled_timer_handles

from ...helpers.disk import Disk, break_file, mend_file, stored_holds
from ...helpers.mock_house import BED, SOFA, House

SWITCH = "switch.sofa_privacy_mode"


def _is_said(hass: HomeAssistant) -> bool:
    return ir.async_get(hass).async_get_issue(DOMAIN, "privacy_not_saved") is not None


def _waits(hass: HomeAssistant) -> bool:
    return any(
        getattr(argument, "name", None) == "trying again"
        for handle in get_scheduled_timer_handles(hass.loop)
        if not handle.cancelled()
        for argument in handle._args or ()  # nothing else tells
    )


async def _later(hass: HomeAssistant, seconds: float) -> None:
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=seconds))
    await hass.async_block_till_done()


@pytest.fixture
async def disk(
    hass: HomeAssistant, house: House, monkeypatch: pytest.MonkeyPatch
) -> Disk:
    """Return a full disk, in a house where the sofa was made private."""
    disk = Disk(monkeypatch)
    disk.full = True
    with pytest.raises(NotSavedError):
        await house.call("switch.turn_on", SWITCH)
    return disk


async def test_it_is_said_while_it_is_not_saved(
    hass: HomeAssistant, house: House, disk: Disk
) -> None:
    """And nobody has to do anything once there is space."""
    assert _is_said(hass)
    assert _waits(hass)
    assert stored_holds(house.store_file) == {}
    await _later(hass, 2)
    assert _is_said(hass)
    disk.full = False
    await _later(hass, 4)
    assert not _is_said(hass)
    assert stored_holds(house.store_file).keys() == {SOFA}
    assert house.noted == []
    assert not _waits(hass)
    await house.restart()
    assert house.reason() is ReasonCode.HOLD


async def test_another_save_makes_up_for_it(
    hass: HomeAssistant, house: House, disk: Disk
) -> None:
    """Then nothing is tried any more."""
    disk.full = False
    await house.call("camera.turn_off", "camera.bed")
    assert stored_holds(house.store_file).keys() == {SOFA, BED}
    assert not _is_said(hass)
    assert not _waits(hass)


async def test_nothing_is_tried_after_it_was_unloaded(
    hass: HomeAssistant, house: House, disk: Disk
) -> None:
    """The note has it, and the next start saves it."""
    await house.stop()
    assert not _waits(hass)
    assert house.noted == [SOFA]
    disk.full = False
    assert await house.set_up()
    assert house.reason() is ReasonCode.INTERRUPTED
    assert not _is_said(hass)


async def test_nothing_waits_where_all_is_saved(
    hass: HomeAssistant, house: House
) -> None:
    """No timer polls."""
    await house.call("switch.turn_on", SWITCH)
    assert not _waits(hass)
    assert not _is_said(hass)


async def test_what_opens_is_not_tried_again(
    hass: HomeAssistant, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing was opened, and nothing opens by itself."""
    await house.call("switch.turn_on", SWITCH)
    disk = Disk(monkeypatch)
    disk.full = True
    with pytest.raises(NotSavedError):
        await house.call("switch.turn_off", SWITCH)
    assert not _waits(hass)
    assert not _is_said(hass)


async def test_a_note_is_written_again_too(hass: HomeAssistant, house: House) -> None:
    """Of what was asked for while Lens Cap did not run."""
    await house.stop()
    content = break_file(house.marker_file)
    await house.call("camera.turn_off", "camera.sofa")
    await hass.async_block_till_done()
    assert _waits(hass)
    mend_file(house.marker_file, content)
    await _later(hass, 2)
    assert json.loads(house.marker_file.read_bytes()) == [SOFA]
    assert not _waits(hass)
