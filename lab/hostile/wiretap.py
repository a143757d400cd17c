"""Stands between a visitor and a server, and writes down what the visitor says."""

import asyncio
from contextlib import suppress

from lab.hostile.host import HOST, Behavior, HostileHost, Visitor


async def _pass_on(reader: asyncio.StreamReader, visitor: Visitor) -> None:
    with suppress(OSError):
        while data := await reader.read(64 * 1024):
            await visitor.send(data)


def _before(port: int) -> Behavior:
    async def behave(visitor: Visitor) -> None:
        reader, writer = await asyncio.open_connection(HOST, port)
        answers = asyncio.create_task(_pass_on(reader, visitor))
        try:
            while True:
                writer.write(await visitor.request())
                await writer.drain()
        except EOFError:
            await answers
        finally:
            answers.cancel()
            writer.transport.abort()

    return behave


def wiretap(port: int) -> HostileHost:
    """Return a host that passes everything on to a port of this machine, and keeps the requests."""
    return HostileHost(_before(port))
