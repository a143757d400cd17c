"""A camera that nobody guards is told of, once, and only if nobody decided about it."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import aiohttp
from aiohttp.test_utils import TestClient
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.lens_cap.const import CONF_DECIDED_CAMERAS, DOMAIN
from homeassistant.config_entries import SubentryFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er, issue_registry as ir
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from ...helpers.mock_house import House, registered
from .new_cameras import add_unguarded, told

type Client = TestClient[aiohttp.web.Request, aiohttp.web.Application]


async def _a_while(hass: HomeAssistant) -> None:
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=61))
    await hass.async_block_till_done()


@pytest.fixture
async def client(
    hass: HomeAssistant, house: House, hass_client: Callable[[], Awaitable[Client]]
) -> Client:
    """Return an administrator, and the repairs."""
    assert await async_setup_component(hass, "repairs", {})
    assert await async_setup_component(hass, "config", {})
    await hass.async_block_till_done()
    return await hass_client()


async def _fix(client: Client, issue_id: str, choice: str) -> dict[str, Any]:
    answer = await client.post(
        "/api/repairs/issues/fix", json={"handler": DOMAIN, "issue_id": issue_id}
    )
    step = await answer.json()
    assert step["type"] == "menu", step
    answer = await client.post(
        f"/api/repairs/issues/fix/{step['flow_id']}", json={"next_step_id": choice}
    )
    found: dict[str, Any] = await answer.json()
    return found


async def test_what_was_there_at_the_set_up_is_decided(
    hass: HomeAssistant, house: House
) -> None:
    """The hall was not chosen: nobody is asked, now or after a restart."""
    hall = registered(hass, "camera.hall")
    assert hall.id in house.entry.data[CONF_DECIDED_CAMERAS]
    await _a_while(hass)
    assert told(hass) == {}
    await house.restart()
    await _a_while(hass)
    assert told(hass) == {}


async def test_a_new_camera_is_told_of_after_a_while(
    hass: HomeAssistant, house: House
) -> None:
    """Once for all entities of one device; again after a restart; not once it is gone."""
    new = add_unguarded(hass, "Shed")
    await hass.async_block_till_done()
    assert told(hass) == {}
    await _a_while(hass)
    issue = f"unguarded_camera_{new.id}"
    assert told(hass) == {issue: "Shed"}
    await house.restart()
    await _a_while(hass)
    assert told(hass) == {issue: "Shed"}
    er.async_get(hass).async_remove(new.entity_id)
    hass.states.async_remove(new.entity_id)
    await _a_while(hass)
    assert told(hass) == {}


async def test_entities_of_one_camera_are_one_issue(
    hass: HomeAssistant, house: House
) -> None:
    """A sub-stream of a guarded camera too."""
    for name in ("Sofa sub", "Sofa wide"):
        new = add_unguarded(hass, name, "camera.sofa_original")
        hass.states.async_set(new.entity_id, "idle", {"friendly_name": name})
    await _a_while(hass)
    assert list(told(hass).values()) == ["Sofa sub, Sofa wide"]


async def test_nobody_ignores_it(hass: HomeAssistant, house: House) -> None:
    """Whoever may decide says that it is left as it is; also after a restart of Lens Cap."""
    new = add_unguarded(hass, "Shed")
    await _a_while(hass)
    issue_id = f"unguarded_camera_{new.id}"
    for _ in range(2):
        ir.async_ignore_issue(hass, DOMAIN, issue_id, ignore=True)
        issue = ir.async_get(hass).async_get_issue(DOMAIN, issue_id)
        assert issue is not None
        assert issue.dismissed_version is None
        await house.restart()
        await _a_while(hass)


async def test_left_as_it_is(hass: HomeAssistant, house: House, client: Client) -> None:
    """Then it is decided, and nobody is asked again."""
    new = add_unguarded(hass, "Shed")
    await _a_while(hass)
    done = await _fix(client, f"unguarded_camera_{new.id}", "leave")
    assert (done["type"], done["reason"]) == ("abort", "left")
    assert told(hass) == {}
    await house.restart()
    await _a_while(hass)
    assert told(hass) == {}


async def test_guarded_from_there(
    hass: HomeAssistant, house: House, client: Client
) -> None:
    """The form for one more camera opens with the camera chosen; guarded, the issue is gone."""
    add_unguarded(hass, "Shed")
    await _a_while(hass)
    [issue_id] = told(hass)
    step = await _fix(client, issue_id, "guard")
    assert (step["type"], step["reason"]) == ("abort", "handed_over")
    kind, flow_id = step["next_flow"]
    assert kind == "config_subentries_flow"
    answer = await client.get(f"/api/config/config_entries/subentries/flow/{flow_id}")
    form = await answer.json()
    assert (form["step_id"], form["errors"]) == ("user", {})
    [camera] = [field for field in form["data_schema"] if field["name"] == "camera"]
    assert camera["description"] == {"suggested_value": "camera.shed"}
    result: SubentryFlowResult = await hass.config_entries.subentries.async_configure(
        flow_id,
        {"camera": "camera.shed", "placement": "outdoor", "take_over_id": False},
    )
    assert result["type"] == "create_entry"
    await hass.async_block_till_done()
    assert told(hass) == {}
    await _a_while(hass)
    assert told(hass) == {}
    [camera_id] = [
        one
        for one, subentry in house.entry.subentries.items()
        if subentry.title == "Shed"
    ]
    hass.config_entries.async_remove_subentry(house.entry, camera_id)
    await hass.async_block_till_done()
    await _a_while(hass)
    assert told(hass) == {}


async def test_gone_before_it_was_guarded(
    hass: HomeAssistant, house: House, client: Client
) -> None:
    """The repair says so."""
    new = add_unguarded(hass, "Shed")
    await _a_while(hass)
    er.async_get(hass).async_remove(new.entity_id)
    hass.states.async_remove(new.entity_id)
    answer = await client.post(
        "/api/repairs/issues/fix",
        json={"handler": DOMAIN, "issue_id": f"unguarded_camera_{new.id}"},
    )
    step = await answer.json()
    assert (step["type"], step["reason"]) == ("abort", "nothing_left")


async def test_removing_lens_cap_takes_it_back(
    hass: HomeAssistant, house: House
) -> None:
    """Nothing is guarded then, and nothing is said about it."""
    add_unguarded(hass, "Shed")
    await _a_while(hass)
    await hass.config_entries.async_remove(house.entry.entry_id)
    await hass.async_block_till_done()
    assert told(hass) == {}
