"""A home as the version before left it on disk: it starts unchanged, and nothing opens."""

import json
from pathlib import Path
from typing import Any, Final

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.lens_cap.const import DOMAIN
from homeassistant.core import HomeAssistant
from homeassistant.helpers import (
    area_registry as ar,
    category_registry as cr,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
    issue_registry as ir,
    label_registry as lr,
)

HOME: Final[dict[str, Any]] = json.loads(
    Path(__file__).with_name("stored").joinpath("home.json").read_text(encoding="utf-8")
)


@pytest.fixture
def hass_config_dir(tmp_path: Path) -> str:
    """Put the home's files where Home Assistant reads them at its start."""
    folder = tmp_path / ".storage"
    folder.mkdir()
    for name, content in HOME["storage"].items():
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    cache = tmp_path / ".cache"
    cache.mkdir()
    mark = json.dumps(HOME["mark"])
    (cache / "lens_cap.generation").write_text(mark, encoding="utf-8")
    return str(tmp_path)


@pytest.fixture
def load_registries() -> bool:
    """Let the test load the registries: the harness would begin with empty ones."""
    return False


@pytest.fixture
async def hass(hass: HomeAssistant) -> HomeAssistant:
    """Return a Home Assistant that knows the home's devices and entities."""
    dr.async_setup(hass)
    for registry in (ar, cr, dr, er, fr, ir, lr):
        await registry.async_load(hass)
    return hass


@pytest.fixture
async def entry(hass: HomeAssistant, home: None) -> MockConfigEntry:
    """Return the home's entry, running; its originals have not come yet."""
    for other in HOME["entries"][1:]:
        MockConfigEntry(**other).add_to_hass(hass)
    stored = HOME["entries"][0]
    entry = MockConfigEntry(
        domain=DOMAIN,
        entry_id=stored["entry_id"],
        title=stored["title"],
        data=stored["data"],
        options=stored["options"],
        subentries_data=stored["subentries"],
    )
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)
    return entry


def _entities(entities: list[dict[str, Any]]) -> set[tuple[str, str]]:
    return {
        (one["entity_id"], one["unique_id"])
        for one in entities
        if one["platform"] == DOMAIN
    }


async def test_entities_keep_their_names_and_ids(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """Dashboards and automations find every entity where it was."""
    registry = er.async_get(hass)
    now = {
        (one.entity_id, one.unique_id)
        for one in registry.entities.get_entries_for_config_entry_id(entry.entry_id)
    }
    assert _entities(HOME["storage"]["core.entity_registry"]["data"]["entities"]) <= now


async def test_devices_are_the_same(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """No device comes twice."""
    stored = {
        one["id"]
        for one in HOME["storage"]["core.device_registry"]["data"]["devices"]
        if one["config_entry_id"] == entry.entry_id
    }
    now = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    assert {one.id for one in now} == stored


@pytest.mark.parametrize(
    ("entity_id", "state"),
    [
        ("sensor.garden_privacy_level", "private"),
        ("sensor.garden_privacy_reason", "hold"),
        ("sensor.living_room_privacy_level", "private"),
        ("sensor.living_room_privacy_reason", "guests_present"),
        ("switch.garden_privacy_mode", "on"),
        ("switch.lens_cap_guests", "on"),
        ("switch.living_room_audio_recording", "off"),
    ],
)
async def test_what_was_private_stays_private_for_the_same_reason(
    hass: HomeAssistant, entry: MockConfigEntry, entity_id: str, state: str
) -> None:
    """A hold, guests and a ready-made rule are in force again."""
    found = hass.states.get(entity_id)
    assert found is not None
    assert found.state == state


async def test_settings_are_read_as_they_were_stored(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """Starting changes nothing of what people configured."""
    stored = HOME["entries"][0]
    assert {
        one.subentry_id: (one.subentry_type, one.title, dict(one.data))
        for one in entry.subentries.values()
    } == {
        one["subentry_id"]: (one["subentry_type"], one["title"], one["data"])
        for one in stored["subentries"]
    }
    assert dict(entry.options) == stored["options"]
