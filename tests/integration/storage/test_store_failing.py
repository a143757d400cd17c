"""When privacy cannot be saved: what closes stays closed, what would open does not."""

import json

import pytest

from custom_components.lens_cap.const import DOMAIN
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.exceptions import NotSavedError
from custom_components.lens_cap.privacy.hold_request import BY_HAND
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from ...helpers.disk import Disk, break_file, mend_file, stored_holds
from ...helpers.mock_house import AUTOMATION, BED, SOFA, House, registered

SWITCH = "switch.sofa_privacy_mode"


async def _close_without_disk(house: House) -> bytes | None:
    """Make the sofa private while the state cannot be written; return the older state."""
    older = break_file(house.store_file)
    with pytest.raises(HomeAssistantError) as caught:
        await house.call("switch.turn_on", SWITCH)
    assert caught.value.translation_key == "closing_not_saved"
    assert "Privacy is on, but it could not be saved" in str(caught.value)
    return older


async def test_closing_that_is_not_saved_closes_and_says_so(house: House) -> None:
    """The camera is private, entities show it, and the note of it stays on disk."""
    await _close_without_disk(house)
    assert house.reason() is ReasonCode.HOLD
    assert house.state(SWITCH).state == "on"
    assert json.loads(house.marker_file.read_text()) == [SOFA]


async def test_closing_that_is_not_saved_outlives_a_restart(house: House) -> None:
    """The state on disk says open; the note beside it says otherwise, and wins."""
    older = await _close_without_disk(house)
    await house.stop()
    mend_file(house.store_file, older)
    assert await house.set_up()
    assert house.reason() is ReasonCode.INTERRUPTED
    assert house.reason(BED) is ReasonCode.BASE_LEVEL
    assert house.noted == []
    await house.restart()
    assert house.reason() is ReasonCode.INTERRUPTED


async def test_opening_that_is_not_saved_does_not_open(house: House) -> None:
    """Nothing changes, and the action says so."""
    await house.call("switch.turn_on", SWITCH)
    break_file(house.store_file)
    for action, entity_id in (
        ("switch.turn_off", SWITCH),
        ("camera.turn_on", "camera.sofa"),
        ("lens_cap.follow_rules", "camera.sofa"),
    ):
        with pytest.raises(HomeAssistantError) as caught:
            await house.call(action, entity_id)
        assert caught.value.translation_key == "opening_not_saved"
        assert house.reason() is ReasonCode.HOLD
        assert house.state(SWITCH).state == "on"
        assert house.coordinator.state.holds_of(SOFA)


async def test_the_next_save_makes_up_for_one_that_failed(house: House) -> None:
    """It writes all that is private, and takes the note away."""
    await _close_without_disk(house)
    mend_file(house.store_file, None)
    await house.call("switch.turn_on", "switch.bed_privacy_mode")
    assert stored_holds(house.store_file).keys() == {SOFA, BED}
    assert house.noted == []
    await house.restart()
    assert house.reason() is ReasonCode.HOLD


async def test_opening_after_a_save_that_failed(house: House) -> None:
    """What somebody opens once the disk is back stays open over a restart."""
    await _close_without_disk(house)
    mend_file(house.store_file, None)
    await house.call("switch.turn_off", SWITCH)
    assert house.is_open()
    assert house.noted == []
    await house.restart()
    assert house.is_open()


async def test_a_disk_that_is_gone(house: House) -> None:
    """Neither state nor note can be written: still private, and still said."""
    folder = house.store_file.parent
    folder.rename(folder.with_name("elsewhere"))
    folder.write_text("no folder")
    with pytest.raises(NotSavedError) as caught:
        await house.privacy.async_hold([SOFA], BY_HAND)
    assert caught.value.translation_key == "closing_not_saved"
    assert not house.is_open()
    with pytest.raises(NotSavedError):
        await house.privacy.async_release([SOFA], actor=AUTOMATION)
    assert not house.is_open()
    folder.unlink()
    folder.with_name("elsewhere").rename(folder)


async def test_a_note_that_cannot_be_written_stops_nothing(house: House) -> None:
    """The state itself is saved, so nothing is wrong; the note comes right later."""
    break_file(house.marker_file)
    await house.call("switch.turn_on", SWITCH)
    assert stored_holds(house.store_file).keys() == {SOFA}
    mend_file(house.marker_file, b'["left over"]')
    await house.call("switch.turn_off", SWITCH)
    assert house.is_open()
    assert house.noted == []


async def test_a_camera_cannot_be_guarded_without_disk_at_the_start(
    hass: HomeAssistant, bare_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Set-up is tried again later; the originals are not touched before it works."""
    disk = Disk(monkeypatch)
    disk.full = True
    assert not await bare_house.set_up()
    assert bare_house.entry.state is ConfigEntryState.SETUP_RETRY
    assert bare_house.entry.reason
    assert "Lens Cap cannot start" in bare_house.entry.reason
    assert registered(hass, "camera.sofa").platform == "test"
    assert registered(hass, "camera.sofa").hidden_by is None
    disk.full = False
    assert await hass.config_entries.async_reload(bare_house.entry.entry_id)
    await hass.async_block_till_done()
    assert bare_house.is_open()
    assert registered(hass, "camera.sofa").platform == DOMAIN


async def test_the_record_of_a_take_over_cannot_be_saved(
    hass: HomeAssistant, bare_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same when the disk is full a moment later."""
    disk = Disk(monkeypatch, full_after=1)
    assert not await bare_house.set_up()
    assert bare_house.entry.state is ConfigEntryState.SETUP_RETRY
    (written,) = disk.written
    assert not written["holds"]
    assert not written["take_overs"]
    assert registered(hass, "camera.sofa").platform == "test"
    assert registered(hass, "camera.sofa").hidden_by is None
