"""The worker as a process of its own, started as Home Assistant starts it."""

import asyncio
import base64
from contextlib import AsyncExitStack, aclosing, suppress
from functools import partial
import io
import itertools
import os
from pathlib import Path
import signal
import subprocess
import sys
from typing import Final

from aiohttp import web
import av
import pytest

from custom_components.lens_cap.core.failure import Failure
from custom_components.lens_cap.media import worker_process as process_module
from custom_components.lens_cap.media.frames import StreamSource
from custom_components.lens_cap.media.worker.protocol import (
    FLAG_KEYFRAME,
    HEADER,
    MAX_PAYLOAD,
    Message,
    MessageKind,
    pack,
)
from custom_components.lens_cap.media.worker_process import (
    WorkerProcess,
    failure_said,
    find_library,
)

from ...helpers.clips import clip
from ...helpers.servers import Answer, at_once, listening, live, serving
from ...helpers.waiting import until
from .conftest import runs

SECONDS: Final = 20
_clip = partial(clip, "libx264", "mpegts", 45, audio="aac")
_film = partial(clip, "libx264", "mpegts", 15 * SECONDS)


@pytest.fixture(autouse=True)
def sockets(socket_enabled: None) -> None:
    """Let cameras be played on the loopback interface."""


async def run(
    url: str, count: int | None = None, **options: str | bool
) -> list[Message]:
    """Return what a worker says of an address: to its end, or its first messages."""
    worker = await WorkerProcess.start(find_library(), StreamSource(url, options), 3.0)
    said: list[Message] = []
    try:
        async with asyncio.timeout(120), aclosing(worker.messages()) as messages:
            async for message in messages:
                said.append(message)
                if len(said) == count:
                    break
    finally:
        worker.kill()
        await worker.wait()
    return said


def code(said: list[Message]) -> bytes:
    """Return the code with which a worker took its leave."""
    assert said[-1].kind is MessageKind.FAILED
    return said[-1].payload


async def test_what_goes_out() -> None:
    """Every frame leaves once, without sound, stamped as it says, later than the offset."""
    async with serving(at_once(_clip())) as server:
        said = await run(server.url)
    chunks = [message for message in said if message.kind is MessageKind.CHUNK]
    assert [said[0].kind, code(said)] == [MessageKind.READY, b'{"code": "ended"}']
    assert len(chunks) == 45
    assert chunks[0].flags == FLAG_KEYFRAME
    data = io.BytesIO(b"".join(chunk.payload for chunk in chunks))
    with av.open(data, "r", format="mpegts") as container:
        assert [stream.type for stream in container.streams] == ["video"]
        times = [packet.dts or 0 for packet in container.demux(video=0) if packet.size]
    assert times == [chunk.time for chunk in chunks]
    assert all(later > earlier for earlier, later in itertools.pairwise(times))
    assert times[0] >= 3 * 90_000


async def _elsewhere(_request: web.Request) -> web.StreamResponse:
    return web.Response(body=_clip(), content_type="video/mp2t")


async def test_nobody_is_followed_who_redirects_by_http() -> None:
    """A redirect makes us fetch nothing, wherever it points."""
    for target in ("http://{other}", "http://{self}/moved"):
        async with serving(_elsewhere) as other:

            async def away(request: web.Request) -> web.StreamResponse:
                raise web.HTTPFound(
                    target.format(other=other.url[7:], self=request.host)  # noqa: B023
                )

            async with serving(away) as server:
                said = await run(server.url)
                # Asked once more, to be able to say what is wrong; without following.
                assert set(server.asked) == {"/live"}
            assert other.asked == []
        assert code(said) == b'{"code": "elsewhere"}'
        assert [message.kind for message in said] == [MessageKind.FAILED]


async def test_nobody_is_followed_who_redirects_by_rtsp() -> None:
    """Another camera is not contacted because this one says so."""
    contacts: list[int] = []

    async def other(
        _reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        contacts.append(1)
        writer.close()

    async with listening(other) as port:

        async def away(
            reader: asyncio.StreamReader, writer: asyncio.StreamWriter
        ) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(
                b"RTSP/1.0 302 Found\r\nCSeq: 1\r\n"
                + f"Location: rtsp://127.0.0.1:{port}/a\r\n\r\n".encode()
            )
            await writer.drain()
            writer.close()

        async with listening(away) as first:
            said = await run(f"rtsp://127.0.0.1:{first}/a")
    assert code(said) == b'{"code": "elsewhere"}'
    assert contacts == []


async def test_a_login_is_not_a_redirect() -> None:
    """A camera that asks for a login gets it."""
    right = "Basic " + base64.b64encode(b"admin:secret").decode()

    async def locked(request: web.Request) -> web.StreamResponse:
        if request.headers.get("Authorization") != right:
            raise web.HTTPUnauthorized(headers={"WWW-Authenticate": "Basic realm=a"})
        return web.Response(body=_clip(), content_type="video/mp2t")

    async with serving(locked) as server:
        with_login = server.url.replace("://", "://admin:{}@")
        assert len(await run(with_login.format("secret"))) == 47
        assert code(await run(with_login.format("guess"))) == b'{"code": "refused"}'


async def test_rtsp_through_a_tunnel(hallway: StreamSource) -> None:
    """A camera that is reached by RTSP over HTTP gives its picture."""
    said = await run(hallway.url, 3, rtsp_transport="http")
    assert [message.kind for message in said] == [
        MessageKind.READY,
        MessageKind.CHUNK,
        MessageKind.CHUNK,
    ]


@pytest.mark.parametrize("damage", ["cut", "torn", "noise", "page"])
async def test_whatever_a_camera_sends(damage: str) -> None:
    """Rubbish ends with a code, or passes as far as it is a picture."""
    body = {
        "cut": _clip()[: len(_clip()) // 2 + 77],
        "torn": _clip()[:20_000] + _clip()[20_333:],
        "noise": bytes(
            byte ^ (0x5A * (place % 97 == 0)) for place, byte in enumerate(_clip())
        ),
        "page": b"<html>no camera</html>" * 5000,
    }[damage]
    async with serving(at_once(body)) as server:
        assert code(await run(server.url)) in {
            b'{"code": "ended"}',
            b'{"code": "broken"}',
            b'{"code": "no_video"}',
            b'{"code": "unsupported"}',
        }


async def _drip(_request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(_request)
    for place in range(3600):
        await response.write(_clip()[place : place + 1])
        await asyncio.sleep(1)
    return response


def _stops(after: int) -> Answer:
    return at_once(_clip()[:after], stay=True)


@pytest.mark.slow
async def test_patience_has_an_end() -> None:
    """A camera that says nothing, too little, or nothing more is given up after ten seconds."""

    async def silent(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        await reader.read()
        writer.close()

    async with AsyncExitStack() as stack:
        port = await stack.enter_async_context(listening(silent))
        drip = await stack.enter_async_context(serving(_drip))
        stops = await stack.enter_async_context(serving(_stops(len(_clip()) // 2)))
        urls = [
            f"rtsp://127.0.0.1:{port}/a",
            f"rtmp://127.0.0.1:{port}/a/b",
            f"http://127.0.0.1:{port}",
            drip.url,
            stops.url,
        ]
        said = await asyncio.gather(*(run(url) for url in urls))
    # What FFmpeg says of RTSP is another word for the same.
    assert code(said[0]) in {b'{"code": "unreachable"}', b'{"code": "broken"}'}
    assert {code(one) for one in said[1:]} == {b'{"code": "unreachable"}'}
    assert MessageKind.CHUNK in {message.kind for message in said[-1]}


async def test_it_ends_when_nobody_holds_its_input() -> None:
    """A closed pipe is enough."""
    async with serving(live(_film(), SECONDS)) as server:
        worker = await WorkerProcess.start(find_library(), StreamSource(server.url), 0)
        async with aclosing(worker.messages()) as messages:
            await anext(messages)
            worker._input.close()
            async with asyncio.timeout(120):
                async for _ in messages:
                    pass
        async with asyncio.timeout(120):
            await worker.wait()


_PARENT: Final = """
import subprocess, sys
with open(sys.argv[1], "wb") as said:
    worker = subprocess.Popen([sys.executable, "-I", *sys.argv[2:]], stdout=said)
print(worker.pid, flush=True)
worker.wait()
"""


async def test_it_ends_with_its_parent(tmp_path: Path) -> None:
    """Even if Home Assistant is killed and somebody else still holds the pipes."""
    said = tmp_path / "said"
    async with serving(live(_film(), SECONDS)) as server:
        # A pipe of our own, since asyncio closes its pipes with the process.
        reads, writes = os.pipe()
        parent = await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            _PARENT,
            str(said),
            process_module._WORKER,
            find_library(),
            stdin=reads,
            stdout=subprocess.PIPE,
        )
        os.close(reads)
        assert parent.stdout
        order = f'{{"url": "{server.url}", "options": {{}}, "offset": 0}}\n'
        os.write(writes, order.encode())
        async with asyncio.timeout(120):
            pid = int(await parent.stdout.readline())
        await until(lambda: said.stat().st_size > 1000)
        assert runs(pid)
        parent.kill()
        await parent.wait()
        try:
            await until(lambda: not runs(pid))
        finally:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        os.close(writes)


async def test_nothing_but_messages_comes_out() -> None:
    """What a library may print goes where its errors go: nowhere."""
    async with serving(live(_film(), SECONDS)) as server:
        worker = await WorkerProcess.start(find_library(), StreamSource(server.url), 0)
        async with aclosing(worker.messages()) as messages:
            await anext(messages)
        assert os.readlink(f"/proc/{worker.pid}/fd/1") == "/dev/null"  # noqa: PTH115
        worker.kill()
        await worker.wait()


async def _impostor(script: str) -> WorkerProcess:
    return WorkerProcess(
        await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            f"import sys, time; out = sys.stdout.buffer; {script}",
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            limit=4 * 1024 * 1024,
        )
    )


@pytest.mark.parametrize(
    "rubbish",
    [
        bytes([99]) + pack(MessageKind.STILL, b"")[1:],
        pack(MessageKind.CHUNK, b"").replace(b"\0" * 4, b"\xff" * 4, 1),
        b"\2\0",
    ],
)
async def test_rubbish_from_a_worker_is_its_end(rubbish: bytes) -> None:
    """A message of no known kind, of a boundless length, or half a one is not waited for."""
    before = pack(MessageKind.STILL, b"still")
    stay = 0 if len(rubbish) < HEADER.size else 60
    worker = await _impostor(
        f"out.write({before + rubbish!r}); out.flush(); time.sleep({stay})"
    )
    async with asyncio.timeout(120):
        async with aclosing(worker.messages()) as messages:
            said = [message async for message in messages]
        worker.kill()
        await worker.wait()
    assert said == [Message(kind=MessageKind.STILL, payload=b"still")]


async def test_the_end_of_a_worker_that_said_too_much() -> None:
    """Its end is seen even while more waits than anybody wants to read."""
    head = pack(MessageKind.CHUNK, b"")[:2] + MAX_PAYLOAD.to_bytes(4) + bytes(8)
    worker = await _impostor(f"out.write({head!r} + bytes(40_000_000)); time.sleep(60)")
    reading = asyncio.ensure_future(anext(worker.messages()))
    await asyncio.sleep(0.3)
    reading.cancel()
    await asyncio.sleep(0.3)
    worker.kill()
    async with asyncio.timeout(120):
        await worker.wait()


@pytest.mark.parametrize(
    ("payload", "failure"),
    [
        (b'{"code": "not_found"}', Failure.NOT_FOUND),
        (b'{"code": "rtsp://admin:secret@127.0.0.1/live"}', Failure.BROKEN),
        (b'{"code": ["not_found"]}', Failure.BROKEN),
        (b'{"code": null}', Failure.BROKEN),
        (b"{}", Failure.BROKEN),
        (b"[]", Failure.BROKEN),
        (b'"code"', Failure.BROKEN),
        (b"", Failure.BROKEN),
        (b"\xff\xfe", Failure.BROKEN),
        (b"[" * 200_000, Failure.BROKEN),
    ],
)
def test_a_failure_is_said_in_our_words(payload: bytes, failure: Failure) -> None:
    """A process that a camera has taken over can put nothing of its own into a log or a state."""
    assert failure_said(payload) is failure
