"""Waiting for what happens instead of for the clock: what never comes ends by pytest's own limit."""

import asyncio
from collections.abc import Callable


async def until(condition: Callable[[], object]) -> None:
    """Return once something is so, however busy the machine is."""
    while not condition():  # noqa: ASYNC110  # nothing tells
        await asyncio.sleep(0.01)
