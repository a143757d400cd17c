"""How long one callback holds the event loop, whatever else the machine has to do."""

import asyncio
import time
from types import TracebackType
from typing import Self

import pytest


class LoopCpu:
    """Measures inside its `with` block.

    `worst` is the longest callback in seconds of the loop's own CPU time, and `slowest` is which one.
    Each callback counts for itself: those of the test, of aiohttp and of Home Assistant that happen
    to run in the same turn of the loop are nobody's fault together.
    """

    def __init__(self) -> None:
        """Measure nothing yet."""
        self.worst = 0.0
        self.slowest = "none"
        self.callbacks = 0
        self._patch = pytest.MonkeyPatch()

    def __enter__(self) -> Self:
        """Begin."""
        own = asyncio.Handle._run

        def run(handle: asyncio.Handle) -> None:
            what = repr(handle)
            before = time.thread_time()
            own(handle)
            taken = time.thread_time() - before
            self.callbacks += 1
            if taken > self.worst:
                self.worst, self.slowest = taken, what

        self._patch.setattr(asyncio.Handle, "_run", run)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End."""
        self._patch.undo()
