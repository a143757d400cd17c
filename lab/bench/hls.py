"""Watches HLS part by part, as Home Assistant's frontend does, and keeps when each part came."""

import asyncio
from dataclasses import dataclass
from http import HTTPStatus
import re
from typing import override

from lab.home_client import HomeClient
from lab.picture import Reading, frames_of
from lab.viewers import Viewer

_MAP = re.compile(r'#EXT-X-MAP:URI="([^"]+)"')
_PART = re.compile(r'#EXT-X-PART:.*URI="\./([^"]+)"')
_HINT = re.compile(r'#EXT-X-PRELOAD-HINT:.*URI="\./segment/(\d+)\.(\d+)\.m4s"')


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A header or a part, and when it had arrived, on the loop's clock."""

    at: float
    content: bytes


class PartViewer(Viewer):
    """Follows a camera's stream until its playlist is gone."""

    def __init__(self, client: HomeClient, entity_id: str) -> None:
        """Say who watches what."""
        super().__init__(client, entity_id)
        self.asked_at = 0.0
        self.pieces: dict[str, Piece] = {}
        self._folder = ""
        self._news = asyncio.Event()

    @property
    def last_at(self) -> float:
        """Return when the last byte came, on the loop's clock; 0 where none did."""
        return max((piece.at for piece in self.pieces.values()), default=0.0)

    async def until_parts(self, parts: int, seconds: float) -> float:
        """Wait for the header and some parts; return the seconds since the stream was asked for.

        Raises TimeoutError.
        """
        async with asyncio.timeout(seconds):
            while len(self.pieces) <= parts:
                self._news.clear()
                await self._news.wait()
        return self.last_at - self.asked_at

    async def frames(self) -> list[Reading]:
        """Return what was seen, in the order in which it was shown."""
        if len(self.pieces) < 2:
            return []
        recording = b"".join(piece.content for piece in self.pieces.values())
        return await asyncio.to_thread(frames_of, recording)

    @override
    async def _watch(self) -> None:
        self.asked_at = asyncio.get_running_loop().time()
        answer = await self.client.command(
            "camera/stream", entity_id=self.entity_id, format="hls"
        )
        self._folder = answer["url"].rpartition("/")[0]
        following: tuple[str, str] | None = ("0", "0")
        while following is not None:
            following = await self._follow(*following)

    async def _follow(self, segment: str, part: str) -> tuple[str, str] | None:
        """Wait for a part to be announced, fetch what is new; return what to wait for next."""
        query = f"_HLS_msn={segment}&_HLS_part={part}"
        answer = await self.client.answer(
            f"{self._folder}/playlist.m3u8?{query}", signed=True
        )
        if answer.status != HTTPStatus.OK:
            return None
        text = answer.body.decode()
        for name in [*_MAP.findall(text), *_PART.findall(text)]:
            if not await self._fetch(f"{self._folder}/{name}"):
                return None
        hint = _HINT.search(text)
        return (hint.group(1), hint.group(2)) if hint else None

    async def _fetch(self, path: str) -> bool:
        if path in self.pieces:
            return True
        answer = await self.client.answer(path, signed=True)
        if answer.status != HTTPStatus.OK:
            return False
        at = asyncio.get_running_loop().time()
        self.pieces[path] = Piece(at=at, content=answer.body)
        self._news.set()
        return True
