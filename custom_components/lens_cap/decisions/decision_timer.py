"""When to decide again, since a decision may change by itself then."""

from collections.abc import Callable, Iterable
from datetime import datetime

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_track_point_in_utc_time


class DecisionTimer:
    """At most one timer, for the earliest of the moments that matter; `decide` is called then."""

    def __init__(self, hass: HomeAssistant, decide: Callable[[], None]) -> None:
        self._hass = hass
        self._decide = decide
        self._timer: CALLBACK_TYPE | None = None

    @property
    def waits(self) -> bool:
        """Return whether there is a moment to wait for."""
        return self._timer is not None

    @callback
    def at(self, moments: Iterable[datetime | None]) -> None:
        """Wait for the earliest of some moments, and for none from before."""
        self.stop()
        if known := [moment for moment in moments if moment is not None]:
            self._timer = async_track_point_in_utc_time(
                self._hass, self._fire, min(known)
            )

    @callback
    def stop(self) -> None:
        """Wait no longer."""
        if self._timer is not None:
            self._timer()
            self._timer = None

    @callback
    def _fire(self, _now: datetime) -> None:
        self._timer = None
        self._decide()
