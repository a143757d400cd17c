"""Cutting a connection so that nothing more of it arrives."""

from collections.abc import Callable
from contextlib import suppress
import socket
import struct
from typing import Final

from aiohttp import web

_DROP_WHAT_WAITS: Final = struct.pack("ii", 1, 0)


def cutter(request: web.BaseRequest) -> Callable[[], None] | None:
    """Return what cuts a request's connection at once, or None where it is gone already.

    Closing alone would not do: the system goes on sending what it took over, which on a slow
    line are many seconds of pictures. Without lingering it throws them away.
    """
    transport = request.transport
    if transport is None:
        return None

    def cut() -> None:
        connection = transport.get_extra_info("socket")
        if connection is not None:
            with suppress(OSError):
                connection.setsockopt(
                    socket.SOL_SOCKET, socket.SO_LINGER, _DROP_WHAT_WAITS
                )
        transport.abort()

    return cut
