"""How long it takes until the first part of a stream can be played: guarded, and from the camera."""

import asyncio
import time

from lab.bench.hls import PartViewer
from lab.bench.household import BENCH, UNGUARDED, Household
from lab.bench.rows import Row, row

NAMES = ("first_picture_ratio", "first_picture_ms")
OPEN_SECONDS = 60


async def measure(home: Household, runs: int) -> list[Row]:
    """Return the rows of so many openings of each, in turn; nothing is warm at any of them."""
    guarded: list[float] = []
    direct: list[float] = []
    for number in range(runs):
        direct.append(await _open(home, UNGUARDED, number / runs))
        guarded.append(await _open(home, BENCH, number / runs))
    ratios = [ours / theirs for ours, theirs in zip(guarded, direct, strict=True)]
    return [
        row("first_picture_ratio", "x", ratios, [1.0]),
        row(
            "first_picture_ms",
            "ms",
            [seconds * 1000 for seconds in guarded],
            [seconds * 1000 for seconds in direct],
        ),
    ]


async def _open(home: Household, entity_id: str, phase: float) -> float:
    # A keyframe comes each second: both have to wait for it from the same moments of a second.
    await asyncio.sleep((phase - time.time()) % 1)
    async with PartViewer(home.client, entity_id) as viewer:
        seconds = await viewer.until_parts(1, OPEN_SECONDS)
    await home.end_stream(entity_id)
    return seconds
