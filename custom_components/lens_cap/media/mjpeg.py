"""MJPEG over HTTP, one part per picture."""

from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from typing import Final

from aiohttp import web

from .frames import GuardedFrame

_BOUNDARY: Final = "lenscapframe"


async def async_serve_pictures(
    request: web.Request, pictures: AsyncGenerator[GuardedFrame]
) -> web.StreamResponse:
    """Answer with JPEGs until they end or the client leaves.

    The first picture goes out twice, since Chromium shows each one only when the next begins
    (https://issues.chromium.org/issues/40791855).
    """
    response = web.StreamResponse()
    response.content_type = f"multipart/x-mixed-replace;boundary={_BOUNDARY}"
    response.headers["Cache-Control"] = "no-store"
    async with aclosing(pictures):
        with suppress(ConnectionError):
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
