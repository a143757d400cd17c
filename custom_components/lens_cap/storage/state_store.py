"""The household's state on disk: saved before a call returns, and never read in part."""

import asyncio
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
import shutil
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ..const import DOMAIN, LOGGER
from ..core.ids import CameraId, RuleId
from ..core.state.codec import (
    GENERATION,
    SAVED_AT,
    VERSION,
    Json,
    generation_to_json,
    saved_at_from_json,
    state_from_json,
    state_to_json,
    stored_generation_from_json,
)
from ..core.state.generation import Generation, is_rolled_back
from ..core.state.household import HouseholdState
from .closing_note import closing_note
from .generation_mark import GenerationMark
from .verified_store import UnreadableError, VerifiedStore

STORAGE_KEY: Final = f"{DOMAIN}.state"


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What was found on disk.

    `state` is None where there was none, or none that could be read; `unreadable` tells the
    latter. `noted` are the names in the note beside it, the cameras among them that were being made
    private when Home Assistant ended or Lens Cap did not run. `saved_at` is when the file was
    written, where it says so. `rolled_back` says that a newer one was written since, as far as that
    can be known.
    """

    state: HouseholdState | None
    unreadable: bool = False
    noted: frozenset[str] = frozenset()
    saved_at: datetime | None = None
    rolled_back: bool = False


class StateStore:
    """Reads and writes the state; a save counts only once it can be read back.

    Before a save that closes cameras, their ids are put into the note beside the state, and taken
    out after it: whoever finds them at the next start knows that the newest request for privacy may
    not have reached the disk. A note that cannot be written stops nothing; it is tried again
    with the next save.
    """

    def __init__(self, hass: HomeAssistant) -> None:
        self._hass = hass
        self._file = VerifiedStore(hass, STORAGE_KEY, VERSION)
        self._path = self._file.path
        self._note = closing_note(hass)
        self._mark = GenerationMark(hass)
        self._generation: Generation | None = None
        self._closing: Counter[str] = Counter()
        self._save_lock = asyncio.Lock()
        self._saved: HouseholdState | None = None

    async def async_load(self) -> Loaded:
        """Return what is on disk; an unreadable file is kept under another name."""
        noted = await self._note.async_read()
        self._closing.update(noted)
        # Home Assistant takes what is no JSON away, and says that there is nothing.
        there = await self._hass.async_add_executor_job(self._path.exists)
        try:
            data = await self._file.async_load()
        except UnreadableError as error:
            LOGGER.error("could not read the stored state (lens_cap.state): %s", error)
            await self._hass.async_add_executor_job(self._keep_unreadable)
            return Loaded(state=None, unreadable=True, noted=frozenset(noted))
        if data is None:
            return Loaded(state=None, unreadable=there, noted=frozenset(noted))
        state = state_from_json(data)
        if state is None:
            LOGGER.error(
                "the stored state (lens_cap.state) was not written by Lens Cap"
            )
            await self._hass.async_add_executor_job(self._keep_unreadable)
            return Loaded(state=None, unreadable=True, noted=frozenset(noted))
        self._saved = state
        return Loaded(
            state=state,
            noted=frozenset(noted),
            saved_at=saved_at_from_json(data),
            rolled_back=await self._async_is_rolled_back(data),
        )

    async def _async_is_rolled_back(self, data: Json) -> bool:
        """Return whether a newer state was written here; continue the sequence if not."""
        stored = stored_generation_from_json(data)
        seen = (await self._mark.async_read()).generation
        if is_rolled_back(stored, seen):
            # However often it is read until somebody writes: it stays an old one.
            self._saved = None
            return True
        self._generation = stored
        return False

    async def async_save(
        self,
        newest: Callable[[], HouseholdState],
        *,
        closing: Collection[CameraId | RuleId] = (),
    ) -> None:
        """Write the state, and return once it is on disk.

        Args:
            newest: Returns what to write; asked at the last moment, so that of several saves
                under way none writes an older state over a newer one.
            closing: The cameras that this state makes private, and rules that it switches on.

        Raises:
            SaveError: It is not on disk; the note that cameras are being made private is, if that
                was possible.
        """
        self._closing.update(closing)
        if closing:
            with _said():
                await self._note.async_add(closing)
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
            with _said():
                await self._note.async_remove(covered)

    async def async_remove(self) -> None:
        """Delete the state and the note beside it."""
        await self._file.async_remove()
        await self._note.async_delete()
        await self._mark.async_delete()

    async def _async_write(self, state: HouseholdState) -> bool:
        """Write; return False while Home Assistant stops, which writes at its very end."""
        data = state_to_json(state) | {SAVED_AT: dt_util.utcnow().isoformat()}
        if self._generation is None:
            self._generation = await self._mark.async_begin()
        following = self._generation.following if self._generation else None
        if following is not None:
            data[GENERATION] = generation_to_json(following)
        written = await self._file.async_save(data, lambda found: found == data)
        if following is not None:
            self._generation = following
            if written:
                await self._mark.async_write(following)
        return written

    def _keep_unreadable(self) -> None:
        moment = dt_util.utcnow().strftime("%Y%m%dT%H%M%S")
        kept = f"{self._path}.unreadable.{moment}"
        with suppress(OSError):
            if self._path.is_dir():
                self._path.rename(kept)
            else:
                shutil.copy2(self._path, kept)


@contextmanager
def _said() -> Iterator[None]:
    """Log that the note could not be written; the state itself still may be."""
    try:
        yield
    except OSError as error:
        LOGGER.error(
            "could not note which cameras are being made private: %s",
            type(error).__name__,
        )
