"""Why no picture comes: the word that is said leads to what is wrong."""

from aiohttp import web
import pytest

from custom_components.lens_cap.core.failure import Failure
from custom_components.lens_cap.media.worker.protocol import MessageKind

from ...helpers.clips import clip
from ...helpers.rtsp_camera import Manners, rtsp_camera
from ...helpers.servers import at_once, serving
from .test_worker_process import code, run

_LOGIN = 'WWW-Authenticate: Basic realm="camera"\r\n'


@pytest.fixture(autouse=True)
def sockets(socket_enabled: None) -> None:
    """Let cameras be played on the loopback interface."""


def word(failure: Failure) -> bytes:
    """Return how a worker says it."""
    return f'{{"code": "{failure}"}}'.encode()


async def test_mjpeg_in_rtsp_simply_works() -> None:
    """Each picture is handed on as it came."""
    async with rtsp_camera(Manners()) as url:
        said = await run(url, 4, rtsp_transport="tcp")
    assert [one.kind for one in said] == [MessageKind.READY, *[MessageKind.PICTURE] * 3]
    assert all(one.payload.startswith(b"\xff\xd8\xff") for one in said[1:])
    assert all(one.payload.endswith(b"\xff\xd9") for one in said[1:])


@pytest.mark.parametrize(
    ("manners", "failure"),
    [
        (Manners(status="401 Unauthorized", headers=_LOGIN), Failure.REFUSED),
        (Manners(status="403 Forbidden"), Failure.REFUSED),
        (Manners(status="404 Not Found"), Failure.NOT_FOUND),
        (Manners(status="453 Not Enough Bandwidth"), Failure.BUSY),
        (Manners(status="503 Service Unavailable"), Failure.BUSY),
        (Manners(status="500 Internal Server Error"), Failure.BUSY),
        (
            Manners(status="302 Found", headers="Location: rtsp://127.0.0.1:9/b\r\n"),
            Failure.ELSEWHERE,
        ),
    ],
    ids=lambda value: value.status[:3] if isinstance(value, Manners) else value,
)
async def test_what_an_rtsp_camera_answers(manners: Manners, failure: Failure) -> None:
    """Its status becomes a word."""
    async with rtsp_camera(manners) as url:
        assert code(await run(url, rtsp_transport="tcp")) == word(failure)


@pytest.mark.parametrize(
    ("status", "failure"),
    [
        (401, Failure.REFUSED),
        (403, Failure.REFUSED),
        (404, Failure.NOT_FOUND),
        (429, Failure.BUSY),
        (500, Failure.BUSY),
        (503, Failure.BUSY),
    ],
)
async def test_what_an_http_camera_answers(status: int, failure: Failure) -> None:
    """So does that of a camera that is reached by HTTP, whatever it is thought to send."""

    async def answer(_request: web.Request) -> web.StreamResponse:
        return web.Response(status=status)

    async with serving(answer) as server:
        for pictures in (False, True):
            said = await run(server.url, pictures_stream=pictures)
            assert code(said) == word(failure)


@pytest.mark.slow
async def test_a_camera_that_answers_late() -> None:
    """Nothing is broken: it does not answer in time."""
    async with rtsp_camera(Manners(seconds=60)) as url:
        said = await run(url, rtsp_transport="tcp")
    assert code(said) == word(Failure.UNREACHABLE)


@pytest.mark.parametrize("scheme", ["rtsp", "http", "rtmp"])
@pytest.mark.parametrize(
    "login", ["admin:pa/ss", "admin:pa#ss", "admin:12?ss", "admin:/", "admin:[x"]
)
async def test_a_sign_in_the_password(login: str, scheme: str) -> None:
    """An address that cannot be read is called that, and not one that points elsewhere."""
    said = await run(f"{scheme}://{login}@127.0.0.1:9/live")
    assert code(said) == word(Failure.MISSPELT)


async def test_an_at_sign_elsewhere_is_no_mistake() -> None:
    """What an address holds behind its host is its own affair."""
    async with serving(at_once(clip("libx264", "mpegts", 45))) as server:
        said = await run(f"{server.url}?user=a@b")
    assert said[0].kind is MessageKind.READY


@pytest.mark.parametrize(
    ("url", "failure"),
    [
        ("rtsp://127.0.0.1:9/live", Failure.UNREACHABLE),
        ("http://127.0.0.1:9/live", Failure.UNREACHABLE),
        ("rtsp://camera.invalid/live", Failure.UNREACHABLE),
        ("file:///etc/passwd", Failure.NOT_ALLOWED),
        ("concat:a|b", Failure.NOT_ALLOWED),
        ("", Failure.NOT_ALLOWED),
    ],
)
async def test_where_nobody_is(url: str, failure: Failure) -> None:
    """And what is not even asked."""
    assert code(await run(url)) == word(failure)


async def test_what_is_no_video() -> None:
    """A page is broken; another codec is one that cannot be passed on."""
    async with serving(at_once(b"<html>no camera</html>" * 5000)) as server:
        assert code(await run(server.url)) == word(Failure.BROKEN)
    async with serving(at_once(clip("mpeg4", "mpegts", 45))) as server:
        assert code(await run(server.url)) == word(Failure.UNSUPPORTED)
