"""Ends the requests that an entity is answering: those of before its seal, and those of a cut."""

import asyncio
from collections.abc import Callable, Iterator
from types import CoroutineType, FrameType
from typing import Any, Final

from aiohttp import web

from homeassistant.components.camera.webrtc import WebRTCError
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.const import ERR_HOME_ASSISTANT_ERROR
from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.entity import Entity

from ..exceptions import LiveEndedError
from ..ha.compat_streams import RECORDING

COMMAND: Final = ("connection", "msg")
"""Where `websocket_api.decorators._handle_async_response` has what is answered, and the command."""
ENDED: Final = "lens_cap_ended"
"""The code of an error that tells players of WebRTC that there is nothing more."""

# What of Home Assistant fetches one picture for whoever asked, by module and name. Each waits for a limited
# time, after which it takes the camera for one that gives nothing.
PICTURE_FETCHERS: Final = frozenset(
    {
        ("homeassistant.components.camera", "_async_get_image"),
        (
            "homeassistant.components.camera.services",
            "_async_handle_snapshot_service",
        ),
        ("homeassistant.components.image", "_async_get_image"),
    }
)


@callback
def abort_requests(entity: Entity, but: Callable[..., Any] | None = None) -> None:
    """End what this entity is answering by its own way, except inside of `but`.

    A method that runs goes on as it began, whatever becomes of the object's class. Home Assistant
    knows no list of what an entity is answering, so it is read from the tasks that wait: one whose
    frames hold both this entity and a request, or a websocket's connection, serves the one to the
    other. Of a websocket only the command is ended: a WebRTC offer that is being answered, say, by a
    server that was told the original's address. Home Assistant answers no command that was cancelled,
    and whoever sent it would wait for good, so the answer is given here. A picture that Home Assistant's
    own functions are fetching, for an automation or an integration, is not given to them. Other tasks are
    an integration's own business and are left alone. So are recordings: they end with their stream, as
    whole files of what was before.
    """
    spared = getattr(but, "__code__", None)
    for task in asyncio.all_tasks():
        waiting = list(_waiting(task.get_coro()))
        frames = [frame for _, frame in waiting]
        if not any(_holds(frame, entity) for frame in frames):
            continue
        if any(
            frame.f_code is spared or frame.f_code.co_qualname == RECORDING
            for frame in frames
        ):
            continue
        for request in filter(None, map(_request, frames)):
            if (transport := request.transport) is not None:
                transport.abort()
            task.cancel()
        if any(map(_is_command, frames)):
            task.cancel()
            _refuse(frames, LiveEndedError(entity.entity_id))
            continue
        fetching = [one for one, frame in waiting if _fetches_picture(frame)]
        if fetching and not any(map(_let_expire, reversed(fetching))):
            task.cancel()


def _waiting(awaited: Any) -> Iterator[tuple[CoroutineType[Any, Any, Any], FrameType]]:
    """Yield a coroutine and all that it waits for, each with its frame."""
    while isinstance(awaited, CoroutineType):
        if awaited.cr_frame is not None:
            yield awaited, awaited.cr_frame
        awaited = awaited.cr_await


def _let_expire(fetcher: CoroutineType[Any, Any, Any]) -> bool:
    """Let the time be over that a function waits for a picture; return whether it had a limit.

    Whatever comes next in that task was not cancelled, and may have limits of time.
    """
    import gc  # noqa: PLC0415  # not until originals are sealed

    for held in gc.get_referents(fetcher):
        limit = getattr(held, "__self__", held)
        if isinstance(limit, asyncio.Timeout) and limit.when() is not None:
            limit.reschedule(None)
            over: Any = limit
            over._on_timeout()  # noqa: SLF001 (at once: the picture may come before the next turn)
            return True
    return False


def _holds(frame: FrameType, entity: Entity) -> bool:
    return any(value is entity for value in _locals(frame))


def _request(frame: FrameType) -> web.BaseRequest | None:
    return next(
        (value for value in _locals(frame) if isinstance(value, web.BaseRequest)), None
    )


def _is_command(frame: FrameType) -> bool:
    return any(isinstance(value, ActiveConnection) for value in _locals(frame))


def _refuse(frames: list[FrameType], error: HomeAssistantError) -> None:
    """Answer the command that some frames serve; an offer that was taken is told as its player expects."""
    connection, command = next(
        filter(all, (tuple(map(frame.f_locals.get, COMMAND)) for frame in frames)),
        (None, None),
    )
    if not isinstance(connection, ActiveConnection) or not isinstance(command, dict):
        return
    if command["id"] in connection.subscriptions:
        told = WebRTCError(ENDED, str(error)).as_dict()
        connection.send_event(command["id"], told)
        return
    connection.send_error(command["id"], ERR_HOME_ASSISTANT_ERROR, str(error))


def _fetches_picture(frame: FrameType) -> bool:
    function = (frame.f_globals.get("__name__"), frame.f_code.co_name)
    return function in PICTURE_FETCHERS


def _locals(frame: FrameType) -> list[object]:
    return list(frame.f_locals.values())
