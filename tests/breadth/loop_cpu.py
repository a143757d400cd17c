"""How long the event loop computes at a stretch, whatever else the machine has to do."""

import asyncio
from contextlib import suppress
import time
from types import TracebackType
from typing import Final, Self

TICK_SECONDS: Final = 0.002


class LoopCpu:
    """Measures inside its `async with` block; `worst` is the longest stretch in seconds of CPU."""

    def __init__(self) -> None:
        """Measure nothing yet."""
        self.worst = 0.0
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Begin."""
        self._task = asyncio.create_task(self._measure())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _measure(self) -> None:
        while True:
            before = time.thread_time()
            await asyncio.sleep(TICK_SECONDS)
            self.worst = max(self.worst, time.thread_time() - before)
