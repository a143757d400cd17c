"""The contacts with Home Assistant that may break at an upgrade still work as we use them."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.lens_cap.ha import compat
from homeassistant.components.camera.const import DATA_CAMERA_PREFS
from homeassistant.config_entries import ConfigEntryStore
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.storage import Store


async def test_the_stream_preference_is_read_and_set(
    hass: HomeAssistant, hass_storage: dict[str, Any]
) -> None:
    """It is kept by entity id, and is on disk when setting it returns."""
    assert not await compat.async_get_preload(hass, "camera.sofa")
    await compat.async_set_preload(hass, "camera.sofa", value=True)
    assert await compat.async_get_preload(hass, "camera.sofa")
    assert hass_storage["camera"]["data"] == {"camera.sofa": {"preload_stream": True}}


async def test_without_cameras_there_is_no_stream_preference(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then nothing is set, and setting it does nothing."""
    monkeypatch.delitem(hass.data, DATA_CAMERA_PREFS)
    await compat.async_set_preload(hass, "camera.sofa", value=True)
    assert not await compat.async_get_preload(hass, "camera.sofa")


async def test_the_entity_registry_is_saved_at_once(
    hass: HomeAssistant,
    sofa: er.RegistryEntry,
    hass_storage: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not ten seconds later."""
    # The store that tests get never writes.
    store: Store[dict[str, Any]] = Store(hass, 1, er.STORAGE_KEY)
    monkeypatch.setattr(er.async_get(hass), "_store", store)
    assert await compat.async_save_entity_registry(hass)
    saved = hass_storage[er.STORAGE_KEY]["data"]["entities"]
    assert [entity["entity_id"] for entity in saved] == ["camera.sofa"]


async def test_a_registry_that_cannot_be_saved_at_once_is_saved_later(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If Home Assistant changes here, take-overs go on, and say that nothing is certain yet."""
    monkeypatch.delattr(er.async_get(hass), "_store")
    assert not await compat.async_save_entity_registry(hass)


async def test_config_entries_are_saved_at_once(
    hass: HomeAssistant, hass_storage: dict[str, Any]
) -> None:
    """Not a second later."""
    MockConfigEntry(domain="sofa", title="Sofa").add_to_hass(hass)
    # The store that tests get never writes.
    hass.config_entries._store = ConfigEntryStore(hass)
    assert await compat.async_save_config_entries(hass)
    saved = hass_storage["core.config_entries"]["data"]["entries"]
    assert [entry["title"] for entry in saved] == ["Sofa"]


async def test_config_entries_that_cannot_be_saved_at_once_are_saved_later(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If Home Assistant changes here, setting up goes on."""
    monkeypatch.delattr(hass.config_entries, "_store")
    assert not await compat.async_save_config_entries(hass)
