"""Who asks for a live picture, as far as Home Assistant knows."""

from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final

from aiohttp import web

from homeassistant.auth.models import User
from homeassistant.components.http.const import KEY_HASS_USER
from homeassistant.components.websocket_api.connection import current_connection
from homeassistant.core import Context, callback
from homeassistant.helpers.http import current_request

from ..core.viewer import ViewerKind


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    """Somebody who asks for a live picture; `context` says who, where Home Assistant knows."""

    kind: ViewerKind
    context: Context | None = None


NOBODY_KNOWN: Final = Newcomer(kind=ViewerKind.HOME_ASSISTANT)

_called: ContextVar[Context | None] = ContextVar("lens_cap_called", default=None)


@callback
def note_call(context: Context) -> None:
    """Remember in whose name an action on a camera is performed; the task at hand does so."""
    _called.set(context)


@callback
def current_newcomer() -> Newcomer:
    """Return who asks: in an action's name, by the websocket, or by a request."""
    if (call := _called.get()) is not None:
        kind = ViewerKind.PERSON if call.user_id else ViewerKind.HOME_ASSISTANT
        return Newcomer(kind=kind, context=call)
    if (connection := current_connection.get()) is not None:
        return _known(connection.user)
    if (request := current_request.get()) is not None:
        return newcomer_by(request)
    return NOBODY_KNOWN


@callback
def newcomer_by(request: web.Request) -> Newcomer:
    """Return who sent a request; it may have come by an address that holds its own proof."""
    return _known(request.get(KEY_HASS_USER))


def _known(user: User | None) -> Newcomer:
    if user is None or user.system_generated:
        return Newcomer(kind=ViewerKind.LINK)
    return Newcomer(kind=ViewerKind.PERSON, context=Context(user_id=user.id))
