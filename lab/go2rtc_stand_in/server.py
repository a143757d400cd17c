"""go2rtc's HTTP and websocket interface, as far as Home Assistant uses it."""

import asyncio
from dataclasses import dataclass, field
import json

import aiohttp
from aiohttp import web
import av

from lab.go2rtc_stand_in.player import Player
from lab.go2rtc_stand_in.source import Source, Track, first_picture

VERSION = "1.9.14"
SCHEMES = ["ffmpeg", "http", "https", "rtmp", "rtmps", "rtsp", "rtsps"]


@dataclass(kw_only=True)
class Streams:
    """What was added, who watches, and how often sources were tried."""

    sources: dict[str, Source] = field(default_factory=dict[str, Source])
    producers: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    every_source: list[Source] = field(default_factory=list[Source])
    preloaded: dict[str, list[Track]] = field(default_factory=dict[str, list[Track]])
    watching: set[asyncio.Task[None]] = field(default_factory=set[asyncio.Task[None]])
    sockets: int = 0

    def add(self, name: str, urls: list[str]) -> None:
        """Put a stream under a name; who watches the old one goes on with that."""
        self.producers[name] = urls
        url = urls[0].removeprefix("ffmpeg:").partition("#")[0]
        source = self.sources[name] = Source(url=url)
        self.every_source.append(source)

    def watch(self, player: Player) -> None:
        """Keep a player until it leaves, whatever becomes of its websocket."""
        task = asyncio.create_task(player.until_ended())
        self.watching.add(task)
        task.add_done_callback(self.watching.discard)


STREAMS = web.AppKey("streams", Streams)


def application() -> web.Application:
    """Return the server; its cleanup ends every player."""
    app = web.Application()
    app[STREAMS] = Streams()
    app.add_routes(
        [
            web.get("/api", _info),
            web.get("/api/schemes", _schemes),
            web.get("/api/streams", _list_streams),
            web.put("/api/streams", _add_stream),
            web.get("/api/preload", _list_preloads),
            web.put("/api/preload", _preload),
            web.delete("/api/preload", _end_preload),
            web.get("/api/frame.jpeg", _frame),
            web.get("/api/ws", _websocket),
            web.get("/stand-in", _stats),
        ]
    )
    app.on_shutdown.append(_end_players)
    return app


async def _info(_request: web.Request) -> web.Response:
    return web.json_response({"version": VERSION})


async def _schemes(_request: web.Request) -> web.Response:
    return web.json_response(SCHEMES)


async def _list_streams(request: web.Request) -> web.Response:
    producers = request.app[STREAMS].producers
    return web.json_response(
        {
            name: {"producers": [{"url": url} for url in urls]}
            for name, urls in producers.items()
        }
    )


async def _add_stream(request: web.Request) -> web.Response:
    request.app[STREAMS].add(request.query["name"], request.query.getall("src"))
    return web.Response()


async def _list_preloads(request: web.Request) -> web.Response:
    preloaded = request.app[STREAMS].preloaded
    return web.json_response({name: {"query": ""} for name in preloaded})


async def _preload(request: web.Request) -> web.Response:
    streams, name = request.app[STREAMS], request.query["src"]
    streams.preloaded[name] = await streams.sources[name].join(["audio"])
    return web.Response()


async def _end_preload(request: web.Request) -> web.Response:
    streams, name = request.app[STREAMS], request.query["src"]
    streams.sources[name].leave(streams.preloaded.pop(name, []))
    return web.Response()


async def _frame(request: web.Request) -> web.Response:
    source = request.app[STREAMS].sources.get(request.query["src"])
    if source is None:
        raise web.HTTPNotFound
    try:
        picture = await first_picture(source.url)
    except av.FFmpegError as error:
        raise web.HTTPInternalServerError from error
    return web.Response(body=picture, content_type="image/jpeg")


async def _websocket(request: web.Request) -> web.WebSocketResponse:
    streams = request.app[STREAMS]
    source = streams.sources[request.query["src"]]
    socket = web.WebSocketResponse(heartbeat=20)
    await socket.prepare(request)
    streams.sockets += 1
    player: Player | None = None
    try:
        async for message in socket:
            if message.type is not aiohttp.WSMsgType.TEXT:
                break
            told = json.loads(message.data)
            if told["type"] == "webrtc":
                player = Player(source)
                await _answer(socket, player, told["value"]["sdp"])
                streams.watch(player)
            elif told["type"] == "webrtc/candidate" and player is not None:
                await player.add_candidate(told["value"])
    finally:
        streams.sockets -= 1
    return socket


async def _answer(socket: web.WebSocketResponse, player: Player, offer: str) -> None:
    try:
        answer = {"type": "answer", "sdp": await player.answer(offer)}
        await socket.send_json({"type": "webrtc", "value": answer})
    except TimeoutError:
        player.ended.set()
        await socket.send_json({"type": "error", "value": "webrtc: source is silent"})


async def _stats(request: web.Request) -> web.Response:
    streams = request.app[STREAMS]
    return web.json_response(
        {
            "streams": streams.producers,
            "players": len(streams.watching),
            "sockets": streams.sockets,
            "preloaded": list(streams.preloaded),
            "opened": sum(source.opened for source in streams.every_source),
            "failed": sum(source.failed for source in streams.every_source),
            "watched": sum(source.watched for source in streams.every_source),
        }
    )


async def _end_players(app: web.Application) -> None:
    watching = list(app[STREAMS].watching)
    for task in watching:
        task.cancel()
    await asyncio.gather(*watching, return_exceptions=True)
