"""The lab's client of a home: a websocket that has closed is opened once more, where nothing is lost by that."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
import json

from aiohttp import web
from aiohttp.test_utils import TestServer
import pytest

from lab.home_client import HomeClient, HomeError


@dataclass
class Home:
    """A server of websockets: `closings` is how many connections end at their first command."""

    closings: int
    connections: int = 0
    answered: list[str] = field(default_factory=list[str])

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Let whoever comes log in, and answer their commands."""
        self.connections += 1
        ends = self.connections <= self.closings
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "auth_required"})
        await socket.receive_json()
        await socket.send_json({"type": "auth_ok"})
        async for message in socket:
            command = json.loads(message.data)
            if ends and command["type"] != "subscribe":
                break
            self.answered.append(command["type"])
            answer = {"id": command["id"], "type": "result", "success": True}
            await socket.send_json(answer | {"result": command["type"]})
        await socket.close()
        return socket


@pytest.fixture
def home(socket_enabled: None) -> Home:
    """Return a home whose first connection ends."""
    return Home(closings=1)


@pytest.fixture
async def client(home: Home) -> AsyncIterator[HomeClient]:
    """Yield a client of it."""
    app = web.Application()
    app.router.add_get("/api/websocket", home.serve)
    async with TestServer(app) as server, HomeClient(str(server.make_url(""))) as found:
        yield found


async def test_a_command_is_sent_once_more(home: Home, client: HomeClient) -> None:
    """By a new connection, and only once."""
    assert await client.command("ask") == "ask"
    assert (home.connections, home.answered) == (2, ["ask"])


async def test_twice_is_too_often(home: Home, client: HomeClient) -> None:
    """A home that ends every connection is told of."""
    home.closings = 2
    with pytest.raises(HomeError, match="closed"):
        await client.command("ask")
    assert home.connections == 2


async def test_events_would_be_lost(home: Home, client: HomeClient) -> None:
    """Whoever waits for some is told instead."""
    async with client.subscribe("subscribe"):
        with pytest.raises(HomeError, match="closed"):
            await client.command("ask")
    assert (home.connections, home.answered) == (1, ["subscribe"])
