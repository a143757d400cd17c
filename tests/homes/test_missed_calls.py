"""Attack: asking for privacy around reloads, while disabled, and right after a start of a real home."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
import logging
from typing import Any

import pytest
import pytest_asyncio

from lab.cameras_process import LabCameras
from lab.home_client import HomeClient
from lab.sources import entity_id

from .closing import reopen, until
from .conftest import allow_loopback
from .lab_house import KEYS, START_SECONDS, House, guarded_house, privacy_switch

LOGGER = logging.getLogger(__name__)
ROUNDS = 10
pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(600)]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One call, and how it was answered."""

    key: str
    action: str
    after: float
    status: int


def _ways(turn: int) -> list[tuple[str, str, dict[str, Any]]]:
    """Return one action for each camera, another one at each turn."""
    return [(key, *_way((turn + place) % 3, key)) for place, key in enumerate(KEYS)]


def _way(number: int, key: str) -> tuple[str, dict[str, Any]]:
    camera, switch = {"entity_id": entity_id(key)}, {"entity_id": privacy_switch(key)}
    return (
        ("lens_cap.set_privacy", camera | {"level": "private"}),
        ("camera.turn_off", camera),
        ("switch.turn_on", switch),
    )[number]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shaken(
    lab_process: LabCameras, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[House]:
    """Boot a house that is reloaded, disabled and started again; every test leaves it open."""
    allow_loopback()
    async with guarded_house(tmp_path_factory.mktemp("shaken"), lab_process) as house:
        yield house


@pytest_asyncio.fixture(loop_scope="module")
async def client(shaken: House, sockets: None) -> AsyncIterator[HomeClient]:
    """Return a session of the administrator."""
    async with shaken.client() as client:
        yield client


async def _entry_id(client: HomeClient) -> str:
    entries = await client.command("config_entries/get", domain="lens_cap")
    entry_id: str = entries[0]["entry_id"]
    return entry_id


async def _ask(client: HomeClient, way: tuple[str, str, Any], after: float) -> Asked:
    key, action, data = way
    await asyncio.sleep(after)
    domain, name = action.split(".")
    answer = await client.answer(
        f"/api/services/{domain}/{name}", method="POST", data=data
    )
    return Asked(key=key, action=action, after=after, status=answer.status)


async def _level(client: HomeClient, key: str) -> str:
    return await client.state(f"sensor.{key}_privacy_level")


async def _all_there(client: HomeClient) -> bool:
    states = await client.states()
    return all(
        states.get(f"sensor.{key}_privacy_level", {}).get("state")
        in {"open", "masked", "private"}
        for key in KEYS
    )


async def _lost(client: HomeClient, asked: list[Asked]) -> list[Asked]:
    """Return what was answered with success, and did not make its camera private."""

    async def there() -> bool:
        return await _all_there(client)

    assert await until(there, START_SECONDS)
    return [
        one
        for one in asked
        if one.status == 200 and await _level(client, one.key) != "private"
    ]


async def test_asking_around_reloads(client: HomeClient) -> None:
    """Whatever was answered with success is so afterwards, at whatever moment it was asked."""
    path = f"/api/config/config_entries/entry/{await _entry_id(client)}/reload"
    loop, length = asyncio.get_running_loop(), 0.5
    asked: list[Asked] = []
    lost: list[Asked] = []
    for turn in range(ROUNDS):
        began = loop.time()
        reloading = asyncio.create_task(client.post(path))
        calls = await asyncio.gather(
            *(
                _ask(client, way, length * (turn + place / 3) / ROUNDS)
                for place, way in enumerate(_ways(turn))
            )
        )
        await reloading
        length = loop.time() - began
        asked += calls
        lost += await _lost(client, calls)
        await reopen(client)
    LOGGER.info("%s calls around %s reloads: %s lost", len(asked), ROUNDS, len(lost))
    assert lost == []
    assert [one for one in asked if one.status != 200] == []


async def test_asking_while_it_is_disabled(client: HomeClient) -> None:
    """The next start makes it so."""
    entry_id = await _entry_id(client)
    await client.command(
        "config_entries/disable", entry_id=entry_id, disabled_by="user"
    )
    asked = [await _ask(client, way, 0) for way in _ways(0)]
    await client.command("config_entries/disable", entry_id=entry_id, disabled_by=None)
    assert {one.status for one in asked} == {200}
    assert await _lost(client, asked) == []
    await reopen(client)


async def test_killed_while_it_is_disabled(shaken: House, client: HomeClient) -> None:
    """What was answered outlives a power cut, too: our own action is on disk by then."""
    entry_id = await _entry_id(client)
    await client.command(
        "config_entries/disable", entry_id=entry_id, disabled_by="user"
    )
    await asyncio.sleep(2)  # Home Assistant writes its settings a second later.
    await client.act(
        "lens_cap.set_privacy", entity_id=entity_id("garden"), level="private"
    )
    await shaken.home.kill()
    await shaken.restart()
    async with shaken.client() as again:
        await again.command(
            "config_entries/disable", entry_id=entry_id, disabled_by=None
        )
        asked = [Asked(key="garden", action="", after=0, status=200)]
        assert await _lost(again, asked) == []
        await reopen(again)
