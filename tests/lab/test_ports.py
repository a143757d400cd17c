"""A port that a program of the lab was given is its own, whenever it binds it."""

import asyncio
import socket

import pytest

from lab.ports import HOST, reserve_port


@pytest.fixture(autouse=True)
def _sockets(socket_enabled: None) -> None:
    """Let these tests open sockets."""


async def _serve_once(port: int) -> bytes:
    """Return what a server says that binds a port, answers once, and ends."""

    async def greet(
        _reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        writer.write(b"here")
        writer.close()

    async with await asyncio.start_server(greet, HOST, port):
        reader, writer = await asyncio.open_connection(HOST, port)
        said = await reader.read()
        writer.close()
        await writer.wait_closed()
    return said


async def test_its_program_starts_and_starts_again() -> None:
    """Home Assistant and others reuse addresses: the reservation is in nobody's way."""
    port = reserve_port()
    assert await _serve_once(port) == b"here"
    assert await _serve_once(port) == b"here"


def test_nobody_else_gets_it() -> None:
    """Neither by asking for it alone, nor by asking for any that is free."""
    port = reserve_port()
    with socket.socket() as other, pytest.raises(OSError, match="in use"):
        other.bind((HOST, port))
    assert len({reserve_port() for _ in range(50)} | {port}) == 51


def test_a_wanted_one_is_given_where_nobody_listens() -> None:
    """Where somebody does, another one is."""
    with socket.socket() as listening:
        listening.bind((HOST, 0))
        port: int = listening.getsockname()[1]
        listening.listen()
        assert reserve_port(port) != port
    assert reserve_port(port) == port
