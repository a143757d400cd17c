"""A person comes home: a real phone says so, and who watches the living room is cut."""

import asyncio
from collections.abc import AsyncIterator
import time

import pytest
import pytest_asyncio

from lab.home_client import HomeClient
from lab.household import Household, Resident, move_in
from lab.sources import entity_id
from lab.viewers import MjpegViewer

from .closing import Closed, until
from .conftest import allow_loopback
from .lab_house import START_SECONDS, House
from .low_latency import LowLatencyViewer
from .rules import add_rule, drop_rule

RULE = {
    "name": "Living areas private while someone is home",
    "presence": "someone_home",
    "placements": ["living_area"],
    "effect_level": "private",
    "leave_delay_minutes": 0,
}

pytestmark = pytest.mark.timeout(600)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def residents(house: House) -> AsyncIterator[dict[str, Resident]]:
    """Move Anna in; she is away, and the rule is in force."""
    allow_loopback()
    async with house.client() as client:
        residents = await move_in(client, ["Anna"])
        household = Household(client, residents)
        await household.send("Anna", home=False)
        rule_id = await add_rule(client, **RULE)
        assert await client.until_state("sensor.living_room_privacy_level", "open")
        yield residents
        await household.send("Anna", home=False)
        await drop_rule(client, rule_id)
        await client.until_state("sensor.living_room_privacy_level", "open")


@pytest.fixture
def household(client: HomeClient, residents: dict[str, Resident]) -> Household:
    """Return the household, as seen by this test's session."""
    return Household(client, residents)


async def test_viewers_are_cut_when_a_person_comes_home(
    house: House, client: HomeClient, household: Household
) -> None:
    """No picture is newer than the state change; another camera's viewer goes on."""
    watched = entity_id("living_room")
    async with (
        MjpegViewer(client, watched) as moving,
        LowLatencyViewer(client, watched) as stream,
        MjpegViewer(client, entity_id("garden")) as other,
    ):
        assert await moving.until_moving(2, START_SECONDS), moving
        assert await stream.until_parts(1, START_SECONDS)
        assert await other.until_moving(2, START_SECONDS), other
        loop = asyncio.get_running_loop()
        called = loop.time()
        await household.send("Anna", home=True)
        closed = Closed(called=called, returned=loop.time(), returned_unix=time.time())
        assert await moving.until_ended(START_SECONDS)
        assert await stream.until_ended(START_SECONDS)
        count = len(other.seen)
        rule_id = await add_rule(
            client,
            name="Garden is quiet",
            presence="ignore",
            audio_off=True,
            effect_level="unchanged",
        )
        assert await until(lambda: len(other.seen) > count + 5, START_SECONDS)
        assert other.ended_at is None
        await drop_rule(client, rule_id)
        assert closed.late(moving.seen) == []
        assert closed.newer(await stream.frames()) == []
    assert await client.state("sensor.living_room_privacy_reason") == "someone_home"
    assert await client.state("sensor.garden_privacy_level") == "open"


async def test_the_logbook_names_the_person(
    client: HomeClient, household: Household
) -> None:
    """Who came home is told as the cause."""
    await household.send("Anna", home=False)
    await client.until_state("sensor.living_room_privacy_level", "open")
    await household.send("Anna", home=True)
    await client.until_state("sensor.living_room_privacy_level", "private")

    async def told() -> bool:
        found = await client.command(
            "logbook/get_events",
            start_time=time.strftime(
                "%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(time.time() - 60)
            ),
            entity_ids=["sensor.living_room_privacy_reason"],
        )
        return any(
            event.get("context_entity_id")
            in {"person.anna", "device_tracker.anna_phone"}
            and event.get("state") == "someone_home"
            for event in found
        )

    assert await until(told, 15, pause=0.5)


async def test_the_last_one_leaves(client: HomeClient, household: Household) -> None:
    """Without a delay, the camera is open at once, and says why."""
    await household.send("Anna", home=True)
    await client.until_state("sensor.living_room_privacy_level", "private")
    await household.send("Anna", home=False)
    await client.until_state("sensor.living_room_privacy_level", "open")
    assert await client.state("sensor.living_room_privacy_reason") == "nothing_asks"
