"""The note of cameras that are being made private: what a crash leaves behind."""

import json

import pytest

from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.core.state.hold import Hold, HoldOrigin
from custom_components.lens_cap.core.state.household import HouseholdState
from custom_components.lens_cap.privacy.hold_request import BY_HAND
from custom_components.lens_cap.storage.state_store import StateStore
from custom_components.lens_cap.storage.verified_store import SaveError
from homeassistant.core import CoreState
from homeassistant.util import dt as dt_util

from ...helpers.disk import Disk, break_file, stored_holds
from ...helpers.mock_house import BED, HALL, SOFA, House

SWITCH = "switch.sofa_privacy_mode"


async def _crash_with(house: House, note: bytes) -> None:
    """Come back after a crash that left a note."""
    await house.stop()
    house.marker_file.write_bytes(note)
    assert await house.set_up()


async def test_the_note_is_there_before_the_state_is_written(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A crash between the two leaves it; it is gone once the state is on disk."""
    disk = Disk(monkeypatch)
    disk.pause()
    closing = house.hass.async_create_task(
        house.privacy.async_hold([SOFA, BED], BY_HAND)
    )
    while not house.noted:
        await house.hass.async_add_executor_job(lambda: None)
    assert json.loads(house.marker_file.read_bytes()) == [BED, SOFA]
    assert stored_holds(house.store_file) == {}
    disk.go_on()
    await closing
    assert stored_holds(house.store_file).keys() == {SOFA, BED}
    assert house.noted == []


async def test_a_crash_between_note_and_state(house: House) -> None:
    """The cameras in the note are private; the note is gone once that is saved."""
    await _crash_with(house, json.dumps([SOFA, "no longer guarded"]).encode())
    assert house.reason(SOFA) is ReasonCode.INTERRUPTED
    assert house.state("sensor.sofa_privacy_reason").state == "interrupted"
    assert house.reason(BED) is ReasonCode.BASE_LEVEL
    assert not house.coordinator.data.guests
    assert house.noted == []
    assert stored_holds(house.store_file).keys() == {SOFA}


@pytest.mark.parametrize(
    "note",
    [
        b"",
        b'["01LENS',
        b"7",
        b"null",
        b'"01LENS"',
        b"{}",
        b"[7]",
        bytes(64),
        b"\xff\xfe",
    ],
)
async def test_a_note_that_cannot_be_read(house: House, note: bytes) -> None:
    """Nobody knows which cameras it named: all are private."""
    await _crash_with(house, note)
    assert house.reason(SOFA) is ReasonCode.INTERRUPTED
    assert house.reason(BED) is ReasonCode.INTERRUPTED
    assert house.coordinator.data.guests
    assert house.noted == []


async def test_a_crash_while_closing_is_over_once_somebody_opens(house: House) -> None:
    """It does not close the camera again at the next start."""
    await _crash_with(house, json.dumps([SOFA]).encode())
    await house.call("switch.turn_off", SWITCH)
    assert house.is_open()
    await house.restart()
    assert house.is_open()


async def test_a_folder_in_place_of_the_note(house: House) -> None:
    """All are private, at each start, until it is taken away; nothing else breaks."""
    await house.stop()
    break_file(house.marker_file)
    assert await house.set_up()
    assert house.reason(SOFA) is ReasonCode.INTERRUPTED
    await house.call("lens_cap.follow_rules", "camera.sofa")
    assert house.reason(SOFA) is ReasonCode.GUESTS_PRESENT
    assert house.state("switch.lens_cap_guests").state == "on"
    await house.restart()
    assert house.reason(SOFA) is ReasonCode.INTERRUPTED
    assert house.state("switch.lens_cap_guests").state == "on"


async def test_closing_while_home_assistant_stops(house: House) -> None:
    """Home Assistant writes at its very end only; the note stays, should it be killed before."""
    house.hass.set_state(CoreState.stopping)
    await house.privacy.async_hold([SOFA], BY_HAND)
    house.hass.set_state(CoreState.running)
    assert not house.is_open()
    assert stored_holds(house.store_file) == {}
    assert json.loads(house.marker_file.read_bytes()) == [SOFA]
    await house.restart()
    assert house.reason(SOFA) is ReasonCode.INTERRUPTED


async def test_a_note_of_before_is_kept_until_a_save(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is noted anew is noted beside what an earlier crash left."""
    house.marker_file.write_text(json.dumps([SOFA]))
    store = StateStore(house.hass)
    await store.async_load()
    Disk(monkeypatch).full = True
    state = HouseholdState().held(
        [BED],
        Hold(
            level=PrivacyLevel.PRIVATE,
            origin=HoldOrigin.CAMERA,
            set_at=dt_util.utcnow(),
        ),
    )
    with pytest.raises(SaveError):
        await store.async_save(lambda: state, closing=[BED])
    assert json.loads(house.marker_file.read_text()) == [BED, SOFA]


async def test_a_note_of_another_house(house: House) -> None:
    """Names of cameras that are not guarded close nothing."""
    await _crash_with(house, json.dumps([HALL]).encode())
    assert house.is_open(SOFA)
    assert house.noted == []
