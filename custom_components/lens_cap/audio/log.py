"""What happened with sound, kept for ninety days in a file of its own."""

import asyncio
from typing import Final

from homeassistant.core import CoreState, HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..const import DOMAIN, LOGGER
from ..core.audio.log import (
    AudioEvent,
    ended_by_restart,
    event_to_json,
    events_from_json,
    kept,
)
from ..core.state.codec import Json
from ..storage.verified_store import SaveError, UnreadableError, VerifiedStore

STORAGE_KEY: Final = f"{DOMAIN}.audio"
_SOON_SECONDS: Final = 5
_EVENTS: Final = "events"


class AudioLog:
    """Writes down what happened; nothing that is read back ever lets sound pass."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Prepare; nothing is read yet."""
        self._hass = hass
        self._file = VerifiedStore(hass, STORAGE_KEY)
        self._lock = asyncio.Lock()
        self.events: tuple[AudioEvent, ...] = ()

    async def async_load(self) -> None:
        """Read what is there; what a restart ended is written down as such."""
        data: Json = None
        try:
            data = await self._file.async_load()
        except UnreadableError as error:
            LOGGER.warning("could not read the log of sound: %s", error)
        now = dt_util.utcnow()
        events = _events(data)
        self.events = kept((*events, *ended_by_restart(events, now)), now)
        if self.events != events:
            self._save_soon()

    @callback
    def add(self, event: AudioEvent) -> None:
        """Write something down, soon."""
        self._append(event)
        self._save_soon()

    async def async_add(self, event: AudioEvent) -> None:
        """Write something down, and return once it is on disk.

        Raises:
            SaveError: It is not, or Home Assistant stops.
        """
        self._append(event)
        if self._hass.state is CoreState.stopping:
            raise SaveError
        async with self._lock:
            written = await self._file.async_save(
                self._data(), lambda found: event in _events(found)
            )
        if not written:
            raise SaveError

    async def async_remove(self) -> None:
        """Delete the record."""
        self.events = ()
        await self._file.async_remove()

    def _append(self, event: AudioEvent) -> None:
        self.events = kept((*self.events, event), dt_util.utcnow())

    def _save_soon(self) -> None:
        self._file.save_soon(self._data, _SOON_SECONDS)

    def _data(self) -> dict[str, Json]:
        return {_EVENTS: [event_to_json(event) for event in self.events]}


def _events(data: object) -> tuple[AudioEvent, ...]:
    return events_from_json(data.get(_EVENTS)) if isinstance(data, dict) else ()
