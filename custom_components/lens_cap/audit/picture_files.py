"""Pictures and clips on disk: counted, never opened."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial
import os
from pathlib import Path
import re
from typing import Final

from ..const import LOGGER

_MOST: Final = 20_000
_KEPT: Final = timedelta(days=30)
_PICTURES: Final = (".avi", ".jpeg", ".jpg", ".m4v", ".mkv", ".mov", ".mp4", ".webm")
# Cards and themes that the community store puts beside the household's own files.
_OF_OTHERS: Final = frozenset({"community", "icons", "themes"})
_OF_CAMERAS: Final = re.compile(
    r"camera|cctv|clip|doorbell|motion|recording|snapshot|surveillance", re.IGNORECASE
)


def count_public(folder: Path) -> int | None:
    """Return how many pictures are in the folder that is served to everybody.

    Where there is no such folder, there are none. None: not everything could be looked at, and
    nothing was found. To be run in the executor.
    """
    try:
        folder.stat()
    except FileNotFoundError:
        return 0
    except OSError:
        return None
    return _count(folder, lambda _: True)


def count_old(
    folders: Iterable[Path], names: Collection[str], now: datetime
) -> int | None:
    """Return how many clips of cameras are older than a month.

    A clip counts where its path says that it is of a camera; `names` are those of the guarded ones.
    None: not everything could be looked at, and nothing was found. A folder that is missing may be
    on a disk that is only away. To be run in the executor.
    """
    words = [name.lower() for name in names if len(name) > 3]
    oldest = (now - _KEPT).timestamp()

    def is_old(root: Path, one: os.DirEntry[str]) -> bool:
        of_camera = _is_of_camera(os.path.relpath(one.path, root), words)
        return of_camera and one.stat(follow_symlinks=False).st_mtime < oldest

    counts = [_count(root, partial(is_old, root)) for root in folders]
    found = sum(count or 0 for count in counts)
    return None if not found and None in counts else found


def _count(folder: Path, counts: Callable[[os.DirEntry[str]], bool]) -> int | None:
    """Return how many pictures of a folder count; None where that may be too few, and is 0."""
    found = 0
    try:
        for number, one in enumerate(_files(str(folder))):
            if number == _MOST:
                return found or None
            found += one.name.lower().endswith(_PICTURES) and counts(one)
    except OSError as error:
        LOGGER.debug("could not read a folder of pictures: %s", type(error).__name__)
        return found or None
    return found


def _is_of_camera(path: str, words: Iterable[str]) -> bool:
    lowered = path.lower()
    return bool(_OF_CAMERAS.search(path)) or any(word in lowered for word in words)


def _files(folder: str) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as found:
        for one in found:
            if one.is_dir(follow_symlinks=False):
                if one.name not in _OF_OTHERS:
                    yield from _files(one.path)
            elif one.is_file(follow_symlinks=False):
                yield one
