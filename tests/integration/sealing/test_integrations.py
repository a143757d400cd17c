"""Originals of Home Assistant's own integrations, and one of its cameras on top of a sealed original."""

from pathlib import Path

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.lens_cap.media.stills.placeholder import load_placeholder
from custom_components.lens_cap.sealing.exchange import seal_of
from homeassistant.components import demo
from homeassistant.components.camera.const import DATA_COMPONENT
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant

from ...helpers.doors import Client
from ...helpers.mock_house import HALL, SECRET, House, registered, secret_jpeg
from ...helpers.subentries import add_camera
from .conftest import ORIGINAL

DEMO = "camera.demo_camera"


async def _still(client: Client, entity_id: str) -> bytes:
    answer = await client.get(f"/api/camera_proxy/{entity_id}")
    return await answer.read()


async def test_a_picture_file(
    hass: HomeAssistant,
    house: House,
    hass_client: ClientSessionGenerator,
    tmp_path: Path,
) -> None:
    """*Local file* reads in a thread, says its own kind of picture, and has an action that changes the file."""
    file = tmp_path / "one.jpg"
    file.write_bytes(secret_jpeg())
    hass.config.allowlist_external_dirs = {str(tmp_path)}
    entry = MockConfigEntry(
        domain="local_file",
        title="Attic",
        options={"name": "Attic", "file_path": str(file)},
    )
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    add_camera(house, HALL, source=registered(hass, "camera.attic").id)
    await hass.async_block_till_done()
    client: Client = await hass_client()
    for entity_id in ("camera.attic", "camera.attic_original"):
        assert SECRET in await _still(client, entity_id)
    other = tmp_path / "two.jpg"
    other.write_bytes(secret_jpeg().replace(SECRET, SECRET[::-1]))
    await house.call(
        "local_file.update_file_path", "camera.attic_original", file_path=str(other)
    )
    assert SECRET[::-1] in await _still(client, "camera.attic_original")
    await house.call("camera.turn_off", "camera.attic")
    assert await _still(client, "camera.attic_original") == load_placeholder()
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert await _still(client, "camera.attic_original") == load_placeholder()


async def test_a_camera_on_top_of_an_original(
    hass: HomeAssistant, house: House, hass_client: ClientSessionGenerator
) -> None:
    """*Camera proxy* asks Home Assistant for the other camera's picture: it is given the guarded one."""
    component = hass.data[DATA_COMPONENT]
    await component.async_setup(
        {"camera": [{"platform": "proxy", "name": "On top", "entity_id": ORIGINAL}]}
    )
    await hass.async_block_till_done()
    top = component.get_entity("camera.on_top")
    assert top is not None
    assert seal_of(top) is None
    client: Client = await hass_client()
    assert await _still(client, "camera.on_top")
    await house.call("camera.turn_off", "camera.sofa")
    assert SECRET not in await _still(client, "camera.on_top")


async def test_the_demo(
    hass: HomeAssistant,
    house: House,
    hass_client: ClientSessionGenerator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """*Demo* has a camera without a unique id; its other actions go on working."""
    monkeypatch.setattr(
        demo, "COMPONENTS_WITH_CONFIG_ENTRY_DEMO_PLATFORM", [Platform.CAMERA]
    )
    entry = MockConfigEntry(domain="demo")
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    client: Client = await hass_client()
    add_camera(house, HALL, source=DEMO)
    await hass.async_block_till_done()
    assert await _still(client, DEMO) != load_placeholder()
    await house.call("camera.turn_off", f"{DEMO}_guarded")
    assert await _still(client, DEMO) == load_placeholder()
    await house.call("camera.enable_motion_detection", DEMO)
    assert house.state(DEMO).attributes["motion_detection"] is True
    await house.call("camera.turn_on", f"{DEMO}_guarded")
    assert await _still(client, DEMO) != load_placeholder()
