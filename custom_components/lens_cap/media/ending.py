"""What was cancelled but may still run for a moment."""

import asyncio


class Ending:
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
