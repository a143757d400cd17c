"""What every frame of the lab says about itself, in black and white blocks along its top.

8 bits of camera number, then 32 bits of frame number. Frames are numbered by the clock, so a
picture also says when it was taken. Also read by the cameras' own process.
"""

WIDTH, HEIGHT, FPS = 640, 360, 15
EPOCH = 1_767_225_600  # 2026-01-01 UTC as a Unix time: 32 bits last until 2035

CAMERA_BITS, FRAME_BITS = 8, 32
BLOCKS = CAMERA_BITS + FRAME_BITS
STRIP_HEIGHT = 16

# The patch that tests look for behind privacy zones: left, top, right, bottom in 0..1 of the picture.
SECRET = (0.70, 0.20, 0.85, 0.40)
SECRET_COLOR = (222, 12, 164)


def frame_at(moment: float) -> int:
    """Return the number of the frame that shows `moment`, a Unix time in seconds."""
    return int((moment - EPOCH) * FPS)


def moment_of(frame: int) -> float:
    """Return the Unix time in seconds at which `frame` was taken."""
    return EPOCH + frame / FPS


def bits_of(camera: int, frame: int) -> list[bool]:
    """Return the blocks from left to right; True is white."""
    value = camera << FRAME_BITS | frame
    return [bool(value >> place & 1) for place in range(BLOCKS - 1, -1, -1)]


def numbers_of(bits: list[bool]) -> tuple[int, int]:
    """Return the camera and frame number that the blocks spell."""
    value = 0
    for bit in bits:
        value = value << 1 | bit
    return value >> FRAME_BITS, value & (1 << FRAME_BITS) - 1
