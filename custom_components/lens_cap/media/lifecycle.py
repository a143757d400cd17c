"""The timer that ends what nobody uses, and tasks that were cancelled but may still run for a moment."""

import asyncio
from collections.abc import Callable


class IdleTimer:
    """Calls `end` after a while, unless it is stopped before."""

    def __init__(
        self, loop: asyncio.AbstractEventLoop, end: Callable[[], None]
    ) -> None:
        self._loop = loop
        self._end = end
        self._timer: asyncio.TimerHandle | None = None

    def start(self, seconds: float) -> None:
        """Start it, anew where it runs."""
        self.stop()
        self._timer = self._loop.call_later(seconds, self._end)

    def stop(self) -> None:
        """Stop it, if it runs."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


class CancelledTasks:
    """Tasks that were cancelled and have not ended yet."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        """Number of those that still run."""
        return len(self._tasks)

    def cancel(self, task: asyncio.Task[None] | None) -> None:
        """Cancel a task, if there is one, and keep it until it has ended."""
        if task is not None:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
            task.cancel()

    async def async_wait(self) -> None:
        """Return once none of them runs."""
        if self._tasks:
            await asyncio.wait(set(self._tasks))
