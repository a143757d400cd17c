"""The loopback server behind the only stream address that a guarded camera ever gives away."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from http import HTTPMethod, HTTPStatus
from typing import Final, Protocol

from aiohttp import web
from yarl import URL

from ...core.ids import CameraId
from ..requester import Consumer
from .server import RelayServer, refusal
from .silent_audio import SilentTrack
from .tokens import StreamTokens
from .viewer_limits import ViewerLimits
from .viewers import Viewer, Wants, cutter

# A camera that is silent is given up after ten seconds, and often speaks when it is asked again: whoever
# comes by then waits for that. Home Assistant's stream waits for half a minute itself.
_FIRST_CHUNK_SECONDS: Final = 28.0
RELAY_SCHEME: Final = "http"
_FILE: Final = "live.ts"


class RelayEndpoint(Protocol):
    """What the relay asks of a camera's guard."""

    def relay_tokens(self, consumer: Consumer) -> tuple[str, ...]:
        """Return the tokens that open the stream now, the newest first."""

    def join(
        self, wants: Wants, abort: Callable[[], None], consumer: Consumer
    ) -> Viewer:
        """Return a new viewer."""

    def leave(self, viewer: Viewer) -> None:
        """Remove a viewer."""

    def expects(self, consumer: Consumer) -> bool:
        """Return whether a viewing goes on even where nobody is connected for it."""


class Relay:
    """Serves MPEG-TS on 127.0.0.1, one path per camera, to whoever knows the token of the moment."""

    def __init__(self) -> None:
        self._endpoints: dict[CameraId, RelayEndpoint] = {}
        self._limits: dict[CameraId, ViewerLimits] = defaultdict(ViewerLimits)
        self._tokens: dict[CameraId, dict[Consumer, StreamTokens]] = defaultdict(
            lambda: {consumer: StreamTokens(consumer) for consumer in Consumer}
        )
        self._runner: web.ServerRunner | None = None
        self._port = 0

    @property
    def listens(self) -> bool:
        """Whether it runs."""
        return self._runner is not None

    async def async_start(self) -> None:
        """Listen on a free port of the loopback interface.

        Raises:
            OSError: There is none.
        """
        self._runner = web.ServerRunner(RelayServer(self._answer), shutdown_timeout=1.0)
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

    def add(self, camera_id: CameraId, endpoint: RelayEndpoint) -> None:
        """Serve one more camera."""
        self._endpoints[camera_id] = endpoint

    def remove(self, camera_id: CameraId) -> None:
        """Serve a camera no longer."""
        self._endpoints.pop(camera_id, None)
        self._limits.pop(camera_id, None)
        self._tokens.pop(camera_id, None)

    def url(
        self, camera_id: CameraId, token: str, consumer: Consumer = Consumer.OTHER
    ) -> str:
        """Return the address of a camera's stream, for whom it is meant.

        What opens the stream is called `auth`, a name that Home Assistant blots out in logs. go2rtc does not
        always: its API and its debug log show the whole address, and so do the arguments of an FFmpeg that is
        given it. Therefore it opens the stream for one kind of consumer only, who cannot use up the limit of
        another, and where it may be seen for one viewing only (`StreamTokens`).
        """
        return str(
            URL.build(
                scheme=RELAY_SCHEME,
                host="127.0.0.1",
                port=self._port,
                path=f"/{camera_id}/{_FILE}",
                query={
                    "auth": self._tokens[camera_id][consumer].current(token),
                    "for": consumer.value,
                },
            )
        )

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Serve the stream, or refuse; a refusal has no body, and ends the connection."""
        if request.method != HTTPMethod.GET:
            return refusal(HTTPStatus.METHOD_NOT_ALLOWED)
        path, _, file = request.path.removeprefix("/").partition("/")
        endpoint = self._endpoints.get(camera_id := CameraId(path))
        consumer = _consumer(request)
        if endpoint is None or consumer is None or file != _FILE:
            return refusal(HTTPStatus.FORBIDDEN)
        tokens, given = self._tokens[camera_id][consumer], request.query.get("auth", "")
        # All of them are tried, so that the time that it takes tells nothing.
        known = [tokens.opens(given, one) for one in endpoint.relay_tokens(consumer)]
        if not any(known):
            return refusal(HTTPStatus.FORBIDDEN)
        cut, limits = cutter(request), self._limits[camera_id]
        if cut is None or not limits.free(consumer):
            return refusal(HTTPStatus.SERVICE_UNAVAILABLE)
        try:
            with limits.taken(consumer):
                return await self._serve(request, endpoint, consumer, cut)
        finally:
            if not (limits.any(consumer) or endpoint.expects(consumer)):
                tokens.viewing_ended()

    async def _serve(
        self,
        request: web.BaseRequest,
        endpoint: RelayEndpoint,
        consumer: Consumer,
        cut: Callable[[], None],
    ) -> web.StreamResponse:
        track = SilentTrack() if consumer is Consumer.HOMEKIT else None
        viewer = endpoint.join(Wants.STREAM, cut, consumer)
        try:
            return await self._feed(request, viewer, track)
        finally:
            endpoint.leave(viewer)

    async def _feed(
        self, request: web.BaseRequest, viewer: Viewer, track: SilentTrack | None
    ) -> web.StreamResponse:
        chunk: bytes | None = None
        with suppress(TimeoutError):
            async with asyncio.timeout(_FIRST_CHUNK_SECONDS):
                chunk = await viewer.next()
        if chunk is None:
            return refusal(HTTPStatus.BAD_GATEWAY)
        response = web.StreamResponse()
        response.content_type = "video/mp2t"
        response.force_close()
        with suppress(ConnectionError):
            await response.prepare(request)
            while chunk is not None:
                await response.write(track.added_to(chunk) if track else chunk)
                chunk = await viewer.next()
        return response


def _consumer(request: web.BaseRequest) -> Consumer | None:
    given = request.query.get("for", "")
    return Consumer(given) if given in Consumer else None
