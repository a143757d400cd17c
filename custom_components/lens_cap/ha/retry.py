"""Retries what failed, with growing pauses, until it works."""

from collections.abc import Awaitable, Callable
from typing import Final

from homeassistant.core import CALLBACK_TYPE, HassJob, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later

_FIRST_PAUSE_SECONDS: Final = 1.0
_LONGEST_PAUSE_SECONDS: Final = 300.0


class Retry:
    """Calls `attempt`, which returns whether it worked, after one second, two, four, and so on."""

    def __init__(
        self, hass: HomeAssistant, attempt: Callable[[], Awaitable[bool]]
    ) -> None:
        self._hass = hass
        self._attempt = attempt
        self._pause = _FIRST_PAUSE_SECONDS
        self._cancel: CALLBACK_TYPE | None = None
        self._wanted = False

    @callback
    def begin(self) -> None:
        """Schedule the first attempt, unless one is scheduled already."""
        if not self._wanted:
            self._wanted, self._pause = True, _FIRST_PAUSE_SECONDS
            self._wait()

    @callback
    def stop(self) -> None:
        """Stop retrying."""
        self._wanted = False
        if self._cancel is not None:
            self._cancel()
            self._cancel = None

    def _wait(self) -> None:
        job = HassJob(self._async_try, "trying again", cancel_on_shutdown=True)
        self._cancel = async_call_later(self._hass, self._pause, job)

    async def _async_try(self, _now: object) -> None:
        self._cancel = None
        if await self._attempt():
            self.stop()
        elif self._wanted:
            self._pause = min(2 * self._pause, _LONGEST_PAUSE_SECONDS)
            self._wait()
