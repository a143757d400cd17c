"""The eyes of the leak tests: they see what is there, and nothing else."""

import io
import time

from PIL import Image, ImageDraw
import pytest

from lab.inventory import EVERY, GARDEN
from lab.pattern import (
    BLOCKS,
    HEIGHT,
    SECRET,
    SECRET_COLOR,
    STRIP_HEIGHT,
    WIDTH,
    bits_of,
    frame_at,
    moment_of,
    numbers_of,
)
from lab.picture import Reading, read, secret_share, shows_secret

NUMBER, FRAME = GARDEN.number, 424_112_635


def picture(
    camera: int = NUMBER, frame: int = FRAME, *, secret: bool = True
) -> Image.Image:
    """Return a picture as a camera of the lab would take it."""
    image = Image.new("RGB", (WIDTH, HEIGHT), (120, 150, 110))
    draw = ImageDraw.Draw(image)
    block = WIDTH // BLOCKS
    for place, bit in enumerate(bits_of(camera, frame)):
        corners = (place * block, 0, (place + 1) * block - 1, STRIP_HEIGHT - 1)
        draw.rectangle(corners, fill=(255, 255, 255) if bit else (0, 0, 0))
    if secret:
        left, top, right, bottom = SECRET
        patch = (left * WIDTH, top * HEIGHT, right * WIDTH - 1, bottom * HEIGHT - 1)
        draw.rectangle(patch, fill=SECRET_COLOR)
    return image


def jpeg(image: Image.Image, quality: int) -> bytes:
    """Return the picture as a JPEG."""
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


@pytest.mark.parametrize("quality", [95, 40, 5])
@pytest.mark.parametrize("scale", [0.25, 0.5, 1, 2])
def test_reads_through_compression_and_scaling(quality: int, scale: float) -> None:
    """A poor and small JPEG still says which camera and which frame it shows."""
    image = picture().resize((int(WIDTH * scale), int(HEIGHT * scale)))
    assert read(jpeg(image, quality)) == Reading(camera=NUMBER, frame=FRAME)
    assert shows_secret(jpeg(image, quality))


@pytest.mark.parametrize("shade", [0, 16, 128, 235, 255])
def test_plain_pictures_are_of_no_camera(shade: int) -> None:
    """A black, gray or white picture, such as a placeholder, is not taken for a frame."""
    image = Image.new("RGB", (WIDTH, HEIGHT), (shade,) * 3)
    assert read(image) is None
    assert not shows_secret(image)


def test_other_patterns_are_of_no_camera() -> None:
    """Blocks that name no camera of the lab, a faded strip and bytes that are no picture read as None."""
    assert read(picture(camera=255)) is None
    assert read(Image.blend(picture(), Image.new("RGB", (WIDTH, HEIGHT)), 0.5)) is None
    assert read(b"no picture") is None
    assert secret_share(b"no picture") == 0


def test_a_covered_secret_is_not_shown() -> None:
    """The patch counts as hidden only when next to nothing of it is left."""
    left, top, right, bottom = SECRET
    covered, half = picture(), picture()
    ImageDraw.Draw(covered).rectangle(
        (left * WIDTH - 4, top * HEIGHT - 4, right * WIDTH + 4, bottom * HEIGHT + 4),
        fill="black",
    )
    ImageDraw.Draw(half).rectangle(
        (left * WIDTH, top * HEIGHT, (left + right) / 2 * WIDTH, bottom * HEIGHT),
        fill="black",
    )
    assert not shows_secret(covered)
    assert secret_share(half) == pytest.approx(0.5, abs=0.1)
    assert shows_secret(half)
    assert shows_secret(picture().rotate(180))


def test_frames_tell_the_time() -> None:
    """A frame number is a moment, to within one frame."""
    now = time.time()
    assert moment_of(frame_at(now)) == pytest.approx(now, abs=1 / 14)
    reading = Reading(camera=NUMBER, frame=frame_at(now - 60))
    assert 60 - 1 < reading.age_seconds() < time.time() - now + 60 + 1
    assert moment_of(reading.frame) == reading.moment()


def test_numbers_survive_their_blocks() -> None:
    """Every camera's number and the largest frame number come back as they went in."""
    for camera in EVERY.values():
        for frame in (0, FRAME, 2**32 - 1):
            assert numbers_of(bits_of(camera.number, frame)) == (camera.number, frame)
