"""Closing takes effect before anything is waited for, whoever asks and however."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from yarl import URL

from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.exceptions import NotSavedError
from custom_components.lens_cap.privacy.hold_request import BY_HAND
from homeassistant.components.camera.const import DATA_COMPONENT as CAMERAS
from homeassistant.components.switch.const import DATA_COMPONENT as SWITCHES
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity import Entity

from ...helpers.disk import Disk, stored_holds
from ...helpers.mock_house import AUTOMATION, BED, SOFA, House
from ...helpers.subentries import change_camera

type Close = Callable[[House], Coroutine[Any, Any, None]]


def _entity(entity: Entity | None) -> Any:
    assert entity is not None
    return entity


WAYS: dict[str, Close] = {
    "hold": lambda house: house.privacy.async_hold([SOFA], BY_HAND),
    "camera turned off": lambda house: _entity(
        house.hass.data[CAMERAS].get_entity("camera.sofa")
    ).async_turn_off(),
    "switch turned on": lambda house: _entity(
        house.hass.data[SWITCHES].get_entity("switch.sofa_privacy_mode")
    ).async_turn_on(),
    "all cameras": lambda house: _entity(
        house.hass.data[SWITCHES].get_entity("switch.lens_cap_all_privacy_mode")
    ).async_turn_on(),
}


@pytest.mark.parametrize("close", WAYS.values(), ids=WAYS)
async def test_closing_waits_for_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch, close: Close
) -> None:
    """One step of the event loop, while the disk is stuck, and the camera is shut and shown so."""
    disk = Disk(monkeypatch)
    disk.pause()
    guard = house.guard()
    epoch, address = guard.epoch, guard.stream_address()
    tokens = set(house.state("camera.sofa").attributes["access_token"])
    assert address is not None
    closing = house.hass.async_create_task(close(house))
    assert guard.decision.level is PrivacyLevel.PRIVATE
    assert guard.relay_token is None
    assert guard.epoch == epoch + 1
    assert house.state("switch.sofa_privacy_mode").state == "on"
    assert house.state("sensor.sofa_privacy_level").state == "private"
    assert house.state("camera.sofa").attributes["access_token"] not in tokens
    assert not closing.done()
    disk.go_on()
    await closing


async def test_both_picture_tokens_of_before_are_void(house: House) -> None:
    """Home Assistant accepts the two newest; an address from before the change is neither."""
    camera = _entity(house.hass.data[CAMERAS].get_entity("camera.sofa"))
    before = set(camera.access_tokens)
    await house.call("camera.turn_off", "camera.sofa")
    assert before.isdisjoint(camera.access_tokens)
    private = set(camera.access_tokens)
    await house.call("camera.turn_on", "camera.sofa")
    assert private.isdisjoint(camera.access_tokens)


async def test_settings_that_close_close_at_once(house: House) -> None:
    """Somebody says in the settings that a camera is private."""
    change_camera(house, SOFA, base_level="private")
    await house.hass.async_block_till_done()
    assert house.reason() is ReasonCode.BASE_LEVEL
    assert house.guard().relay_token is None


async def test_one_of_many_that_fails_does_not_leave_others_open(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An entity that cannot show the change stops neither the closing nor the save."""
    switch = _entity(house.hass.data[SWITCHES].get_entity("switch.sofa_privacy_mode"))

    def broken() -> None:
        raise RuntimeError("an entity of Home Assistant")

    monkeypatch.setattr(switch, "async_write_ha_state", broken)
    await house.privacy.async_hold([SOFA, BED], BY_HAND)
    assert house.reason(SOFA) is ReasonCode.HOLD
    assert house.reason(BED) is ReasonCode.HOLD
    assert house.state("sensor.sofa_privacy_level").state == "private"
    assert stored_holds(house.store_file).keys() == {SOFA, BED}


async def test_one_camera_that_fails_does_not_leave_others_open(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever ending its viewers meets, it is closed, the other is, and both are saved."""

    def broken(_reason: object) -> None:
        raise RuntimeError("a player that is odd")

    monkeypatch.setattr(house.guard(SOFA)._audience.sessions, "cut", broken)
    change_camera(house, BED, base_level="open")
    await house.hass.async_block_till_done()
    assert house.is_open(BED)
    await house.privacy.async_hold([SOFA, BED], BY_HAND)
    for camera_id in (SOFA, BED):
        assert house.reason(camera_id) is ReasonCode.HOLD
        assert house.guard(camera_id).relay_token is None
    assert stored_holds(house.store_file).keys() == {SOFA, BED}


async def test_stopping_home_assistant_closes_everything(
    hass: HomeAssistant, house: House
) -> None:
    """Before Home Assistant's own parts end, one by one."""
    guard = house.guard()
    assert guard.stream_address() is not None
    await hass.async_stop()
    assert guard.decision.reason is ReasonCode.STARTING_UP
    assert guard.relay_token is None
    with pytest.raises(NotSavedError):
        await house.privacy.async_release([SOFA], actor=AUTOMATION)
    assert guard.decision.level is PrivacyLevel.PRIVATE


async def test_stopping_closes_all_whatever_one_meets(
    hass: HomeAssistant, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What keeps one camera from ending leaves neither it nor another open, and no port."""

    def broken(_reason: object) -> None:
        raise RuntimeError("a player that is odd")

    change_camera(house, BED, base_level="open")
    await hass.async_block_till_done()
    guards = [house.guard(SOFA), house.guard(BED)]
    address = guards[0].stream_address()
    assert address is not None
    monkeypatch.setattr(guards[0]._audience.sessions, "cut", broken)
    await hass.async_stop()
    assert [guard.relay_token for guard in guards] == [None, None]
    with pytest.raises(OSError):
        await asyncio.open_connection("127.0.0.1", URL(address).port)


async def test_a_camera_is_closed_until_the_stored_state_is_known(house: House) -> None:
    """Before `settle` no settings and no release open it."""
    coordinator = house.coordinator
    await coordinator.async_stop()
    with pytest.raises(NotSavedError):
        await house.privacy.async_release([SOFA], actor=AUTOMATION)
    assert house.reason() is ReasonCode.STARTING_UP
    assert house.guard().refusal() is not None
