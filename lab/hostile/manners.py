"""The ways in which a host can be hostile."""

import asyncio
from typing import Final

from lab.hostile.host import Behavior, Visitor

_PIECE: Final = bytes(64 * 1024)
_GIGABYTE: Final = 1024**3
_DRIP_SECONDS: Final = 0.2


async def never_answers(visitor: Visitor) -> None:
    """Take the request, and say nothing."""
    await visitor.request()
    await asyncio.Event().wait()


async def endless_banner(visitor: Visitor) -> None:
    """Talk without a line's end, before anybody asked."""
    while True:
        await visitor.send(b"x" * 64 * 1024)


async def endless_headers(visitor: Visitor) -> None:
    """Answer with headers without end."""
    await visitor.request()
    await visitor.send(b"HTTP/1.1 200 OK\r\n")
    line = b"X-More: of the same\r\n" * 1024
    while True:
        await visitor.send(line)


async def endless_patience(visitor: Visitor) -> None:
    """Answer again and again that the answer is to come."""
    await visitor.request()
    while True:
        await visitor.send(b"HTTP/1.1 100 Continue\r\n\r\n" * 64)


async def slow_drip(visitor: Visitor) -> None:
    """Answer well, one byte after the other."""
    await visitor.request()
    head = b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n"
    for byte in head + b"X-Padding: " + b"x" * 4096:
        await visitor.send(bytes([byte]))
        await asyncio.sleep(_DRIP_SECONDS)


def gigabyte(protocol: str, kind: str) -> Behavior:
    """Return a behavior that answers with a gigabyte of nothing."""

    async def behave(visitor: Visitor) -> None:
        await visitor.request()
        head = f"{protocol} 200 OK\r\nCSeq: 1\r\nContent-Type: {kind}\r\nContent-Length: {_GIGABYTE}\r\n\r\n"
        await visitor.send(head.encode())
        for _ in range(_GIGABYTE // len(_PIECE)):
            await visitor.send(_PIECE)

    return behave


async def endless_chunks(visitor: Visitor) -> None:
    """Answer in pieces that never end."""
    await visitor.request()
    await visitor.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        await visitor.send(b"10000\r\n" + _PIECE + b"\r\n")


def elsewhere(protocol: str, url: str) -> Behavior:
    """Return a behavior that sends everybody to another address."""

    async def behave(visitor: Visitor) -> None:
        await visitor.request()
        await visitor.send(
            f"{protocol} 302 Found\r\nCSeq: 1\r\nLocation: {url}\r\nSet-Cookie: a=b\r\n"
            "Content-Length: 0\r\n\r\n".encode()
        )

    return behave


def answers(answer: bytes) -> Behavior:
    """Return a behavior that gives the same answer to whatever is asked."""

    async def behave(visitor: Visitor) -> None:
        while True:
            await visitor.request()
            await visitor.send(answer)

    return behave
