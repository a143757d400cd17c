"""The household's state on disk: saved before it is answered, and never read in part."""

import asyncio
from collections import Counter
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
import json
import os
import shutil
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from .const import DOMAIN, LOGGER
from .core.camera import CameraId
from .core.codec import (
    SAVED_AT,
    VERSION,
    saved_at_from_json,
    state_from_json,
    state_to_json,
)
from .core.state import HouseholdState
from .saved_file import SavedFile, UnreadableError

STORAGE_KEY: Final = f"{DOMAIN}.state"


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What was found on disk.

    `state` is None where there was none, or none that could be read; `unreadable` tells the
    latter. `interrupted` names the cameras that were being made private when Home Assistant
    ended; None means any of them. `saved_at` is when the file was written, where it says so.
    """

    state: HouseholdState | None
    unreadable: bool = False
    interrupted: frozenset[CameraId] | None = frozenset()
    saved_at: datetime | None = None


class StateStore:
    """Reads and writes the state; a save counts only once it can be read back.

    Before a save that closes cameras, their ids are put into a small file beside the state, and
    taken out after it: whoever finds it at the next start knows that the newest wish for privacy
    may not have reached the disk. A note that cannot be written stops nothing; it is tried again
    with the next save.
    """

    def __init__(self, hass: HomeAssistant) -> None:
        """Prepare; nothing is read yet."""
        self._hass = hass
        self._file = SavedFile(hass, STORAGE_KEY, VERSION)
        self._path = self._file.path
        self._marker = self._path.with_name(f"{STORAGE_KEY}.closing")
        self._closing: Counter[CameraId] = Counter()
        self._marked: list[CameraId] | None = None
        self._marker_lock = asyncio.Lock()
        self._save_lock = asyncio.Lock()
        self._saved: HouseholdState | None = None

    async def async_load(self) -> Loaded:
        """Return what is on disk; a file that cannot be read is kept beside."""
        interrupted = await self._hass.async_add_executor_job(self._read_marker)
        # Home Assistant takes what is no JSON away, and says that there is nothing.
        there = await self._hass.async_add_executor_job(self._path.exists)
        self._closing.update(interrupted or ())
        try:
            data = await self._file.async_load()
        except UnreadableError as error:
            LOGGER.error("the stored state cannot be read: %s", error)
            await self._hass.async_add_executor_job(self._keep_unreadable)
            return Loaded(state=None, unreadable=True, interrupted=interrupted)
        if data is None:
            return Loaded(state=None, unreadable=there, interrupted=interrupted)
        state = state_from_json(data)
        if state is None:
            LOGGER.error("the stored state is not one that Lens Cap has written")
            await self._hass.async_add_executor_job(self._keep_unreadable)
        self._saved = state
        return Loaded(
            state=state,
            unreadable=state is None,
            interrupted=interrupted,
            saved_at=saved_at_from_json(data),
        )

    async def async_save(
        self,
        newest: Callable[[], HouseholdState],
        *,
        closing: Collection[CameraId] = (),
    ) -> None:
        """Write the state, and return once it is on disk.

        Args:
            newest: Returns what to write; asked at the last moment, so that of several saves
                under way none writes an older state over a newer one.
            closing: The cameras that this state makes private.

        Raises:
            SaveError: It is not on disk; the note that cameras are being made private is, if that
                was possible.
        """
        self._closing.update(closing)
        if closing:
            await self._async_mark()
        async with self._save_lock:
            # The newest state holds whatever was to be made private until now.
            covered = Counter(self._closing)
            state = newest()
            if state != self._saved:
                self._saved = None
                if not await self._async_write(state):
                    return
            self._saved = state
            self._closing -= covered
            # Inside the lock: the caller goes on before the next save asks for the newest state.
            await self._async_mark()

    async def async_remove(self) -> None:
        """Delete the state and the note beside it."""
        await self._file.async_remove()
        await self._hass.async_add_executor_job(self._write_marker, [])

    async def _async_write(self, state: HouseholdState) -> bool:
        """Write; return False while Home Assistant stops: it writes at its very end."""
        data = state_to_json(state) | {SAVED_AT: dt_util.utcnow().isoformat()}
        return await self._file.async_save(data, lambda found: found == data)

    async def _async_mark(self) -> None:
        """Make the note say what is being closed now."""
        async with self._marker_lock:
            # Cameras that are closed in the same turn stand in the same note.
            await asyncio.sleep(0)
            camera_ids = sorted(self._closing)
            if camera_ids == self._marked:
                return
            self._marked = None
            try:
                await self._hass.async_add_executor_job(self._write_marker, camera_ids)
            except OSError as error:
                LOGGER.error(
                    "which cameras are being made private cannot be noted: %s",
                    type(error).__name__,
                )
            else:
                self._marked = camera_ids

    def _write_marker(self, camera_ids: list[CameraId]) -> None:
        if not camera_ids:
            self._marker.unlink(missing_ok=True)
            return
        self._marker.parent.mkdir(parents=True, exist_ok=True)
        with self._marker.open("w", encoding="utf-8") as file:
            json.dump(camera_ids, file)
            file.flush()
            os.fsync(file.fileno())

    def _read_marker(self) -> frozenset[CameraId] | None:
        try:
            found = json.loads(self._marker.read_bytes())
        except FileNotFoundError:
            return frozenset()
        except OSError, ValueError:
            return None
        if not isinstance(found, list) or not all(
            isinstance(one, str) for one in found
        ):
            return None
        return frozenset(CameraId(camera_id) for camera_id in found)

    def _keep_unreadable(self) -> None:
        moment = dt_util.utcnow().strftime("%Y%m%dT%H%M%S")
        kept = f"{self._path}.unreadable.{moment}"
        with suppress(OSError):
            if self._path.is_dir():
                self._path.rename(kept)
            else:
                shutil.copy2(self._path, kept)
