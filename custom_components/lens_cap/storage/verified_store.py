"""A file in Home Assistant's storage that counts as saved once it was read back."""

from collections.abc import Callable
from contextlib import suppress
import json
from pathlib import Path
from typing import Any, Final, cast

from homeassistant.core import CoreState, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError

from ..core.state.codec import Json
from .backed_up_file import BackedUpStore

UNREADABLE: Final = (
    HomeAssistantError,
    NotImplementedError,  # so `Store` refuses a file of an older version, which nobody migrates
    OSError,
    KeyError,
    TypeError,
    ValueError,
)


class UnreadableError(Exception):
    """The file exists but cannot be read."""


class SaveError(Exception):
    """The data is not on disk."""


class VerifiedStore:
    """Reads and writes one file, and verifies writes; a plain `Store` only logs failures."""

    def __init__(self, hass: HomeAssistant, key: str, version: int = 1) -> None:
        self._hass = hass
        self._store: BackedUpStore[dict[str, Json]] = BackedUpStore(
            hass, version, key, private=True, atomic_writes=True
        )
        self.path = Path(self._store.path)

    async def async_load(self) -> Json:
        """Return the content of the file, or None if there is no file.

        Raises:
            UnreadableError: It cannot be read; the type of its cause tells why.
        """
        try:
            return cast(Json, await self._store.async_load())
        except UNREADABLE as error:
            raise UnreadableError(type(error).__name__) from error

    async def async_save(
        self, data: dict[str, Json], is_there: Callable[[Any], bool]
    ) -> bool:
        """Write, and return True once it is on disk.

        False is returned while Home Assistant stops: it writes at its very end.

        Args:
            data: What to write.
            is_there: Tells whether what was read back holds what matters; None where nothing was.

        Raises:
            SaveError: It is not on disk.
        """
        try:
            await self._store.async_save(data)
        except OSError as error:
            raise SaveError from error
        if self._hass.state is CoreState.stopping:
            return False
        if not is_there(await self._hass.async_add_executor_job(self._read_back)):
            raise SaveError
        return True

    @callback
    def save_soon(self, data: Callable[[], dict[str, Json]], seconds: float) -> None:
        """Write the data of then after a delay; Home Assistant logs a failure."""
        self._store.async_delay_save(data, seconds)

    async def async_remove(self) -> None:
        """Delete the file."""
        await self._store.async_remove()

    def _read_back(self) -> Any:
        with suppress(OSError, ValueError, LookupError, TypeError):
            return json.loads(self.path.read_bytes())["data"]
        return None
