"""What an audit remembers from one run to the next, and over a restart."""

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from datetime import datetime
import json
from pathlib import Path
from typing import Any, Final

from homeassistant.core import CoreState, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.storage import Store

from ..const import LOGGER
from ..core.audit.acceptance import Acceptance
from ..core.audit.memory import Memory, memory_from_json, memory_to_json
from ..core.audit.probe import Probed
from ..core.camera import CameraId
from ..core.codec import Json

STORAGE_KEY: Final = "lens_cap.audit"
_VERSION: Final = 1
_SAVE_SECONDS: Final = 10.0


class AuditMemory:
    """Keeps what was accepted, since when updates wait, and what probes told; of a lost file, nothing.

    To forget an acceptance only tells people again what they know.
    """

    def __init__(self, hass: HomeAssistant) -> None:
        """Remember nothing yet."""
        self._hass = hass
        self._store: Store[dict[str, Any]] = Store(
            hass, _VERSION, STORAGE_KEY, private=True, atomic_writes=True
        )
        self.memory = Memory()
        self._unsaved = False

    async def async_load(self) -> None:
        """Read what is stored."""
        try:
            data: Json = await self._store.async_load()
        except (HomeAssistantError, NotImplementedError, OSError, ValueError) as error:
            LOGGER.warning("what was accepted cannot be read: %s", type(error).__name__)
            return
        self.memory = memory_from_json(data)

    async def async_accept(self, acceptances: Collection[Acceptance]) -> None:
        """Remember that somebody lives with findings; on disk when this returns.

        Raises:
            OSError: It could not be written; nothing is accepted.
        """
        data = dict(memory_to_json(self.memory.with_accepted(acceptances)))
        await self._store.async_save(data)
        # Home Assistant only logs that it could not write; while it stops, it writes at its very end.
        if self._hass.state is not CoreState.stopping:
            written = await self._hass.async_add_executor_job(self._read_back)
            if not set(acceptances) <= set(written.acceptances):
                raise OSError
        self.memory = self.memory.with_accepted(acceptances)

    @callback
    def see_updates(
        self, waiting: Mapping[CameraId, bool | None], now: datetime
    ) -> None:
        """Remember since when updates wait; None says that it is not known whether one does."""
        self._keep(self.memory.with_updates(waiting, now))

    @callback
    def see_probes(self, probed: Mapping[CameraId, Probed]) -> None:
        """Remember what probes told, so that a restart is no reason to ask again."""
        self._keep(self.memory.with_probed(probed))

    @callback
    def tidy(self, cameras: Iterable[CameraId], now: datetime) -> None:
        """Forget acceptances that are over, and cameras that are gone."""
        self._keep(self.memory.tidied(cameras, now))

    def _keep(self, memory: Memory) -> None:
        if memory != self.memory:
            self.memory = memory
            self._unsaved = True
            self._store.async_delay_save(
                lambda: dict(memory_to_json(self.memory)), _SAVE_SECONDS
            )

    async def async_flush(self) -> None:
        """Write what is not written yet."""
        if self._unsaved:
            self._unsaved = False
            await self._store.async_save(dict(memory_to_json(self.memory)))

    def _read_back(self) -> Memory:
        with suppress(OSError, ValueError, LookupError, TypeError):
            return memory_from_json(
                json.loads(Path(self._store.path).read_bytes())["data"]
            )
        return Memory()

    async def async_remove(self) -> None:
        """Delete what is stored."""
        await self._store.async_remove()
