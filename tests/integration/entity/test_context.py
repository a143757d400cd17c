"""Whoever made a change is named by each entity that shows it."""

from collections.abc import Awaitable, Callable

import aiohttp
from aiohttp.test_utils import TestClient
import pytest
from pytest_homeassistant_custom_component.common import MockUser, async_capture_events

from homeassistant.core import Context, HomeAssistant

from ...helpers.mock_house import SECRET, SOFA, House

type Client = TestClient[aiohttp.web.Request, aiohttp.web.Application]

SHOWN = {
    "camera.sofa",
    "switch.sofa_privacy_mode",
    "sensor.sofa_privacy_level",
    "sensor.sofa_privacy_reason",
    "event.sofa_activity",
}


@pytest.fixture
def anna(hass: HomeAssistant) -> Context:
    """Return what an action of Anna's comes with."""
    return Context(user_id=MockUser(name="Anna", is_owner=True).add_to_hass(hass).id)


@pytest.mark.parametrize(
    ("close", "entity_id", "open_again"),
    [
        ("switch.turn_on", "switch.sofa_privacy_mode", "switch.turn_off"),
        ("camera.turn_off", "camera.sofa", "camera.turn_on"),
        ("lens_cap.set_privacy", "camera.sofa", "lens_cap.follow_rules"),
        ("switch.turn_on", "switch.lens_cap_all_privacy_mode", "switch.turn_off"),
    ],
)
async def test_every_entity_names_the_user(
    hass: HomeAssistant,
    house: House,
    anna: Context,
    close: str,
    entity_id: str,
    open_again: str,
) -> None:
    """Camera, switch, sensors and event, when closing and when opening."""
    for action in (close, open_again):
        changes = async_capture_events(hass, "state_changed")
        data = {"level": "private"} if action == "lens_cap.set_privacy" else {}
        await house.call(action, entity_id, context=anna, **data)
        seen = {event.data["entity_id"]: event.context for event in changes}
        assert seen.keys() >= SHOWN
        assert {seen[shown].user_id for shown in SHOWN} == {anna.user_id}
        assert len({seen[shown].id for shown in SHOWN}) == 1


async def test_a_hold_remembers_who_set_it(house: House, anna: Context) -> None:
    """By the user's id; an automation has none."""
    await house.call("camera.turn_off", "camera.sofa", context=anna)
    await house.call("camera.turn_off", "camera.bed")
    holds = house.coordinator.state.holds
    assert {held[0].set_by for held in holds.values()} == {anna.user_id, None}


async def test_cutting_viewers_is_told_with_who_did_it(
    hass: HomeAssistant,
    house: House,
    anna: Context,
    hass_client: Callable[[], Awaitable[Client]],
) -> None:
    """That viewers are gone is not told earlier, without a name."""
    client = await hass_client()
    viewer = await client.get("/api/camera_proxy_stream/camera.sofa?interval=0.5")
    assert SECRET in await viewer.content.readany()
    changes = async_capture_events(hass, "state_changed")
    await house.call("camera.turn_off", "camera.sofa", context=anna)
    ours = [event for event in changes if "sofa" in event.data["entity_id"]]
    assert {event.data["entity_id"] for event in ours} > SHOWN
    assert {event.context.user_id for event in ours} == {anna.user_id}
    activities = [
        event.data["new_state"].attributes["event_type"]
        for event in ours
        if event.data["entity_id"] == "event.sofa_activity"
    ]
    assert activities == ["privacy_turned_on", "viewers_cut"]
    assert house.guard(SOFA).viewers == 0


async def test_a_change_without_a_user_names_none(
    hass: HomeAssistant, house: House
) -> None:
    """What an automation does is nobody's."""
    changes = async_capture_events(hass, "state_changed")
    await house.call("camera.turn_off", "camera.sofa")
    assert {event.context.user_id for event in changes} == {None}
