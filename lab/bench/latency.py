"""How much later a frame comes out of the guard than out of its source."""

import asyncio
from statistics import median
import time

import av
from av.video.stream import VideoStream
import numpy as np

from lab.bench.household import BENCH, Household, stream_address
from lab.bench.numbering import BLOCK, FPS, moment_of, number_of
from lab.bench.rows import Row, row

NAMES = ("added_latency_ms",)
WATCH_SECONDS = 4.0
# The first pictures of the guarded stream come in a burst from its cache.
BURST_SECONDS = 1.5
OPTIONS = {"fflags": "nobuffer", "flags": "low_delay", "analyzeduration": "500000"}

type Arrivals = dict[int, float]


async def measure(home: Household, runs: int) -> list[Row]:
    """Return the row of so many times at which both were watched at once."""
    added, own = await compare(home, runs)
    return [row("added_latency_ms", "ms", added, own)]


async def compare(home: Household, runs: int) -> tuple[list[float], list[float]]:
    """Return how much later frames come out of the guard, and how old they are at the source."""
    added: list[float] = []
    own: list[float] = []
    for _ in range(runs):
        guarded_url = await stream_address(home.client, BENCH)
        source, guarded = await asyncio.gather(
            asyncio.to_thread(_watch, home.source_url),
            asyncio.to_thread(_watch, guarded_url),
        )
        both = sorted(source.keys() & guarded.keys())[round(BURST_SECONDS * FPS) :]
        added.append(median([guarded[n] - source[n] for n in both]) * 1000)
        own.append(median([source[n] - moment_of(n) for n in both]) * 1000)
    return added, own


def _watch(url: str) -> Arrivals:
    """Return when each frame could be shown, in Unix time, by its number."""
    options = OPTIONS | ({"rtsp_transport": "tcp"} if url.startswith("rtsp") else {})
    arrivals: Arrivals = {}
    with av.open(url, options=options, timeout=20) as container:
        video = container.streams.video[0]
        video.thread_type = "NONE"
        end = time.monotonic() + WATCH_SECONDS + BURST_SECONDS
        for packet in container.demux(video):
            at = time.time()
            for number in _numbers(packet, video):
                arrivals.setdefault(number, at)
            if time.monotonic() > end:
                break
    return arrivals


def _numbers(packet: av.Packet[VideoStream], video: VideoStream) -> list[int]:
    """Decode a packet; return the numbers of its frames."""
    numbers = []
    for frame in video.decode(packet):
        plane = frame.planes[0]
        rows = np.frombuffer(plane, dtype=np.uint8).reshape(-1, plane.line_size)
        number = number_of(rows[BLOCK // 2, : frame.width].tobytes())
        if number is not None:
            numbers.append(number)
    return numbers
