"""Twenty times open and private with everything running: nothing gets out, and nothing stays behind."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
import logging
from pathlib import Path

import pytest
import pytest_asyncio

from lab.home_client import HomeClient, HomeError
from lab.picture import Reading, frames_of
from lab.sources import entity_id
from lab.viewers import MjpegViewer

from ..helpers.processes import Footprint, footprint
from .closing import Closed, close, reopen, until
from .conftest import allow_loopback
from .lab_house import START_SECONDS, House
from .low_latency import LowLatencyViewer

LOGGER = logging.getLogger(__name__)
TOGGLES = 20
KEYS = ("living_room", "hallway")
# In some rounds the cut falls into the start of the stream, in others everything runs.
EVERY_SO_OFTEN = 5
SETTLE_SECONDS = 15

pytestmark = pytest.mark.timeout(600)


@dataclass(kw_only=True)
class Round:
    """One time open and then private: who watched, and when it ended."""

    mjpeg: list[MjpegViewer] = field(default_factory=list[MjpegViewer])
    hls: list[LowLatencyViewer] = field(default_factory=list[LowLatencyViewer])
    files: list[Path] = field(default_factory=list[Path])
    recorded: int = 0
    closed: Closed
    ended: bool = False

    async def readings(self) -> list[Reading]:
        """Return every picture that came out of this round."""
        seen = [s.reading for viewer in self.mjpeg for s in viewer.seen if s.reading]
        for viewer in self.hls:
            seen += await viewer.frames()
        for file in self.files:
            if file.exists():
                seen += await asyncio.to_thread(frames_of, file)
        return seen


@dataclass(frozen=True, kw_only=True)
class Day:
    """All rounds, and what Home Assistant's process held before and after."""

    rounds: list[Round]
    before: Footprint
    after: Footprint
    connected_after: int
    leftovers: list[str]


async def record(client: HomeClient, key: str, file: Path) -> bool:
    """Record a camera until that ends; return whether it began."""
    with suppress(HomeError):
        await client.act(
            "camera.record", entity_id=entity_id(key), filename=str(file), duration=60
        )
        return True
    return False


async def toggle(house: House, number: int) -> Round:
    """Watch open cameras in every way, make them private, and open them again."""
    async with house.client() as client:
        mjpeg = [MjpegViewer(client, entity_id(key)) for key in KEYS]
        hls = [LowLatencyViewer(client, entity_id(key)) for key in KEYS]
        files = [house.media / f"toggle_{number}_{key}.mp4" for key in KEYS]
        async with mjpeg[0], mjpeg[1], hls[0], hls[1]:
            recordings = [
                asyncio.create_task(record(client, key, file))
                for key, file in zip(KEYS, files, strict=True)
            ]
            for viewer in mjpeg:
                assert await viewer.until_moving(2, START_SECONDS), viewer
            if number % EVERY_SO_OFTEN == 0:
                for stream in hls:
                    assert await stream.until_parts(1, START_SECONDS)
            else:
                await asyncio.sleep(0.15 * (number % 8))
            closed = await close(client, KEYS)
            ended = [await v.until_ended(START_SECONDS) for v in (*mjpeg, *hls)]
            recorded = await asyncio.wait_for(
                asyncio.gather(*recordings), START_SECONDS
            )
            await reopen(client, KEYS)
    return Round(
        mjpeg=mjpeg,
        hls=hls,
        files=files,
        closed=closed,
        ended=all(ended),
        recorded=sum(recorded),
    )


async def settled(house: House, wanted: Footprint | None = None) -> Footprint:
    """Return what the process holds once nobody asks it anything any more."""

    def print_now() -> Footprint:
        return footprint(house.pid, own_port=house.home.port)

    await until(lambda: print_now() == wanted, SETTLE_SECONDS if wanted else 3)
    return print_now()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def day(house: House) -> AsyncIterator[Day]:
    """Toggle the cameras."""
    allow_loopback()
    # What is loaded at first use is there now.
    await toggle(house, 0)
    before = await settled(house)
    rounds = [await toggle(house, number) for number in range(1, TOGGLES + 1)]
    after = await settled(house, before)
    await house.nobody_looks()
    yield Day(
        rounds=rounds,
        before=before,
        after=after,
        connected_after=await house.connected(),
        leftovers=[str(file) for file in house.media.rglob("*.tmp")],
    )


async def test_nothing_gets_out(day: Day) -> None:
    """No viewer and no file of any round holds a picture that is newer than the answer."""
    shown, newer = 0, []
    for one in day.rounds:
        readings = await one.readings()
        shown += len(readings)
        newer += one.closed.newer(readings)
    LOGGER.info("%s toggles, %s pictures, %s newer", TOGGLES, shown, len(newer))
    assert len(day.rounds) == TOGGLES
    assert shown > TOGGLES * 10
    assert newer == []


async def test_everybody_is_cut(day: Day) -> None:
    """Every viewer of every round ends; no recording goes on."""
    assert all(one.ended for one in day.rounds)
    answers = sorted(
        (one.closed.returned - one.closed.called) * 1000 for one in day.rounds
    )
    ends = sorted(
        one.closed.until(viewer.ended_at) for one in day.rounds for viewer in one.mjpeg
    )
    parts = sorted(
        one.closed.until(viewer.last_at or None)
        for one in day.rounds
        for viewer in one.hls
    )
    for name, times in (("answer", answers), ("MJPEG end", ends), ("last part", parts)):
        LOGGER.info(
            "%s after the call: median %.0f ms, at most %.0f ms",
            name,
            times[len(times) // 2],
            times[-1],
        )
    assert sum(one.recorded for one in day.rounds) > TOGGLES


async def test_nothing_stays_behind(day: Day) -> None:
    """No worker, thread, open file, connection or temporary file is left."""
    LOGGER.info("%s", day.after)
    assert day.after.workers == ()
    assert day.after.relayed == 0
    assert day.after.threads == day.before.threads
    assert day.after.files == day.before.files
    assert day.after.calls < day.before.calls + TOGGLES // 4
    assert day.connected_after == 0
    assert day.leftovers == []
