"""The disk under Home Assistant's stores: seen, slowed down, and broken."""

import errno
import json
import os
from pathlib import Path
import threading
from typing import Any, Final

import pytest

from custom_components.lens_cap.history import durable
from custom_components.lens_cap.history.durable import write_at
from custom_components.lens_cap.storage import backed_up_file
from custom_components.lens_cap.storage.backed_up_file import write_atomically
from homeassistant.helpers import storage
from homeassistant.util.file import WriteError

_PATIENCE_SECONDS: Final = 120


class _Waiting:
    """A disk that writes for real, but only while it may."""

    def __init__(self) -> None:
        self.full = False
        self._may_write = threading.Event()
        self._may_write.set()
        self._asked = threading.Event()

    def pause(self) -> None:
        """Let every write wait."""
        self._asked.clear()
        self._may_write.clear()

    def wait_for_a_write(self) -> None:
        """Return once something is to be written; call it in a thread."""
        assert self._asked.wait(_PATIENCE_SECONDS)

    def go_on(self) -> None:
        """Let writes pass again."""
        self._may_write.set()

    def _wait(self) -> None:
        self._asked.set()
        assert self._may_write.wait(_PATIENCE_SECONDS)


class Disk(_Waiting):
    """The disk under the stores; remembers what was written to the state file."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, full_after: int | None = None
    ) -> None:
        """Put itself between Home Assistant's stores and the disk."""
        super().__init__()
        self.written: list[dict[str, Any]] = []
        self._full_after = full_after
        monkeypatch.setattr(
            backed_up_file, "write_atomically", self._write_when_allowed
        )
        monkeypatch.setattr(storage, "write_utf8_file_atomic", self._fall_back)

    def _write_when_allowed(self, path: Path, content: bytes, folder: Path) -> None:
        self._wait()
        if self.full or len(self.written) == self._full_after:
            raise _no_space()
        write_atomically(path, content, folder)
        self.written.append(json.loads(content)["data"])

    def _fall_back(self, *_args: object, **_kwargs: object) -> None:
        raise WriteError(_no_space())


class HistoryDisk(_Waiting):
    """The disk under the history."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Put itself between the history and the disk."""
        super().__init__()
        monkeypatch.setattr(durable, "write_at", self._write_when_allowed)

    def _write_when_allowed(self, path: Path, content: bytes, end: int) -> None:
        self._wait()
        if self.full:
            raise _no_space()
        write_at(path, content, end)


def _no_space() -> OSError:
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def break_file(path: Path) -> bytes | None:
    """Make a file one that cannot be written; return what was in it, if it was there."""
    content = path.read_bytes() if path.exists() else None
    path.unlink(missing_ok=True)
    path.mkdir()
    return content


def mend_file(path: Path, content: bytes | None) -> None:
    """Make it a file again, with what was in it before."""
    path.rmdir()
    if content is not None:
        path.write_bytes(content)


def stored_holds(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the holds in the state file, by camera."""
    holds: dict[str, list[dict[str, Any]]] = json.loads(path.read_bytes())["data"][
        "holds"
    ]
    return holds
