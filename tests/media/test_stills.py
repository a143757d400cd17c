"""Whatever a source calls a still becomes a JPEG, or nothing."""

from io import BytesIO
from pathlib import Path
import struct
import zlib

from PIL import EpsImagePlugin, Image
import pytest

from custom_components.lens_cap.media.frames import RawFrame, SourceError
from custom_components.lens_cap.media.stills import is_whole_jpeg, to_jpeg


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
def test_other_kinds_become_jpeg(kind: str) -> None:
    """The picture is the same, as a JPEG."""
    content = picture(kind)
    assert not is_whole_jpeg(content)
    jpeg = to_jpeg(RawFrame(content))
    assert is_whole_jpeg(jpeg)
    with Image.open(BytesIO(jpeg)) as made:
        assert made.size == (64, 36)
        assert made.getpixel((30, 20)) == pytest.approx((0, 128, 128), abs=4)


def test_a_jpeg_with_something_behind_it_is_made_anew() -> None:
    """Cameras append their own data; what follows the picture is not passed on."""
    content = picture("JPEG") + b"\0" * 100 + b"serial number"
    assert not is_whole_jpeg(content)
    assert b"serial number" not in to_jpeg(RawFrame(content))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>Log in</html>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        picture("JPEG")[:-30],
        picture("PNG")[:60],
        huge_png(20_000),
        picture("TIFF"),
    ],
    ids=["nothing", "page", "svg", "half", "half-png", "bomb", "tiff"],
)
def test_what_is_no_picture(content: bytes) -> None:
    """It ends with a code, and nothing of the content is in the error."""
    assert not is_whole_jpeg(content)
    with pytest.raises(SourceError) as caught:
        to_jpeg(RawFrame(content))
    assert caught.value.code == "not_a_picture"
    assert caught.value.__suppress_context__


def test_no_program_is_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Formats that Pillow would have drawn by another program are no pictures to us."""
    trace = tmp_path / "trace"
    program = tmp_path / "gs"
    program.write_text(f"#!/bin/sh\ntouch {trace}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(EpsImagePlugin, "gs_binary", None)
    with pytest.raises(SourceError):
        to_jpeg(RawFrame(picture("EPS")))
    assert not trace.exists()
