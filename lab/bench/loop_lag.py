"""How late this process's own event loop is, beside whatever it measures."""

import asyncio
from types import TracebackType
from typing import Self

from lab.tasks import end

TICK_SECONDS = 0.005


class LoopLag:
    """Measures inside its `async with` block; `worst` is the largest lag in seconds."""

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
        await end(self._task)

    async def _measure(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + TICK_SECONDS
            await asyncio.sleep(TICK_SECONDS)
            self.worst = max(self.worst, loop.time() - due)
