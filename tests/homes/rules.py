"""Adds and removes what an administrator configures: rules, and settings of cameras."""

from typing import Any

from lab.flows import Flow, start_flow
from lab.guarding import DOMAIN
from lab.home_client import HomeClient
from lab.sources import PLACES


async def entry(client: HomeClient) -> str:
    """Return the id of Lens Cap's entry."""
    (found,) = await client.command("config_entries/get", domain=DOMAIN)
    entry_id: str = found["entry_id"]
    return entry_id


async def camera_id(client: HomeClient, key: str) -> str:
    """Return the id of a guarded camera: that of its subentry."""
    name, _ = PLACES[key]
    found: str = next(
        one["subentry_id"]
        for one in await _subentries(client)
        if one["subentry_type"] == "camera" and one["title"] == name
    )
    return found


async def add_rule(client: HomeClient, **answers: Any) -> str:
    """Add a rule through its flow; return its id."""
    before = await _rules(client)
    flow = await start_flow(client, [await entry(client), "rule"], "subentries/flow")
    await flow.submit(**answers)
    assert flow.step["type"] == "create_entry", flow.step
    (added,) = await _rules(client) - before
    return added


async def drop_rule(client: HomeClient, rule_id: str) -> None:
    """Remove a rule as an administrator does."""
    await client.command(
        "config_entries/subentries/delete",
        entry_id=await entry(client),
        subentry_id=rule_id,
    )


async def reconfigure(client: HomeClient, key: str) -> Flow:
    """Return the form about a camera that is guarded already."""
    return await start_flow(
        client,
        [await entry(client), "camera"],
        "subentries/flow",
        subentry_id=await camera_id(client, key),
    )


async def _rules(client: HomeClient) -> set[str]:
    return {
        one["subentry_id"]
        for one in await _subentries(client)
        if one["subentry_type"] == "rule"
    }


async def _subentries(client: HomeClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = await client.command(
        "config_entries/subentries/list", entry_id=await entry(client)
    )
    return found
