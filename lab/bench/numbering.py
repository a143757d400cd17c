"""The bench camera's frames: their size, their pace, and the number that each bears.

Also read by the camera's own process, which runs on the system's older Python.
"""

import time

from lab.pattern import BLOCKS, EPOCH, bits_of, numbers_of

WIDTH, HEIGHT, FPS, KILOBITS = 1920, 1080, 25, 4000
CAMERA = 0b1010_0110
STRIP_HEIGHT = 48
BLOCK = WIDTH // BLOCKS
BLACK, WHITE = 16, 235


def number_at(moment: float) -> int:
    """Return the number of the frame that is taken at a Unix time."""
    return int((moment - EPOCH) * FPS)


def moment_of(number: int) -> float:
    """Return the Unix time at which a frame was taken."""
    return EPOCH + number / FPS


def strip(number: int) -> bytes:
    """Return the brightness of the strip along the top of a frame."""
    row = b"".join(
        bytes([WHITE if bit else BLACK]) * BLOCK for bit in bits_of(CAMERA, number)
    )
    return row * STRIP_HEIGHT


def number_of(brightness: bytes) -> int | None:
    """Return the number that one row out of the middle of the strip spells, None where it does not."""
    bits = [value > (BLACK + WHITE) // 2 for value in brightness[BLOCK // 2 :: BLOCK]]
    camera, number = numbers_of(bits[:BLOCKS])
    return number if camera == CAMERA else None


def until_next_frame() -> float:
    """Return how many seconds it is until the next frame is due."""
    now = time.time()
    return max(0.0, moment_of(number_at(now) + 1) - now)
