"""Watches cameras through Home Assistant, as a browser would, and keeps what it saw and when."""

from abc import ABC, abstractmethod
import asyncio
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
import re
from types import TracebackType
from typing import Self, override
from urllib.parse import urljoin

import aiohttp

from lab.home_client import HomeClient
from lab.picture import Look, Reading, read
from lab.tasks import end

_MAP = re.compile(r'#EXT-X-MAP:URI="([^"]+)"')
_POLL_SECONDS = 0.1


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One picture: when it was seen on the loop's clock, and what it says; None if it is not the lab's.

    Its bytes had come at `arrived`, where that is known to be earlier.
    """

    at: float
    reading: Reading | None
    arrived: float | None = None


class Viewer(ABC):
    """Somebody who keeps watching until cut off; runs inside its `async with` block."""

    def __init__(self, client: HomeClient, entity_id: str) -> None:
        """Say who watches what."""
        self.client, self.entity_id = client, entity_id
        self.ended_at: float | None = None
        self._ended = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Start watching."""
        self._task = asyncio.create_task(self._run())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop watching, if not cut off before. Raises what went wrong while watching."""
        await end(self._task)

    async def until_ended(self, seconds: float) -> bool:
        """Wait until the viewer was cut off; return whether that happened in time."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._ended.wait()
        return self._ended.is_set()

    async def _run(self) -> None:
        await self._watch()
        self.ended_at = asyncio.get_running_loop().time()
        self._ended.set()

    @abstractmethod
    async def _watch(self) -> None: ...


class MjpegViewer(Viewer):
    """Watches `/api/camera_proxy_stream`, or another path that gives MJPEG."""

    def __init__(
        self,
        client: HomeClient,
        entity_id: str,
        path: str | None = None,
        look: Look = read,
    ) -> None:
        """Say who watches what, and how closely."""
        super().__init__(client, entity_id)
        self._look = look
        self._path = path or f"/api/camera_proxy_stream/{entity_id}"
        self.seen: list[Seen] = []
        self._news = asyncio.Event()

    def lab_frames(self, since: float = 0) -> list[Seen]:
        """Return what came from a camera of the lab since a moment of the loop's clock."""
        return [s for s in self.seen if s.reading and s.at >= since]

    async def until_moving(self, frames: int, seconds: float) -> list[Seen]:
        """Wait for some different frames of a camera; return what came in that time."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while len({s.reading for s in self.lab_frames()}) < frames:
                    self._news.clear()
                    await self._news.wait()
        return self.lab_frames()

    @override
    async def _watch(self) -> None:
        url = self.client.url + self._path
        timeout = aiohttp.ClientTimeout(total=None)
        with suppress(aiohttp.ClientError):
            async with self.client.session.get(
                url, headers=self.client.headers, timeout=timeout
            ) as response:
                await self._read(response)

    async def _read(self, response: aiohttp.ClientResponse) -> None:
        buffer = b""
        async for chunk in response.content.iter_any():
            buffer += chunk
            while (end := buffer.find(b"\xff\xd9")) >= 0:
                jpeg = buffer[max(0, buffer.find(b"\xff\xd8")) : end + 2]
                buffer = buffer[end + 2 :]
                at = asyncio.get_running_loop().time()
                self.seen.append(Seen(at=at, reading=self._look(jpeg)))
                self._news.set()


class HlsViewer(Viewer):
    """Asks for a stream and follows its playlist until that is gone."""

    def __init__(self, client: HomeClient, entity_id: str) -> None:
        """Say who watches what."""
        super().__init__(client, entity_id)
        self.parts: dict[str, bytes] = {}
        self._master = self._playlist = ""
        self._news = asyncio.Event()

    async def until_recorded(self, segments: int, seconds: float) -> bytes:
        """Wait for whole segments; return what came in that time as one fragmented MP4."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while len(self.parts) < segments + 1:
                    self._news.clear()
                    await self._news.wait()
        return b"".join(self.parts.values())

    async def statuses(self) -> dict[str, int]:
        """Return what every address that worked before answers now: playlists, header, segments."""
        paths = [self._master, self._playlist, *self.parts]
        return {
            path: (await self.client.answer(path, signed=True)).status
            for path in paths
            if path
        }

    @override
    async def _watch(self) -> None:
        answer = await self.client.command(
            "camera/stream", entity_id=self.entity_id, format="hls"
        )
        self._master = answer["url"]
        if (master := await self._text(self._master)) is None:
            return
        lines = [line for line in master.splitlines() if line and line[0] != "#"]
        self._playlist = urljoin(self._master, lines[0])
        while (playlist := await self._text(self._playlist)) is not None:
            await self._fetch(playlist)
            await asyncio.sleep(_POLL_SECONDS)

    async def _fetch(self, playlist: str) -> None:
        header = _MAP.search(playlist)
        lines = [line for line in playlist.splitlines() if line and line[0] != "#"]
        # Without a whole segment there is nothing to decode the header with.
        for line in [header.group(1), *lines] if header and lines else []:
            path = urljoin(self._playlist, line)
            if path in self.parts:
                continue
            answer = await self.client.answer(path, signed=True)
            if answer.status != HTTPStatus.OK:
                return
            self.parts[path] = answer.body
            self._news.set()

    async def _text(self, path: str) -> str | None:
        answer = await self.client.answer(path, signed=True)
        return answer.body.decode() if answer.status == HTTPStatus.OK else None
