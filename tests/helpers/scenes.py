"""Clips of a scene with a secret in it, in the formats that cameras send; and whether it can be seen."""

from fractions import Fraction
from functools import lru_cache
from io import BytesIO
from typing import Final, cast

import av
from av.video.stream import VideoStream
import numpy as np
from PIL import Image

from custom_components.lens_cap.core.coverage import Cover, Polygon
from lab.pattern import SECRET, SECRET_COLOR

RATE: Final = 15
_LEFT, _TOP, _RIGHT, _BOTTOM = SECRET
SECRET_ZONE: Final[Polygon] = (
    (_LEFT, _TOP), (_RIGHT, _TOP), (_RIGHT, _BOTTOM), (_LEFT, _BOTTOM),
)  # fmt: skip
OTHER_ZONE: Final[Polygon] = ((0.1, 0.5), (0.3, 0.55), (0.2, 0.9))
HIDDEN: Final = Cover(polygons=frozenset({SECRET_ZONE}))
BOTH: Final = Cover(polygons=frozenset({SECRET_ZONE, OTHER_ZONE}))
OTHER: Final = Cover(polygons=frozenset({OTHER_ZONE}))

# Encoders let the picture and the cover run into each other a little, on both sides.
_BLUR: Final = 8
_NOTICEABLE: Final = 40
_COLOR: Final = np.array(SECRET_COLOR, np.int16)
_OPTIONS: dict[str, dict[str, object]] = {
    "libx264": {"preset": "veryfast", "bf": "2", "crf": "18"},
    "libx265": {
        "preset": "ultrafast",
        "crf": "18",
        "x265-params": "log-level=none:open-gop=0",
    },
    "mjpeg": {"qmin": "2", "qmax": "4"},
}

type Pixels = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]


def _coarseness(width: int, height: int) -> int:
    """Return by how many pixels a large picture is drawn, and looked at, at once."""
    return max(1, min(width, height) // 360)


@lru_cache(maxsize=8)
def picture(width: int, height: int, number: int = 0) -> Pixels:
    """Return one frame in RGB: soft shapes that move, and the secret, which does not."""
    coarse = _coarseness(width, height)
    y, x = np.mgrid[0 : -(-height // coarse), 0 : -(-width // coarse)]
    x, y = x * coarse / width + number / 40, y * coarse / height
    waves = [np.sin(6 * x + 2 * y), np.cos(5 * y - 3 * x), np.sin(4 * x * y + 1)]
    frame = np.stack([120 + 50 * wave for wave in waves], axis=-1).astype(np.uint8)
    frame = frame.repeat(coarse, 0).repeat(coarse, 1)[:height, :width]
    left, right = round(width * _LEFT), round(width * _RIGHT)
    frame[round(height * _TOP) : round(height * _BOTTOM), left:right] = SECRET_COLOR
    return frame


@lru_cache(maxsize=32)
def film(
    codec: str = "libx264",
    container: str = "matroska",
    *,
    size: tuple[int, int] = (640, 360),
    frames: int = 30,
    pix_fmt: str = "yuv420p",
    rate: int = RATE,
) -> bytes:
    """Return a clip of the scene, with a keyframe each second."""
    buffer = BytesIO()
    with av.open(buffer, "w", format=container) as output:
        video = cast(VideoStream, output.add_stream(codec, rate=rate))
        video.width, video.height = size
        video.pix_fmt = pix_fmt
        video.gop_size = rate
        video.options = _OPTIONS.get(codec, {})
        for number in range(frames):
            frame = av.VideoFrame.from_ndarray(picture(*size, number), format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, rate)
            output.mux(video.encode(frame))
        output.mux(video.encode(None))
    return buffer.getvalue()


def still(
    size: tuple[int, int] = (640, 360), kind: str = "JPEG", **options: object
) -> bytes:
    """Return the scene as a single picture."""
    buffer = BytesIO()
    Image.fromarray(picture(*size)).save(buffer, kind, **options)
    return buffer.getvalue()


def frames_of(data: bytes, container: str | None = "mpegts") -> list[Pixels]:
    """Return all frames of a clip in RGB."""
    with av.open(BytesIO(data), "r", format=container) as opened:
        return [
            cast(Pixels, frame.to_ndarray(format="rgb24"))
            for frame in opened.decode(video=0)
        ]


def size_of(frame: Pixels) -> tuple[int, int]:
    """Return width and height."""
    return frame.shape[1], frame.shape[0]


def secret_pixels(frame: Pixels) -> int:
    """Return how many pixels have a color close to the secret's."""
    step = _coarseness(*frame.shape[1::-1])
    distance = np.abs(frame[::step, ::step].astype(np.int16) - _COLOR).max(axis=-1)
    return int((distance < _NOTICEABLE).sum()) * step**2


def shows_secret(frame: Pixels) -> bool:
    """Return whether any pixel has a color close to the secret's."""
    return secret_pixels(frame) > 0


def brightest_covered(frame: Pixels, cover: Cover, size: tuple[int, int]) -> int:
    """Return how far from black anything well inside the cover is."""
    inner = [
        frame[top + _BLUR : bottom - _BLUR, left + _BLUR : right - _BLUR]
        for left, top, right, bottom in cover.rectangles(*size)
    ]
    assert any(part.size for part in inner)
    return max(int(part.max()) for part in inner if part.size)


def likeness(frame: Pixels, other: Pixels, cover: Cover) -> float:
    """Return how alike two pictures are outside of a cover, as PSNR in dB."""
    height = min(frame.shape[0], other.shape[0])
    width = min(frame.shape[1], other.shape[1])
    mask = np.ones((height, width), bool)
    for left, top, right, bottom in cover.rectangles(*other.shape[1::-1]):
        mask[
            max(0, top - _BLUR) : bottom + _BLUR, max(0, left - _BLUR) : right + _BLUR
        ] = False
    step = _coarseness(width, height)
    mask = mask[::step, ::step]
    one = frame[:height:step, :width:step][mask].astype(np.int32)
    two = other[:height:step, :width:step][mask].astype(np.int32)
    error = float(((one - two) ** 2).mean())
    return float(10 * np.log10(255**2 / error)) if error else 99.0
