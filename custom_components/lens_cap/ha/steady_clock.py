"""Tells whether the clock went as time did: what is deleted by age must not follow one that was set."""

from datetime import timedelta
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

_SLACK: Final = timedelta(minutes=10)


class SteadyClock:
    """Compares the clock with the time of the event loop, from one question to the next."""

    def __init__(self, hass: HomeAssistant) -> None:
        self._hass = hass
        self._then = (dt_util.utcnow(), hass.loop.time())

    @callback
    def is_steady(self) -> bool:
        """Return whether the clock was not set since this was asked last."""
        then, loop_then = self._then
        self._then = now, loop_now = dt_util.utcnow(), self._hass.loop.time()
        return abs(now - then - timedelta(seconds=loop_now - loop_then)) < _SLACK
