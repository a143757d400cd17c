"""The HTTP server of the relay: what every connection to it is held to, before anybody is let in."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
import socket
from typing import Any, Final, override

from aiohttp import web
from aiohttp.hdrs import CONNECTION

# A program on the same machine asks at once.
_REQUEST_SECONDS: Final = 10.0
# So many may be about to ask; of more, whoever came first has had its time.
_MAX_WAITING: Final = 256
# What the system takes over for one client, on top of what the client's own side takes: Linux
# doubles it.
_SEND_BUFFER: Final = 128 * 1024

type Answer = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]


def refusal(status: HTTPStatus) -> web.Response:
    """Return an answer without a body, after which the connection is closed from here.

    go2rtc 1.9.14 neither reads the body of an answer that says no nor closes the connection: each
    would stay open for ever, on both sides.
    """
    answer = web.Response(status=status, headers={CONNECTION: "close"})
    answer.force_close()
    return answer


class _Connection(web.RequestHandler):
    """One client; it is gone again if it does not ask for something soon."""

    @override
    def handle_error(self, *_args: Any, **_kwargs: Any) -> web.StreamResponse:
        """Refuse what cannot be read, or what we failed at."""
        return refusal(HTTPStatus.BAD_REQUEST)

    @override
    def log_access(self, *_args: Any) -> None:
        """Say nothing: an address holds a token."""

    @override
    def log_exception(self, *_args: Any, **_kwargs: Any) -> None:
        """Say nothing: what cannot be read as HTTP may hold a token all the same."""


class RelayServer(web.Server):
    """Makes the connections, and lets only so many wait."""

    def __init__(self, answer: Answer) -> None:
        """Have `answer` say what a request gets; it is cancelled when its client leaves."""
        super().__init__(self._admit, handler_cancellation=True)
        self._answer = answer
        self._waiting: dict[web.RequestHandler, None] = {}

    @override
    def __call__(self) -> web.RequestHandler:
        """Return what speaks with the next client."""
        return _Connection(
            self,
            loop=self._loop,
            keepalive_timeout=_REQUEST_SECONDS,
            lingering_time=0,
        )

    @override
    def connection_made(self, handler: web.RequestHandler, transport: Any) -> None:
        """Take note of a new client, and keep the system from piling up much for it."""
        super().connection_made(handler, transport)
        transport.get_extra_info("socket").setsockopt(
            socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER
        )
        if len(self._waiting) >= _MAX_WAITING:
            next(iter(self._waiting)).force_close()
        self._waiting[handler] = None

    @override
    def connection_lost(
        self, handler: web.RequestHandler, exc: BaseException | None = None
    ) -> None:
        """Forget a client."""
        self._waiting.pop(handler, None)
        super().connection_lost(handler, exc)

    async def _admit(self, request: web.BaseRequest) -> web.StreamResponse:
        self._waiting.pop(request.protocol, None)
        return await self._answer(request)
