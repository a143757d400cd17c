"""What the kernel says about a process, seen from outside: CPU time, workers, threads."""

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
import os
from pathlib import Path
import time

WORKER = "lens_cap/media/worker"
# Threads that come and go with the work of the moment; they do not belong to a camera.
POOLS = ("SyncWorker", "ImportExecutor")
_TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid: int) -> float:
    """Return the CPU time that a process and its threads have used; 0 where it is gone."""
    with suppress(OSError):
        words = _stat(pid)
        return (int(words[11]) + int(words[12])) / _TICKS_PER_SECOND
    return 0.0


def workers(pid: int) -> tuple[int, ...]:
    """Return the ids of the media workers that a Home Assistant started."""
    return tuple(child for child in _children(pid) if WORKER in _command_line(child))


def threads(pid: int) -> Counter[str]:
    """Return the names of a process's threads, pools left out, and how many bear each."""
    names: Counter[str] = Counter()
    for thread in Path(f"/proc/{pid}/task").iterdir():
        with suppress(OSError):
            name = (thread / "comm").read_text(encoding="utf-8").strip()
            if not name.startswith(POOLS):
                names[name] += 1
    return names


def memory_bytes(pid: int) -> int:
    """Return how much memory a process has for itself, shared pages by their share; 0 where it is gone."""
    with suppress(OSError):
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8")
        return 1024 * int(text.partition("\nPss:")[2].split()[0])
    return 0


def open_files(pid: int) -> int:
    """Return how many files, sockets and pipes a process holds; 0 where it is gone."""
    with suppress(OSError):
        return len(list(Path(f"/proc/{pid}/fd").iterdir()))
    return 0


class Meter:
    """How much of one core some processes use from now on."""

    def __init__(self, pids: Iterable[int]) -> None:
        """Begin to count."""
        self._pids = tuple(pids)
        self._begun = time.monotonic(), self._used()

    def percent(self) -> float:
        """Return the share of one core since the beginning, in percent."""
        moment, used = self._begun
        return 100 * (self._used() - used) / (time.monotonic() - moment)

    def _used(self) -> float:
        return sum(map(cpu_seconds, self._pids))


def _children(pid: int) -> Iterable[int]:
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            with suppress(OSError):
                if int(_stat(int(folder.name))[1]) == pid:
                    yield int(folder.name)


def _stat(pid: int) -> list[str]:
    """Return the words behind the name: state, parent, ..."""
    text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    return text.rpartition(")")[2].split()


def _command_line(pid: int) -> str:
    with suppress(OSError):
        raw = Path(f"/proc/{pid}/cmdline").read_bytes()
        return raw.replace(b"\0", b" ").decode(errors="replace")
    return ""
