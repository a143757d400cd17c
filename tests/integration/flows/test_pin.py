"""The household's PIN: set, kept, and removed; never shown."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.lens_cap.audio import PinCheck
from custom_components.lens_cap.exceptions.audio import PinRefusedError
from homeassistant.core import HomeAssistant


@pytest.fixture
def entry(hass: HomeAssistant) -> MockConfigEntry:
    """Return the entry of a household."""
    entry = MockConfigEntry(domain="lens_cap", title="Lens Cap")
    entry.add_to_hass(hass)
    return entry


async def _answer(
    hass: HomeAssistant, entry: MockConfigEntry, answers: dict[str, Any]
) -> dict[str, Any]:
    flows = hass.config_entries.options
    menu = await flows.async_init(entry.entry_id)
    step: Any = await flows.async_configure(
        menu["flow_id"], {"next_step_id": "household"}
    )
    assert "scrypt" not in str(step["data_schema"].schema)
    step = await flows.async_configure(step["flow_id"], answers)
    shown: dict[str, Any] = step
    return shown


async def test_it_is_kept_as_a_hash(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """And stays when other things are changed."""
    await _answer(hass, entry, {"pin": "246813"})
    stored = entry.options["pin"]
    assert "246813" not in str(entry.options)
    await PinCheck(hass).async_check(stored, "246813")
    with pytest.raises(PinRefusedError):
        await PinCheck(hass).async_check(stored, "246814")
    await _answer(hass, entry, {"confirm_lifts": True})
    assert entry.options["pin"] == stored
    await _answer(hass, entry, {"remove_pin": True})
    assert "pin" not in entry.options


@pytest.mark.parametrize(
    "pin", ["12345", "abcdef", "123 456", "\u0661\u0662\u0663\u0664\u0665\u0666"]
)
async def test_what_is_no_pin(
    hass: HomeAssistant, entry: MockConfigEntry, pin: str
) -> None:
    """Too short, or not of digits."""
    step = await _answer(hass, entry, {"pin": pin})
    assert step["errors"] == {"pin": "pin_too_short"}
    assert "pin" not in entry.options
