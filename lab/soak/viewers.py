"""Viewers who watch for long, remember only the newest, and can say what they see now."""

import asyncio
from dataclasses import replace
from typing import Final, Protocol, override

from av.error import FFmpegError

from lab.bench.hls import PartViewer
from lab.bench.relay import RelayViewer
from lab.home_client import HomeClient
from lab.picture import Reading, frames_of, read
from lab.viewers import MjpegViewer

# The header, and parts that are a second long, each with a keyframe.
_PARTS_KEPT: Final = 3
# Some three seconds of a camera of the lab.
_BYTES_KEPT: Final = 600_000
_OPEN_SECONDS: Final = 60


class LongViewer(Protocol):
    """Somebody who watches for long."""

    async def until_seeing(self) -> None:
        """Wait for the first picture. Raises TimeoutError."""

    async def newest(self) -> Reading | None:
        """Return the newest picture that came, None where there is none."""


class LongPartViewer(PartViewer):
    """Watches HLS part by part."""

    async def until_seeing(self) -> None:
        """Wait for the first picture. Raises TimeoutError."""
        await self.until_parts(1, _OPEN_SECONDS)

    async def newest(self) -> Reading | None:
        """Return the newest picture that came, None where there is none."""
        recording = b"".join(piece.content for piece in self.pieces.values())
        return await _last_of(recording)

    @override
    async def _fetch(self, path: str) -> bool:
        fetched = await super()._fetch(path)
        # Names stay: what the playlist still offers is not fetched again.
        for old in list(self.pieces)[1:-_PARTS_KEPT]:
            self.pieces[old] = replace(self.pieces[old], content=b"")
        return fetched


class LongRelayViewer(RelayViewer):
    """Reads MPEG-TS, as HomeKit or go2rtc would."""

    def __init__(self, client: HomeClient, entity_id: str) -> None:
        """Say who watches what."""
        super().__init__(client, entity_id)
        self._kept = b""

    async def until_seeing(self) -> None:
        """Wait for the first picture. Raises TimeoutError."""
        await self.until_receiving(_OPEN_SECONDS)

    async def newest(self) -> Reading | None:
        """Return the newest picture that came, None where there is none."""
        return await _last_of(self._kept)

    @override
    def _take(self, chunk: bytes) -> None:
        self._kept = (self._kept + chunk)[-_BYTES_KEPT:]


class LongMjpegViewer(MjpegViewer):
    """Watches MJPEG, and looks at a picture only when asked."""

    def __init__(self, client: HomeClient, entity_id: str) -> None:
        """Say who watches what."""
        super().__init__(client, entity_id, look=self._remember)
        self._newest: bytes = b""

    async def until_seeing(self) -> None:
        """Wait for the first picture. Raises TimeoutError."""
        async with asyncio.timeout(_OPEN_SECONDS):
            while not self._newest:
                self._news.clear()
                await self._news.wait()

    async def newest(self) -> Reading | None:
        """Return the newest picture that came, None where there is none."""
        return await asyncio.to_thread(read, self._newest)

    def _remember(self, picture: object) -> None:
        if isinstance(picture, bytes):
            self._newest = picture
        self.seen.clear()


async def _last_of(recording: bytes) -> Reading | None:
    try:
        readings = await asyncio.to_thread(frames_of, recording)
    except FFmpegError:
        return None
    return readings[-1] if readings else None
