"""Keeps on disk what controls were before they were told anything."""

import asyncio
from collections.abc import Collection, Mapping
from typing import Final, cast

from homeassistant.core import HomeAssistant, callback

from ..const import LOGGER
from ..core.controls.capability import Remembered
from ..core.controls.memory import ControlMemory, memory_from_json, memory_to_json
from ..core.ids import CameraId
from ..core.state.codec import Json
from .verified_store import SaveError, UnreadableError, VerifiedStore

STORAGE_KEY: Final = "lens_cap.controls"
_SOON_SECONDS: Final = 1.0


class ControlMemoryStore:
    """What the controls of all cameras were before.

    Of a file that is lost nothing is remembered: what was closed then counts as closed at the camera.
    """

    def __init__(self, hass: HomeAssistant) -> None:
        self._file = VerifiedStore(hass, STORAGE_KEY)
        self._memory: dict[CameraId, Mapping[str, Remembered]] = {}
        self._saved: ControlMemory | None = None
        self._lock = asyncio.Lock()

    async def async_load(self) -> None:
        """Load what is remembered."""
        try:
            self._memory = dict(memory_from_json(await self._file.async_load()))
        except UnreadableError as error:
            LOGGER.warning("could not read what controls were before: %s", error)
        self._saved = dict(self._memory)

    @callback
    def of_camera(self, camera_id: CameraId) -> Mapping[str, Remembered]:
        """Return what is remembered of a camera, by the names of its controls."""
        return self._memory.get(camera_id, {})

    @callback
    def elsewhere(self, camera_id: CameraId) -> Mapping[str, Remembered]:
        """Return what is remembered of all other cameras, by the names of their controls."""
        return {
            entity: known
            for other, memory in self._memory.items()
            if other != camera_id
            for entity, known in memory.items()
        }

    @callback
    def set(self, camera_id: CameraId, memory: Mapping[str, Remembered]) -> None:
        """Remember this of a camera, and nothing else; it is on disk a little later."""
        if dict(memory) == dict(self.of_camera(camera_id)):
            return
        if memory:
            self._memory[camera_id] = dict(memory)
        else:
            self._memory.pop(camera_id, None)
        # A save from now on writes, and so ends what waits: it might come after what is newer.
        self._saved = None
        self._file.save_soon(self._data, _SOON_SECONDS)

    @callback
    def keep_only(self, cameras: Collection[CameraId]) -> None:
        """Forget all other cameras."""
        for camera_id in self._memory.keys() - set(cameras):
            self.set(camera_id, {})

    async def async_save(self) -> bool:
        """Return once all that is remembered now is on disk, or False where that did not work."""
        wanted = dict(self._memory)
        async with self._lock:
            if self._saved == wanted:
                # Whoever was before in the queue has written it too.
                return True
            saved = dict(self._memory)
            try:
                await self._file.async_save(
                    _as_json(saved),
                    lambda found: memory_from_json(found) == saved,
                )
            except SaveError as error:
                LOGGER.error(
                    "could not save what controls were before: %s",
                    type(error).__name__,
                )
                return False
            self._saved = saved
            return True

    async def async_remove(self) -> None:
        """Delete the file."""
        await self._file.async_remove()

    def _data(self) -> dict[str, Json]:
        # What is on disk from now on was not read back.
        self._saved = None
        return _as_json(self._memory)


def _as_json(memory: ControlMemory) -> dict[str, Json]:
    return cast(dict[str, Json], memory_to_json(memory))
