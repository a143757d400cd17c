"""What ends a little after the last viewer left, and what was cancelled but may still run for a moment."""

import asyncio
from collections.abc import Callable


class IdleTimer:
    """A moment at which something ends, unless it is called off."""

    def __init__(
        self, loop: asyncio.AbstractEventLoop, end: Callable[[], None]
    ) -> None:
        """Take what is called at that moment."""
        self._loop = loop
        self._end = end
        self._timer: asyncio.TimerHandle | None = None

    def after(self, seconds: float) -> None:
        """Set the moment; an earlier or later one is forgotten."""
        self.off()
        self._timer = self._loop.call_later(seconds, self._end)

    def off(self) -> None:
        """Call it off."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


class CancelledTasks:
    """Tasks on their way out."""

    def __init__(self) -> None:
        """Begin with none."""
        self._tasks: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        """Return how many still run."""
        return len(self._tasks)

    def cancel(self, task: asyncio.Task[None] | None) -> None:
        """Cancel a task, if there is one, and remember it until it has ended."""
        if task is not None:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
            task.cancel()

    async def async_wait(self) -> None:
        """Return once none of them runs any more."""
        if self._tasks:
            await asyncio.wait(set(self._tasks))
