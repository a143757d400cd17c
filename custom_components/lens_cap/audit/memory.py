"""What an audit remembers from one run to the next, and over a restart."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.storage import Store

from ..const import LOGGER
from ..core.audit.acceptance import Acceptance
from ..core.audit.memory import Memory, memory_from_json, memory_to_json
from ..core.camera import CameraId
from ..core.codec import Json

STORAGE_KEY: Final = "lens_cap.audit"
_VERSION: Final = 1
_SAVE_SECONDS: Final = 10.0


class AuditMemory:
    """Keeps what was accepted, and since when updates wait; of a file that is lost, nothing.

    To forget an acceptance only tells people again what they know.
    """

    def __init__(self, hass: HomeAssistant) -> None:
        """Remember nothing yet."""
        self._store: Store[dict[str, Any]] = Store(
            hass, _VERSION, STORAGE_KEY, private=True, atomic_writes=True
        )
        self.memory = Memory()

    async def async_load(self) -> None:
        """Read what is stored."""
        try:
            data: Json = await self._store.async_load()
        except (HomeAssistantError, NotImplementedError, OSError, ValueError) as error:
            LOGGER.warning("what was accepted cannot be read: %s", type(error).__name__)
            return
        self.memory = memory_from_json(data)

    async def async_accept(self, acceptances: Iterable[Acceptance]) -> None:
        """Remember that somebody lives with findings; on disk when this returns.

        Raises:
            OSError: It could not be written; nothing is accepted.
        """
        accepted = self.memory.with_accepted(acceptances)
        await self._store.async_save(dict(memory_to_json(accepted)))
        self.memory = accepted

    @callback
    def see_updates(
        self, waiting: Mapping[CameraId, bool | None], now: datetime
    ) -> None:
        """Remember since when updates wait; None says that it is not known whether one does."""
        self._keep(self.memory.with_updates(waiting, now))

    @callback
    def tidy(self, cameras: Iterable[CameraId], now: datetime) -> None:
        """Forget acceptances that are over, and cameras that are gone."""
        self._keep(self.memory.tidied(cameras, now))

    def _keep(self, memory: Memory) -> None:
        if memory != self.memory:
            self.memory = replace(memory)
            self._store.async_delay_save(
                lambda: dict(memory_to_json(self.memory)), _SAVE_SECONDS
            )

    async def async_remove(self) -> None:
        """Delete what is stored."""
        await self._store.async_remove()
