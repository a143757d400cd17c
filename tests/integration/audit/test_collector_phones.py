"""Whether phones can be spoken for by whoever knows their address."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.config_entries import ConfigEntryDisabler
from homeassistant.core import HomeAssistant

from ...helpers.residence import household


def add_phone(hass: HomeAssistant, disabled: bool = False, **data: Any) -> None:
    """Add a phone, as its app registers it."""
    MockConfigEntry(
        domain="mobile_app",
        data={"webhook_id": "x", **data},
        disabled_by=ConfigEntryDisabler.USER if disabled else None,
    ).add_to_hass(hass)


async def test_no_phone(hass: HomeAssistant) -> None:
    """Nobody can be spoken for."""
    assert (await household(hass)).phones_without_encryption == 0


@pytest.mark.parametrize("told", [{}, {"supports_encryption": False}])
async def test_phones_that_do_not_encrypt(
    hass: HomeAssistant, told: dict[str, Any]
) -> None:
    """They are counted, also where that is not known; the others are not."""
    add_phone(hass, **told)
    add_phone(hass, supports_encryption=True)
    assert (await household(hass)).phones_without_encryption == 1


async def test_a_phone_that_is_switched_off(hass: HomeAssistant) -> None:
    """Home Assistant takes nothing from it."""
    add_phone(hass, disabled=True)
    assert (await household(hass)).phones_without_encryption == 0
