"""Comes back to a camera's controls when something may have to be told although nothing happens."""

from collections.abc import Callable

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later


class WakeTimer:
    """Wakes at one moment of the loop's clock."""

    def __init__(self, hass: HomeAssistant, wake: Callable[[], None]) -> None:
        self._hass = hass
        self._wake = wake
        self._cancel: CALLBACK_TYPE | None = None
        self._due: float | None = None
        self._floor = 0.0

    @property
    def now(self) -> float:
        """The time in seconds, and never before the moment at which this woke last."""
        return max(self._hass.loop.time(), self._floor)

    @callback
    def set(self, at: float | None) -> None:
        """Wake then, and at no other moment; None: not at all."""
        soonest = None if at is None else max(at, self.now)
        # Controls report often, and each report leads here.
        if soonest == self._due:
            return
        self.cancel()
        if soonest is None:
            return

        @callback
        def due(_now: object) -> None:
            self._cancel = self._due = None
            # A timer is never early, whatever its clock.
            self._floor = max(self._floor, soonest)
            self._wake()

        self._due = soonest
        self._cancel = async_call_later(self._hass, soonest - self.now, due)

    @callback
    def cancel(self) -> None:
        """Wake no more."""
        if self._cancel is not None:
            self._cancel()
        self._cancel = self._due = None
