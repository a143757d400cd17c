"""Marks the newest state that was written on this machine; not part of backups."""

from contextlib import suppress
from dataclasses import dataclass
import json
import os
from pathlib import Path
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.util.ulid import ulid_now

from ..const import DOMAIN
from ..core.state.codec import generation_from_json
from ..core.state.generation import Generation

_RESTORE_JOB_ENV: Final = "SUPERVISOR_RESTORE_JOB_ID"
"""So the Supervisor names a restore to Home Assistant, at every start from then on."""


@dataclass(frozen=True, kw_only=True)
class StateMark:
    """The content of the mark: the newest state, and the last restore that was handled."""

    generation: Generation | None = None
    restore_job: str | None = None


class GenerationMark:
    """A file in the folder that Home Assistant leaves out of backups and clears on restore."""

    def __init__(self, hass: HomeAssistant) -> None:
        self._hass = hass
        self._path = Path(hass.config.cache_path(f"{DOMAIN}.generation"))

    async def async_read(self) -> StateMark:
        """Return the mark; empty if it cannot be read."""
        return await self._hass.async_add_executor_job(self._read)

    async def async_write(self, generation: Generation) -> bool:
        """Write the newest state's generation; return whether that worked.

        It need not be flushed: a state may be newer than its mark.
        """
        return await self._hass.async_add_executor_job(self._write, generation)

    async def async_begin(self) -> Generation | None:
        """Start a new sequence of states; None if the mark cannot be written."""
        generation = Generation(lineage=ulid_now(), count=0)
        return generation if await self.async_write(generation) else None

    async def async_delete(self) -> None:
        """Delete the mark when Lens Cap is removed."""
        await self._hass.async_add_executor_job(self._delete)

    def _read(self) -> StateMark:
        try:
            found = json.loads(self._path.read_bytes())
        except OSError, ValueError:
            return StateMark()
        job = found.get("restore_job") if isinstance(found, dict) else None
        return StateMark(
            generation=generation_from_json(found),
            restore_job=job if isinstance(job, str) else None,
        )

    def _write(self, generation: Generation) -> bool:
        content = json.dumps(
            {
                "lineage": generation.lineage,
                "count": generation.count,
                "restore_job": restore_job(),
            }
        )
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            # One call, without emptying it first: a crash leaves the old one or the new one.
            fd = os.open(self._path, os.O_WRONLY | os.O_CREAT, mode=0o600)
            try:
                os.pwrite(fd, content.ljust(512).encode(), 0)
            finally:
                os.close(fd)
            return True
        return False

    def _delete(self) -> None:
        with suppress(OSError):
            self._path.unlink(missing_ok=True)


def restore_job() -> str | None:
    """Return the restore job that the Supervisor reports; None without one or without a Supervisor."""
    return os.environ.get(_RESTORE_JOB_ENV)
