"""What it costs to cover a part of a live picture: one viewer, ten viewers, and the bare transcoding."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
import sys
from typing import Any

from lab.bench import latency
from lab.bench.camera_process import running
from lab.bench.household import BENCH, OWNER, PASSWORD, Household
from lab.bench.machine import Meter
from lab.bench.relay import RelayViewer
from lab.bench.rows import Row, row
from lab.home_client import HomeClient

NAMES = (
    "masked_live_cpu_ratio",
    "masked_worker_core_percent",
    "fanout_masked_ratio",
    "added_latency_masked_ms",
)
ZONE = [[0.6, 0.3], [0.85, 0.35], [0.8, 0.7], [0.65, 0.6]]
MORE_VIEWERS = 9
WINDOW_SECONDS = 8
SETTLE_SECONDS = 2.0
OPEN_SECONDS = 30


@dataclass(frozen=True, kw_only=True)
class Run:
    """Percent of one core: bare transcoding, the worker with a zone, and all with one and ten viewers."""

    bare: float
    worker: float
    one: float
    ten: float


async def measure(home: Household, runs: int) -> list[Row]:
    """Return the rows of so many turns."""
    async with zone(home):
        turns = [await _turn(home) for _ in range(runs)]
        async with AsyncExitStack() as stack:
            # Whoever comes later starts at once, and is watched as long as the source is.
            await _watch(home, stack, 1)
            added, own = await latency.compare(home, runs)
    return [
        row(
            "masked_live_cpu_ratio",
            "times",
            [turn.worker / turn.bare for turn in turns],
            [1.0],
        ),
        row(
            "masked_worker_core_percent",
            "% of a core",
            [turn.worker for turn in turns],
            [turn.bare for turn in turns],
        ),
        row(
            "fanout_masked_ratio",
            "times",
            [turn.ten / turn.one for turn in turns],
            [1.0],
        ),
        row("added_latency_masked_ms", "ms", added, own),
    ]


@asynccontextmanager
async def zone(home: Household) -> AsyncIterator[None]:
    """Cover a zone of the bench camera in the block."""
    zones = [{"name": "Bench", "polygon": ZONE}]
    await _set_zones(home, zones)
    await home.client.act("lens_cap.set_privacy", entity_id=BENCH, level="masked")
    try:
        yield
    finally:
        await home.client.act("lens_cap.follow_rules", entity_id=BENCH)
        await _set_zones(home, [])


async def _set_zones(home: Household, zones: list[dict[str, Any]]) -> None:
    """Set the zones as a person does: a token for programs may not."""
    async with HomeClient(home.client.url) as person:
        await person.log_in(OWNER, PASSWORD)
        await person.act("lens_cap.set_zones", entity_id=BENCH, zones=zones)


async def _turn(home: Household) -> Run:
    transcoder = (sys.executable, "-m", "lab.bench.transcoding", home.source_url)
    # The baseline runs all the time: the same work costs more CPU time on a machine that does more.
    async with running(*transcoder) as process, AsyncExitStack() as stack:
        await asyncio.sleep(2 * SETTLE_SECONDS)
        idle = Meter([home.pid])
        await asyncio.sleep(WINDOW_SECONDS)
        idle_percent = idle.percent()
        await _watch(home, stack, 1)
        bare = Meter([process.pid])
        worker, one = await _load(home)
        bare_percent = bare.percent()
        await _watch(home, stack, MORE_VIEWERS)
        ten_worker, ten = await _load(home)
    await home.end_stream(BENCH)
    return Run(
        bare=bare_percent,
        worker=worker,
        one=worker + one - idle_percent,
        ten=ten_worker + ten - idle_percent,
    )


async def _watch(home: Household, stack: AsyncExitStack, viewers: int) -> None:
    for _ in range(viewers):
        viewer = RelayViewer(home.client, BENCH)
        await stack.enter_async_context(viewer)
        await viewer.until_receiving(OPEN_SECONDS)
    await asyncio.sleep(SETTLE_SECONDS)


async def _load(home: Household) -> tuple[float, float]:
    """Return what the worker and Home Assistant use."""
    of_worker, of_home = Meter(home.workers), Meter([home.pid])
    await asyncio.sleep(WINDOW_SECONDS)
    return of_worker.percent(), of_home.percent()
