"""What runs for the entry: found while it runs, ended once, and whole or not at all."""

import pytest

from custom_components.lens_cap.const import SIGNAL_CAMERA_ADDED
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.core.state.hold import HoldOrigin
from custom_components.lens_cap.entry.runtime import expect_loaded, loaded, running
from custom_components.lens_cap.exceptions import NotRunningError
from custom_components.lens_cap.privacy.hold_request import BY_HAND, HoldRequest
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from ...helpers.mock_house import BED, SOFA, House


async def test_nothing_is_found_before_the_start(
    hass: HomeAssistant, bare_house: House
) -> None:
    """Neither what runs nor what is loaded; whoever needs it is told so."""
    assert running(hass) is None
    assert loaded(hass) is None
    with pytest.raises(NotRunningError):
        expect_loaded(hass)


async def test_what_runs_is_found(hass: HomeAssistant, house: House) -> None:
    """It is the same for all who look."""
    assert running(hass) is loaded(hass) is expect_loaded(hass) is house.runtime


async def test_what_runs_is_found_while_the_entry_is_set_up(
    hass: HomeAssistant, bare_house: House
) -> None:
    """What is asked for meanwhile is put in force there, and not kept for the next start."""
    found: list[tuple[object, object]] = []

    @callback
    def look(_camera_id: str) -> None:
        found.append((running(hass), loaded(hass)))

    stop = async_dispatcher_connect(hass, SIGNAL_CAMERA_ADDED, look)
    assert await bare_house.set_up()
    stop()
    assert found == [(bare_house.runtime, None)] * 2


async def test_nothing_runs_once_home_assistant_stops(
    hass: HomeAssistant, house: House
) -> None:
    """The entry stays loaded, and nobody takes what has ended for something that runs."""
    await hass.async_stop()
    assert house.entry.state is ConfigEntryState.LOADED
    assert running(hass) is None


async def test_it_ends_once(hass: HomeAssistant, house: House) -> None:
    """That Lens Cap is unloaded after Home Assistant has begun to stop changes nothing more."""
    runtime = house.runtime
    before = sum(hass.bus.async_listeners().values())
    await runtime.async_stop()
    after = sum(hass.bus.async_listeners().values())
    assert after < before
    await runtime.async_stop()
    assert sum(hass.bus.async_listeners().values()) == after
    assert house.reason() is ReasonCode.STARTING_UP


async def test_privacy_asked_for_from_what_ended_is_kept(house: House) -> None:
    """An action that was under way while Lens Cap was unloaded is noted for the next start."""
    privacy = house.privacy
    await house.stop()
    await privacy.async_hold([SOFA], BY_HAND)
    assert SOFA in house.noted
    assert await house.set_up()
    assert house.reason() is ReasonCode.INTERRUPTED


async def test_a_request_becomes_one_hold_for_each_camera(house: House) -> None:
    """All that it says is in the hold, and nothing of one camera is in another's."""
    request = HoldRequest(origin=HoldOrigin.HOUSEHOLD, until_everyone_leaves=True)
    await house.privacy.async_hold([SOFA], request)
    (hold,) = house.coordinator.state.holds_of(SOFA)
    assert hold.origin is HoldOrigin.HOUSEHOLD
    assert hold.until_everyone_leaves
    assert not house.coordinator.state.holds_of(BED)
