"""Whatever a source calls a still becomes a JPEG, or nothing; and nothing of it is decoded by us."""

import asyncio
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
import struct
import zlib

from PIL import EpsImagePlugin, Image
import pytest

from custom_components.lens_cap.core.failure import Failure
from custom_components.lens_cap.media.frames import RawFrame, SourceError
from custom_components.lens_cap.media.stills.decoder import StillDecoder
from custom_components.lens_cap.media.stills.stills import Stills
from custom_components.lens_cap.media.worker.jpeg import is_whole_jpeg
from custom_components.lens_cap.media.worker.still_encoder import (
    PictureError,
    encoded_again,
)
from custom_components.lens_cap.media.worker.still_orders import Task
from custom_components.lens_cap.media.worker_process import find_library

from ....helpers.waiting import until


@pytest.fixture
async def decoder() -> AsyncIterator[StillDecoder]:
    """Yield what decodes stills, for all cameras."""
    made = StillDecoder(find_library("PIL"))
    yield made
    await made.async_stop()


@pytest.fixture
def stills(decoder: StillDecoder) -> Stills:
    """Return the stills of one camera."""
    return Stills(decoder)


def picture(kind: str) -> bytes:
    """Return a small picture of a kind."""
    buffer = BytesIO()
    Image.new("RGB", (64, 36), "teal").save(buffer, kind)
    return buffer.getvalue()


def huge_png(side: int) -> bytes:
    """Return a PNG of a few bytes that says it is so wide and high."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data))
        + kind
        + data
        + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF", "BMP"])
async def test_other_kinds_become_jpeg(stills: Stills, kind: str) -> None:
    """The picture is the same, as a JPEG."""
    content = picture(kind)
    assert not is_whole_jpeg(content)
    jpeg = await stills.async_jpeg(RawFrame(content))
    assert is_whole_jpeg(jpeg)
    with Image.open(BytesIO(jpeg)) as made:
        assert made.size == (64, 36)
        assert made.getpixel((30, 20)) == pytest.approx((0, 128, 128), abs=4)


async def test_a_whole_jpeg_is_not_touched(
    stills: Stills, decoder: StillDecoder
) -> None:
    """It passes as it is, and no process is started for it."""
    content = picture("JPEG")
    assert await stills.async_jpeg(RawFrame(content)) is content
    assert await stills.async_jpeg(RawFrame(content), wanted=(64, 36)) is content
    assert decoder.pids == set()


async def test_a_jpeg_with_something_behind_it_is_made_anew(stills: Stills) -> None:
    """Cameras append their own data; what follows the picture is not passed on."""
    content = picture("JPEG") + b"\0" * 100 + b"serial number"
    assert not is_whole_jpeg(content)
    assert b"serial number" not in await stills.async_jpeg(RawFrame(content))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", Failure.BROKEN),
        (b"<html>Log in</html>", Failure.BROKEN),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Failure.BROKEN),
        (picture("JPEG")[:-30], Failure.BROKEN),
        (picture("PNG")[:60], Failure.BROKEN),
        (huge_png(20_000), Failure.TOO_LARGE),
        (picture("TIFF"), Failure.BROKEN),
        (picture("AVIF"), Failure.BROKEN),
    ],
    ids=["nothing", "page", "svg", "half", "half-png", "bomb", "tiff", "avif"],
)
async def test_what_is_no_picture(
    stills: Stills, content: bytes, code: Failure
) -> None:
    """It ends with a code, and nothing of the content is in the error."""
    assert not is_whole_jpeg(content)
    with pytest.raises(SourceError) as caught:
        await stills.async_jpeg(RawFrame(content))
    assert caught.value.code == code
    assert caught.value.__context__ is None


async def test_stopping_waits_for_what_is_decoded(decoder: StillDecoder) -> None:
    """Nobody is left with a picture afterwards: neither a process, nor one that was about to be started."""
    large = BytesIO()
    Image.effect_noise((4000, 3000), 100).save(large, "JPEG", progressive=True)
    asked = [
        asyncio.create_task(decoder.async_jpeg(large.getvalue(), Task()))
        for _ in range(4)
    ]
    await until(lambda: decoder.pids)
    await decoder.async_stop()
    assert decoder.pids == set()
    found = await asyncio.gather(*asked, return_exceptions=True)
    assert [one for one in found if not isinstance(one, SourceError)] == []


def test_no_program_is_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Formats that Pillow would have drawn by another program are no pictures to us."""
    trace = tmp_path / "trace"
    program = tmp_path / "gs"
    program.write_text(f"#!/bin/sh\ntouch {trace}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(EpsImagePlugin, "gs_binary", None)
    with pytest.raises(PictureError):
        encoded_again(picture("EPS"), Task())
    assert not trace.exists()
