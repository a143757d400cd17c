"""Stills: covered the way up in which they are seen, with nothing else left in them."""

from io import BytesIO

from hypothesis import given, settings, strategies as st
import numpy as np
from PIL import Image, ImageOps
import pytest

from custom_components.lens_cap.core.coverage import NOTHING_COVERED, Cover
from custom_components.lens_cap.core.failure import Failure
from custom_components.lens_cap.media.worker.jpeg import is_whole_jpeg
from custom_components.lens_cap.media.worker.still_encoder import (
    PictureError,
    encoded_again,
)
from custom_components.lens_cap.media.worker.still_orders import Task
from homeassistant.components.stream import Orientation
from homeassistant.components.stream.core import KeyFrameConverter

from ....helpers.scenes import (
    BOTH,
    HIDDEN,
    Pixels,
    brightest_covered,
    likeness,
    picture,
    shows_secret,
    size_of,
    still,
)
from .test_stills import huge_png

BLACK = 40


def covered(content: bytes, cover: Cover) -> bytes:
    """Return a picture as the process for stills makes it."""
    return encoded_again(content, Task(cover=cover))


def pixels(content: bytes) -> Pixels:
    """Return a picture as it is meant to be seen."""
    with Image.open(BytesIO(content)) as opened:
        return np.asarray(ImageOps.exif_transpose(opened).convert("RGB"))


@pytest.mark.parametrize(
    ("size", "subsampling"),
    [
        ((640, 360), 0),
        ((640, 360), 1),
        ((640, 360), 2),
        ((1920, 1080), 2),
        ((3840, 2160), 2),
        ((1080, 1920), 2),
        ((641, 361), 0),
        ((641, 361), 2),
        ((63, 35), 2),
    ],
)
def test_nothing_of_the_zone_and_all_of_the_rest(
    size: tuple[int, int], subsampling: int
) -> None:
    """At every size; a JPEG keeps its fineness."""
    raw = still(size, quality=90, subsampling=subsampling)
    assert shows_secret(pixels(raw))
    for cover in (HIDDEN, BOTH):
        given_out = covered(raw, cover)
        assert is_whole_jpeg(given_out)
        frame = pixels(given_out)
        assert frame.shape == (size[1], size[0], 3)
        assert not shows_secret(frame)
        if size[0] > 100:
            assert brightest_covered(frame, cover, size) < BLACK
            assert likeness(frame, pixels(raw), cover) > 40


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "BMP", "GIF"])
def test_other_kinds_are_covered(kind: str) -> None:
    """Whatever a source calls a still, what goes out is a covered JPEG."""
    frame = pixels(covered(still(kind=kind), HIDDEN))
    assert not shows_secret(frame)
    assert brightest_covered(frame, HIDDEN, (640, 360)) < BLACK


@pytest.mark.parametrize("mode", ["L", "CMYK", "RGB"])
def test_other_colors_are_covered(mode: str) -> None:
    """A picture in gray, or made for printers."""
    buffer = BytesIO()
    Image.fromarray(picture(640, 360)).convert(mode).save(buffer, "JPEG")
    frame = pixels(covered(buffer.getvalue(), HIDDEN))
    assert brightest_covered(frame, HIDDEN, (640, 360)) < BLACK


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_that_lies_on_its_side(orientation: int) -> None:
    """It is put upright first: the zone was drawn on it as it is seen."""
    upright = Image.fromarray(picture(640, 360))
    lying = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = upright.transpose(lying[orientation]) if orientation > 1 else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    buffer = BytesIO()
    stored.save(buffer, "JPEG", quality=92, exif=exif)
    raw = buffer.getvalue()
    assert likeness(pixels(raw), picture(640, 360), NOTHING_COVERED) > 30
    frame = pixels(covered(raw, HIDDEN))
    assert frame.shape == (360, 640, 3)
    assert not shows_secret(frame)
    assert brightest_covered(frame, HIDDEN, (640, 360)) < BLACK


def test_nothing_else_is_in_it() -> None:
    """No thumbnail, place, time, comment, profile or appended data; and no orientation to apply."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "the secret place"
    exif.get_ifd(0x8825)[1] = "N"
    raw = still(
        exif=exif,
        comment=b"the secret comment",
        xmp=b"<x>the secret xmp</x>",
        icc_profile=b"the secret profile",
        dpi=(72, 72),
    )
    content = raw + b"the secret tail" + still((64, 36))
    assert content.count(b"secret") == 5
    given_out = covered(content, HIDDEN)
    assert b"secret" not in given_out
    assert given_out.count(b"\xff\xd8\xff") == 1
    with Image.open(BytesIO(given_out)) as opened:
        assert not opened.getexif()
        assert set(opened.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", Failure.BROKEN),
        (b"<html>Log in</html>", Failure.BROKEN),
        (still()[:-300], Failure.BROKEN),
        (still()[:2000], Failure.BROKEN),
        (still(kind="PNG")[:4000], Failure.BROKEN),
        (still(kind="TIFF"), Failure.BROKEN),
        (huge_png(20_000), Failure.TOO_LARGE),
    ],
    ids=["nothing", "page", "cut", "head", "half-png", "tiff", "bomb"],
)
def test_what_cannot_be_decoded_is_refused(content: bytes, code: Failure) -> None:
    """It ends with a code, and nothing of the content is in the error."""
    with pytest.raises(PictureError) as caught:
        covered(content, HIDDEN)
    assert caught.value.code == code
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


RAW = still((320, 180), quality=80)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(RAW) - 1), st.integers(0, 255)), max_size=30),
    st.integers(0, len(RAW)),
    st.integers(0, 400),
)
def test_damaged_pictures(
    changes: list[tuple[int, int]], hole: int, length: int
) -> None:
    """Whatever happens to a JPEG: it is refused, or what goes out is covered."""
    damaged = bytearray(RAW)
    for place, value in changes:
        damaged[place] = value
    del damaged[hole : hole + length]
    try:
        given_out = covered(bytes(damaged), HIDDEN)
    except PictureError:
        return
    frame = pixels(given_out)
    size = size_of(frame)
    if min(size) > 100:
        assert brightest_covered(frame, HIDDEN, size) < 2 * BLACK


@pytest.mark.parametrize("orientation", Orientation)
def test_turned_as_home_assistant_turns_it(orientation: Orientation) -> None:
    """A still lies as the live picture does: Home Assistant's numbers are not quite those of Exif."""
    raw = still(quality=95, subsampling=0)
    task = Task(cover=HIDDEN, orientation=orientation)
    turned = pixels(encoded_again(raw, task)).astype(int)
    expected = KeyFrameConverter.transform_image(
        pixels(covered(raw, HIDDEN)), orientation
    ).astype(int)
    assert turned.shape == expected.shape
    assert np.abs(turned - expected).mean() < 2


def test_as_small_as_is_asked_for() -> None:
    """Decoded small where nothing is covered, and covered at its own size otherwise."""
    raw = still((1920, 1080))
    for cover in (NOTHING_COVERED, HIDDEN):
        for orientation, size in ((1, (640, 360)), (6, (640, 1138))):
            task = Task(cover=cover, orientation=orientation, wanted=(640, 360))
            made = encoded_again(raw, task)
            assert size_of(pixels(made)) == size
            assert shows_secret(pixels(made)) is (not cover)
