"""A zone that comes and goes while everything runs: no picture taken while it is covered shows what is behind."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
import logging
from pathlib import Path
import time

import pytest
import pytest_asyncio

from lab.home_client import HomeClient
from lab.picture import Sight, look_closely
from lab.sources import entity_id
from lab.tasks import end
from lab.viewers import MjpegViewer

from .closing import close, reopen
from .conftest import allow_loopback
from .lab_house import PlayerHouse
from .low_latency import LowLatencyViewer
from .watching import TABLE, draw, record, sights_in, zone_switch

LOGGER = logging.getLogger(__name__)
KEY = "living_room"
# Seconds covered and seconds open: long enough for recordings, and shorter than a stream's start.
TOGGLES = (
    (3.0, 1.0),
    (0.3, 0.2),
    (0.1, 0.5),
    (2.5, 3.0),
    (0.2, 0.1),
    (0.05, 0.05),
    (2.0, 0.5),
    (0.5, 2.0),
    (3.5, 3.0),
    (0.3, 0.2),
)
# What is open again may show pictures that were taken shortly before.
ON_THE_WAY_SECONDS = 1.0

pytestmark = pytest.mark.timeout(600)


@dataclass(frozen=True, kw_only=True)
class Covered:
    """From when until when the zone was covered: in Unix time, and its end on the loop's clock too."""

    since: float
    until: float
    until_at: float

    def holds(self, sight: Sight, at: float | None) -> bool:
        """Return whether a picture was taken, and came, while it was covered.

        Of a recording it is not known when a picture came.
        """
        if at is not None:
            return self.since < sight.moment() and at < self.until_at
        return self.since < sight.moment() < self.until - ON_THE_WAY_SECONDS


@dataclass(kw_only=True)
class Day:
    """When it was covered, and who watched: each of them again and again."""

    covered: list[Covered] = field(default_factory=list[Covered])
    mjpeg: list[MjpegViewer] = field(default_factory=list[MjpegViewer])
    hls: list[LowLatencyViewer] = field(default_factory=list[LowLatencyViewer])
    files: list[Path] = field(default_factory=list[Path])

    def sort(self, sights: list[tuple[Sight, float | None]]) -> tuple[int, int, int]:
        """Return how many pictures came while covered, how many of these show the secret, and how many others."""
        inside = [
            sight
            for sight, at in sights
            if any(one.holds(sight, at) for one in self.covered)
        ]
        leaks = sum(sight.secret for sight in inside)
        shown = sum(sight.secret for sight, _ in sights) - leaks
        return len(inside), leaks, shown


async def again_and_again(watch: Callable[[], Awaitable[None]]) -> None:
    """Watch anew whenever that was cut."""
    while True:
        await watch()
        await asyncio.sleep(0.02)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def day(player_house: PlayerHouse) -> AsyncIterator[Day]:
    """Toggle the zone while people watch and record."""
    allow_loopback()
    day = Day()
    async with player_house.house.client() as client, AsyncExitStack() as stack:
        await draw(client, KEY, TABLE)
        stack.push_async_callback(draw, client, KEY)

        async def mjpeg() -> None:
            async with MjpegViewer(client, entity_id(KEY), look=look_closely) as one:
                day.mjpeg.append(one)
                await one.until_ended(60)

        async def hls() -> None:
            async with LowLatencyViewer(client, entity_id(KEY)) as one:
                day.hls.append(one)
                await one.until_ended(60)

        async def recording() -> None:
            file = player_house.house.media / f"zone_{len(day.files)}.mp4"
            day.files.append(file)
            await record(client, entity_id(KEY), file, 60)

        tasks = [
            asyncio.create_task(again_and_again(watch))
            for watch in (mjpeg, hls, recording)
        ]
        for task in tasks:
            stack.push_async_callback(end, task)
        await asyncio.sleep(3)
        for covered, uncovered in TOGGLES:
            day.covered.append(await _toggle(client, covered))
            await asyncio.sleep(uncovered)
        for task in tasks:
            task.cancel()
        # Home Assistant would go on with the last recording.
        await close(client, [KEY])
        await reopen(client, [KEY])
    yield day


async def _toggle(client: HomeClient, seconds: float) -> Covered:
    await client.act("switch.turn_on", entity_id=zone_switch(KEY))
    since = time.time()
    await asyncio.sleep(seconds)
    until, until_at = time.time(), asyncio.get_running_loop().time()
    await client.act("switch.turn_off", entity_id=zone_switch(KEY))
    return Covered(since=since, until=until, until_at=until_at)


async def test_mjpeg(day: Day) -> None:
    """Every picture that came while the zone was covered is covered."""
    sights: list[tuple[Sight, float | None]] = [
        (seen.reading, seen.at)
        for viewer in day.mjpeg
        for seen in viewer.seen
        if isinstance(seen.reading, Sight)
    ]
    _judge(day, "MJPEG", len(day.mjpeg), sights)


async def test_hls(day: Day) -> None:
    """Every picture in the parts that came while the zone was covered is covered."""
    sights: list[tuple[Sight, float | None]] = []
    for viewer in day.hls:
        for covered in day.covered:
            early = [one for one in viewer.pieces if one.at < covered.until_at]
            if not early or early[-1].at < covered.until_at - 10:
                continue
            data = b"".join(piece.content for piece in early)
            found = await asyncio.to_thread(sights_in, data)
            sights += [(sight, early[-1].at) for sight in found]
            break
        found = await asyncio.to_thread(sights_in, viewer.recording)
        sights += [(sight, float("inf")) for sight in found]
    _judge(day, "HLS", len(day.hls), sights)


async def test_recording(day: Day) -> None:
    """No file holds a picture of that time that is not covered."""
    sights: list[tuple[Sight, float | None]] = []
    for file in day.files:
        sights += [(sight, None) for sight in await asyncio.to_thread(sights_in, file)]
    _judge(day, "recordings", sum(file.exists() for file in day.files), sights)


def _judge(
    day: Day, way: str, times: int, sights: list[tuple[Sight, float | None]]
) -> None:
    """Assert that something came while it was covered and meanwhile, and that no secret did."""
    inside, leaks, shown = day.sort(sights)
    LOGGER.info(
        "%s toggles, %s x %s: %s pictures while covered, %s of these leak; %s others show the secret",
        len(day.covered),
        times,
        way,
        inside,
        leaks,
        shown,
    )
    assert leaks == 0
    assert inside > 10
    assert shown > 10
