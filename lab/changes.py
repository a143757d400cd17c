"""Tells when files below a folder change: what an editor saved, added or deleted."""

import asyncio
from pathlib import Path
from typing import Final

# What Home Assistant reads once, at its start.
READ: Final = frozenset({".py", ".json", ".yaml", ".js", ".png", ".jpg"})
LOOK_EVERY: Final = 0.5


class Changes:
    """Compares the files of a folder with those of the last look."""

    def __init__(self, folder: Path) -> None:
        """Look for the first time."""
        self._folder = folder
        self._seen = self._look()

    def found(self) -> list[Path]:
        """Return what changed since the last look, and forget it."""
        before, self._seen = self._seen, self._look()
        return sorted(
            path
            for path in before.keys() | self._seen.keys()
            if before.get(path) != self._seen.get(path)
        )

    async def wait(self) -> list[Path]:
        """Return what changed, once nothing more does: editors and git write several files at once."""
        found: set[Path] = set()
        while True:
            await asyncio.sleep(LOOK_EVERY)
            more = await asyncio.to_thread(self.found)
            if found and not more:
                return sorted(found)
            found.update(more)

    def _look(self) -> dict[Path, tuple[int, int]]:
        seen: dict[Path, tuple[int, int]] = {}
        for path in self._folder.rglob("*"):
            if path.suffix in READ and path.is_file():
                about = path.stat()
                seen[path] = about.st_mtime_ns, about.st_size
        return seen
