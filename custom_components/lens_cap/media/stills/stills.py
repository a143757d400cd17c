"""One camera's stills: whatever its source calls a picture becomes a JPEG that may be shown, or nothing."""

import asyncio
from collections.abc import Callable
from typing import Final

from ...core.coverage import NOTHING_COVERED, Cover
from ...core.failure import Failure
from ...core.picture_size import (
    MAX_BYTES,
    Size,
    is_too_large,
    jpeg_size,
    picture_size,
    scaled_to,
)
from ..frames import RawFrame, SourceError
from ..worker.jpeg import is_whole_jpeg
from ..worker.still_orders import Task
from .decoder import DecodingFailedError, StillDecoder

# So long a camera whose picture cost a process its life is not decoded again.
_BACK_OFF_SECONDS: Final = (2.0, 5.0, 15.0, 30.0, 60.0)


class Stills:
    """Makes one camera's stills, one at a time; nothing is decoded in Home Assistant's own process.

    `on_change` is called when `problem` becomes another one.
    """

    def __init__(
        self, decoder: StillDecoder, on_change: Callable[[], None] = lambda: None
    ) -> None:
        self._decoder = decoder
        self._on_change = on_change
        self._turn = asyncio.Lock()
        self._cuts = 0
        self._failures = 0
        self._not_before = 0.0
        self.problem: Failure | None = None

    async def async_jpeg(
        self,
        raw: RawFrame,
        cover: Cover | None = None,
        wanted: Size | None = None,
        orientation: int = 1,
    ) -> bytes:
        """Return a picture as JPEG: as it is where nothing has to be done about it.

        Args:
            raw: The picture.
            cover: What is covered, before the picture is turned.
            wanted: The size at which it will be shown; None for its own.
            orientation: How to turn it, as Home Assistant numbers that.

        Raises:
            SourceError: It is not a picture, not a whole one, or too large.
        """
        task = Task(
            cover=cover or NOTHING_COVERED, orientation=orientation, wanted=wanted
        )
        try:
            jpeg = await self._async_jpeg(raw.content, task)
        except SourceError as error:
            self._note(Failure.TOO_LARGE if error.code == Failure.TOO_LARGE else None)
            raise
        self._note(None)
        return jpeg

    def cut(self) -> None:
        """End what decodes now or waits for it, and let nothing of a picture live on in a process."""
        self._cuts += 1
        self._decoder.cut(self)

    async def _async_jpeg(self, content: bytes, task: Task) -> bytes:
        size = picture_size(content)
        if len(content) > MAX_BYTES or (size and is_too_large(size)):
            raise SourceError(Failure.TOO_LARGE)
        if _passes_as_it_is(content, task):
            return content
        cuts = self._cuts
        async with self._turn:
            if cuts != self._cuts:
                raise SourceError(Failure.ENDED)
            now = asyncio.get_running_loop().time
            if now() < self._not_before:
                raise SourceError(Failure.TOO_LARGE)
            try:
                jpeg = await self._decoder.async_jpeg(content, task, self)
            except DecodingFailedError:
                last = len(_BACK_OFF_SECONDS) - 1
                self._not_before = now() + _BACK_OFF_SECONDS[min(self._failures, last)]
                self._failures += 1
                raise
            self._failures = 0
            return jpeg

    def _note(self, problem: Failure | None) -> None:
        if problem is not self.problem:
            self.problem = problem
            self._on_change()


def _passes_as_it_is(content: bytes, task: Task) -> bool:
    if task.cover or task.orientation != 1:
        return False
    if not is_whole_jpeg(content) or (size := jpeg_size(content)) is None:
        return False
    return task.wanted is None or scaled_to(size, task.wanted) is None
