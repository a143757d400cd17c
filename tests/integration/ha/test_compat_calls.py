"""What Home Assistant shows of a call: of real connections and requests, and of real scripts."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.typing import (
    ClientSessionGenerator,
    WebSocketGenerator,
)

from custom_components.lens_cap.ha import compat
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.setup import async_setup_component

from ...helpers.callers import by_automation

type Found = list[tuple[Any, ...]]


@pytest.fixture
def found(hass: HomeAssistant) -> Found:
    """Return what an action of ours sees of each call of it."""
    seen: Found = []

    async def look(_call: ServiceCall) -> None:
        caller = compat.calling_user("test", "look")
        seen.append((caller and caller[0].id, *compat.current_step()))

    hass.services.async_register("test", "look", look)
    return seen


async def test_a_call_over_the_websocket(
    hass: HomeAssistant,
    found: Found,
    hass_ws_client: WebSocketGenerator,
    hass_admin_user: MockUser,
) -> None:
    """Its own command shows who is signed in; a sequence shows its step, and nobody."""
    client = await hass_ws_client(hass)
    look = {"domain": "test", "service": "look"}
    await client.send_json_auto_id({"type": "call_service", **look})
    assert (await client.receive_json())["success"]
    sequence = [{"action": "test.look"}]
    await client.send_json_auto_id({"type": "execute_script", "sequence": sequence})
    assert (await client.receive_json())["success"]
    direct, led_to = found
    assert direct == (hass_admin_user.id, False, None)
    assert led_to[:2] == (None, True)
    assert (led_to[2]["domain"], led_to[2]["service"]) == ("test", "look")


async def test_a_call_over_rest(
    hass: HomeAssistant,
    found: Found,
    hass_client: ClientSessionGenerator,
    hass_admin_user: MockUser,
) -> None:
    """The path of actions shows who is signed in; a call from inside shows nobody."""
    assert await async_setup_component(hass, "api", {})
    client = await hass_client()
    answer = await client.post("/api/services/test/look", json={})
    assert answer.status == 200
    await hass.services.async_call("test", "look", blocking=True)
    assert found == [(hass_admin_user.id, False, None), (None, False, None)]


async def test_steps(hass: HomeAssistant, found: Found) -> None:
    """Each notes the call that it makes, with all that it names."""
    await by_automation(
        hass,
        {
            "action": "test.look",
            "data": {"one": 1},
            "target": {"entity_id": ["camera.a"]},
        },
    )
    ((caller, in_step, params),) = found
    assert (caller, in_step) == (None, True)
    assert params["service_data"]["one"] == 1
    assert params["target"] == {"entity_id": ["camera.a"]}
    assert compat.current_step() == (False, None)
