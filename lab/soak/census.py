"""What a home holds at a moment: processes, memory, files, threads, tasks; and what that comes to over time."""

from collections.abc import Sequence
from dataclasses import dataclass
import time

from lab.bench.household import PROBE
from lab.bench.machine import cpu_seconds, memory_bytes, open_files, threads, workers
from lab.soak.home import CrowdedHome

MEGABYTE = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Sample:
    """One look. Memory is in MB, CPU in seconds since the start; objects are Python's, counted in quiet moments only; `home` is Home Assistant's own process."""

    minute: float
    workers: int
    home_memory: float
    workers_memory: float
    home_files: int
    workers_files: int
    threads: int
    tasks: int
    objects: int | None
    home_cpu: float
    workers_cpu: float


class Census:
    """Looks at one home; minutes count from its making."""

    def __init__(self, home: CrowdedHome) -> None:
        """Begin to count the time."""
        self._home = home
        self._begun = time.monotonic()

    async def take(self, *, quiet: bool = False) -> Sample:
        """Return what there is now; all that can be counted in a quiet moment. Raises HomeError."""
        answer = await self._home.client.act(
            f"{PROBE}.count", respond=True, objects=quiet
        )
        pid, children = self._home.pid, workers(self._home.pid)
        return Sample(
            minute=round((time.monotonic() - self._begun) / 60, 2),
            workers=len(children),
            home_memory=round(memory_bytes(pid) / MEGABYTE, 1),
            workers_memory=round(sum(map(memory_bytes, children)) / MEGABYTE, 1),
            home_files=open_files(pid),
            workers_files=sum(map(open_files, children)),
            threads=threads(pid).total(),
            tasks=answer["tasks"],
            objects=answer["objects"],
            home_cpu=round(cpu_seconds(pid), 2),
            workers_cpu=round(sum(map(cpu_seconds, children)), 2),
        )


COUNTED = (
    "workers",
    "home_memory",
    "workers_memory",
    "home_files",
    "workers_files",
    "threads",
    "tasks",
)


def slope(samples: Sequence[Sample], name: str) -> float:
    """Return by how much a value grows in a minute, by the straight line that fits best."""
    minutes = [sample.minute for sample in samples]
    values = [float(getattr(sample, name)) for sample in samples]
    middle, level = sum(minutes) / len(minutes), sum(values) / len(values)
    spread = sum((minute - middle) ** 2 for minute in minutes)
    if not spread:
        return 0.0
    pairs = zip(minutes, values, strict=True)
    return sum((minute - middle) * (value - level) for minute, value in pairs) / spread


def core_percent(first: Sample, last: Sample, name: str) -> float:
    """Return the share of one core that was used between two looks, in percent."""
    seconds = 60 * (last.minute - first.minute)
    used: float = getattr(last, name) - getattr(first, name)
    return 100 * used / seconds if seconds else 0.0
