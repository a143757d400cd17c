"""Somebody with a phone, in headless Chromium, and every picture that the phone was sent or shows."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
import io
from itertools import chain
from pathlib import Path
import time
from typing import override

import av
from PIL import Image
from playwright.async_api import Browser, Error, Page, Response

from lab.picture import Reading, images_of, open_image, read, shows_secret
from lab.screenshots import log_in

PHONE = {"width": 390, "height": 844}
SHOW_SECONDS = 40
# What shows pictures, in shadow roots too, and where.
PICTURES = """() => {
  const found = [];
  const visit = (root) => root.querySelectorAll("*").forEach((element) => {
    const box = element.getBoundingClientRect();
    const shows = ["img", "video", "canvas"].includes(element.localName)
      || getComputedStyle(element).backgroundImage.includes("/api/");
    if (shows && box.width > 20 && box.height > 20)
      found.push([box.left, box.top, box.right, box.bottom]);
    if (element.shadowRoot) visit(element.shadowRoot);
  });
  visit(document);
  return found;
}"""


@dataclass(frozen=True, kw_only=True)
class Look:
    """What a page showed: cameras' pictures that came or can be read on it, placeholders, parts of streams.

    `unread` says that a stream came of which no picture could be looked at.
    """

    readings: list[Reading]
    others: int
    streams: int
    secret: bool
    unread: bool = False

    @property
    def shows_a_camera(self) -> bool:
        """Return whether anything of a camera was to be seen, or may have been."""
        return bool(self.readings or self.secret or self.unread)

    @override
    def __str__(self) -> str:
        """Return this for people."""
        ages = [one.age_seconds() for one in self.readings]
        came = (
            f"{len(ages)}, {min(ages):.0f} to {max(ages):.0f} s old" if ages else "none"
        )
        return (
            f"pictures of cameras: {came}; the secret patch: "
            f"{'shown' if self.secret else 'not shown'}; placeholders: {self.others}; "
            f"parts of streams: {self.streams}{' (none to be read)' if self.unread else ''}"
        )


class Visitor:
    """Somebody with a phone who is logged in, and everything that the phone was sent."""

    def __init__(self, page: Page, url: str, folder: Path) -> None:
        """Listen from now on; pictures of the screen go to the folder."""
        self.page, self.url, self.folder = page, url, folder
        self._came: list[Reading] = []
        self._others = 0
        self._parts: list[tuple[str, bytes]] = []
        self._waiting: set[asyncio.Task[None]] = set()
        page.on("response", self._note)

    def _note(self, response: Response) -> None:
        task = asyncio.create_task(self._read(response))
        self._waiting.add(task)
        task.add_done_callback(self._waiting.discard)

    async def _read(self, response: Response) -> None:
        kind = response.headers.get("content-type", "")
        streams = "/api/hls/" in response.url and kind.startswith("video/")
        pictures = "_proxy/" in response.url and kind.startswith("image/")
        if not pictures and not (streams and response.ok):
            return
        try:
            body = await response.body()
        except Error:
            # The page was left meanwhile.
            return
        if streams:
            self._parts.append((response.url, body))
        elif reading := read(body):
            self._came.append(reading)
        elif open_image(body):
            self._others += 1

    async def go(self, path: str) -> None:
        """Open a page anew, and forget what was sent for the one before."""
        await self.page.goto("about:blank")
        await self.forget()
        await self.page.goto(self.url + path)

    async def forget(self) -> None:
        """Forget what was sent until now."""
        await asyncio.gather(*self._waiting, return_exceptions=True)
        self._came, self._others, self._parts = [], 0, []

    async def look(self) -> Look:
        """Return what was sent for this page, and what can be seen on it now."""
        await asyncio.gather(*self._waiting, return_exceptions=True)
        boxes = await self.page.evaluate(PICTURES)
        screen = await self._screen()
        scale = screen.width / PHONE["width"]
        shown = [
            screen.crop((left * scale, top * scale, right * scale, bottom * scale))
            for left, top, right, bottom in boxes
        ]
        parts = list(self._parts)
        streams = await asyncio.to_thread(lambda: list(map(_pictures, _streams(parts))))
        pictures = [*shown, *chain.from_iterable(streams)]
        readings = [reading for picture in pictures if (reading := read(picture))]
        return Look(
            readings=[*self._came, *readings],
            others=self._others,
            streams=len(parts),
            secret=any(map(shows_secret, [screen, *pictures])),
            unread=not all(streams),
        )

    async def until_shown(self) -> Look:
        """Wait until something of a camera is there; return what, or what there is instead."""
        end = time.monotonic() + SHOW_SECONDS
        while not (seen := await self.look()).shows_a_camera and time.monotonic() < end:
            await self.page.wait_for_timeout(500)
        return seen

    async def save(self, name: str) -> None:
        """Take a picture of the screen."""
        screen = (await self._screen()).quantize(128)
        await asyncio.to_thread(screen.save, self.folder / f"{name}.png", optimize=True)

    async def _screen(self) -> Image.Image:
        picture = await self.page.screenshot()
        return Image.open(io.BytesIO(picture)).convert("RGB")


def _streams(parts: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """Yield each stream of which more than the header came; without one, nobody can play the rest."""
    found: dict[str, list[bytes]] = {}
    headers: dict[str, bytes] = {}
    for url, body in parts:
        stream, _, name = url.partition("/api/hls/")[2].partition("/")
        if name.startswith("init"):
            headers[stream] = body
        else:
            found.setdefault(stream, []).append(body)
    for stream, bodies in found.items():
        if stream in headers:
            yield headers[stream] + b"".join(bodies)


def _pictures(stream: bytes) -> list[Image.Image]:
    pictures: list[Image.Image] = []
    # A part may begin between keyframes, and a segment repeats its parts.
    with suppress(av.FFmpegError):
        pictures.extend(images_of(stream))
    return pictures


@asynccontextmanager
async def a_visitor(
    browser: Browser, url: str, username: str, password: str, folder: Path
) -> AsyncIterator[Visitor]:
    """Yield somebody who has logged in with a phone of their own."""
    context = await browser.new_context(
        viewport=PHONE, device_scale_factor=2, has_touch=True, is_mobile=True
    )
    page = await context.new_page()
    await log_in(page, url, username, password)
    yield Visitor(page, url, folder)
    await context.close()
