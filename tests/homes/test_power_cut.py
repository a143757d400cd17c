"""Home Assistant ends, gently or not, at any moment: what was private comes back private."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
import json
import logging
import os
import signal
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from lab.cameras_process import LabCameras
from lab.guarding import guard
from lab.home_client import HomeClient, HomeError
from lab.sources import entity_id
from lab.viewers import MjpegViewer

from ..helpers.processes import alive, workers
from .closing import close, reopen, until
from .closing_on_disk import Disk, left_on_disk
from .conftest import allow_loopback
from .lab_house import (
    KEYS,
    START_SECONDS,
    House,
    privacy_switch,
    privacy_switches,
    unguarded_house,
)
from .lookout import Lookout
from .secrets_search import complaints, search

LOGGER = logging.getLogger(__name__)
LONG_LOOK_SECONDS = 10
SHORT_LOOK_SECONDS = 1
ANSWERS = 50
HOUSEHOLD_SWITCH = "switch.lens_cap_all_privacy_mode"

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.timeout(600),
]


@dataclass(frozen=True, kw_only=True)
class Ask:
    """An action that makes cameras private, and which."""

    action: str
    data: dict[str, Any]
    keys: tuple[str, ...]


ASKS = (
    Ask(
        action="switch.turn_on",
        data={"entity_id": privacy_switches()},
        keys=KEYS,
    ),
    Ask(
        action="camera.turn_off",
        data={"entity_id": entity_id("hallway")},
        keys=("hallway",),
    ),
    Ask(action="switch.turn_on", data={"entity_id": HOUSEHOLD_SWITCH}, keys=KEYS),
    Ask(
        action="lens_cap.set_privacy",
        data={
            "entity_id": entity_id("living_room"),
            "level": "private",
            "duration": {"hours": 1},
        },
        keys=("living_room",),
    ),
)
# When the end comes: milliseconds after the request, or in the middle of the save.
MOMENTS = (1, 4, None, 6, 8, None, None, 14, 40)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def fragile(
    lab_process: LabCameras, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[House]:
    """Boot a house that tests may end and start again; every test leaves it running and open."""
    allow_loopback()
    folder = tmp_path_factory.mktemp("fragile")
    async with unguarded_house(folder, lab_process) as house:
        # Home Assistant takes its time to write down what cameras it has.
        assert await until(
            lambda: entries_on_disk(house) >= {"generic", "mjpeg"}, START_SECONDS
        )
        async with house.client() as client:
            await guard(client)
        yield house
        async with house.client() as client:
            assert await search(house, client) == []
        assert complaints(house) == []


def entries_on_disk(house: House) -> set[str]:
    """Return which integrations would be set up again after a power cut."""
    stored = json.loads(
        (house.home.folder / ".storage" / "core.config_entries").read_bytes()
    )
    return {entry["domain"] for entry in stored["data"]["entries"]}


async def levels(client: HomeClient) -> dict[str, str]:
    """Return how private each camera says it is, once that is decided: after a start all is private first."""
    reasons = [f"sensor.{key}_privacy_reason" for key in KEYS]

    async def decided() -> bool:
        return "starting_up" not in [await client.state(one) for one in reasons]

    assert await until(decided, START_SECONDS)
    return {key: await client.state(f"sensor.{key}_privacy_level") for key in KEYS}


async def pictures(client: HomeClient) -> list[str]:
    """Return the addresses of the cameras' pictures."""
    states = await client.states()
    return [states[entity_id(key)]["attributes"]["entity_picture"] for key in KEYS]


async def everything_open(house: House) -> None:
    """End all privacy that was asked for."""
    async with house.client() as client:
        await client.act("switch.turn_off", entity_id=HOUSEHOLD_SWITCH)
        await reopen(client)
        assert set((await levels(client)).values()) == {"open"}


async def test_killed_right_after_set_up(fragile: House) -> None:
    """Privacy that was asked for in the first second survives a power cut too."""
    async with fragile.client() as client:
        await close(client)
    await fragile.home.kill()
    async with Lookout(fragile) as lookout:
        await fragile.restart()
        await asyncio.sleep(SHORT_LOOK_SECONDS)
    assert lookout.seen == []
    async with fragile.client() as client:
        assert set((await levels(client)).values()) == {"private"}
    await everything_open(fragile)


@pytest.mark.parametrize("end", ["kill", "stop"])
async def test_private_comes_back_private(fragile: House, end: str) -> None:
    """Holds with and without an end survive a power cut and a restart, and no picture shows first."""
    async with fragile.client() as client:
        await close(client, ["living_room"])
        await client.act(
            "lens_cap.set_privacy",
            entity_id=entity_id("hallway"),
            level="private",
            duration={"hours": 2},
        )
        await client.act("camera.turn_off", entity_id=entity_id("garden"))
        await client.command(
            "camera/update_prefs",
            entity_id=entity_id("living_room"),
            preload_stream=True,
        )
        ends = datetime.fromisoformat(await client.state("sensor.hallway_next_change"))
        old_paths = await pictures(client)
    await (fragile.home.kill() if end == "kill" else fragile.home.stop())
    async with Lookout(fragile, old_paths=old_paths) as lookout:
        await fragile.restart()
        await asyncio.sleep(LONG_LOOK_SECONDS)
        assert await until(lambda: lookout.statuses[200] > ANSWERS, START_SECONDS)
    LOGGER.info(
        "after %s: first answer %.1f s, answers %s",
        end,
        lookout.first_answer or 0,
        dict(lookout.statuses),
    )
    assert lookout.seen == []
    async with fragile.client() as client:
        assert set((await levels(client)).values()) == {"private"}
        kept = datetime.fromisoformat(await client.state("sensor.hallway_next_change"))
        assert kept == ends
        assert await client.state("sensor.living_room_next_change") == "unknown"
        prefs = await client.command(
            "camera/get_prefs", entity_id=entity_id("living_room")
        )
        assert prefs["preload_stream"] is False
    assert workers(fragile.pid) == ()
    await everything_open(fragile)


async def test_a_hold_that_ends_meanwhile(fragile: House) -> None:
    """A hold that ends while Home Assistant is down is over afterwards; others are not."""
    async with fragile.client() as client:
        await close(client, ["living_room"])
        await client.act(
            "lens_cap.set_privacy",
            entity_id=entity_id("garden"),
            level="private",
            duration={"seconds": 1},
        )
        await fragile.home.stop()
    await asyncio.sleep(1)
    async with Lookout(fragile, ["living_room", "hallway"]) as lookout:
        await fragile.restart()
    assert {reading.camera for reading in lookout.seen} <= {0b0110_1001}
    async with fragile.client() as client:
        assert await levels(client) == {
            "living_room": "private",
            "hallway": "open",
            "garden": "open",
        }
    await everything_open(fragile)


@pytest.mark.parametrize("round_", range(len(MOMENTS)))
async def test_killed_while_closing(fragile: House, round_: int) -> None:
    """Whatever was answered, or had reached the disk, is private after a power cut at any moment."""
    milliseconds, ask = MOMENTS[round_], ASKS[round_ % len(ASKS)]
    async with fragile.client() as client:
        asking = asyncio.create_task(client.act(ask.action, **ask.data))
        if milliseconds is None:
            # On a busy machine all may be saved between two looks.
            while not (asking.done() or left_on_disk(fragile.home).noted):  # noqa: ASYNC110
                await asyncio.sleep(0)
        else:
            await asyncio.sleep(milliseconds / 1000)
        os.kill(fragile.pid, signal.SIGKILL)
        answered = False
        with suppress(aiohttp.ClientError, HomeError):
            await asking
            answered = True
    await fragile.home.kill()
    disk = left_on_disk(fragile.home)
    async with Lookout(fragile, ask.keys) as lookout:
        await fragile.restart()
        await asyncio.sleep(SHORT_LOOK_SECONDS)
    async with fragile.client() as client:
        after = await levels(client)
    LOGGER.info(
        "killed after %s ms: answered %s, %s, %s", milliseconds, answered, disk, after
    )
    assert disk.knows or milliseconds is not None
    assert not answered or disk.held
    closed = {key for key, level in after.items() if level == "private"}
    if disk.knows:
        assert closed >= set(ask.keys)
        assert lookout.seen == []
    else:
        assert closed == set()
    await everything_open(fragile)


async def test_no_worker_outlives_home_assistant(fragile: House) -> None:
    """A worker ends with Home Assistant, even where nobody could tell it to."""
    async with (
        fragile.client() as client,
        MjpegViewer(client, entity_id("hallway")) as viewer,
    ):
        hls = await client.command("camera/stream", entity_id=entity_id("living_room"))
        assert hls["url"]
        assert await viewer.until_moving(2, START_SECONDS), viewer
        assert await until(lambda: len(workers(fragile.pid)) == 2, START_SECONDS)
        running = workers(fragile.pid)
        os.kill(fragile.pid, signal.SIGKILL)
        assert await until(lambda: not any(map(alive, running)), 10)
    await fragile.home.kill()
    await fragile.restart()


async def test_the_switch_still_works(fragile: House) -> None:
    """After all that, cameras open and close as ever."""
    async with fragile.client() as client:
        await client.act("switch.turn_on", entity_id=privacy_switch("garden"))
        assert (await levels(client))["garden"] == "private"
    await everything_open(fragile)
    assert left_on_disk(fragile.home) == Disk(noted=False, held=False)
