"""Picture checks end with privacy, with the owner's leave, and with Lens Cap; so does what is said of them."""

import asyncio
from datetime import timedelta

import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.lens_cap.media import (
    picture_checker as checker_module,
    source as source_module,
)
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ...helpers.controls import DEVICE_PRIVACY, Wiring
from ...helpers.later import later, settled
from ...helpers.mock_house import SOFA, House
from ...helpers.picture_checks import (
    STILL_SEES,
    Filmed,
    allow,
    filmed,
    issue,
    jpeg,
    private,
)


@pytest.mark.parametrize("end", ["open", "say no", "unload", "remove"])
async def test_the_repair_goes_with_what_it_is_about(
    house: House, silent: Wiring, hass: HomeAssistant, end: str
) -> None:
    """The camera has not to be closed any more, or nobody knows any more what it shows."""
    filmed(house, lambda: jpeg(None))
    await private(house)
    for seconds in (11, 25):
        await later(hass, seconds)
    assert issue(hass, STILL_SEES) is not None
    match end:
        case "open":
            await house.call("lens_cap.follow_rules", "camera.sofa")
        case "say no":
            await allow(house, confirm_by_picture=False)
        case "unload":
            await hass.config_entries.async_unload(house.entry.entry_id)
        case _:
            hass.config_entries.async_remove_subentry(house.entry, SOFA)
    await settled(hass)
    assert issue(hass, STILL_SEES) is None


async def looked_at(house: House, monkeypatch: pytest.MonkeyPatch) -> Filmed:
    """Return the sofa's camera, private, in the middle of a check that nothing but us ends."""
    monkeypatch.setattr(source_module, "_STILL_SECONDS", 3600)
    monkeypatch.setattr(checker_module, "_SECONDS", 3600)
    camera = filmed(house, lambda: jpeg(None))
    camera.hangs = asyncio.Event()
    await house.call("switch.turn_on", "switch.sofa_privacy_mode")
    await house.hass.async_block_till_done()
    async_fire_time_changed(house.hass, dt_util.utcnow() + timedelta(seconds=100))
    await camera.begun.wait()
    return camera


@pytest.mark.parametrize("end", ["unload", "remove", "stop"])
async def test_a_check_ends_with_whatever_began_it(
    house: House,
    silent: Wiring,
    hass: HomeAssistant,
    monkeypatch: pytest.MonkeyPatch,
    end: str,
) -> None:
    """The camera is guarded no longer, or not by anybody who could use what is seen."""
    camera = await looked_at(house, monkeypatch)
    match end:
        case "unload":
            await hass.config_entries.async_unload(house.entry.entry_id)
        case "remove":
            hass.config_entries.async_remove_subentry(house.entry, SOFA)
            await hass.async_block_till_done()
        case _:
            await hass.async_stop(force=True)
    await camera.ended.wait()
    await later(hass, 1000)
    assert camera.asked == 1


async def test_a_check_that_ends_after_privacy_says_nothing(
    house: House,
    silent: Wiring,
    hass: HomeAssistant,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is ended with privacy; the gate waits for it neither way, and the next privacy is checked anew."""
    camera = await looked_at(house, monkeypatch)
    assert camera.hangs is not None
    assert not house.is_open()
    assert not camera.ended.is_set()
    await house.call("lens_cap.follow_rules", "camera.sofa")
    assert house.is_open()
    await camera.ended.wait()
    camera.hangs.set()
    await settled(hass)
    assert house.state(DEVICE_PRIVACY).state == "not_needed"
    camera.film = lambda: jpeg("black")
    await private(house)
    for _ in range(3):
        await later(hass, 200)
    assert house.state(DEVICE_PRIVACY).state == "confirmed"
    assert camera.asked == 2


async def test_saying_no_ends_checks_and_what_they_showed(
    house: House, silent: Wiring
) -> None:
    """The owner takes it back while the camera is private."""
    camera = filmed(house, lambda: jpeg("black"))
    await private(house)
    assert house.state(DEVICE_PRIVACY).state == "confirmed"
    await allow(house, confirm_by_picture=False)
    assert house.state(DEVICE_PRIVACY).state == "unconfirmed"
    await later(house.hass, 1000)
    assert camera.asked == 1
