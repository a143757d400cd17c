"""Where its owner allows it, a picture shows whether a camera has closed; nobody is handed that picture."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
import json
from typing import cast
from unittest.mock import ANY

import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.lens_cap.diagnostics import async_get_config_entry_diagnostics
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util

from ...helpers.controls import DEVICE_PRIVACY, Wiring
from ...helpers.later import later, settled
from ...helpers.mock_house import SECRET, SOFA, House, registered
from ...helpers.picture_checks import (
    LENS,
    NOT_PRIVATE,
    STILL_SEES,
    allow,
    clear,
    filmed,
    issue,
    jpeg,
    lost,
    private,
)
from ...helpers.waiting import until


@pytest.mark.parametrize("color", ["black", "#202020", "blue"])
async def test_a_picture_of_nothing_confirms(
    house: House, silent: Wiring, color: str
) -> None:
    """Black, or of one color: it is closed, and not checked again."""
    camera = filmed(house, lambda: jpeg(color))
    await private(house)
    assert house.state(DEVICE_PRIVACY).state == "confirmed"
    assert house.state(DEVICE_PRIVACY).attributes["privacy"] == "confirmed"
    await later(house.hass, 1000)
    assert camera.asked == 1
    assert silent.told == [(LENS, "on")]


async def test_nothing_is_fetched_unasked(house: House, silent: Wiring) -> None:
    """Cameras that were set up before there was this choice, and those whose owner said no, are not checked."""
    await allow(house, confirm_by_picture=False)
    camera = filmed(house, lambda: jpeg("black"))
    await private(house)
    assert house.state(DEVICE_PRIVACY).state == "unconfirmed"
    subentry = house.entry.subentries[SOFA]
    data = {
        key: one for key, one in subentry.data.items() if key != "confirm_by_picture"
    }
    house.hass.config_entries.async_update_subentry(house.entry, subentry, data=data)
    await later(house.hass, 1000)
    assert house.state(DEVICE_PRIVACY).state == "unconfirmed"
    assert camera.asked == 0


async def test_a_lens_that_says_that_it_closed_is_not_checked(
    house: House, silent: Wiring
) -> None:
    """A newer state confirms, and nobody fetches a picture of a private room for less."""
    silent.deaf.clear()
    camera = filmed(house, lambda: jpeg("black"))
    await private(house)
    assert house.state(DEVICE_PRIVACY).state == "confirmed"
    assert camera.asked == 0


async def test_a_room_that_is_still_seen(
    house: House, silent: Wiring, hass: HomeAssistant
) -> None:
    """Two pictures that differ: it has failed, a repair of its own says so, until it is seen to be closed."""
    camera = filmed(house, lambda: jpeg(None))
    await private(house)
    assert camera.asked == 1
    assert house.state(DEVICE_PRIVACY).state == "unconfirmed"
    await later(hass, 11)
    assert camera.asked == 2
    assert house.state(DEVICE_PRIVACY).state == "failed"
    await later(hass, 25)
    assert issue(hass, STILL_SEES) is not None
    assert issue(hass, NOT_PRIVATE) is None
    camera.film = lambda: jpeg("black")
    await later(hass, 61)
    assert camera.asked == 3
    assert house.state(DEVICE_PRIVACY).state == "confirmed"
    assert issue(hass, STILL_SEES) is None


async def test_a_room_outweighs_what_the_lens_says(
    house: House, silent: Wiring, hass: HomeAssistant
) -> None:
    """A camera that says closed and shows a room is the worst of all: saying so later does not end that."""
    filmed(house, lambda: jpeg(None))
    await private(house)
    await later(hass, 11)
    silent.say(LENS, "on")
    await settled(hass)
    assert house.state(DEVICE_PRIVACY).state == "failed"


async def test_an_old_picture_raises_no_alarm(
    house: House, silent: Wiring, hass: HomeAssistant
) -> None:
    """An integration that keeps its last picture shows the room for ever: asked for, not confirmed."""
    old = jpeg(None)
    camera = filmed(house, lambda: old)
    await private(house)
    for _ in range(5):
        await later(hass, 700)
    assert camera.asked == 4
    assert house.state(DEVICE_PRIVACY).state == "unconfirmed"
    assert issue(hass, STILL_SEES) is None


@pytest.mark.parametrize(
    "film",
    [
        lambda: b"",
        lambda: b"\xff\xd8\xff no picture",
        lambda: jpeg("black", (32, 18)),
        lambda: jpeg(None)[:2000],
        lambda: jpeg("white"),
        lambda: jpeg("gray"),
        lost,
        clear,
        lambda: cast(bytes, "a word"),
    ],
    ids=[
        "empty",
        "broken",
        "tiny",
        "cut off",
        "blinded",
        "wall",
        "lost on its way",
        "nothing at all",
        "no bytes",
    ],
)
async def test_what_shows_nothing_says_nothing(
    house: House, silent: Wiring, film: Callable[[], bytes]
) -> None:
    """Neither closed nor seeing; and after a few checks it is left at that."""
    camera = filmed(house, film)
    await private(house)
    for _ in range(5):
        await later(house.hass, 700)
    assert house.state(DEVICE_PRIVACY).state == "unconfirmed"
    assert camera.asked == 4


async def test_silence_proves_nothing(house: House, silent: Wiring) -> None:
    """A camera that does not answer may film all the same."""
    house.sources[SOFA].still = HomeAssistantError("no route to host")
    await private(house)
    assert house.state(DEVICE_PRIVACY).state == "unconfirmed"


async def test_a_camera_that_is_away_is_not_asked(house: House, silent: Wiring) -> None:
    """And once it is back it is."""
    camera = filmed(house, lambda: jpeg("black"))
    house.sources[SOFA]._attr_available = False
    house.sources[SOFA].async_write_ha_state()
    await private(house)
    assert house.state(DEVICE_PRIVACY).state == "unconfirmed"
    assert camera.asked == 0
    house.sources[SOFA]._attr_available = True
    house.sources[SOFA].async_write_ha_state()
    await settled(house.hass)
    assert house.state(DEVICE_PRIVACY).state == "confirmed"


async def test_a_camera_that_comes_back_is_checked_anew(
    house: House, silent: Wiring, hass: HomeAssistant
) -> None:
    """It may have come back open; and however often it goes, it is asked once in ten minutes only."""
    camera = filmed(house, lambda: jpeg("black"))
    await private(house)
    assert house.state(DEVICE_PRIVACY).state == "confirmed"
    for _ in range(5):
        await away_and_back(house)
        assert house.state(DEVICE_PRIVACY).state == "unconfirmed"
    assert camera.asked == 1
    camera.film = lambda: jpeg(None)
    await later(hass, 601)
    assert camera.asked == 2
    await later(hass, 11)
    assert house.state(DEVICE_PRIVACY).state == "failed"
    await later(hass, 25)
    await away_and_back(house)
    assert house.state(DEVICE_PRIVACY).state == "failed"
    assert issue(hass, STILL_SEES) is not None


async def away_and_back(house: House) -> None:
    """Let the sofa's original be unavailable for a moment."""
    for available in (False, True):
        house.sources[SOFA]._attr_available = available
        house.sources[SOFA].async_write_ha_state()
        await settled(house.hass)


async def test_a_check_that_others_cancel_is_no_end_of_checking(
    house: House, silent: Wiring, hass: HomeAssistant
) -> None:
    """An integration lets out a cancellation of its own: the next check follows all the same."""
    camera = filmed(house, cancelled)
    await private(house)
    assert camera.asked == 1
    camera.film = lambda: jpeg("black")
    await later(hass, 11)
    assert house.state(DEVICE_PRIVACY).state == "confirmed"


def cancelled() -> bytes:
    """Fail as a request whose own connection was cancelled."""
    raise asyncio.CancelledError


async def test_a_camera_on_battery_is_left_asleep(house: House, silent: Wiring) -> None:
    """A check would wake it, and wake it again."""
    er.async_get(house.hass).async_get_or_create(
        "sensor",
        "test",
        "battery",
        device_id=registered(house.hass, "camera.sofa_original").device_id,
        original_device_class="battery",
    )
    camera = filmed(house, lambda: jpeg("black"))
    await private(house)
    assert house.state(DEVICE_PRIVACY).state == "unconfirmed"
    assert camera.asked == 0


async def test_a_check_hands_nobody_a_picture(
    house: House, silent: Wiring, hass: HomeAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    """While it goes on, and after it: nobody watches, and no state, log or diagnostics holds anything of it."""
    caplog.set_level("DEBUG")
    camera = filmed(house, lambda: jpeg("blue"))
    camera.hangs = asyncio.Event()
    await house.call("switch.turn_on", "switch.sofa_privacy_mode")
    await hass.async_block_till_done()
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=100))
    await camera.begun.wait()
    guard = house.guard()
    assert guard.viewers == 0
    assert guard.worker_pid is None
    assert house.state("binary_sensor.sofa_being_viewed").state == "off"
    camera.hangs.set()
    await settled(hass)
    assert house.state(DEVICE_PRIVACY).state == "confirmed"
    engine = house.coordinator.cameras[SOFA].engine
    await until(lambda: not engine.decoder.pids)
    told = [json.dumps(one.as_dict(), default=str) for one in hass.states.async_all()]
    told += [str(await async_get_config_entry_diagnostics(hass, house.entry))]
    told += [caplog.text]
    assert [one for one in told if SECRET.decode() in one] == []
    assert house.state(DEVICE_PRIVACY).attributes == {
        "privacy": "confirmed",
        "device_class": "enum",
        "options": ANY,
        "friendly_name": ANY,
    }
