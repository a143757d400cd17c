"""What happens to a camera is told, in order, once."""

from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
from aiohttp.test_utils import TestClient
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from homeassistant.core import Event, HomeAssistant

from ...helpers.mock_house import SECRET, House

type Client = TestClient[aiohttp.web.Request, aiohttp.web.Application]


@pytest.fixture
async def told(
    hass: HomeAssistant, house: House
) -> Callable[[], list[tuple[str, str]]]:
    """Return what was told of the sofa since then: activity and reason."""
    changes: list[Event[Any]] = async_capture_events(hass, "state_changed")

    def read() -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        moments: set[tuple[str, str]] = set()
        for event in changes:
            state = event.data["new_state"]
            if state.entity_id == "event.sofa_activity":
                attributes = state.attributes
                if (state.state, attributes["event_type"]) not in moments:
                    found.append((attributes["event_type"], attributes["reason"]))
                moments.add((state.state, attributes["event_type"]))
        return found

    return read


async def test_privacy_that_begins_and_ends(
    house: House, told: Callable[[], list[tuple[str, str]]]
) -> None:
    """Each with its reason; asking for what is so already is no news."""
    await house.call("camera.turn_off", "camera.sofa")
    await house.call("camera.turn_off", "camera.sofa")
    await house.call("switch.turn_on", "switch.lens_cap_all_privacy_mode")
    await house.call("camera.turn_on", "camera.sofa")
    assert told() == [
        ("privacy_turned_on", "hold"),
        ("privacy_turned_off", "nothing_asks"),
    ]


async def test_viewers_who_come_and_go(
    hass: HomeAssistant,
    house: House,
    told: Callable[[], list[tuple[str, str]]],
    hass_client: Callable[[], Awaitable[Client]],
) -> None:
    """The first who comes and the last who goes; the sensor shows it meanwhile."""
    sensor = "binary_sensor.sofa_being_viewed"
    client = await hass_client()
    path = "/api/camera_proxy_stream/camera.sofa?interval=0.5"
    viewers = [await client.get(path) for _ in range(2)]
    assert house.state(sensor).state == "on"
    assert house.state("camera.sofa").state == "streaming"
    for viewer in viewers:
        assert SECRET in await viewer.content.readany()
        viewer.close()
    while house.guard().viewers:
        await hass.async_add_executor_job(lambda: None)
    assert house.state(sensor).state == "off"
    assert house.state("camera.sofa").state == "idle"
    assert told() == [
        ("viewing_started", "nothing_asks"),
        ("viewing_ended", "nothing_asks"),
    ]


async def test_stopping_home_assistant_is_no_activity(
    hass: HomeAssistant,
    house: House,
    told: Callable[[], list[tuple[str, str]]],
    hass_client: Callable[[], Awaitable[Client]],
) -> None:
    """Nobody made the camera private, although its viewers are cut."""
    client = await hass_client()
    viewer = await client.get("/api/camera_proxy_stream/camera.sofa?interval=0.5")
    assert SECRET in await viewer.content.readany()
    await house.coordinator.async_stop()
    assert house.guard().viewers == 0
    assert told() == [("viewing_started", "nothing_asks")]
