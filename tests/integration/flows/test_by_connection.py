"""Persons of whom nothing but a router, a ping or Bluetooth tells where they are are named."""

import pytest

from custom_components.lens_cap.const import DOMAIN
from custom_components.lens_cap.flows.household_form import async_by_connection
from homeassistant.core import HomeAssistant

from ...helpers.residence import household


def _person(hass: HomeAssistant, name: str, *kinds: str) -> None:
    """Add a person with a tracker of each of these kinds."""
    trackers = [f"device_tracker.{name.lower()}_{kind}" for kind in kinds]
    for tracker, kind in zip(trackers, kinds, strict=True):
        hass.states.async_set(tracker, "home", {"source_type": kind})
    hass.states.async_set(
        f"person.{name.lower()}",
        "home",
        {"friendly_name": name, "device_trackers": trackers},
    )


async def test_who_is_named(hass: HomeAssistant) -> None:
    """Whoever has no tracker by position; those without any tracker are named elsewhere."""
    _person(hass, "Anna", "router")
    _person(hass, "Ben", "bluetooth_le", "router")
    _person(hass, "Carla", "router", "gps")
    _person(hass, "Dora")
    said = (await async_by_connection(hass))["by_connection"]
    assert said.startswith("\n\nFor Anna, Ben, only a router")
    assert (await household(hass)).seen_by_connection == 2


async def test_nobody_is_named(hass: HomeAssistant) -> None:
    """Then nothing is said."""
    _person(hass, "Carla", "gps")
    assert await async_by_connection(hass) == {"by_connection": ""}
    assert (await household(hass)).seen_by_connection == 0


@pytest.mark.usefixtures("sofa")
async def test_the_first_set_up_names_them(hass: HomeAssistant) -> None:
    """In the step about rules."""
    _person(hass, "Anna", "router")
    flows = hass.config_entries.flow
    result = await flows.async_init(DOMAIN, context={"source": "user"})
    result = await flows.async_configure(
        result["flow_id"], {"cameras": ["camera.sofa"]}
    )
    result = await flows.async_configure(result["flow_id"], {"Sofa": "living_area"})
    placeholders = result["description_placeholders"]
    assert placeholders is not None
    assert "For Anna, only a router" in placeholders["by_connection"]
