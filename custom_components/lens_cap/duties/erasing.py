"""Deletes files that were noted when they were saved, and nothing else; for threads that may wait.

Every folder on the way is opened without following links. A file is first read, and deleted only if it
is to the last byte what was noted. For that it gets a name of its own, so that what somebody puts in its
place meanwhile stays; a crash in between is finished the next time.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
import errno
from hashlib import sha256
import os
from pathlib import Path, PurePosixPath
import stat
from typing import Final

from ..core.duties.recordings import Erasure, SavedFile

_TOMB: Final = ".lens_cap_erasing_"
_CHUNK: Final = 1 << 20
_IN_THE_WAY: Final = frozenset({errno.ELOOP, errno.ENOTDIR})


def content_of(path: Path) -> tuple[int, str]:
    """Return the size and the digest of a file that is none of links, folders and devices.

    Raises:
        OSError: It is not there, is something else, or cannot be read.
    """
    fd = os.open(path, _READ)
    try:
        return _content(fd)
    finally:
        os.close(fd)


def erase_file(file: SavedFile, is_allowed: Callable[[str], bool]) -> Erasure:
    """Delete a file that still is what was noted, and return what became of it."""
    path = PurePosixPath(file.path)
    if not file.digest:
        return Erasure.UNFINISHED
    if not path.is_absolute() or ".." in path.parts or "\0" in file.path:
        return Erasure.OUTSIDE
    if not is_allowed(file.path):
        return Erasure.OUTSIDE
    try:
        with _folder(path.parent) as folder:
            return _erase_in(folder, path.name, file)
    except FileNotFoundError:
        return Erasure.GONE
    except OSError as error:
        return Erasure.LINK if error.errno in _IN_THE_WAY else Erasure.FAILED


def _erase_in(folder: int, name: str, file: SavedFile) -> Erasure:
    tomb = f"{_TOMB}{file.digest[:32]}"
    finished = _finish(folder, tomb, file)
    try:
        fd = os.open(name, _READ, dir_fd=folder)
    except FileNotFoundError:
        return Erasure.ERASED if finished else Erasure.GONE
    try:
        before = os.fstat(fd)
        if not stat.S_ISREG(before.st_mode):
            return Erasure.LINK
        if _content(fd) != (file.size, file.digest):
            return Erasure.CHANGED
        os.rename(name, tomb, src_dir_fd=folder, dst_dir_fd=folder)
        moved = os.stat(tomb, dir_fd=folder, follow_symlinks=False)
        if _identity(moved) != _identity(before):
            _put_back(folder, tomb, name)
            return Erasure.CHANGED
        os.unlink(tomb, dir_fd=folder)
        with suppress(OSError):
            os.fsync(folder)
    finally:
        os.close(fd)
    return Erasure.ERASED


def _finish(folder: int, tomb: str, file: SavedFile) -> bool:
    """Delete what an earlier attempt has begun with; return whether there was any.

    Raises:
        OSError: Something else has that name; nothing was done to it.
    """
    try:
        fd = os.open(tomb, _READ, dir_fd=folder)
    except FileNotFoundError:
        return False
    try:
        if _content(fd) != (file.size, file.digest):
            raise OSError(errno.EEXIST, "another file has this name")
        os.unlink(tomb, dir_fd=folder)
    finally:
        os.close(fd)
    return True


def _put_back(folder: int, tomb: str, name: str) -> None:
    """Give something that was not to be deleted its name back, over nothing that has it now."""
    for free in (name, *(f"{name}.{number}" for number in range(1, 100))):
        try:
            os.link(
                tomb, free, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=False
            )
        except FileExistsError:
            continue
        except OSError:
            # There are no such links on some disks.
            if not _is_there(folder, free):
                os.rename(tomb, free, src_dir_fd=folder, dst_dir_fd=folder)
                return
        else:
            os.unlink(tomb, dir_fd=folder)
            return


def _is_there(folder: int, name: str) -> bool:
    try:
        os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return True


def _identity(found: os.stat_result) -> tuple[int, ...]:
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


_READ: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_OPEN_FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


def _content(fd: int) -> tuple[int, str]:
    """Return the size and the digest of what is open.

    Raises:
        OSError: It is no plain file, or cannot be read.
    """
    if not stat.S_ISREG(os.fstat(fd).st_mode):
        raise OSError(errno.ENOTDIR, "not a plain file")
    digest, size = sha256(), 0
    os.lseek(fd, 0, os.SEEK_SET)
    while chunk := os.read(fd, _CHUNK):
        digest.update(chunk)
        size += len(chunk)
    return size, digest.hexdigest()


@contextmanager
def _folder(path: PurePosixPath) -> Iterator[int]:
    """Open a folder, and each one above it, without following a link."""
    fd = os.open("/", _OPEN_FOLDER)
    try:
        for part in path.parts[1:]:
            fd, above = os.open(part, _OPEN_FOLDER, dir_fd=fd), fd
            os.close(above)
        yield fd
    finally:
        os.close(fd)
