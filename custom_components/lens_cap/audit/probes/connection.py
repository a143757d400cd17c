"""Short, bounded connections to hosts that may be hostile.

Not Home Assistant's shared web session: that would connect to a name instead of the address that was
checked, could hold a login, and reads headers of any number. Nothing here follows a redirect, keeps a
cookie or knows a login.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
import ssl
from typing import Final

from .target import Endpoint

MOST_BYTES: Final = 64 * 1024
SECONDS: Final = 5.0
AGENT: Final = "LensCap-audit"

_HEAD_END: Final = b"\r\n\r\n"


def _lenient() -> ssl.SSLContext:
    """Return a context that accepts whatever a camera offers; no secret is ever sent over it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    return context


_LENIENT: Final = _lenient()


class CouldNotCheckError(Exception):
    """The check has no result. Without details on purpose: an error may name a host."""


@dataclass(frozen=True, kw_only=True)
class Head:
    """Status and headers of a response; header names are in lower case."""

    status: int
    headers: Mapping[str, str]

    @property
    def content_type(self) -> str:
        """The content type, in lower case and without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class Connection:
    """An open connection, of which at most `MOST_BYTES` are read, whatever is sent."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._reader, self._writer = reader, writer
        self._left = MOST_BYTES

    @property
    def secured(self) -> ssl.SSLObject | None:
        """Return what was agreed about encryption, None where there is none."""
        found: ssl.SSLObject | None = self._writer.get_extra_info("ssl_object")
        return found

    async def ask(self, request: bytes) -> Head:
        """Send a request, and return the head of the response.

        Raises:
            CouldNotCheckError: There is none that can be understood.
        """
        try:
            self._writer.write(request)
            await self._writer.drain()
            while (head := await self._head()).status // 100 == 1:
                pass
        except (OSError, EOFError, asyncio.LimitOverrunError) as error:
            raise CouldNotCheckError from error
        return head

    async def _head(self) -> Head:
        raw = await self._reader.readuntil(_HEAD_END)
        self._spend(len(raw))
        first, *lines = raw.decode("latin-1").split("\r\n")
        protocol, _, rest = first.partition(" ")
        if not protocol.startswith(("HTTP/", "RTSP/")) or not rest[:3].isdecimal():
            raise CouldNotCheckError
        pairs = (line.partition(":") for line in lines)
        return Head(
            status=int(rest[:3]),
            headers={name.strip().lower(): value.strip() for name, _, value in pairs},
        )

    async def body(self, head: Head, most: int = MOST_BYTES) -> bytes:
        """Return what follows, cut off after `most` bytes.

        Raises:
            CouldNotCheckError: It breaks off, or is longer than what we read at all.
        """
        try:
            if "chunked" in head.headers.get("transfer-encoding", "").lower():
                return await self._chunks(most)
            if (length := head.headers.get("content-length")) is not None:
                return await self._exactly(_number(length, 10), most)
            return await self._until_end(most)
        except (OSError, EOFError, ValueError, asyncio.LimitOverrunError) as error:
            raise CouldNotCheckError from error

    async def _exactly(self, length: int, most: int) -> bytes:
        wanted = min(length, most)
        self._spend(wanted)
        return await self._reader.readexactly(wanted)

    async def _chunks(self, most: int) -> bytes:
        found = b""
        while len(found) < most:
            line = await self._reader.readuntil(b"\n")
            self._spend(len(line))
            if (size := _number(line.decode("latin-1").partition(";")[0], 16)) == 0:
                break
            found += await self._exactly(size, most - len(found))
            if len(found) < most:
                self._spend(2)
                await self._reader.readexactly(2)
        return found

    async def _until_end(self, most: int) -> bytes:
        found = b""
        while len(found) < most:
            piece = await self._reader.read(most - len(found))
            if not piece:
                break
            self._spend(len(piece))
            found += piece
        return found

    def _spend(self, count: int) -> None:
        self._left -= count
        if self._left < 0:
            raise CouldNotCheckError


@asynccontextmanager
async def async_converse(
    address: str, port: int, *, server_name: str | None = None
) -> AsyncIterator[Connection]:
    """Open one connection to an address, no name, that was checked; encrypted with a `server_name`.

    Raises:
        CouldNotCheckError: Nobody is there.
    """
    try:
        reader, writer = await asyncio.open_connection(
            address,
            port,
            limit=MOST_BYTES,
            ssl=None if server_name is None else _LENIENT,
            server_hostname=server_name,
        )
    except (OSError, ValueError) as error:
        raise CouldNotCheckError from error
    try:
        yield Connection(reader, writer)
    finally:
        # Not `close`, which would wait for a host that does not read.
        writer.transport.abort()


def _number(text: str, base: int) -> int:
    number = int(text.strip(), base)
    if number < 0:
        raise ValueError
    return number


def request_to(
    endpoint: Endpoint, *, method: str = "GET", body: bytes = b"", **headers: str
) -> bytes:
    """Return a request as it is sent; names of further headers with underscores for hyphens.

    Raises:
        ValueError: A header would end before its time.
    """
    lines = {
        "Host": endpoint.authority,
        "User-Agent": AGENT,
        "Accept": "*/*",
        "Accept-Encoding": "identity",
        "Connection": "close",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    if body:
        lines["Content-Length"] = str(len(body))
    if any("\r" in value or "\n" in value for value in lines.values()):
        raise ValueError
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"{method} {endpoint.path} HTTP/1.1\r\n{head}\r\n".encode() + body
