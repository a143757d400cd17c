"""The loopback server behind the only stream address that a guarded camera ever gives away."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
import hmac
from typing import Final, Protocol

from aiohttp import web
from yarl import URL

from ..core.camera import CameraId
from .connection import cutter
from .consumer import Consumer
from .viewers import Viewer, Wants

_FIRST_CHUNK_SECONDS: Final = 15.0
RELAY_SCHEME: Final = "http"
_MAX_VIEWERS: Final = 32


class RelayDoor(Protocol):
    """What the relay asks of a camera's guard."""

    @property
    def relay_token(self) -> str | None:
        """Return the token that opens the stream now, or None while nothing may pass."""

    @property
    def connections(self) -> int:
        """Return how many connections are open."""

    def join(
        self, wants: Wants, abort: Callable[[], None], consumer: Consumer
    ) -> Viewer:
        """Return a new viewer."""

    def leave(self, viewer: Viewer) -> None:
        """Take a viewer out."""


class Relay:
    """Serves MPEG-TS on 127.0.0.1, one path per camera, to whoever knows the token of the moment."""

    def __init__(self) -> None:
        """Prepare; nothing listens yet."""
        self._doors: dict[CameraId, RelayDoor] = {}
        self._runner: web.AppRunner | None = None
        self._port = 0

    @property
    def listens(self) -> bool:
        """Return whether it runs."""
        return self._runner is not None

    async def async_start(self) -> None:
        """Listen on a free port of the loopback interface.

        Raises:
            OSError: There is none.
        """
        app = web.Application()
        app.router.add_get("/{camera_id}/live.ts", self._serve, allow_head=False)
        # No access log: it would hold the token.
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        try:
            await site.start()
        except OSError:
            await self.async_stop()
            raise
        self._port = self._runner.addresses[0][1]

    async def async_stop(self) -> None:
        """Stop listening and end what is left of connections."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def add(self, camera_id: CameraId, door: RelayDoor) -> None:
        """Serve one more camera."""
        self._doors[camera_id] = door

    def remove(self, camera_id: CameraId) -> None:
        """Serve a camera no longer."""
        self._doors.pop(camera_id, None)

    def url(
        self, camera_id: CameraId, token: str, consumer: Consumer = Consumer.OTHER
    ) -> str:
        """Return the address of a camera's stream, for whom it is meant.

        The token is called `auth`, a name that Home Assistant and go2rtc blot out in logs.
        """
        return str(
            URL.build(
                scheme=RELAY_SCHEME,
                host="127.0.0.1",
                port=self._port,
                path=f"/{camera_id}/live.ts",
                query={"auth": token, "for": consumer.value},
            )
        )

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        door = self._doors.get(CameraId(request.match_info["camera_id"]))
        if door is None or not _allowed(door.relay_token, request):
            raise web.HTTPForbidden
        cut = cutter(request)
        if door.connections >= _MAX_VIEWERS or cut is None:
            raise web.HTTPServiceUnavailable
        viewer = door.join(Wants.STREAM, cut, _consumer(request))
        try:
            return await self._feed(request, viewer)
        finally:
            door.leave(viewer)

    async def _feed(self, request: web.Request, viewer: Viewer) -> web.StreamResponse:
        chunk: bytes | None = None
        with suppress(TimeoutError):
            async with asyncio.timeout(_FIRST_CHUNK_SECONDS):
                chunk = await viewer.next()
        if chunk is None:
            raise web.HTTPBadGateway
        response = web.StreamResponse()
        response.content_type = "video/mp2t"
        with suppress(ConnectionError):
            await response.prepare(request)
            while chunk is not None:
                await response.write(chunk)
                chunk = await viewer.next()
        return response


def _consumer(request: web.Request) -> Consumer:
    try:
        return Consumer(request.query.get("for", ""))
    except ValueError:
        return Consumer.OTHER


def _allowed(token: str | None, request: web.Request) -> bool:
    given = request.query.get("auth", "")
    return token is not None and hmac.compare_digest(token.encode(), given.encode())
