"""The list of the files that were saved from guarded cameras, in memory and on disk."""

from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from ..const import DOMAIN, ISSUE_RECORDINGS_DUE, LOGGER
from ..core.duties.recordings import (
    NOTHING_SAVED,
    SavedFile,
    SavedFiles,
    saved_files_from_json,
    saved_files_to_json,
)
from ..core.state.json_values import Json
from ..storage.verified_store import SaveError, UnreadableError, VerifiedStore

STORAGE_KEY: Final = f"{DOMAIN}.recordings"
_SOON_SECONDS: Final = 5


class SavedList:
    """All that is known `now`; what is noted is on disk a little later, or once this ends."""

    def __init__(self, hass: HomeAssistant) -> None:
        self._file = VerifiedStore(hass, STORAGE_KEY)
        self._is_noted_on_disk = True
        self.is_over = False
        self.now: SavedFiles = NOTHING_SAVED

    async def async_load(self) -> None:
        """Read what is known; a file that cannot be read means that nothing is known."""
        try:
            self.now = saved_files_from_json(await self._file.async_load())
        except UnreadableError as error:
            LOGGER.warning("could not read the list of saved files: %s", error)

    @callback
    def note(self, file: SavedFile) -> None:
        """Note a file; nothing once this has ended."""
        if self.is_over:
            return
        self.now = self.now.with_file(file)
        self._is_noted_on_disk = False
        self._file.save_soon(self._data, _SOON_SECONDS)

    async def async_keep(self, saved: SavedFiles) -> None:
        """Keep what is known; if it cannot be saved, files that are gone are met again, and that is all."""
        self.now = saved
        if not self.is_over:
            await self._async_save()

    async def async_end(self) -> None:
        """Save what was noted, and change nothing any more: whoever begins after this reads it."""
        self.is_over = True
        if not self._is_noted_on_disk:
            await self._async_save()

    async def async_remove(self) -> None:
        """Delete the file."""
        await self._file.async_remove()

    async def _async_save(self) -> None:
        self._is_noted_on_disk = True
        try:
            await self._file.async_save(self._data(), lambda _found: True)
        except SaveError:
            self._is_noted_on_disk = False
            LOGGER.warning("could not save the list of saved files")

    def _data(self) -> dict[str, Json]:
        return dict(saved_files_to_json(self.now))


async def async_forget_recordings(hass: HomeAssistant) -> None:
    """Forget what was recorded, and what was asked about it; the files themselves stay."""
    await SavedList(hass).async_remove()
    for domain, issue_id in list(ir.async_get(hass).issues):
        if domain == DOMAIN and issue_id.startswith(ISSUE_RECORDINGS_DUE):
            ir.async_delete_issue(hass, DOMAIN, issue_id)
