"""Makes a camera private that has a control of its own: how soon is that told, and how often?"""

import asyncio
from contextlib import suppress
from datetime import datetime
from typing import Any

from lab.bench.household import BENCH, Household, privacy_switch
from lab.bench.rows import Row, percentile, row
from lab.flows import start_flow
from lab.guarding import DOMAIN
from lab.home_client import HomeClient

NAMES = ("device_command_ms", "device_command_ms_p95", "commands_per_change")
# Any entity that can be switched will do; Home Assistant's own answers at once.
CONTROL = "input_boolean.anna_home"
SWITCH = privacy_switch(BENCH)
# Opening waits where a control was told six times in a minute; closing never does.
FOLLOWED_SECONDS = 90
# Longer than the pause after which a control that was told already would be told again.
QUIET_SECONDS = 1.0


async def measure(home: Household, runs: int) -> list[Row]:
    """Return the rows; the control is forgotten afterwards. Raises HomeError, TimeoutError."""
    client = home.client
    await client.act("input_boolean.turn_on", entity_id=CONTROL)
    await _choose(client)
    took: list[float] = []
    commands: list[float] = []
    async with client.subscribe("subscribe_events", event_type="call_service") as calls:
        for _ in range(runs):
            for private in (True, False):
                sent = await _change(client, calls, private=private)
                commands.append(len(sent))
                if private:
                    took.append(sent[0])
    await _forget(client)
    return [
        row("device_command_ms", "ms", took),
        Row(name="device_command_ms_p95", value=percentile(took, 95), unit="ms"),
        row("commands_per_change", "commands", commands),
    ]


async def _change(
    client: HomeClient, calls: asyncio.Queue[Any], *, private: bool
) -> list[float]:
    """Make the camera private, or open; return after how many milliseconds each command was sent.

    From the moment at which Home Assistant heard of the decision, on its own clock.
    """
    await client.act(f"switch.turn_{'on' if private else 'off'}", entity_id=SWITCH)
    value = "off" if private else "on"
    await client.until_state(CONTROL, value, seconds=FOLLOWED_SECONDS)
    told: list[datetime] = []
    with suppress(TimeoutError):
        async with asyncio.timeout(QUIET_SECONDS):
            while True:
                call = await calls.get()
                if CONTROL in call["data"]["service_data"].get("entity_id", ()):
                    told.append(datetime.fromisoformat(call["time_fired"]))
    state = (await client.states())[SWITCH]
    decided = datetime.fromisoformat(state["last_changed"])
    return [(moment - decided).total_seconds() * 1000 for moment in told]


async def _choose(client: HomeClient) -> None:
    flow = await _reconfigure(client)
    await flow.submit(pick_another=True)
    await flow.submit(entity=CONTROL, role="plug", safe_value="off", try_out=False)
    await flow.submit()


async def _forget(client: HomeClient) -> None:
    await (await _reconfigure(client)).submit(controls=[])


async def _reconfigure(client: HomeClient) -> Any:
    entries = await client.command("config_entries/get", domain=DOMAIN)
    entry_id = entries[0]["entry_id"]
    cameras = await client.command("config_entries/subentries/list", entry_id=entry_id)
    camera = next(one for one in cameras if one["title"] == "Bench")
    flow = await start_flow(
        client,
        [entry_id, "camera"],
        "subentries/flow",
        subentry_id=camera["subentry_id"],
    )
    return await flow.submit(placement="outdoor", edit_controls=True)
