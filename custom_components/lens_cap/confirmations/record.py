"""What happened with sound, kept for ninety days in a file of its own."""

import asyncio
from contextlib import suppress
import json
from pathlib import Path
from typing import Any, Final

from homeassistant.core import CoreState, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.storage import Store
from homeassistant.util import dt as dt_util

from ..const import DOMAIN, LOGGER
from ..core.audio_record import (
    AudioEvent,
    ended_by_restart,
    event_to_json,
    events_from_json,
    kept,
)

STORAGE_KEY: Final = f"{DOMAIN}.audio"
_VERSION: Final = 1
_SOON_SECONDS: Final = 5
_EVENTS: Final = "events"


class RecordError(Exception):
    """What happened is not on disk."""


class AudioRecord:
    """Writes down what happened; nothing that is read back ever lets sound pass."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Prepare; nothing is read yet."""
        self._hass = hass
        self._store: Store[dict[str, Any]] = Store(
            hass, _VERSION, STORAGE_KEY, private=True, atomic_writes=True
        )
        self._path = Path(hass.config.path(".storage", STORAGE_KEY))
        self._lock = asyncio.Lock()
        self.events: tuple[AudioEvent, ...] = ()

    async def async_load(self) -> None:
        """Read what is there; what a restart ended is written down as such."""
        data: Any = None
        try:
            data = await self._store.async_load()
        except (
            HomeAssistantError,
            NotImplementedError,  # an older version
            OSError,
            KeyError,
            TypeError,
            ValueError,
        ) as error:
            LOGGER.warning(
                "the record of sound is unreadable: %s", type(error).__name__
            )
        now = dt_util.utcnow()
        found = data.get(_EVENTS) if isinstance(data, dict) else None
        events = events_from_json(found)
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
            RecordError: It is not.
        """
        self._append(event)
        if self._hass.state is CoreState.stopping:
            raise RecordError
        async with self._lock:
            try:
                await self._store.async_save(self._data())
            except OSError as error:
                raise RecordError from error
            # Home Assistant logs a failed write and goes on.
            found = await self._hass.async_add_executor_job(self._read_back)
        if event_to_json(event) not in found:
            raise RecordError

    async def async_remove(self) -> None:
        """Delete the record."""
        self.events = ()
        await self._store.async_remove()

    def _append(self, event: AudioEvent) -> None:
        self.events = kept((*self.events, event), dt_util.utcnow())

    def _save_soon(self) -> None:
        self._store.async_delay_save(self._data, _SOON_SECONDS)

    def _data(self) -> dict[str, Any]:
        return {_EVENTS: [event_to_json(event) for event in self.events]}

    def _read_back(self) -> list[Any]:
        with suppress(OSError, ValueError, LookupError, TypeError):
            return list(json.loads(self._path.read_bytes())["data"][_EVENTS])
        return []
