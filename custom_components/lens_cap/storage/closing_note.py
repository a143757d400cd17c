"""The note of cameras that were to be private, and rules to count, but may not be stored so; read at start."""

import asyncio
from collections import Counter
from collections.abc import Collection, Iterable
import json
from pathlib import Path
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.storage import STORAGE_DIR
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from ..exceptions.not_running import NotKeptError
from ..ha.retry import Retry
from .backed_up_file import write_in_place

EVERYTHING: Final = "*"
"""In the note beside the ids of cameras: any of them."""
GUESTS: Final = "guests"
"""In the note beside the ids of cameras: that guests are there."""
RESTORED: Final = "restored"
"""In the note beside the ids of cameras: that Home Assistant was restored from a backup."""


class ClosingNote:
    """A small file of names, and what it should say; there is one for as long as Home Assistant runs.

    The file is never deleted but says that there is nothing. A name stands in it for as long as
    somebody who added it has not taken it out. What is missed, because nothing runs that could do
    it, waits here for whoever runs next.
    """

    def __init__(self, hass: HomeAssistant) -> None:
        self._hass = hass
        self._path = Path(hass.config.path(STORAGE_DIR, f"{DOMAIN}.state.closing"))
        self._names: Counter[str] = Counter()
        self._missed: set[str] = set()
        self._written: list[str] | None = None
        self._was_read = False
        self._lock = asyncio.Lock()
        self._retry = Retry(hass, self._async_write_again)

    async def async_read(self) -> Counter[str]:
        """Return the noted names; `EVERYTHING` if the file cannot be read.

        Whoever reads has to take just that out, once that is done which it stands for: what was
        missed until now is not missed any more.
        """
        async with self._lock:
            await self._async_read_names()
            self._missed.clear()
            return Counter(self._names)

    async def async_add(self, names: Iterable[str]) -> None:
        """Add names to the note; they are counted.

        Raises:
            OSError: They are remembered, but not on disk.
        """
        self._names.update(names)
        await self.async_write()

    async def async_remove(self, names: Counter[str]) -> None:
        """Remove names from the note; each as often as it was added.

        Raises:
            OSError: The file still names them.
        """
        self._names -= names
        await self.async_write()

    async def async_miss(self, names: Collection[str]) -> None:
        """Note what cannot be carried out while Lens Cap does not run.

        Raises:
            OSError: It is remembered, but not on disk.
        """
        new = set(names) - self._missed
        self._missed |= new
        await self.async_add(new)

    @callback
    def take_missed(self) -> frozenset[str]:
        """Return what was missed since the note was read; the caller must carry it out and remove it."""
        missed = frozenset(self._missed)
        self._missed.clear()
        return missed

    async def async_write(self) -> None:
        """Write the present note to the file.

        Raises:
            OSError: It does not.
        """
        async with self._lock:
            # Cameras that are closed in the same turn stand in the same note.
            await asyncio.sleep(0)
            if not self._was_read:
                await self._async_read_names()
            names = sorted(self._names)
            if names == self._written:
                self._retry.stop()
                return
            self._written = None
            try:
                await self._hass.async_add_executor_job(
                    write_in_place, self._path, names
                )
            except OSError:
                self._retry.begin()
                raise
            self._written = names
            self._retry.stop()

    async def _async_write_again(self) -> bool:
        try:
            await self.async_write()
        except OSError:
            return False
        return True

    async def _async_read_names(self) -> None:
        """Merge the file's names into what is remembered."""
        found = await self._hass.async_add_executor_job(self._read)
        self._was_read, self._written = True, None
        for name in {EVERYTHING} if found is None else found:
            self._names[name] = max(1, self._names[name])

    async def async_delete(self) -> None:
        """Delete the file when Lens Cap is removed."""
        self._retry.stop()
        self._names.clear()
        self._missed.clear()
        self._written = None
        await self._hass.async_add_executor_job(self._delete)

    def _delete(self) -> None:
        self._path.unlink(missing_ok=True)

    def _read(self) -> frozenset[str] | None:
        try:
            found = json.loads(self._path.read_bytes())
        except FileNotFoundError:
            return frozenset()
        except OSError, ValueError:
            return None
        if not isinstance(found, list) or not all(
            isinstance(one, str) for one in found
        ):
            return None
        return frozenset(found)


_DATA_NOTE: HassKey[ClosingNote] = HassKey(f"{DOMAIN}_closing_note")


@callback
def closing_note(hass: HomeAssistant) -> ClosingNote:
    """Return the note of this Home Assistant."""
    if _DATA_NOTE not in hass.data:
        hass.data[_DATA_NOTE] = ClosingNote(hass)
    return hass.data[_DATA_NOTE]


async def async_keep_for_next_start(
    hass: HomeAssistant, names: Collection[str]
) -> None:
    """Note privacy that was asked for while Lens Cap does not run, for its next start.

    Raises:
        NotKeptError: It is remembered until Home Assistant ends, and may be lost then.
    """
    try:
        await closing_note(hass).async_miss(names)
    except OSError as error:
        raise NotKeptError from error
