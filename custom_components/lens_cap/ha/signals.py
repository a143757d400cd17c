"""Waits until something that was changed is in force, as signals tell it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect

# Less than that: who waits for an answer learns that there was none.
_SECONDS: Final = 10.0


@asynccontextmanager
async def async_signalled(hass: HomeAssistant, signal: str) -> AsyncIterator[set[str]]:
    """Wait a few seconds after the body until a signal has told of all cameras that it added to the set."""
    wanted, told, news = set[str](), set[str](), asyncio.Event()

    @callback
    def heard(camera_id: str) -> None:
        told.add(camera_id)
        news.set()

    forget = async_dispatcher_connect(hass, signal, heard)
    try:
        yield wanted
        with suppress(TimeoutError):
            async with asyncio.timeout(_SECONDS):
                while not wanted <= told:
                    news.clear()
                    await news.wait()
    finally:
        forget()
