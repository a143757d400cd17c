"""Starting: what stops it is said, leaves the originals alone and nothing running."""

import asyncio
from collections.abc import Iterable
import importlib.util
import sys

from aiohttp import web
import pytest

from custom_components.lens_cap.const import DOMAIN
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.upkeep.device_placement import DevicePlacement
from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.translation import async_get_exception_message

from ...helpers.mock_house import HALL, House, build, registered
from ...helpers.subentries import add_camera


async def _assert_refused(house: House) -> None:
    before = asyncio.all_tasks()
    assert not await house.set_up()
    entry = house.entry
    assert entry.state is ConfigEntryState.SETUP_RETRY
    assert entry.error_reason_translation_key == "cannot_start"
    assert entry.reason == async_get_exception_message(DOMAIN, "cannot_start")
    assert not hasattr(entry, "runtime_data")
    hass = house.hass
    for slug in ("sofa", "bed"):
        assert registered(hass, f"camera.{slug}").platform == "test"
        assert registered(hass, f"camera.{slug}").hidden_by is None
        assert registered(hass, f"camera.{slug}").options.get(DOMAIN) is None
    assert not er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
    assert not dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    assert asyncio.all_tasks() == before


async def test_no_port_for_the_relay(
    hass: HomeAssistant, bare_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is tried again later; the half-started relay is ended."""
    cleaned: list[web.ServerRunner] = []
    clean = web.ServerRunner.cleanup

    async def no_port(site: web.TCPSite) -> None:
        raise OSError(98, "Address already in use")

    async def cleanup(runner: web.ServerRunner) -> None:
        cleaned.append(runner)
        await clean(runner)

    with monkeypatch.context() as patch:
        patch.setattr(web.TCPSite, "start", no_port)
        patch.setattr(web.ServerRunner, "cleanup", cleanup)
        await _assert_refused(bare_house)
    assert len(cleaned) == 1
    assert await hass.config_entries.async_reload(bare_house.entry.entry_id)
    assert bare_house.is_open()


async def test_without_pyav(bare_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same where Home Assistant lacks the library that reads streams."""
    monkeypatch.setitem(sys.modules, "av", None)
    assert importlib.util.find_spec("av") is None
    await _assert_refused(bare_house)


async def test_a_fault_while_entities_are_added(
    hass: HomeAssistant, bare_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever goes wrong, nothing of Lens Cap goes on running, and no camera is open."""

    async def fault(entry: object, platforms: object) -> None:
        raise RuntimeError("in Home Assistant")

    with monkeypatch.context() as patch:
        patch.setattr(hass.config_entries, "async_forward_entry_setups", fault)
        assert not await bare_house.set_up()
    assert bare_house.entry.state is ConfigEntryState.SETUP_ERROR
    for camera in bare_house.coordinator.cameras.values():
        assert camera.guard.refusal() is not None
        assert camera.guard.relay_token is None
    assert bare_house.coordinator.engine.relay._runner is None


async def test_a_fault_once_entities_are_added(
    hass: HomeAssistant, bare_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was added by then is taken back, so that the next start is a whole one."""
    forward = hass.config_entries.async_forward_entry_setups

    async def fault(entry: ConfigEntry, platforms: Iterable[Platform]) -> None:
        await forward(entry, [Platform.CAMERA, Platform.SWITCH])
        raise RuntimeError("in Home Assistant")

    with monkeypatch.context() as patch:
        patch.setattr(hass.config_entries, "async_forward_entry_setups", fault)
        assert not await bare_house.set_up()
    assert bare_house.state("camera.sofa").state == "unavailable"
    assert bare_house.state("switch.sofa_privacy_mode").state == "unavailable"
    assert await hass.config_entries.async_reload(bare_house.entry.entry_id)
    assert bare_house.is_open()


async def test_a_camera_from_yaml(hass: HomeAssistant, house: House) -> None:
    """Without a unique id it can be guarded, and neither hidden nor renamed."""
    hass.states.async_set("camera.attic", "idle")
    add_camera(house, HALL, source="camera.attic")
    await hass.async_block_till_done()
    assert house.is_open(HALL)
    assert house.coordinator.cameras[HALL].source.entity_id == "camera.attic"
    assert HALL not in house.coordinator.state.take_overs
    assert house.state("camera.attic").state == "idle"
    assert registered(hass, "camera.attic_guarded").platform == DOMAIN
    assert house.state("switch.attic_guarded_privacy_mode").state == "off"
    await house.call("camera.turn_off", "camera.attic_guarded")
    await house.restart()
    assert not house.is_open(HALL)
    hass.config_entries.async_remove_subentry(house.entry, HALL)
    await hass.async_block_till_done()
    assert house.state("camera.attic").state == "idle"


async def test_an_original_that_is_not_there_yet(hass: HomeAssistant) -> None:
    """Its integration may start after Lens Cap; the guarded camera waits, and can be closed."""
    house = await build(hass)
    (originals,) = hass.config_entries.async_entries("test")
    assert await hass.config_entries.async_unload(originals.entry_id)
    assert await house.set_up()
    assert house.guard().traits() is None
    assert house.guard().stream_address() is None
    assert house.state("camera.sofa").attributes["supported_features"] == 1
    await house.call("camera.turn_off", "camera.sofa")
    assert not house.is_open()


async def test_only_one_household(hass: HomeAssistant, house: House) -> None:
    """A second entry would guard the same cameras with a state of its own."""
    result = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": "user"}
    )
    assert (result["type"], result.get("reason")) == (
        "abort",
        "single_instance_allowed",
    )


async def test_what_goes_on_beside_cannot_begin(
    bare_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then no camera is left open that nobody looks after; the next start is a whole one."""

    def broken(*_given: object) -> None:
        raise RuntimeError("a registry that is odd")

    with monkeypatch.context() as patch:
        patch.setattr(DevicePlacement, "__init__", broken)
        assert not await bare_house.set_up()
    assert bare_house.entry.state is ConfigEntryState.SETUP_ERROR
    guard = bare_house.guard()
    assert guard.decision.reason is ReasonCode.STARTING_UP
    assert guard.relay_token is None
    assert bare_house.state("camera.sofa").state == "unavailable"
    assert await bare_house.hass.config_entries.async_reload(bare_house.entry.entry_id)
    assert bare_house.is_open()
