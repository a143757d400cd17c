"""Several saves at once: none writes an older state over a newer one, none is lost."""

import asyncio
import random

import pytest

from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.core.state.codec import state_from_json
from custom_components.lens_cap.core.state.hold import HoldOrigin
from custom_components.lens_cap.privacy.hold_request import BY_HAND, HoldRequest
from homeassistant.components.camera.const import DATA_CAMERA_PREFS
from homeassistant.core import HomeAssistant

from ...helpers.disk import Disk, stored_holds
from ...helpers.mock_house import AUTOMATION, BED, HALL, SOFA, House
from ...helpers.subentries import add_camera


@pytest.fixture
def disk(house: House, monkeypatch: pytest.MonkeyPatch) -> Disk:
    """Return the disk under a house that runs."""
    return Disk(monkeypatch)


def _task(house: House, work: object) -> asyncio.Task[None]:
    return house.hass.async_create_task(work)  # type: ignore[arg-type]


async def test_the_answer_comes_after_the_save(house: House, disk: Disk) -> None:
    """Whoever made a camera private is told so once that survives a crash."""
    disk.pause()
    call = _task(house, house.call("switch.turn_on", "switch.sofa_privacy_mode"))
    await asyncio.sleep(0.1)
    assert not house.is_open()
    assert not call.done()
    disk.go_on()
    await call
    assert stored_holds(house.store_file).keys() == {SOFA}


async def test_opening_waits_for_the_save(house: House, disk: Disk) -> None:
    """Until it is on disk that the camera is open, it is not."""
    await house.call("switch.turn_on", "switch.sofa_privacy_mode")
    disk.pause()
    call = _task(house, house.call("switch.turn_off", "switch.sofa_privacy_mode"))
    await asyncio.sleep(0.1)
    assert not house.is_open()
    disk.go_on()
    await call
    assert house.is_open()
    assert stored_holds(house.store_file) == {}


async def test_closing_again_while_opening(house: House, disk: Disk) -> None:
    """The opening was for the older privacy; the newer one stays, in memory and on disk."""
    await house.privacy.async_hold([SOFA], BY_HAND)
    disk.pause()
    opening = _task(house, house.privacy.async_release([SOFA], actor=AUTOMATION))
    await asyncio.sleep(0)
    closing = _task(house, house.privacy.async_hold([SOFA], BY_HAND))
    disk.go_on()
    await asyncio.gather(opening, closing)
    assert not house.is_open()
    assert stored_holds(house.store_file).keys() == {SOFA}
    await house.restart()
    assert house.reason() is ReasonCode.HOLD


async def test_closing_another_camera_while_opening_one(
    house: House, disk: Disk
) -> None:
    """A save that was asked for earlier writes what became private meanwhile."""
    await house.privacy.async_hold([SOFA], BY_HAND)
    disk.written.clear()
    disk.pause()
    first = _task(house, house.privacy.async_hold([SOFA], BY_HAND))
    await asyncio.sleep(0.05)
    opening = _task(house, house.privacy.async_release([SOFA], actor=AUTOMATION))
    closing = _task(house, house.privacy.async_hold([BED], BY_HAND))
    await asyncio.sleep(0.05)
    disk.go_on()
    await asyncio.gather(first, opening, closing)
    assert [BED in written["holds"] for written in disk.written[1:]] == [True] * (
        len(disk.written) - 1
    )
    assert stored_holds(house.store_file).keys() == {BED}
    assert house.noted == []


@pytest.mark.parametrize("seed", range(5))
async def test_disk_and_memory_agree_after_any_tumult(
    house: House, disk: Disk, seed: int
) -> None:
    """Whatever was asked for at once, in whatever order it comes to the disk."""
    dice = random.Random(seed)  # noqa: S311
    coordinator = house.coordinator
    running: list[asyncio.Task[None]] = []
    for _ in range(30):
        cameras = dice.sample([SOFA, BED], dice.randint(1, 2))
        origin = dice.choice([HoldOrigin.CAMERA, HoldOrigin.HOUSEHOLD])
        work = (
            house.privacy.async_hold(cameras, HoldRequest(origin=origin))
            if dice.random() < 0.5
            else house.privacy.async_release(cameras, [origin], actor=AUTOMATION)
        )
        running.append(_task(house, work))
        if dice.random() < 0.3:
            disk.pause()
        if dice.random() < 0.5:
            disk.go_on()
        await asyncio.sleep(dice.choice([0, 0, 0.001, 0.005]))
    disk.go_on()
    await asyncio.gather(*running)
    assert state_from_json(disk.written[-1]) == coordinator.state
    assert house.is_open(SOFA) is not bool(coordinator.state.holds_of(SOFA))
    assert house.noted == []


async def test_whoever_asked_for_privacy_may_leave(house: House, disk: Disk) -> None:
    """A script that is stopped while it waits does not stop the save."""
    disk.pause()
    call = _task(house, house.privacy.async_hold([SOFA], BY_HAND))
    await asyncio.sleep(0.05)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    assert not house.is_open()
    disk.go_on()
    await house.hass.async_block_till_done()
    assert stored_holds(house.store_file).keys() == {SOFA}
    assert house.noted == []


async def test_privacy_that_begins_while_a_camera_is_added(
    hass: HomeAssistant, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What adding a camera saves is added to the newest state, not to an older one."""
    preferences = hass.data[DATA_CAMERA_PREFS]
    asked, answer = asyncio.Event(), asyncio.Event()
    read = preferences.get_dynamic_stream_settings

    async def read_slowly(entity_id: str) -> object:
        asked.set()
        await answer.wait()
        return await read(entity_id)

    monkeypatch.setattr(preferences, "get_dynamic_stream_settings", read_slowly)
    add_camera(house, HALL)
    await asked.wait()
    await house.privacy.async_hold([SOFA], BY_HAND)
    answer.set()
    await hass.async_block_till_done()
    assert house.is_open(HALL)
    assert not house.is_open(SOFA)
    assert house.coordinator.state.holds_of(SOFA)
    assert stored_holds(house.store_file).keys() == {SOFA}


async def test_privacy_that_begins_while_a_camera_is_removed(
    hass: HomeAssistant, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same when one goes."""
    disk = Disk(monkeypatch)
    disk.pause()
    hass.config_entries.async_remove_subentry(house.entry, BED)
    closing = _task(house, house.privacy.async_hold([SOFA], BY_HAND))
    await asyncio.sleep(0.05)
    disk.go_on()
    await closing
    await hass.async_block_till_done()
    assert not house.is_open(SOFA)
    assert stored_holds(house.store_file).keys() == {SOFA}
    assert house.coordinator.state.take_overs.keys() == {SOFA}
