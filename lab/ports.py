"""Ports of this machine for programs of the lab, which stay theirs until whoever asked for them ends.

A program binds its port seconds after it was chosen, and anew after each restart: meanwhile anybody who
asks for any free port, or connects to something, might get it.
"""

from contextlib import suppress
import socket
from typing import Final

HOST: Final = "127.0.0.1"


def reserve_port(wanted: int = 0) -> int:
    """Return the wanted port if nobody listens there, else a free one.

    Its socket is bound and never listens: Linux lets a server that reuses addresses bind and listen
    beside it, as Home Assistant, Tornado and mosquitto do, and gives the port to nobody who takes what
    is free.

    Raises:
        OSError: None is free.
    """
    holder = socket.socket()
    try:
        port = _bind(holder, wanted)
    except OSError:
        holder.close()
        raise
    holder.detach()  # the system closes it as this process ends
    return port


def _bind(holder: socket.socket, wanted: int) -> int:
    if wanted:
        # Connections of a server that ended a moment ago do not count.
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with suppress(OSError):
            holder.bind((HOST, wanted))
            return wanted
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 0)
    holder.bind((HOST, 0))
    holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    port: int = holder.getsockname()[1]
    return port
