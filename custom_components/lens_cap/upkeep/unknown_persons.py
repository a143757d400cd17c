"""Finds persons whose whereabouts are unknown for hours: a lost phone, or an empty battery."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later

UNKNOWN_FOR: Final = timedelta(hours=6)


class UnknownPersons:
    """Waits while persons are unknown; nothing is polled.

    `on_change` is called once somebody was unknown for too long.
    """

    def __init__(self, hass: HomeAssistant, on_change: Callable[[], None]) -> None:
        self._hass = hass
        self._on_change = on_change
        self._waiting: dict[str, CALLBACK_TYPE] = {}
        self.overdue: set[str] = set()

    @callback
    def async_refresh(self, unknown: Collection[str]) -> None:
        """Wait for exactly these unknown persons."""
        unknown = set(unknown)
        self.overdue &= unknown
        for person in self._waiting.keys() - unknown:
            self._waiting.pop(person)()
        for person in unknown - self._waiting.keys() - self.overdue:
            self._waiting[person] = self._wait(person)

    @callback
    def stop(self) -> None:
        """Stop waiting."""
        for cancel in self._waiting.values():
            cancel()
        self._waiting.clear()

    def _wait(self, person: str) -> CALLBACK_TYPE:
        @callback
        def too_long(_now: datetime) -> None:
            del self._waiting[person]
            self.overdue.add(person)
            self._on_change()

        return async_call_later(self._hass, UNKNOWN_FOR, too_long)
