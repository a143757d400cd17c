"""Writing to files so that it is on the disk afterwards; for threads that may wait."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
import os
from pathlib import Path
from typing import BinaryIO


def write_at(path: Path, content: bytes, end: int) -> None:
    """Write behind the part of a file that counts, which ends at `end`.

    Raises:
        OSError: Nothing was added, or something else was read back.
    """
    with path.open("r+b", buffering=0) as file:
        file.seek(end)
        try:
            left = memoryview(content)
            while left:
                left = left[file.write(left) :]
            os.fsync(file.fileno())
            _expect(os.pread(file.fileno(), len(content) + 1, end) == content)
        except OSError:
            with suppress(OSError):
                file.truncate(end)
            raise


def _expect(written: bool) -> None:
    if not written:
        raise OSError("something else was read back")


@contextmanager
def created(path: Path) -> Iterator[BinaryIO]:
    """Open a file of our own for writing, empty; only Home Assistant's user can read it."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        yield file


def flush(file: BinaryIO) -> None:
    """Bring what was written to the disk."""
    file.flush()
    os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Bring to the disk which files a folder has."""
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
