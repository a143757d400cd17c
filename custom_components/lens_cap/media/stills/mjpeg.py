"""MJPEG over HTTP, one part per picture."""

from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractContextManager, aclosing, suppress
from typing import Final

from aiohttp import web

from ..frames import GuardedFrame
from ..relay.viewers import Viewer
from ..worker.jpeg import is_whole_jpeg

_BOUNDARY: Final = "lenscapframe"


async def watch(
    viewer: Viewer, leave: Callable[[Viewer], None]
) -> AsyncGenerator[bytes]:
    """Yield a viewer's pictures; no moment lies between taking one and handing it on."""
    try:
        while (content := await viewer.next()) is not None:
            if is_whole_jpeg(content):
                yield content
    finally:
        leave(viewer)


async def async_serve_pictures(
    request: web.Request,
    pictures: AsyncGenerator[GuardedFrame],
    limit: AbstractContextManager[None],
) -> web.StreamResponse:
    """Answer with JPEGs until they end, the client leaves, or it is ended for another.

    The first picture goes out twice, since Chromium shows each one only when the next begins
    (https://issues.chromium.org/issues/40791855).
    """
    response = web.StreamResponse()
    response.content_type = f"multipart/x-mixed-replace;boundary={_BOUNDARY}"
    response.headers["Cache-Control"] = "no-store"
    async with aclosing(pictures):
        with limit, suppress(ConnectionError):
            await response.prepare(request)
            first = True
            async for picture in pictures:
                part = _part(picture.content)
                await response.write(part * 2 if first else part)
                first = False
    return response


def _part(picture: bytes) -> bytes:
    head = (
        f"--{_BOUNDARY}\r\nContent-Type: image/jpeg\r\n"
        f"Content-Length: {len(picture)}\r\n\r\n"
    )
    return head.encode() + picture + b"\r\n"
