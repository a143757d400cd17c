"""What moves in the scenes: small, calm, and drawn once."""

from collections.abc import Callable
from dataclasses import dataclass
from math import sin

from lab.cameras.canvas import Canvas, Color, Fade, Planes, box, ellipse
from lab.pattern import FPS


@dataclass(frozen=True)
class Mover:
    """Something small that crosses the scene: its picture, what of each row belongs to it, its path."""

    planes: Planes
    rows: tuple[tuple[int, int], ...]
    left: int
    right: int
    top: int
    seconds: int
    bob: int

    def place(self, frame: int) -> tuple[int, int]:
        """Return where its left upper corner is in a frame; both even, as color needs it."""
        period = self.seconds * FPS * 2
        share = abs((frame % period) / period * 2 - 1)
        x = self.left + (self.right - self.left) * share
        y = self.top + self.bob * sin(frame / FPS * 3)
        return int(x) // 2 * 2, int(y) // 2 * 2


def _mover(
    draw: Callable[[Canvas], None],
    size: tuple[int, int],
    ground: Color,
    path: tuple[int, int, int, int, int],
) -> Mover:
    canvas = Canvas(*size, ground)
    empty = canvas.planes().y[:1]
    draw(canvas)
    planes = canvas.planes()
    rows = []
    for row in range(planes.height):
        line = planes.y[row * planes.width : (row + 1) * planes.width]
        first = planes.width - len(line.lstrip(empty))
        last = len(line.rstrip(empty))
        rows.append((first // 2 * 2, (last + 1) // 2 * 2) if first < last else (0, 0))
    return Mover(planes, tuple(rows), *path)


def _robot(canvas: Canvas) -> None:
    canvas.paint(ellipse(34, 22, 32, 9), (96, 74, 56), opacity=0.5)
    canvas.paint(ellipse(34, 17, 31, 10), (92, 96, 104))
    canvas.paint(ellipse(34, 12, 31, 10), (226, 228, 230))
    canvas.paint(ellipse(34, 10, 11, 4), (120, 126, 134))
    canvas.paint(ellipse(52, 12, 3, 2), (88, 190, 120))


def _cat(canvas: Canvas) -> None:
    fur, light = (214, 138, 72), (236, 176, 114)
    canvas.paint(ellipse(36, 49, 30, 4), (120, 102, 84), opacity=0.5)
    for x in (16, 24, 46, 54):
        canvas.paint(box(x, 32, x + 6, 49, 3), (196, 120, 60))
    canvas.paint([(4, 8), (9, 6), (16, 30), (11, 34)], fur)
    canvas.paint(ellipse(36, 28, 25, 12), Fade(light, fur))
    canvas.paint(ellipse(62, 18, 12, 11), fur)
    canvas.paint([(51, 12), (53, 1), (61, 9)], fur)
    canvas.paint([(63, 8), (71, 1), (73, 13)], fur)
    canvas.paint(ellipse(60, 17, 1.6, 2), (50, 40, 30))
    canvas.paint(ellipse(68, 17, 1.6, 2), (50, 40, 30))
    canvas.paint(ellipse(65, 22, 2, 1.4), (240, 224, 214))


def _hedgehog(canvas: Canvas) -> None:
    canvas.paint(ellipse(26, 29, 24, 3), (62, 106, 50), opacity=0.6)
    for x in (14, 22, 34):
        canvas.paint(box(x, 22, x + 5, 30, 2), (150, 112, 82))
    canvas.paint(ellipse(24, 16, 22, 14), Fade((132, 100, 76), (92, 66, 48)))
    canvas.paint([(40, 12), (56, 22), (40, 27), (34, 20)], (206, 172, 136))
    canvas.paint(ellipse(55, 22, 2.4, 2.2), (44, 34, 30))
    canvas.paint(ellipse(45, 18, 1.6, 1.8), (44, 34, 30))


ROBOT = _mover(_robot, (68, 32), (176, 136, 98), (40, 520, 322, 19, 0))
CAT = _mover(_cat, (76, 54), (190, 174, 154), (20, 540, 296, 15, 0))
HEDGEHOG = _mover(_hedgehog, (58, 34), (110, 164, 82), (180, 420, 292, 23, 2))
