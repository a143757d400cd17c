"""What it costs to pass a stream on without its sound: one viewer, ten viewers, and what others need for it."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass

from lab.bench.camera_process import copying
from lab.bench.hls import PartViewer
from lab.bench.household import BENCH, UNGUARDED, Household
from lab.bench.machine import Meter
from lab.bench.relay import RelayViewer
from lab.bench.rows import Row, row

NAMES = (
    "remux_core_percent",
    "remux_worker_core_percent",
    "core_stream_core_percent",
    "fanout_remux_core_percent",
)
MORE_VIEWERS = 9
WINDOW_SECONDS = 4
# Opening costs something of its own: the rows tell what watching costs.
SETTLE_SECONDS = 1.5
OPEN_SECONDS = 30


@dataclass(frozen=True, kw_only=True)
class Load:
    """Percent of one core that Home Assistant and the workers of the guarded camera used."""

    home: float
    worker: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Run:
    """One turn of everything that is compared."""

    copy: float
    idle: Load
    direct: Load
    one: Load
    ten: Load

    @property
    def remux(self) -> float:
        """Return what the first viewer costs."""
        return self.one.worker + self.one.home - self.idle.home

    @property
    def fanout(self) -> float:
        """Return what the others add."""
        return self.ten.worker + self.ten.home - self.one.worker - self.one.home


async def measure(home: Household, runs: int) -> list[Row]:
    """Return the rows of so many turns."""
    turns = [await _turn(home) for _ in range(runs)]
    copies = [turn.copy for turn in turns]
    return [
        row("remux_core_percent", "% of a core", [t.remux for t in turns], copies),
        row(
            "remux_worker_core_percent",
            "% of a core",
            [turn.one.worker for turn in turns],
            copies,
        ),
        row(
            "core_stream_core_percent",
            "% of a core",
            [turn.direct.home - turn.idle.home for turn in turns],
            copies,
        ),
        row(
            "fanout_remux_core_percent",
            "% of a core",
            [turn.fanout for turn in turns],
            [turn.remux for turn in turns],
        ),
    ]


async def _turn(home: Household) -> Run:
    async with copying(home.source_url) as ffmpeg:
        await asyncio.sleep(SETTLE_SECONDS)
        copy = Meter([ffmpeg])
        idle = await _load(home)
        copied = copy.percent()
    async with PartViewer(home.client, UNGUARDED) as viewer:
        await viewer.until_parts(2, OPEN_SECONDS)
        await asyncio.sleep(SETTLE_SECONDS)
        direct = await _load(home)
    await home.end_stream(UNGUARDED)
    async with PartViewer(home.client, BENCH) as viewer:
        await viewer.until_parts(2, OPEN_SECONDS)
        await asyncio.sleep(SETTLE_SECONDS)
        one = await _load(home)
        ten = await _crowded(home)
    await home.end_stream(BENCH)
    return Run(copy=copied, idle=idle, direct=direct, one=one, ten=ten)


async def _crowded(home: Household) -> Load:
    async with AsyncExitStack() as stack:
        more = [RelayViewer(home.client, BENCH) for _ in range(MORE_VIEWERS)]
        for viewer in more:
            await stack.enter_async_context(viewer)
            await viewer.until_receiving(OPEN_SECONDS)
        await asyncio.sleep(SETTLE_SECONDS)
        return await _load(home)


async def _load(home: Household) -> Load:
    of_home, of_workers = Meter([home.pid]), Meter(home.workers)
    await asyncio.sleep(WINDOW_SECONDS)
    return Load(home=of_home.percent(), worker=of_workers.percent())
