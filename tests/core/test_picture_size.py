"""How large a picture says that it is: read from its head, and from nothing else."""

from io import BytesIO
import struct

from hypothesis import given, strategies as st
from PIL import Image
import pytest

from custom_components.lens_cap.core.picture_size import (
    MAX_COVERED_PIXELS,
    MAX_PIXELS,
    Size,
    is_too_large,
    jpeg_size,
    picture_size,
    scaled_to,
)

HEAD = b"\xff\xd8\xff\xe0\0\4ab"
FRAME = b"\xff\xc0\0\x11\x08" + struct.pack(">HH", 360, 640) + bytes(20)
LARGE = 40_000  # more than a short number with a sign


def drawn(kind: str, size: Size, **options: object) -> bytes:
    """Return a picture as Pillow writes it."""
    buffer = BytesIO()
    Image.new("RGB", size, "teal").save(buffer, kind, **options)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("JPEG", {}),
        ("JPEG", {"progressive": True}),
        ("PNG", {}),
        ("GIF", {}),
        ("BMP", {}),
        ("WEBP", {}),
        ("WEBP", {"lossless": True}),
        ("WEBP", {"exif": b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0"}),
    ],
)
@pytest.mark.parametrize("size", [(1, 1), (641, 363), (300, 5000)])
def test_each_kind_says_its_size(
    kind: str, options: dict[str, object], size: Size
) -> None:
    """Whatever wrote it."""
    assert picture_size(drawn(kind, size, **options)) == size


def test_a_thumbnail_is_not_the_picture() -> None:
    """A smaller JPEG within the notes of a larger one does not count."""
    content = drawn("JPEG", (640, 360), comment=drawn("JPEG", (16, 9)))
    assert jpeg_size(content) == (640, 360)


def test_old_bitmaps_and_those_upside_down() -> None:
    """The oldest head has short numbers; a height below 0 is one that begins at the top."""
    assert picture_size(b"BM" + bytes(12) + struct.pack("<IHH", 12, 7, 5)) == (7, 5)
    upside_down = b"BM" + bytes(12) + struct.pack("<Iii", 40, 7, -5)
    assert picture_size(upside_down) == (7, 5)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a\1",
        b"<svg/>",
        b"II*\0" + bytes(60),
        b"\0\0\0\x20ftypavif" + bytes(60),
        b"RIFF\0\0\0\0WEBPABCD" + bytes(60),
        b"RIFF\0\0\0\0AVI VP8 " + bytes(60),
        b"FORM\0\0\0\0WEBPVP8 " + bytes(60),
        b"\xff\xd8\xff",
        HEAD + b"\xff\xda" + FRAME,
        HEAD + b"\xff\xd9" + bytes(20),
        HEAD + b"no marker" + FRAME,
        HEAD + FRAME[:5] + bytes(24),
        HEAD + FRAME[:5] + struct.pack(">HH", 360, 0),
        HEAD + FRAME[:5] + struct.pack(">HH", 0, 640),
        HEAD + FRAME[:8],
        HEAD + b"\xff\xe1\0\2" * 3000 + FRAME,
    ],
)
def test_what_says_no_size(content: bytes) -> None:
    """Other kinds, and those that end or begin their picture too soon."""
    assert picture_size(content) is None


@pytest.mark.parametrize(
    "content",
    [
        HEAD + FRAME[:5] + struct.pack(">HH", 5, LARGE),
        b"\x89PNG\r\n\x1a\n" + bytes(8) + struct.pack(">II", LARGE, 5),
        b"GIF87a" + struct.pack("<HH", LARGE, 5),
        b"GIF89a" + struct.pack("<HH", LARGE, 5),
        b"BM" + bytes(12) + struct.pack("<IHH", 12, LARGE, 5),
        b"BM" + bytes(12) + struct.pack("<Iii", 40, LARGE, 5),
    ],
)
def test_a_head_that_ends_with_a_large_size(content: bytes) -> None:
    """Numbers without a sign are read as such, and nothing after them is needed."""
    assert picture_size(content) == (LARGE, 5)


@pytest.mark.parametrize("size", [(0x12345, 0x23456), (0x80FFFF, 1), (1, 0xFFFFFF)])
def test_a_large_webp(size: Size) -> None:
    """Each side has three bytes, which tell one less."""
    told = b"".join((side - 1).to_bytes(3, "little") for side in size)
    assert picture_size(b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + told) == size


def test_the_largest_number_of_all() -> None:
    """It is not taken for one below 0, which would make the picture small."""
    content = b"\x89PNG\r\n\x1a\n" + bytes(8) + struct.pack(">II", 2**32 - 1, 5)
    assert picture_size(content) == (2**32 - 1, 5)


def test_what_may_stand_before_the_size() -> None:
    """Padding, markers that stand alone, and notes, however long."""
    assert jpeg_size(HEAD + b"\xff" + FRAME) == (640, 360)
    long = b"\xff\xe1" + struct.pack(">H", LARGE) + bytes(LARGE - 2)
    assert jpeg_size(HEAD + long + FRAME) == (640, 360)
    assert jpeg_size(HEAD + b"\xff\xff\xff\x01\xff\xd0" + FRAME) == (640, 360)
    assert jpeg_size(b"GIF89a") is None


@given(st.binary(max_size=200))
def test_any_bytes(content: bytes) -> None:
    """Nothing is raised, whatever comes."""
    for begin in (b"", b"BM", b"GIF89a", b"RIFF\0\0\0\0WEBPVP8 ", HEAD):
        picture_size(begin + content)


def test_what_is_too_large() -> None:
    """8K is shown, and half of it is covered."""
    assert not is_too_large((7680, 4320))
    assert not is_too_large((8192, 4352))
    assert is_too_large((8192, 4353))
    assert not is_too_large((7680, 2160), MAX_COVERED_PIXELS)
    assert is_too_large((7680, 4320), MAX_COVERED_PIXELS)
    assert MAX_COVERED_PIXELS < MAX_PIXELS


@pytest.mark.parametrize(
    ("size", "wanted", "expected"),
    [
        ((1920, 1080), (640, 360), (640, 360)),
        ((1920, 1080), (640, 480), (853, 480)),
        ((1920, 1080), (1800, 1000), None),
        ((1920, 1080), (640, 1080), None),
        ((640, 360), (1920, 1080), None),
        ((8, 16), (7, 14), (7, 14)),
        ((9, 16), (1, 1), (1, 2)),
        ((1920, 1080), (0, 0), None),
        ((1920, 1080), (-5, 100), None),
    ],
)
def test_how_small_a_picture_is_made(
    size: Size, wanted: Size, expected: Size | None
) -> None:
    """As small as still covers what is wanted; never larger."""
    assert scaled_to(size, wanted) == expected


@given(*[st.integers(1, 9000)] * 4)
def test_it_is_not_made_smaller_twice(
    width: int, height: int, wide: int, high: int
) -> None:
    """Neither by us nor, in its own process, by Home Assistant."""
    made = scaled_to((width, height), (wide, high))
    if made is not None:
        assert made[0] >= wide
        assert made[1] >= high
        assert made[0] * 7 < wide * 8 or made[1] * 7 < high * 8
        assert scaled_to(made, (wide, high)) is None
