"""The file in which earlier versions kept what happened with sound; the history has it all now."""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import batched
from pathlib import Path
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from ..const import DOMAIN, LOGGER
from ..core.audio.log import events_from_json
from ..core.history.chain import Step
from ..core.history.record import HistoryRecord
from ..core.history.sound import to_move
from ..core.ids import CameraId
from ..history import History, HistoryNotWrittenError
from ..storage.verified_store import UnreadableError, VerifiedStore

STORAGE_KEY: Final = f"{DOMAIN}.audio"
UNREADABLE: Final = ".unreadable"
_AT_ONCE: Final = 200


class FormerAudioLog:
    """Moves that file into the history, once; a crash at any moment loses nothing, and doubles nothing."""

    def __init__(self, hass: HomeAssistant) -> None:
        self._hass = hass
        self._file = VerifiedStore(hass, STORAGE_KEY)

    async def async_move(
        self, history: History, name_of: Callable[[CameraId], str]
    ) -> None:
        """Write into the history what only the file tells, and delete the file once that is on disk.

        What cannot be done now is done at the next start. What is older than the history is kept goes
        with the file.
        """
        try:
            data = await self._file.async_load()
        except UnreadableError as error:
            LOGGER.warning("could not read the former log of sound: %s", error)
            if not _may_be_read_later(error):
                await self._hass.async_add_executor_job(_put_aside, self._file.path)
            return
        if data is None:
            return
        found = data.get("events") if isinstance(data, dict) else None
        events = [one for one in events_from_json(found) if history.keeps(one.at)]

        def missing(steps: Iterable[Step]) -> tuple[HistoryRecord, ...]:
            return to_move(events, steps, name_of)

        try:
            for records in batched(
                await history.async_read(missing), _AT_ONCE, strict=False
            ):
                await asyncio.gather(*(history.async_add(one) for one in records))
            await self._file.async_remove()
        except (OSError, HistoryNotWrittenError) as error:
            LOGGER.error(
                "could not move the former log of sound: %s", type(error).__name__
            )

    async def async_remove(self) -> None:
        """Delete the file.

        Raises:
            OSError: It is still there.
        """
        await self._file.async_remove()
        aside = _aside(self._file.path)
        await self._hass.async_add_executor_job(lambda: aside.unlink(missing_ok=True))


def _may_be_read_later(error: UnreadableError) -> bool:
    cause = error.__cause__
    why = cause.__cause__ if isinstance(cause, HomeAssistantError) else cause
    return isinstance(why, OSError)


def _put_aside(path: Path) -> None:
    """Leave what nobody can read where it does no harm."""
    with suppress(OSError):
        path.replace(_aside(path))


def _aside(path: Path) -> Path:
    return path.with_name(path.name + UNREADABLE)
