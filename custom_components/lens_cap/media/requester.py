"""Who asks for a picture or a stream, by which way, and for which consumer, as far as Home Assistant knows."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from aiohttp import web

from homeassistant.auth.models import User
from homeassistant.components.http.const import KEY_HASS_USER
from homeassistant.components.websocket_api.connection import current_connection
from homeassistant.core import Context, callback
from homeassistant.helpers.http import current_request

from ..core.verdict import Door
from ..core.view import ViewerKind


class Consumer(StrEnum):
    """Who connects to the relay: how that is counted and limited, and whether silence is added."""

    STREAM = "stream"  # Home Assistant's own stream: HLS and recordings
    WEBRTC = "webrtc"  # the WebRTC server that Home Assistant uses
    HOMEKIT = "homekit"  # a HomeKit bridge that shows no picture without a sound track
    OTHER = "other"


_current: ContextVar[Consumer] = ContextVar("lens_cap_consumer", default=Consumer.OTHER)


def current_consumer() -> Consumer:
    """Return for whom an address is asked now."""
    return _current.get()


@contextmanager
def asking_for(consumer: Consumer) -> Iterator[None]:
    """Say for whom addresses are asked within the block, however deep in Home Assistant."""
    token = _current.set(consumer)
    try:
        yield
    finally:
        _current.reset(token)


@dataclass(frozen=True, kw_only=True)
class Requester:
    """Somebody who asks for a live picture; `context` says who, where Home Assistant knows."""

    kind: ViewerKind
    context: Context | None = None


NOBODY_KNOWN: Final = Requester(kind=ViewerKind.HOME_ASSISTANT)

_called: ContextVar[Context | None] = ContextVar("lens_cap_called", default=None)


@callback
def note_call(context: Context) -> None:
    """Remember in whose name an action on a camera is performed; the task at hand does so."""
    _called.set(context)


@callback
def current_requester() -> Requester:
    """Return who asks: in an action's name, by the websocket, or by a request."""
    if (call := _called.get()) is not None:
        kind = ViewerKind.PERSON if call.user_id else ViewerKind.HOME_ASSISTANT
        return Requester(kind=kind, context=call)
    if (connection := current_connection.get()) is not None:
        return _known(connection.user)
    if (request := current_request.get()) is not None:
        return requester_of(request)
    return NOBODY_KNOWN


@callback
def requester_of(request: web.Request) -> Requester:
    """Return who sent a request; it may have come by an address that holds its own proof."""
    return _known(request.get(KEY_HASS_USER))


def _known(user: User | None) -> Requester:
    if user is None or user.system_generated:
        return Requester(kind=ViewerKind.LINK)
    return Requester(kind=ViewerKind.PERSON, context=Context(user_id=user.id))


_PROXY_PATHS: Final = ("/api/camera_proxy/", "/api/camera_proxy_stream/")
# The WebRTC Camera card shows a still until its stream has come.
_POSTER_PATH: Final = "/api/webrtc/ws"


def current_door() -> Door:
    """Return the proxy for dashboards' requests, and the other door for all else."""
    request = current_request.get()
    if request is None:
        return Door.OTHER
    poster = request.path == _POSTER_PATH and "poster" in request.query
    if poster or request.path.startswith(_PROXY_PATHS):
        return Door.PROXY
    return Door.OTHER
