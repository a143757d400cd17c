"""Writes files that Home Assistant may be backing up at the same moment.

A backup lists a folder first, then adds its files: one that was deleted or became shorter in between
aborts the whole backup (`securetar.AddFileError`). So our files are never deleted, never become shorter,
and are first written to a place that backups leave out.
"""

from collections.abc import Mapping
import json
import os
from pathlib import Path
from typing import Any, Final, override

from atomicwrites import AtomicWriter  # type: ignore[import-untyped]

from homeassistant.helpers.json import prepare_save_json
from homeassistant.helpers.storage import Store

_STEP_BYTES: Final = 4096


def same_length(content: bytes, path: Path) -> bytes:
    """Return JSON padded with spaces, so that the file does not become shorter."""
    there = path.stat().st_size if path.is_file() else 0
    steps = -(-max(len(content), there) // _STEP_BYTES)
    return content.ljust(steps * _STEP_BYTES)


def write_in_place(path: Path, value: object) -> None:
    """Overwrite a file with a value as JSON, which needs no new space on a full disk.

    The data is on disk when this returns.

    Raises:
        OSError: It is not.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    content = same_length(json.dumps(value).encode(), path)
    fd = os.open(path, os.O_RDWR | os.O_CREAT, mode=0o600)
    try:
        if os.pwrite(fd, content, 0) != len(content):
            raise OSError("not all of it was written")
        os.fsync(fd)
    finally:
        os.close(fd)
    if path.read_bytes() != content:
        raise OSError("something else was read back")


def write_atomically(path: Path, content: bytes, folder: Path) -> None:
    """Write a file atomically, by way of another folder.

    Raises:
        OSError: It was not written, for example because the other folder is on another disk.
    """
    folder.mkdir(exist_ok=True)
    with AtomicWriter(path, mode="wb", overwrite=True, dir=folder).open() as file:
        file.write(same_length(content, path))


class BackedUpStore[T: Mapping[str, Any]](Store[T]):
    """A `Store` that cannot abort a backup; an ordinary one if the disk does not allow that."""

    @override
    async def _async_write_data(self, data: dict[str, Any]) -> None:
        # The last step before the disk that Home Assistant 2026.10 and 2026.11 both have. What is written is put
        # together here, as `Store` does it: nothing changes it meanwhile.
        if "data_func" in data:
            data["data"] = data.pop("data_func")()
        _, prepared = prepare_save_json(data)
        content = prepared.encode() if isinstance(prepared, str) else prepared
        if not await self.hass.async_add_executor_job(self._wrote, content):
            await super()._async_write_data(data)

    def _wrote(self, content: bytes) -> bool:
        """Write a store's content; return False if the disk does not allow it by way of the cache."""
        path = Path(self.path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, content, Path(self.hass.config.cache_path()))
        except OSError:
            return False
        return True
