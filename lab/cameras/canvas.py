"""Just enough drawing for calm scenes: smooth convex shapes, gradients, shadows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, cos, floor, pi, sin

Color = tuple[int, int, int]
Point = tuple[float, float]

_SUBROWS = (0.125, 0.375, 0.625, 0.875)


@dataclass(frozen=True)
class Fade:
    """From one color at the top of a shape to another at its bottom."""

    first: Color
    last: Color

    def at(self, share: float) -> Color:
        """Return the color at a share of the way down, 0..1."""
        red, green, blue = (
            round(a + (b - a) * share)
            for a, b in zip(self.first, self.last, strict=True)
        )
        return red, green, blue


Paint = Color | Fade


@dataclass(frozen=True)
class Planes:
    """A picture as video encoders want it: brightness, and color at half the resolution."""

    width: int
    height: int
    y: bytes
    u: bytes
    v: bytes


def ellipse(x: float, y: float, across: float, down: float) -> list[Point]:
    """Return the outline of an ellipse around a center, with its two radii."""
    steps = [2 * pi * step / 48 for step in range(48)]
    return [(x + across * cos(a), y + down * sin(a)) for a in steps]


def box(
    left: float, top: float, right: float, bottom: float, radius: float = 0
) -> list[Point]:
    """Return the outline of a rectangle, with round corners where a radius is given."""
    if not radius:
        return [(left, top), (right, top), (right, bottom), (left, bottom)]
    centers = (
        (right - radius, bottom - radius),
        (left + radius, bottom - radius),
        (left + radius, top + radius),
        (right - radius, top + radius),
    )
    return [
        (x + radius * cos(a), y + radius * sin(a))
        for corner, (x, y) in enumerate(centers)
        for a in (pi / 2 * (corner + step / 8) for step in range(9))
    ]


class Canvas:
    """A picture in RGB that shapes are painted on."""

    def __init__(self, width: int, height: int, background: Color) -> None:
        """Start with one color all over."""
        self.width, self.height = width, height
        self._pixels = bytearray(bytes(background) * (width * height))

    def paint(
        self, outline: Sequence[Point], paint: Paint, opacity: float = 1.0
    ) -> None:
        """Fill a convex outline with a color, or with one that fades from top to bottom."""
        ys = [y for _, y in outline]
        top, bottom = min(ys), max(ys)
        edges = list(zip(outline, [*outline[1:], outline[0]], strict=True))
        for row in range(max(0, floor(top)), min(self.height, ceil(bottom))):
            spans = [
                (min(xs), max(xs))
                for part in _SUBROWS
                if (xs := list(_crossings(edges, row + part)))
            ]
            if spans:
                self._row(
                    row,
                    spans,
                    _color(paint, (row - top) / max(1.0, bottom - top)),
                    opacity,
                )

    def _row(self, row: int, spans: list[Point], color: Color, opacity: float) -> None:
        first = max(0, floor(min(a for a, _ in spans)))
        last = min(self.width, ceil(max(b for _, b in spans)))
        inner = last, last
        if len(spans) == len(_SUBROWS) and opacity == 1:
            begin = max(first, ceil(max(a for a, _ in spans)))
            end = min(last, floor(min(b for _, b in spans)))
            if begin < end:
                inner = begin, end
                at = 3 * (row * self.width + begin)
                self._pixels[at : at + 3 * (end - begin)] = bytes(color) * (end - begin)
        for x in (*range(first, inner[0]), *range(inner[1], last)):
            cover = sum(max(0.0, min(x + 1, b) - max(x, a)) for a, b in spans)
            self._blend(x, row, color, opacity * cover / len(_SUBROWS))

    def _blend(self, x: int, y: int, color: Color, share: float) -> None:
        at = 3 * (y * self.width + x)
        for channel, value in enumerate(color, at):
            old = self._pixels[channel]
            self._pixels[channel] = round(old + (value - old) * share)

    def planes(self) -> Planes:
        """Return the picture as YUV 4:2:0, BT.601, limited range."""
        red, green, blue = (self._pixels[channel::3] for channel in range(3))
        y = bytes(
            (66 * r + 129 * g + 25 * b + 4224) >> 8
            for r, g, b in zip(red, green, blue, strict=True)
        )
        small = [self._halved(plane) for plane in (red, green, blue)]
        pixels = list(zip(*small, strict=True))
        u = bytes((-38 * r - 74 * g + 112 * b + 32_896) >> 8 for r, g, b in pixels)
        v = bytes((112 * r - 94 * g - 18 * b + 32_896) >> 8 for r, g, b in pixels)
        return Planes(self.width, self.height, y, u, v)

    def _halved(self, plane: bytearray) -> bytes:
        halved = bytearray()
        for row in range(0, self.height, 2):
            upper = plane[row * self.width : (row + 1) * self.width]
            lower = plane[(row + 1) * self.width : (row + 2) * self.width]
            quads = zip(upper[::2], upper[1::2], lower[::2], lower[1::2], strict=True)
            halved += bytes(sum(quad) >> 2 for quad in quads)
        return bytes(halved)


def _crossings(edges: Iterable[tuple[Point, Point]], y: float) -> Iterable[float]:
    for (x1, y1), (x2, y2) in edges:
        if (y1 <= y) != (y2 <= y):
            yield x1 + (y - y1) * (x2 - x1) / (y2 - y1)


def _color(paint: Paint, share: float) -> Color:
    return paint.at(min(1.0, max(0.0, share))) if isinstance(paint, Fade) else paint
