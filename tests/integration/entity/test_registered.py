"""What Lens Cap registers in Home Assistant, as it was when somebody last looked at it.

`pytest --snapshot-update` on this file writes it anew; the difference belongs into the changelog.
"""

from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er

from ...helpers.mock_house import House

PLATFORMS = (
    "binary_sensor",
    "button",
    "camera",
    "datetime",
    "event",
    "select",
    "sensor",
    "switch",
)


def _entities(house: House) -> list[er.RegistryEntry]:
    return er.async_entries_for_config_entry(
        er.async_get(house.hass), house.entry.entry_id
    )


def _contract(entry: er.RegistryEntry, entry_id: str) -> dict[str, Any]:
    """Return what people, their automations and their dashboards rest on."""
    return {
        "unique_id": entry.unique_id.replace(entry_id, "<entry>"),
        "translation_key": entry.translation_key,
        "name": entry.original_name,
        "category": entry.entity_category and entry.entity_category.value,
        "disabled": entry.disabled_by is not None,
        "hidden": entry.hidden_by is not None,
        "device_class": entry.original_device_class
        and str(entry.original_device_class),
        "unit": entry.unit_of_measurement,
        "features": int(entry.supported_features),
        "capabilities": {
            str(key): [str(one) for one in value]
            if isinstance(value, list)
            else str(value)
            for key, value in (entry.capabilities or {}).items()
        },
        "assistants": {
            assistant: options.get("should_expose")
            for assistant, options in entry.options.items()
        },
    }


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_entities(
    house: House, snapshot: SnapshotAssertion, platform: str
) -> None:
    """Keys, ids, categories and options of each."""
    assert {
        entry.entity_id: _contract(entry, house.entry.entry_id)
        for entry in _entities(house)
        if entry.domain == platform
    } == snapshot


async def test_no_other_platforms(house: House) -> None:
    """A new one gets its snapshot."""
    assert {entry.domain for entry in _entities(house)} == set(PLATFORMS)


async def test_devices(
    house: House, hass: HomeAssistant, snapshot: SnapshotAssertion
) -> None:
    """One for each camera, and that of the household."""
    devices = dr.async_entries_for_config_entry(
        dr.async_get(hass), house.entry.entry_id
    )
    assert {
        str(device.name): {
            "manufacturer": device.manufacturer,
            "model": device.model,
            "entry_type": str(device.entry_type),
            "has_parent": device.via_device_id is not None,
        }
        for device in devices
    } == snapshot
