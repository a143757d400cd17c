"""The stream since its newest keyframe, for viewers who join later."""

from collections.abc import Iterator
from typing import Final

_MAX_BYTES: Final = 12 * 1024 * 1024


class RecentChunks:
    """A bounded list of chunks that begins where a player may start, or is empty."""

    def __init__(self) -> None:
        """Start empty."""
        self._chunks: list[bytes] = []
        self._size = 0

    def __iter__(self) -> Iterator[bytes]:
        """Iterate over the chunks, the oldest first."""
        return iter(self._chunks)

    def add(self, chunk: bytes, *, start: bool) -> None:
        """Append a chunk; `start` says that a player may begin with it."""
        if start:
            self.clear()
        elif not self._chunks:
            return
        self._chunks.append(chunk)
        self._size += len(chunk)
        if self._size > _MAX_BYTES:
            self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self._chunks, self._size = [], 0
