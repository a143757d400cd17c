"""What a dashboard's still every ten seconds costs a camera with a zone, while nobody watches live."""

import asyncio
from pathlib import Path
import time
from urllib.parse import urlsplit

from lab.bench import masking
from lab.bench.household import BENCH, Household
from lab.bench.machine import cpu_seconds
from lab.bench.rows import Row, row
from lab.home_client import HomeError

NAMES = ("source_connections_stills", "worker_seconds_per_still")
EVERY_SECONDS = 10.0
"""So often a stock card asks for a camera that it does not show live."""

POLL_SECONDS = 0.05
_ESTABLISHED = "01"


async def measure(home: Household, runs: int) -> list[Row]:
    """Return the rows: connections to the source on average, and the worker's CPU, of each still."""
    port = urlsplit(home.source_url).port or 554
    async with masking.zone(home):
        others = _connections(port)
        await _ask(home)
        turns = [await _turn(home, port, others) for _ in range(runs)]
    return [
        row("source_connections_stills", "connections", [one for one, _ in turns]),
        row("worker_seconds_per_still", "s", [one for _, one in turns]),
    ]


async def _turn(home: Household, port: int, others: int) -> tuple[float, float]:
    """Ask for a still, and look until the next one is due; `others` are connected all the time."""
    used = {pid: (cpu_seconds(pid), 0.0) for pid in home.workers}
    connections: list[int] = []
    asking = asyncio.create_task(_ask(home))
    end = time.monotonic() + EVERY_SECONDS
    while time.monotonic() < end:
        connections.append(_connections(port) - others)
        for pid in home.workers:
            before, _ = used.setdefault(pid, (0.0, 0.0))
            used[pid] = before, cpu_seconds(pid)
        await asyncio.sleep(POLL_SECONDS)
    await asking
    spent = sum(max(0.0, after - before) for before, after in used.values())
    return sum(connections) / len(connections), spent


async def _ask(home: Household) -> None:
    """Ask as a dashboard does. Raises HomeError."""
    answer = await home.client.answer(f"/api/camera_proxy/{BENCH}")
    if not answer.ok:
        raise HomeError("no still", answer.status)


def _connections(port: int) -> int:
    """Return how many connections are open to a port of this machine."""
    lines = Path("/proc/net/tcp").read_text(encoding="utf-8").splitlines()[1:]
    ends = [(line.split()[2], line.split()[3]) for line in lines]
    return sum(
        remote.endswith(f":{port:04X}") and state == _ESTABLISHED
        for remote, state in ends
    )
