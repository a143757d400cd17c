"""Ends tasks."""

import asyncio
from typing import Any


async def end(*tasks: asyncio.Task[Any] | None) -> None:
    """Cancel tasks, and wait until they have ended. Raises what they raised.

    Whoever is cancelled while waiting is cancelled: to await a cancelled task, and to suppress its
    CancelledError, would swallow that one too.
    """
    ending = [task for task in tasks if task is not None]
    for task in ending:
        task.cancel()
    if ending:
        await asyncio.wait(ending)
    for task in ending:
        if not task.cancelled():
            task.result()
