"""The original camera behind a guarded one: followed through renames, absences and returns."""

import pytest

from homeassistant.components.camera.const import CameraEntityFeature
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from ...helpers.mock_house import HALL, SOFA, House, build
from ...helpers.sessions import Entity
from ...helpers.subentries import add_camera

STREAM = CameraEntityFeature.STREAM


def _streams(house: House) -> bool:
    features = house.state("camera.sofa").attributes["supported_features"]
    return bool(features & STREAM)


async def test_an_original_that_is_renamed_is_still_followed(
    hass: HomeAssistant, house: House
) -> None:
    """By its id in the registry; what changes under the new name is seen."""
    er.async_get(hass).async_update_entity(
        "camera.sofa_original", new_entity_id="camera.garden"
    )
    await hass.async_block_till_done()
    assert house.coordinator.cameras[SOFA].source.entity_id == "camera.garden"
    assert house.is_open()
    assert _streams(house)
    source = house.sources[SOFA]
    source._attr_supported_features = CameraEntityFeature(0)
    source.async_write_ha_state()
    await hass.async_block_till_done()
    assert not _streams(house)


async def test_an_original_that_goes_and_comes_back(
    hass: HomeAssistant, house: House
) -> None:
    """Its integration is reloaded: there is a stream, under a new address, once it is there again."""
    address = house.guard().stream_address()
    (originals,) = hass.config_entries.async_entries("test")
    assert await hass.config_entries.async_unload(originals.entry_id)
    await hass.async_block_till_done()
    assert _streams(house)
    assert house.guard().stream_address() is None
    assert await hass.config_entries.async_setup(originals.entry_id)
    await hass.async_block_till_done()
    assert _streams(house)
    assert house.guard().stream_address() not in (None, address)


async def test_an_original_that_is_gone_for_good(hass: HomeAssistant) -> None:
    """Nothing is followed and nothing shown; the guarded camera stays, and can be closed."""
    house = await build(hass)
    add_camera(house, HALL, source="0123456789abcdef0123456789abcdef")
    assert await house.set_up()
    assert house.coordinator.cameras[HALL].source.entity_id is None
    assert house.guard(HALL).traits() is None
    assert house.state("camera.hall_2").state == "idle"
    await house.call("camera.turn_off", "camera.hall_2")
    assert not house.is_open(HALL)


async def test_streams_that_do_not_end_hold_nobody_up(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The camera is shut either way; that one failed, and one is slow, is logged."""

    async def fail() -> None:
        raise ValueError("http://admin:secret@127.0.0.1")

    async def never() -> None:
        await house.hass.loop.create_future()

    module = "custom_components.lens_cap.decisions.guarded_camera"
    monkeypatch.setattr(f"{module}._WITHDRAW_SECONDS", 0.05)
    house.guard().attach(Entity(fail))
    await house.call("camera.turn_off", "camera.sofa")
    assert not house.is_open()
    assert "could not end the stream of Sofa: ValueError" in caplog.text
    assert "admin" not in caplog.text
    await house.call("camera.turn_on", "camera.sofa")
    house.guard().attach(Entity(never))
    await house.call("camera.turn_off", "camera.sofa")
    assert not house.is_open()
    assert "the stream of Sofa has not ended after ten seconds" in caplog.text
    house.guard().detach()
