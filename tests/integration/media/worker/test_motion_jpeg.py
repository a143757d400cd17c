"""Whatever a camera calls MJPEG: what a browser or Home Assistant shows of it, we show."""

import asyncio
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Final

from hypothesis import given, settings, strategies as st
from PIL import Image, ImageDraw
import pytest

from custom_components.lens_cap.core.failure import Failure
from custom_components.lens_cap.media.worker.demuxer import DemuxerError
from custom_components.lens_cap.media.worker.jpeg import is_whole_jpeg
from custom_components.lens_cap.media.worker.motion_jpeg import JpegSplitter
from custom_components.lens_cap.media.worker.protocol import MessageKind

from ....helpers.servers import listening
from ..test_worker_process import code, run

type Part = Callable[[bytes], bytes]


def numbered(number: int, **options: object) -> bytes:
    """Return a JPEG that differs from its neighbors; with a thumbnail that is one, too."""
    picture = Image.new("RGB", (160, 90), (number * 37 % 255, 80, 160))
    ImageDraw.Draw(picture).text((10, 10), f"picture {number}", fill="white")
    thumbnail = BytesIO()
    picture.resize((16, 9)).save(thumbnail, "JPEG")
    buffer = BytesIO()
    picture.save(buffer, "JPEG", quality=90, comment=thumbnail.getvalue(), **options)
    return buffer.getvalue()


PICTURES: Final = [numbered(number) for number in range(6)]


def part(
    picture: bytes,
    *,
    kind: str = "image/jpeg",
    length: int | None = None,
    line: bytes = b"\r\n",
    boundary: bytes = b"--frame",
    told: bool = True,
) -> bytes:
    """Return one part of a stream as most cameras put it together, or not quite."""
    head = [boundary, b"Content-Type: " + kind.encode()]
    if told:
        head.append(
            b"Content-Length: %d" % (len(picture) if length is None else length)
        )
    return line.join([*head, b"", picture]) + line


ODD: Final[dict[str, Part]] = {
    "by the book": part,
    "bytes after the end": lambda one: part(one + b"\0" * 40 + b"serial 1234"),
    "no end": lambda one: part(one[:-2]),
    "no end and no length": lambda one: part(one[:-2], told=False),
    "image/jpg": lambda one: part(one, kind="image/jpg"),
    "another kind": lambda one: part(one, kind="application/octet-stream"),
    "no length": lambda one: part(one, told=False),
    "too short a length": lambda one: part(one, length=100),
    "too long a length": lambda one: part(one, length=len(one) + 5000),
    "no number as length": lambda one: part(one).replace(b"Length: ", b"Length: x"),
    "line feeds only": lambda one: part(one, line=b"\n"),
    "no dashes": lambda one: part(one, boundary=b"frame"),
    "another boundary": lambda one: part(one, boundary=b"----other"),
    "a quoted boundary": lambda one: part(one, boundary=b'--"frame"'),
    "nothing between": lambda one: one,
    "a text between": lambda one: part(b"hello", kind="text/plain") + part(one),
    "a PNG between": lambda one: (
        part(b"\x89PNG\r\n\x1a\n" + b"x" * 99, kind="image/png") + part(one)
    ),
}


def split(data: bytes, size: int = 1024) -> list[bytes]:
    """Return the pictures of a stream that comes in pieces."""
    splitter = JpegSplitter()
    pieces = (data[at : at + size] for at in range(0, len(data), size))
    pictures = [one for piece in pieces for one in splitter.feed(piece)]
    return [*pictures, *splitter.remainder()]


def look(pictures: Iterable[bytes]) -> list[bytes]:
    """Return what pictures show."""
    shown = []
    for content in pictures:
        with Image.open(BytesIO(content)) as opened:
            shown.append(opened.tobytes())
    return shown


@pytest.mark.parametrize("size", [1, 7, 1024, 1 << 20])
@pytest.mark.parametrize("odd", ODD)
def test_each_picture_is_found(odd: str, size: int) -> None:
    """Whole, in order, and without what stands between them, however the pieces come."""
    stream = b"".join(map(ODD[odd], PICTURES))
    found = split(b"\r\nhello\r\n" + stream, size)
    assert look(found) == look(PICTURES)
    assert all(map(is_whole_jpeg, found))
    assert not any(b"Content-Type" in one or b"serial" in one for one in found)


@pytest.mark.parametrize("begin", [2, 40, 300, len(PICTURES[0]) + 60])
def test_a_stream_that_is_joined_late(begin: int) -> None:
    """Whatever it begins with, the pictures that begin later are found."""
    stream = b"".join(map(part, PICTURES))
    assert look(split(stream[begin:])[-4:]) == look(PICTURES[-4:])


def test_progressive_pictures_are_found() -> None:
    """Each has many scans."""
    pictures = [numbered(number, progressive=True) for number in range(3)]
    assert split(b"".join(map(part, pictures))) == pictures


@pytest.mark.parametrize(
    ("stream", "expected"),
    [
        (b"\0" * 1_000_000, Failure.UNSUPPORTED),
        (part(b"x" * 50_000, kind="image/png") * 20, Failure.UNSUPPORTED),
        (part(b"x" * 50_000, kind="image/jpg") * 20, Failure.BROKEN),
        (PICTURES[0][:-2] + b"\0" * 40_000_000, Failure.TOO_LARGE),
    ],
    ids=["zeros", "png", "no jpeg", "endless"],
)
def test_what_holds_no_picture_has_an_end(stream: bytes, expected: Failure) -> None:
    """Nothing is kept without a bound, and the code says what is wrong."""
    with pytest.raises(DemuxerError) as caught:
        split(stream, 65_536)
    assert caught.value.code == expected


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=3000), st.integers(0, 5000), st.integers(1, 500))
def test_rubbish_does_no_harm(rubbish: bytes, place: int, size: int) -> None:
    """Whatever comes between: pictures end like one, and those that come later are found."""
    stream = b"".join(map(part, PICTURES[:3]))
    found = split(
        stream[:place] + rubbish + stream[place:] + part(PICTURES[4]) * 2, size
    )
    assert all(
        one.startswith(b"\xff\xd8") and one.endswith(b"\xff\xd9") for one in found
    )


@pytest.mark.parametrize("hint", [True, False], ids=["pictures", "unknown"])
@pytest.mark.parametrize(
    ("odd", "kind"),
    [
        ("by the book", "multipart/x-mixed-replace; boundary=frame"),
        ("bytes after the end", "multipart/x-mixed-replace; boundary=frame"),
        ("no end", "multipart/x-mixed-replace; boundary=frame"),
        ("image/jpg", 'multipart/x-mixed-replace; boundary="--frame"'),
        ("no length", "multipart/x-mixed-replace"),
        ("line feeds only", "text/plain"),
        ("nothing between", "image/jpeg"),
    ],
)
@pytest.mark.usefixtures("socket_enabled")
async def test_a_worker_hands_them_on(odd: str, kind: str, *, hint: bool) -> None:
    """As a camera sends them; whether Home Assistant takes it for a camera of pictures or not."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(f"HTTP/1.0 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode())
        while not writer.is_closing():
            for picture in PICTURES:
                writer.write(ODD[odd](picture))
                await writer.drain()
                await asyncio.sleep(0.02)

    async with listening(talk) as port:
        said = await run(f"http://127.0.0.1:{port}/a", 5, pictures_stream=hint)
    assert [one.kind for one in said] == [MessageKind.READY, *[MessageKind.PICTURE] * 4]
    assert set(look(one.payload for one in said[1:])) <= set(look(PICTURES))


@pytest.mark.usefixtures("socket_enabled")
async def test_pictures_of_another_kind_are_named() -> None:
    """A stream of PNGs is none that can be passed on, and is not called broken."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        head = b"HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=frame\r\n\r\n"
        writer.write(
            head + part(b"\x89PNG\r\n\x1a\n" + b"x" * 50_000, kind="image/png") * 20
        )
        await writer.drain()
        writer.close()

    async with listening(talk) as port:
        said = await run(f"http://127.0.0.1:{port}/a", pictures_stream=True)
    assert code(said) == b'{"code": "unsupported"}'
