"""The system's page says whether Lens Cap runs, and nothing of who lives here."""

import json

from pytest_homeassistant_custom_component.common import get_system_health_info

from custom_components.lens_cap.const import DOMAIN
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from ...gates.repository import english
from ...helpers.mock_house import NAMES, PASSWORD, House


async def test_figures_of_a_running_house(hass: HomeAssistant, house: House) -> None:
    """Each has its words, and none tells a name, an address or a person."""
    assert await async_setup_component(hass, "system_health", {})
    await hass.async_block_till_done()
    info = await get_system_health_info(hass, DOMAIN)
    said = json.dumps(info)
    assert "video_library" in said
    assert not any(secret in said for secret in (PASSWORD, *NAMES.values()))
    library = info.pop("video_library")
    assert library.startswith("PyAV ")
    assert info == {
        "running": True,
        "webrtc_server": "none",
        "relay": True,
        "cameras": 2,
        "private": 1,
        "without_original": 0,
        "viewers": 0,
        "workers": 0,
    }
    assert english()["system_health"]["info"].keys() == info.keys() | {"video_library"}


async def test_lens_cap_does_not_run(hass: HomeAssistant, house: House) -> None:
    """That is said, and nothing else is asked."""
    assert await async_setup_component(hass, "system_health", {})
    await hass.async_block_till_done()
    await house.stop()
    info = await get_system_health_info(hass, DOMAIN)
    assert info["running"] is False
    assert "relay" not in info
