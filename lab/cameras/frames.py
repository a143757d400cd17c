"""One frame of a camera: the scene, what moves in it, the clock, and the blocks that name it."""

from itertools import chain
import time

from lab.cameras.canvas import Planes
from lab.cameras.scenery import Scene
from lab.pattern import BLOCKS, HEIGHT, STRIP_HEIGHT, WIDTH, bits_of, moment_of

BLACK, WHITE, GRAY = b"\x10", b"\xeb", b"\x80"

# 5 x 7 dots for each sign of a clock, a row of five bits after the other.
_SIGNS = {
    "0": (14, 17, 19, 21, 25, 17, 14),
    "1": (4, 12, 4, 4, 4, 4, 14),
    "2": (14, 17, 1, 2, 4, 8, 31),
    "3": (31, 2, 4, 2, 1, 17, 14),
    "4": (2, 6, 10, 18, 31, 2, 2),
    "5": (31, 16, 30, 1, 1, 17, 14),
    "6": (6, 8, 16, 30, 17, 17, 14),
    "7": (31, 1, 2, 4, 8, 8, 8),
    "8": (14, 17, 17, 14, 17, 17, 14),
    "9": (14, 17, 17, 15, 1, 2, 12),
    ":": (0, 4, 4, 0, 4, 4, 0),
}
_DOT = 2
_CLOCK_AT = (12, HEIGHT - 24)

# Video counts brightness from 16 to 235 and color from 16 to 240, JPEG both from 0 to 255.
_FULL_Y = bytes(min(255, max(0, round((v - 16) * 255 / 219))) for v in range(256))
_FULL_UV = bytes(
    min(255, max(0, round((v - 128) * 255 / 224 + 128))) for v in range(256)
)

_DARK = Planes(
    WIDTH,
    HEIGHT,
    BLACK * (WIDTH * HEIGHT),
    GRAY * (WIDTH * HEIGHT // 4),
    GRAY * (WIDTH * HEIGHT // 4),
)


def draw(scene: Scene, camera: int, frame: int, *, dark: bool = False) -> bytes:
    """Return one frame in I420; a dark one shows nothing but its blocks."""
    planes = _DARK if dark else scene.planes
    y, u, v = bytearray(planes.y), bytearray(planes.u), bytearray(planes.v)
    if not dark:
        _move(scene, frame, y, u, v)
        _clock(frame, y)
    _strip(camera, frame, y, u, v)
    return bytes(y + u + v)


def full_range(picture: bytes) -> bytes:
    """Return a frame in I420 as JPEG counts."""
    brightness = WIDTH * HEIGHT
    return picture[:brightness].translate(_FULL_Y) + picture[brightness:].translate(
        _FULL_UV
    )


def _strip(camera: int, frame: int, y: bytearray, u: bytearray, v: bytearray) -> None:
    block = WIDTH // BLOCKS
    row = b"".join((WHITE if bit else BLACK) * block for bit in bits_of(camera, frame))
    y[: WIDTH * STRIP_HEIGHT] = row * STRIP_HEIGHT
    for plane in (u, v):
        plane[: WIDTH * STRIP_HEIGHT // 4] = GRAY * (WIDTH * STRIP_HEIGHT // 4)


def _move(scene: Scene, frame: int, y: bytearray, u: bytearray, v: bytearray) -> None:
    mover = scene.mover
    left, top = mover.place(frame)
    for row, (first, last) in enumerate(mover.rows):
        _copy(
            mover.planes.y, mover.planes.width, (row, first, last), y, left, top + row
        )
        if not row % 2:
            half = (row // 2, first // 2, last // 2)
            for small, plane in ((mover.planes.u, u), (mover.planes.v, v)):
                _copy(
                    small,
                    mover.planes.width // 2,
                    half,
                    plane,
                    left // 2,
                    top // 2 + row // 2,
                )


def _copy(
    source: bytes,
    source_width: int,
    part: tuple[int, int, int],
    target: bytearray,
    left: int,
    top: int,
) -> None:
    row, first, last = part
    width = WIDTH if len(target) == WIDTH * HEIGHT else WIDTH // 2
    at = top * width + left + first
    target[at : at + last - first] = source[
        row * source_width + first : row * source_width + last
    ]


def _clock(frame: int, y: bytearray) -> None:
    signs = [
        _SIGNS[c] for c in time.strftime("%H:%M:%S", time.localtime(moment_of(frame)))
    ]
    left, top = _CLOCK_AT
    for row in range(7):
        dots = chain.from_iterable(
            (*(sign[row] >> place & 1 for place in range(4, -1, -1)), 0)
            for sign in signs
        )
        runs = [left + column * _DOT for column, dot in enumerate(dots) if dot]
        for line in range(_DOT):
            at = (top + row * _DOT + line) * WIDTH
            for x in runs:
                y[at + x : at + x + _DOT] = WHITE * _DOT
