"""Ends what was begun with an original before it was sealed; the seal itself is in place by then."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from homeassistant.components.camera import Camera
from homeassistant.core import HomeAssistant, callback

from ..const import LOGGER
from ..ha.compat_sealing import (
    async_end_homekit_streams,
    async_end_own_stream,
    async_leave_webrtc_server,
    async_show_anew,
)
from ..ha.compat_streams import Stream, async_end_stream


class Teardown:
    """Ends what was begun with originals; whatever fails keeps nothing else from its end."""

    def __init__(self, hass: HomeAssistant) -> None:
        self._hass = hass
        self._tasks: set[asyncio.Task[None]] = set()

    @callback
    def end_stream(self, stream: Stream, camera: Camera) -> None:
        """End a stream that an original had, whoever watches or records it."""
        self._later(camera, async_end_stream(self._hass, stream, camera.entity_id))

    @callback
    def end_own_stream(self, camera: Camera) -> None:
        """End the stream that a camera has of its own."""
        self._later(camera, async_end_own_stream(self._hass, camera))

    @callback
    def end_older(self, camera: Camera) -> None:
        """End whatever was begun with a camera before it was sealed."""
        self._later(camera, self._async_end_older(camera))

    @callback
    def show_anew(self, camera: Camera) -> None:
        """Let Home Assistant ask a camera what it can do, now that it is its own again."""
        self._later(camera, async_show_anew(camera))

    async def async_ended(self) -> None:
        """Wait until all has ended."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def _async_end_older(self, camera: Camera) -> None:
        await async_end_own_stream(self._hass, camera)
        await async_leave_webrtc_server(camera)
        await async_end_homekit_streams(self._hass, camera.entity_id)

    def _later(self, camera: Camera, work: Coroutine[Any, Any, None]) -> None:
        async def attempt() -> None:
            try:
                await work
            except Exception as error:  # noqa: BLE001
                # These are other people's servers and players; the seal itself is in place.
                LOGGER.warning(
                    "could not end what was begun with %s: %s",
                    camera.entity_id,
                    type(error).__name__,
                )

        task = self._hass.async_create_task(attempt())
        if not task.done():
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
