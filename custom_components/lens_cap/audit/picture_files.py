"""Pictures and clips on disk: counted, never opened."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
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
    """Return how many pictures lie in the folder that everybody can fetch from.

    None: it could not be read. To be run in the executor.
    """
    try:
        return sum(1 for _ in _pictures([folder]))
    except OSError as error:
        LOGGER.debug("a folder cannot be read: %s", type(error).__name__)
        return None


def count_old(
    folders: Iterable[Path], names: Collection[str], now: datetime
) -> int | None:
    """Return how many clips of cameras are older than a month.

    A clip counts where its path says that it is of a camera; `names` are those of the guarded ones.
    None: it could not be read. To be run in the executor.
    """
    words = [name.lower() for name in names if len(name) > 3]
    oldest = (now - _KEPT).timestamp()
    roots = list(folders)
    try:
        return sum(
            1
            for root, one in _pictures_of(roots)
            if _is_of_camera(os.path.relpath(one.path, root), words)
            and one.stat(follow_symlinks=False).st_mtime < oldest
        )
    except OSError as error:
        LOGGER.debug("a folder cannot be read: %s", type(error).__name__)
        return None


def _is_of_camera(path: str, words: Iterable[str]) -> bool:
    lowered = path.lower()
    return bool(_OF_CAMERAS.search(path)) or any(word in lowered for word in words)


def _pictures(folders: Iterable[Path]) -> Iterator[os.DirEntry[str]]:
    return (one for _, one in _pictures_of(folders))


def _pictures_of(folders: Iterable[Path]) -> Iterator[tuple[Path, os.DirEntry[str]]]:
    for folder in folders:
        if folder.is_dir():
            for one in islice(_files(str(folder)), _MOST):
                if one.name.lower().endswith(_PICTURES):
                    yield folder, one


def _files(folder: str) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as found:
        for one in found:
            if one.is_dir(follow_symlinks=False):
                if one.name not in _OF_OTHERS:
                    yield from _files(one.path)
            elif one.is_file(follow_symlinks=False):
                yield one
