"""Speaks to a Home Assistant as its own frontend does: by REST and by websocket."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
import json
from types import TracebackType
from typing import Any, Self

import aiohttp

from lab.tasks import end

COMMAND_SECONDS = 60
REQUEST_SECONDS = 120


class HomeError(Exception):
    """Home Assistant refused; `status` is the HTTP status, or None for the websocket."""

    def __init__(self, what: str, status: int | None = None) -> None:
        """Say what was refused and why."""
        super().__init__(what)
        self.status = status


class WebSocketClosedError(HomeError):
    """The websocket has closed: Home Assistant ended, or waited in vain for an answer to its ping."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("the websocket closed")


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An HTTP answer of whatever status."""

    status: int
    kind: str
    body: bytes

    @property
    def ok(self) -> bool:
        """Return whether this is what was asked for."""
        return self.status < HTTPStatus.BAD_REQUEST


class HomeClient:
    """One user's session; use it as an async context manager."""

    def __init__(self, url: str, token: str | None = None) -> None:
        """Say where Home Assistant is, and who asks."""
        self.url = url
        self.token = token
        self._session: aiohttp.ClientSession | None = None
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._socket_lock = asyncio.Lock()
        self._reader: asyncio.Task[None] | None = None
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._events: dict[int, asyncio.Queue[Any]] = {}
        self._last_id = 0

    async def __aenter__(self) -> Self:
        """Open the session; the websocket follows with the first command."""
        self._session = aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=REQUEST_SECONDS)
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close everything."""
        await end(self._reader)
        if self._socket:
            await self._socket.close()
        await self.session.close()

    @property
    def session(self) -> aiohttp.ClientSession:
        """Return the HTTP session. Raises RuntimeError outside of the `async with` block."""
        if self._session is None:
            raise RuntimeError("not open")
        return self._session

    @property
    def headers(self) -> dict[str, str]:
        """Return what says who asks."""
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    async def answer(
        self,
        path: str,
        *,
        method: str = "GET",
        data: Any = None,
        signed: bool = False,
    ) -> Answer:
        """Return the answer to a request, of whatever status; a signed path carries its own proof."""
        headers = {} if signed else self.headers
        async with self.session.request(
            method, self.url + path, json=data, headers=headers
        ) as response:
            body = await response.read()
            return Answer(status=response.status, kind=response.content_type, body=body)

    async def get(self, path: str) -> Any:
        """Return the JSON behind a path. Raises HomeError."""
        return self._json("GET", path, await self.answer(path))

    async def post(self, path: str, data: Any = None) -> Any:
        """Post JSON and return the JSON answer, None where it is empty. Raises HomeError."""
        return self._json(
            "POST", path, await self.answer(path, method="POST", data=data)
        )

    @staticmethod
    def _json(method: str, path: str, answer: Answer) -> Any:
        if not answer.ok:
            text = answer.body[:300].decode(errors="replace")
            raise HomeError(f"{method} {path}: {answer.status} {text}", answer.status)
        return json.loads(answer.body) if answer.body else None

    async def log_in(self, username: str, password: str) -> None:
        """Take this session's token from a login, as the login page does. Raises HomeError."""
        flow = await self.post(
            "/auth/login_flow",
            {
                "client_id": f"{self.url}/",
                "handler": ["homeassistant", None],
                "redirect_uri": f"{self.url}/",
            },
        )
        flow = await self.post(
            f"/auth/login_flow/{flow['flow_id']}",
            {
                "client_id": f"{self.url}/",
                "username": username,
                "password": password,
            },
        )
        if flow["type"] != "create_entry":
            raise HomeError(f"login of {username} refused: {flow.get('errors')}")
        await self.use_code(flow["result"])

    async def use_code(self, code: str) -> None:
        """Take this session's token from an authorization code. Raises HomeError."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "client_id": f"{self.url}/",
        }
        async with self.session.post(self.url + "/auth/token", data=form) as response:
            answer = Answer(
                status=response.status,
                kind=response.content_type,
                body=await response.read(),
            )
        self.token = self._json("POST", "/auth/token", answer)["access_token"]

    async def command(self, kind: str, **fields: Any) -> Any:
        """Return the result of a websocket command. Raises HomeError with the code and the message.

        It is sent once more where the websocket has closed and nothing is subscribed to: Home Assistant
        closes one whose user is silent for half a minute, and a process that is busy with pictures is.
        """
        try:
            _, result = await self._send(kind, fields)
        except WebSocketClosedError:
            if self._events:
                raise
            self._socket = None
            _, result = await self._send(kind, fields)
        return result

    @asynccontextmanager
    async def subscribe(
        self, kind: str, **fields: Any
    ) -> AsyncIterator[asyncio.Queue[Any]]:
        """Yield a queue of the events of a subscribing command, until the block ends."""
        events: asyncio.Queue[Any] = asyncio.Queue()
        number, _ = await self._send(kind, fields, events)
        try:
            yield events
        finally:
            self._events.pop(number, None)
            if self._socket and not self._socket.closed:
                with suppress(WebSocketClosedError):
                    await self._send("unsubscribe_events", {"subscription": number})

    async def _send(
        self,
        kind: str,
        fields: Mapping[str, Any],
        events: asyncio.Queue[Any] | None = None,
    ) -> tuple[int, Any]:
        async with asyncio.timeout(COMMAND_SECONDS):
            socket = await self._connected()
        if self._reader is None or self._reader.done():
            raise WebSocketClosedError
        self._last_id += 1
        number = self._last_id
        future = self._answers[number] = asyncio.get_running_loop().create_future()
        if events is not None:
            self._events[number] = events
        try:
            await socket.send_json({"id": number, "type": kind, **fields})
        except aiohttp.ClientConnectionResetError as gone:
            raise WebSocketClosedError from gone
        async with asyncio.timeout(COMMAND_SECONDS):
            answer = await future
        if not answer["success"]:
            self._events.pop(number, None)
            error = answer["error"]
            raise HomeError(f"{kind}: {error['code']}: {error['message']}")
        return number, answer["result"]

    async def _connected(self) -> aiohttp.ClientWebSocketResponse:
        async with self._socket_lock:
            if self._socket is None:
                socket = await self.session.ws_connect(
                    self.url + "/api/websocket", max_msg_size=0
                )
                try:
                    await socket.receive_json()
                    await socket.send_json({"type": "auth", "access_token": self.token})
                    answer = await socket.receive_json()
                except TypeError as error:
                    # What is received is no text: the end.
                    raise WebSocketClosedError from error
                if answer["type"] != "auth_ok":
                    await socket.close()
                    raise HomeError("websocket login refused")
                self._socket = socket
                self._reader = asyncio.create_task(self._read(socket))
            return self._socket

    async def _read(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        try:
            async for message in socket:
                self._sort(json.loads(message.data))
        finally:
            for future in self._answers.values():
                if not future.done():
                    future.set_exception(WebSocketClosedError())

    def _sort(self, message: dict[str, Any]) -> None:
        number = message["id"]
        if message["type"] == "event" and (events := self._events.get(number)):
            events.put_nowait(message["event"])
        elif message["type"] == "result" and (
            future := self._answers.pop(number, None)
        ):
            if not future.done():
                future.set_result(message)

    async def states(self) -> dict[str, Any]:
        """Return all states by entity id."""
        return {state["entity_id"]: state for state in await self.get("/api/states")}

    async def state(self, entity_id: str) -> str:
        """Return one entity's state. Raises HomeError where there is no such entity."""
        state: str = (await self.get(f"/api/states/{entity_id}"))["state"]
        return state

    async def until_state(
        self, entity_id: str, *wanted: str, seconds: float = 60
    ) -> str:
        """Wait for an entity to exist, or to be in one of the wanted states; return its state.

        Raises TimeoutError.
        """
        async with (
            asyncio.timeout(seconds),
            self.subscribe("subscribe_entities", entity_ids=[entity_id]) as events,
        ):
            while True:
                event = await events.get()
                news = event.get("a", {}).get(entity_id) or (
                    event.get("c", {}).get(entity_id, {}).get("+", {})
                )
                state: str | None = news.get("s")
                if state is not None and (not wanted or state in wanted):
                    return state

    async def act(self, action: str, *, respond: bool = False, **data: Any) -> Any:
        """Perform an action such as `switch.turn_on`; return what it answers if asked to. Raises HomeError."""
        domain, _, service = action.partition(".")
        query = "?return_response" if respond else ""
        result = await self.post(f"/api/services/{domain}/{service}{query}", data)
        return result["service_response"] if respond else None
