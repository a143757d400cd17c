"""Small servers that behave like cameras: live, in a burst, dripping, silent, or pointing elsewhere."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

from aiohttp import web

type Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]

_TICK_SECONDS: Final = 0.05
_TS_PACKET: Final = 188


@dataclass
class Server:
    """A running server; `asked` counts its requests."""

    url: str = ""
    asked: list[str] = field(default_factory=list)


@asynccontextmanager
async def serving(answer: Answer) -> AsyncIterator[Server]:
    """Answer every GET on a free port of the loopback interface."""
    server = Server()

    async def handle(request: web.Request) -> web.StreamResponse:
        server.asked.append(request.path)
        return await answer(request)

    app = web.Application()
    app.router.add_get("/{path:.*}", handle)
    runner = web.AppRunner(
        app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True
    )
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}/live"
    try:
        yield server
    finally:
        await runner.cleanup()


@asynccontextmanager
async def listening(
    talk: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]],
) -> AsyncIterator[int]:
    """Listen on a free port without any protocol; yield the port."""
    talks: set[asyncio.Task[None] | None] = set()

    async def followed(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        talks.add(asyncio.current_task())
        await talk(reader, writer)

    server = await asyncio.start_server(followed, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close_clients()
        server.close()
        await server.wait_closed()
        for task in filter(None, talks):
            task.cancel()
        await asyncio.gather(*filter(None, talks), return_exceptions=True)


def at_once(body: bytes, *, stay: bool = False) -> Answer:
    """Answer with everything at once; `stay` keeps the connection open afterwards."""

    async def answer(request: web.Request) -> web.StreamResponse:
        if not stay:
            return web.Response(body=body, content_type="video/mp2t")
        response = await _begin(request)
        await response.write(body)
        await asyncio.sleep(3600)
        return response

    return answer


def live(body: bytes, seconds: float, content_type: str = "video/mp2t") -> Answer:
    """Answer with MPEG-TS (or else) that lasts so long, at its own pace."""
    packets = len(body) // _TS_PACKET
    step = max(1, round(packets * _TICK_SECONDS / seconds)) * _TS_PACKET

    async def answer(request: web.Request) -> web.StreamResponse:
        response = await _begin(request, content_type)
        for start in range(0, len(body), step):
            await response.write(body[start : start + step])
            await asyncio.sleep(_TICK_SECONDS)
        return response

    return answer


def one_after_another(*answers: Answer) -> Answer:
    """Answer each request by the next one; the last one answers all that follow."""
    left = list(answers)

    async def answer(request: web.Request) -> web.StreamResponse:
        return await (left.pop(0) if len(left) > 1 else left[0])(request)

    return answer


async def _begin(
    request: web.Request, content_type: str = "video/mp2t"
) -> web.StreamResponse:
    response = web.StreamResponse()
    response.content_type = content_type
    await response.prepare(request)
    return response
