"""Watches HLS as Home Assistant's frontend does: part by part, with requests that wait for the next one."""

import asyncio
from dataclasses import dataclass
from http import HTTPStatus
import re
from typing import override

from lab.home_client import HomeClient, HomeError
from lab.picture import Reading, frames_of
from lab.viewers import Viewer

_MASTER = "master_playlist.m3u8"
_MAP = re.compile(r'#EXT-X-MAP:URI="([^"]+)"')
_PART = re.compile(r'#EXT-X-PART:.*URI="\./([^"]+)"')
_HINT = re.compile(r'#EXT-X-PRELOAD-HINT:.*URI="\./segment/(\d+)\.(\d+)\.m4s"')


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A part that arrived, and when, on the loop's clock."""

    at: float
    path: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Next:
    """The part that comes next."""

    segment: str
    part: str


class LowLatencyViewer(Viewer):
    """Follows a camera's stream until its playlist is gone; `refusal` says why there was none."""

    def __init__(self, client: HomeClient, entity_id: str) -> None:
        """Say who watches what."""
        super().__init__(client, entity_id)
        self.master = ""
        self.refusal = ""
        self.pieces: list[Piece] = []
        self._news = asyncio.Event()

    @property
    def playlist(self) -> str:
        """Return the path of the playlist that names the parts."""
        return self.master.replace(_MASTER, "playlist.m3u8")

    @property
    def paths(self) -> list[str]:
        """Return every path that gave something: playlists, header, parts."""
        pieces = [piece.path for piece in self.pieces]
        return [self.master, self.playlist, *pieces] if pieces else []

    @property
    def recording(self) -> bytes:
        """Return all that arrived as one fragmented MP4."""
        return b"".join(piece.content for piece in self.pieces)

    @property
    def last_at(self) -> float:
        """Return when the last byte came, on the loop's clock; 0 where none did."""
        return max((piece.at for piece in self.pieces), default=0.0)

    async def until_parts(self, parts: int, seconds: float) -> bool:
        """Wait for the header and some parts; return whether they came in time."""
        try:
            async with asyncio.timeout(seconds):
                while len(self.pieces) <= parts:
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            return False
        return True

    async def frames(self) -> list[Reading]:
        """Return what was seen, in the order in which it was shown."""
        if len(self.pieces) < 2:
            return []
        return await asyncio.to_thread(frames_of, self.recording)

    async def statuses(self) -> dict[str, int]:
        """Return what every path that gave something answers now."""
        return {
            path: (await self.client.answer(path, signed=True)).status
            for path in self.paths
        }

    @override
    async def _watch(self) -> None:
        try:
            answer = await self.client.command(
                "camera/stream", entity_id=self.entity_id, format="hls"
            )
        except HomeError as error:
            self.refusal = str(error)
            return
        self.master = answer["url"]
        following: Next | None = Next(segment="0", part="0")
        while following is not None:
            following = await self._follow(following)

    async def _follow(self, wanted: Next) -> Next | None:
        """Wait for the next part and for the playlist that names it; return what comes after."""
        answer, _ = await asyncio.gather(
            self.client.answer(
                f"{self.playlist}?_HLS_msn={wanted.segment}&_HLS_part={wanted.part}",
                signed=True,
            ),
            self._ahead(wanted),
        )
        if answer.status != HTTPStatus.OK:
            # A part that takes two seconds is not found either, and the stream goes on all the same.
            answer = await self.client.answer(self.playlist, signed=True)
        if answer.status != HTTPStatus.OK:
            return None
        text = answer.body.decode()
        for name in [*_MAP.findall(text), *_PART.findall(text)]:
            if not await self._fetch(name):
                break
        hint = _HINT.search(text)
        return Next(segment=hint[1], part=hint[2]) if hint else None

    async def _ahead(self, wanted: Next) -> None:
        """Ask for a part that is only announced, as some players do; it comes, or something else does."""
        if self.pieces:
            await self._fetch(f"segment/{wanted.segment}.{wanted.part}.m4s")

    async def _fetch(self, name: str) -> bool:
        path = self.playlist.replace("playlist.m3u8", name)
        if path in {piece.path for piece in self.pieces}:
            return True
        answer = await self.client.answer(path, signed=True)
        if answer.status != HTTPStatus.OK:
            return False
        at = asyncio.get_running_loop().time()
        self.pieces.append(Piece(at=at, path=path, content=answer.body))
        self._news.set()
        return True
