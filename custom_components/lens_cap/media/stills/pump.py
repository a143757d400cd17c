"""Stills as a live picture: fetched once for all who watch, and only while somebody does."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from math import isfinite
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError

from ..frames import GuardedFrame
from ..lifecycle import CancelledTasks
from ..relay.viewers import Viewer, Wants

# Ten failures in a row are not a hiccup; whoever still watches is told by the end of the picture.
_MAX_FAILURES: Final = 10
_PAUSE_AFTER_FAILURE_SECONDS: Final = 1.0
# What is no pause between pictures would stop the event loop's own clock (a NaN has no place in the
# order of its timers), or fetch without a pause.
_SHORTEST_SECONDS: Final = 0.01
_LONGEST_SECONDS: Final = 86_400.0

type FetchPicture = Callable[[], Awaitable[GuardedFrame]]


class StillPump:
    """Fetches stills for all MJPEG viewers of one camera; nothing while nobody watches."""

    def __init__(
        self,
        hass: HomeAssistant,
        name: str,
        fetch: FetchPicture,
        on_viewers_changed: Callable[[], None],
    ) -> None:
        self._hass = hass
        self._name = name
        self._fetch = fetch
        self._on_viewers_changed = on_viewers_changed
        self._viewers: dict[Viewer, float] = {}
        self._runner: asyncio.Task[None] | None = None
        self._cancelled = CancelledTasks()
        self._joined = asyncio.Event()

    @property
    def viewers(self) -> int:
        """Number of live viewers."""
        return sum(not viewer.closed for viewer in self._viewers)

    @callback
    def join(self, interval: float, abort: Callable[[], None]) -> Viewer:
        """Return a new viewer, who wants a picture every `interval` seconds.

        The interval may be another integration's, and whatever it is holds nobody else up.
        """
        viewer = Viewer(Wants.PICTURES, abort)
        if not isfinite(interval):
            interval = _LONGEST_SECONDS
        self._viewers[viewer] = min(max(interval, _SHORTEST_SECONDS), _LONGEST_SECONDS)
        self._joined.set()
        if self._runner is None:
            self._runner = self._hass.async_create_background_task(
                self._run(), f"lens_cap pictures of {self._name}", eager_start=False
            )
        self._on_viewers_changed()
        return viewer

    @callback
    def leave(self, viewer: Viewer) -> None:
        """Remove a viewer; the last one ends the fetching."""
        if self._viewers.pop(viewer, None) is None:
            return
        if not self.viewers:
            self._stop()
        self._on_viewers_changed()

    @callback
    def cut(self) -> None:
        """End every viewer now."""
        self._stop()
        viewers, self._viewers = self._viewers, {}
        for viewer in viewers:
            viewer.cut()
        if viewers:
            self._on_viewers_changed()

    async def async_ended(self) -> None:
        """Wait until everything that was cut has ended."""
        await self._cancelled.async_wait()

    def _stop(self) -> None:
        runner, self._runner = self._runner, None
        self._cancelled.cancel(runner)

    async def _run(self) -> None:
        """Fetch until it has failed too often; then end all viewers, whatever the cause."""
        try:
            await self._keep_fetching()
        finally:
            if self._runner is asyncio.current_task():  # or it was cut
                self._runner = None
                for viewer in self._viewers:
                    viewer.end()
                self._on_viewers_changed()

    async def _keep_fetching(self) -> None:
        failures = 0
        while failures < _MAX_FAILURES and self.viewers:
            begun = self._hass.loop.time()
            try:
                frame = await self._fetch()
            except HomeAssistantError:
                failures += 1
                pause = _PAUSE_AFTER_FAILURE_SECONDS
            else:
                failures = 0
                for viewer in self._viewers:
                    viewer.offer(frame.content, start=True)
                pause = self._shortest_interval()
            self._joined.clear()
            # Whoever joins does not wait for the next picture of somebody more patient.
            with suppress(TimeoutError):
                async with asyncio.timeout_at(begun + pause):
                    await self._joined.wait()

    def _shortest_interval(self) -> float:
        return min(
            (
                interval
                for viewer, interval in self._viewers.items()
                if not viewer.closed
            ),
            default=0.0,
        )
