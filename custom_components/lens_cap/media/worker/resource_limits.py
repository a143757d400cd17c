"""What a process that decodes foreign bytes may take from the machine, and what becomes of it."""

from contextlib import suppress
import ctypes
import os
from pathlib import Path
import resource
import signal
import sys
from typing import Final

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_NO_NEW_PRIVS: Final = 38

# Measured by the address space that they take up: 4K H.265 that is covered needs 0.75 GB, 16 million
# pixels 1.3 GB, a still of 8K that is passed on as it is 0.75 GB.
STREAM_MEMORY: Final = 1536 * 1024 * 1024
# The largest still, progressive and lying on its side, needs 0.7 GB.
STILL_MEMORY: Final = 1024 * 1024 * 1024

_FILES: Final = 64
# Where memory runs short, a worker goes before Home Assistant does; it is started again when asked for.
_GOES_FIRST: Final = b"800"


def confine(memory: int) -> None:
    """Ask the system for limits; what it does not know or allow is left out.

    Args:
        memory: How much address space the process may take up, in bytes.
    """
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, _FILES)
    _limit(resource.RLIMIT_AS, memory)
    if sys.platform != "linux":
        return
    parent = os.getppid()
    libc = ctypes.CDLL(None)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    # It ends with the process that started it, however that one ends.
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_bytes(_GOES_FIRST)


def _limit(kind: int, most: int) -> None:
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    with suppress(OSError, ValueError):
        resource.setrlimit(kind, (most, most))


class Watchdog:
    """Lets the system end this process unless it is fed in time.

    By a signal that nobody handles: a thread that waits for others inside of a library may hold the
    interpreter, and then nothing written in Python runs any more.
    """

    def __init__(self) -> None:
        self._seconds = 0

    def start(self, seconds: int) -> None:
        """Watch from now on; it is to be fed at least that often."""
        self._seconds = seconds
        self.feed()

    def feed(self) -> None:
        """Say that something moves; without effect where nothing is watched."""
        if self._seconds:
            signal.alarm(self._seconds)


WATCHDOG: Final = Watchdog()
