"""A small RTSP camera: sends MJPEG as RTP (RFC 2435), answers late, or with any status."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from io import BytesIO
import struct
from typing import Final

from PIL import Image

from .servers import listening

_SDP: Final = (
    "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=camera\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
    "m=video 0 RTP/AVP 26\r\na=control:video\r\n"
)
_PIECE: Final = 1200
_FRAME_SECONDS: Final = 0.05


@dataclass(frozen=True, kw_only=True)
class Manners:
    """How the camera answers a request for its description."""

    status: str = "200 OK"
    seconds: float = 0.0
    headers: str = ""


@asynccontextmanager
async def rtsp_camera(manners: Manners) -> AsyncIterator[str]:
    """Yield the address of a camera that behaves like this."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        sending: asyncio.Task[None] | None = None
        try:
            while True:
                request = (await reader.readuntil(b"\r\n\r\n")).decode()
                writer.write(await _answer(request, manners))
                await writer.drain()
                if request.startswith("PLAY"):
                    sending = asyncio.create_task(_send(writer))
        except asyncio.IncompleteReadError, ConnectionError:
            pass
        finally:
            if sending is not None:
                sending.cancel()
            writer.close()

    async with listening(talk) as port:
        yield f"rtsp://127.0.0.1:{port}/live"


async def _answer(request: str, manners: Manners) -> bytes:
    sequence = request.lower().partition("cseq:")[2].partition("\r\n")[0].strip()
    status, headers, body = "200 OK", "Session: 1\r\n", ""
    method = request.partition(" ")[0]
    if method == "OPTIONS":
        headers = "Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN\r\n"
    elif method == "DESCRIBE":
        await asyncio.sleep(manners.seconds)
        status, headers = manners.status, manners.headers
        if status.startswith("200"):
            body = _SDP
            headers += "Content-Type: application/sdp\r\n"
    elif method == "SETUP":
        headers += "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n"
    length = f"Content-Length: {len(body)}\r\n" if body else ""
    return (
        f"RTSP/1.0 {status}\r\nCSeq: {sequence}\r\n{headers}{length}\r\n{body}".encode()
    )


async def _send(writer: asyncio.StreamWriter) -> None:
    tables, scan = _taken_apart()
    sequence = number = 0
    while True:
        number += 1
        for begin in range(0, len(scan), _PIECE):
            piece = scan[begin : begin + _PIECE]
            last = begin + _PIECE >= len(scan)
            rtp = struct.pack(
                ">BBHII", 0x80, 26 | last << 7, sequence, number * 4500, 7
            )
            head = struct.pack(
                ">II", begin, 1 << 24 | 255 << 16 | 160 // 8 << 8 | 96 // 8
            )
            if not begin:
                head += struct.pack(">BBH", 0, 0, len(tables)) + tables
            packet = rtp + head + piece
            writer.write(struct.pack(">cBH", b"$", 0, len(packet)) + packet)
            sequence = (sequence + 1) & 0xFFFF
        await writer.drain()
        await asyncio.sleep(_FRAME_SECONDS)


def _taken_apart() -> tuple[bytes, bytes]:
    """Return the tables and the coded data of a picture, as RTP carries them."""
    buffer = BytesIO()
    picture = Image.effect_noise((160, 96), 60).convert("RGB")
    picture.save(buffer, "JPEG", quality=70, subsampling=2)
    content = buffer.getvalue()
    tables, place = b"", 2
    while content[place + 1] != 0xDA:
        length = int.from_bytes(content[place + 2 : place + 4])
        if content[place + 1] == 0xDB:
            body = content[place + 4 : place + 2 + length]
            tables += b"".join(body[at + 1 : at + 65] for at in range(0, len(body), 65))
        place += 2 + length
    place += 2 + int.from_bytes(content[place + 2 : place + 4])
    return tables, content[place:-2]
