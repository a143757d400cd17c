"""What exists for guarded cameras while nobody watches them."""

import asyncio

from lab.bench.household import SETTLE_SECONDS, Household
from lab.bench.machine import Meter, threads
from lab.bench.rows import Row, row

NAMES = ("idle_processes", "idle_home_core_percent")
WINDOW_SECONDS = 5


async def measure(home: Household) -> list[Row]:
    """Return the rows; run it before anybody has watched."""
    await asyncio.sleep(SETTLE_SECONDS)
    more = threads(home.pid) - home.threads_before
    meter = Meter([home.pid])
    await asyncio.sleep(WINDOW_SECONDS)
    return [
        Row(
            name="idle_processes",
            value=len(home.workers) + more.total(),
            unit="processes and threads",
        ),
        row("idle_home_core_percent", "% of a core", [meter.percent()]),
    ]
