"""Checks one picture of a private camera, to see whether it has closed; nobody is handed that picture."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from hashlib import sha256
import struct
from typing import Final, Protocol

from ..core.controls.picture_check import (
    CHANNELS,
    LEVELS,
    NO_PICTURE,
    Appearance,
    PictureCheck,
    appearance_of,
)
from ..core.failure import Failure
from ..core.picture_size import MAX_BYTES
from .frames import RawFrame, SourceError, StreamSource
from .stills.decoder import StillDecoder
from .worker.protocol import MessageKind
from .worker.still_orders import Task
from .worker_process import WorkerProcess, failure_said

_SECONDS: Final = 20.0
# Some cameras begin to film when they are asked, and are black until they have measured the light.
_AWAKE_SECONDS: Final = 3.0
_COUNTS: Final = CHANNELS * LEVELS
_TONES: Final = struct.Struct(f">{2 * _COUNTS}I")
_SHOWN: Final = (MessageKind.CHUNK, MessageKind.PICTURE)
# What a camera answers that has nothing there to be seen. Another login, or too many who watch, is
# no such answer, and silence is none at all.
_NO_PICTURE_THERE: Final = frozenset({Failure.NOT_FOUND, Failure.NO_VIDEO})


class CheckedSource(Protocol):
    """The source camera."""

    async def async_stream(self) -> StreamSource:
        """Return its address. Raises SourceError."""

    async def async_picture(
        self,
        size: tuple[int | None, int | None],
        still_of_stream: Callable[[], Awaitable[RawFrame]],
        *,
        from_stream: bool,
        is_wanted: Callable[[], bool],
    ) -> RawFrame:
        """Return its own still, or what `still_of_stream` makes. Raises SourceError."""


class PictureChecker:
    """Checks one camera's picture.

    What it fetches is counted and thrown away, here and in the process that decodes it.
    """

    def __init__(
        self, source: CheckedSource, library: str, decoder: StillDecoder
    ) -> None:
        self._source = source
        self._library = library
        self._decoder = decoder

    async def async_check(
        self, is_wanted: Callable[[], bool], *, streamed: bool
    ) -> PictureCheck:
        """Return what one picture shows, within some seconds; never raises but where it is cancelled.

        Args:
            is_wanted: Once it returns False, nothing more is begun with the camera.
            streamed: Whether it has given a stream before, so that it means something when it has none.
        """
        try:
            async with asyncio.timeout(_SECONDS):
                return await self._async_checked(is_wanted)
        except TimeoutError:
            return NO_PICTURE
        except SourceError as error:
            refused = streamed and error.code in _NO_PICTURE_THERE
            return (
                PictureCheck(appearance=Appearance.REFUSED) if refused else NO_PICTURE
            )
        finally:
            self._decoder.cut(self)

    async def _async_checked(self, is_wanted: Callable[[], bool]) -> PictureCheck:
        raw = await self._source.async_picture(
            (None, None),
            self._async_keyframe,
            from_stream=False,
            is_wanted=is_wanted,
        )
        if len(raw.content) > MAX_BYTES:
            raise SourceError(Failure.TOO_LARGE)
        counted = await self._decoder.async_jpeg(raw.content, Task(tones=True), self)
        if len(counted) != _TONES.size:
            raise SourceError(Failure.BROKEN)
        tones = _TONES.unpack(counted)
        return PictureCheck(
            appearance=appearance_of(tones[:_COUNTS], tones[_COUNTS:]),
            mark=sha256(raw.content).digest(),
        )

    async def _async_keyframe(self) -> RawFrame:
        """Return a picture from the beginning of the stream, and end it.

        Raises:
            SourceError: There is none.
        """
        source = await self._source.async_stream()
        try:
            worker = await WorkerProcess.start(self._library, source, 0.0)
        except OSError:
            raise SourceError(Failure.BROKEN) from None
        try:
            return RawFrame(await _async_early_picture(worker))
        finally:
            worker.kill()
            await asyncio.shield(worker.wait())


async def _async_early_picture(worker: WorkerProcess) -> bytes:
    now = asyncio.get_running_loop().time
    since: float | None = None
    asked = False
    async with aclosing(worker.messages()) as messages:
        async for message in messages:
            if message.kind is MessageKind.FAILED:
                raise SourceError(failure_said(message.payload))
            if message.kind is MessageKind.STILL:
                if message.payload:
                    return message.payload
                asked = False
            if message.kind in _SHOWN:
                since = now() if since is None else since
                if not asked and now() - since >= _AWAKE_SECONDS:
                    asked = True
                    worker.ask_for_still()
    raise SourceError(Failure.BROKEN)
