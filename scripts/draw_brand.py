"""Draws everything that Lens Cap shows as a picture: one mark, in several sizes and settings.

The mark is a camera lens and its cap, which hangs on a cord and has a closed eye on it. Each
shape is a distance to its edge (negative inside), in the units of its canvas, so that edges are
smooth at any size.
"""

from itertools import pairwise
from math import cos, radians, sin
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

INTEGRATION = Path(__file__).resolve().parent.parent / "custom_components" / "lens_cap"
SUPERSAMPLING = 2

type Field = npt.NDArray[np.float64]
type Color = tuple[int, int, int]
type Blend = tuple[Color, Color]
type Point = tuple[float, float]

WHITE: Color = (255, 255, 255)
INK: Color = (38, 52, 68)
PAPER: Color = (232, 238, 244)
BODY: Blend = ((58, 76, 96), (38, 52, 68))
BODY_ON_DARK: Blend = ((112, 136, 160), (70, 90, 112))
GLASS: Blend = ((74, 205, 214), (24, 62, 128))
GLASS_DEEP: Color = (16, 40, 88)
CAP: Blend = ((255, 190, 84), (240, 146, 36))
CAP_RIM: Color = (214, 118, 18)
CAP_EYE: Color = (116, 58, 6)

# The placeholder is seen large and for long: the same things, quieter.
WALL: Blend = ((58, 70, 83), (38, 47, 57))
QUIET_BODY: Blend = ((86, 102, 120), (48, 60, 74))
QUIET_CAP: Blend = ((226, 178, 108), (202, 146, 76))
QUIET_RIM: Color = (166, 116, 56)
QUIET_EYE: Color = (98, 64, 26)


class Canvas:
    """A transparent picture, painted from the back to the front."""

    def __init__(self, width: int, height: int, scale: float = 1) -> None:
        """Make a picture of `width` x `height` units with `scale` pixels in each."""
        self._pixels = round(width * scale), round(height * scale)
        factor = scale * SUPERSAMPLING
        self._edge = 1 / factor
        self.y, self.x = (
            np.mgrid[0 : height * factor, 0 : width * factor] + 0.5
        ) / factor
        self._colors = np.zeros((*self.x.shape, 3))
        self._alpha = np.zeros(self.x.shape)

    def fill(self, distance: Field, color: Field | Color, opacity: float = 1) -> None:
        """Paint the inside of a shape over what is there."""
        cover = self._inside(distance) * opacity
        alpha = cover + self._alpha * (1 - cover)
        weight = np.divide(cover, alpha, out=np.zeros_like(alpha), where=alpha > 0)
        self._colors += (np.asarray(color, dtype=float) - self._colors) * weight[
            ..., None
        ]
        self._alpha = alpha

    def erase(self, distance: Field) -> None:
        """Make the inside of a shape transparent."""
        self._alpha *= 1 - self._inside(distance)

    def disc(self, center: Point, radius: float) -> Field:
        """Return the distance to a disc."""
        distance: Field = np.hypot(self.x - center[0], self.y - center[1]) - radius
        return distance

    def stroke(self, points: list[Point], width: float) -> Field:
        """Return the distance to a line with round ends through some points."""
        box = tuple(
            slice(
                max(0, int((min(axis) - width) / self._edge)),
                int((max(axis) + width) / self._edge),
            )
            for axis in ([y for _, y in points], [x for x, _ in points])
        )
        x, y = self.x[box], self.y[box]
        nearest = np.full(x.shape, np.inf)
        for (ax, ay), (bx, by) in pairwise(points):
            dx, dy = bx - ax, by - ay
            along = np.clip(
                ((x - ax) * dx + (y - ay) * dy) / max(dx * dx + dy * dy, 1e-9), 0, 1
            )
            nearest = np.minimum(
                nearest, np.hypot(x - ax - along * dx, y - ay - along * dy)
            )
        whole = np.full(self.x.shape, np.inf)
        whole[box] = nearest - width / 2
        return whole

    def blend(self, center: Point, radius: float, colors: Blend) -> Field:
        """Return colors that go from the upper left of a disc to its lower right."""
        reach = radius * 0.75
        along = (self.x - center[0] + self.y - center[1]) / (4 * reach) + 0.5
        first, last = np.asarray(colors, dtype=float)
        blended: Field = first + (last - first) * np.clip(along, 0, 1)[..., None]
        return blended

    def image(self) -> Image.Image:
        """Return the picture at its final size."""
        width, height = self._pixels
        layers = np.dstack([self._colors * self._alpha[..., None], self._alpha])
        layers = layers.reshape(height, SUPERSAMPLING, width, SUPERSAMPLING, 4).mean(
            axis=(1, 3)
        )
        colors, alpha = layers[..., :3], layers[..., 3:]
        colors = np.divide(colors, alpha, out=np.zeros_like(colors), where=alpha > 0)
        return Image.fromarray(
            np.rint(np.dstack([colors, alpha * 255])).astype(np.uint8)
        )

    def _inside(self, distance: Field) -> Field:
        return np.clip(0.5 - distance / self._edge, 0, 1)


def around(center: Point, radius: float, degrees: float, aspect: float = 1) -> Point:
    """Return a point on a circle; degrees from the right, clockwise."""
    turn = radians(degrees)
    return center[0] + radius * cos(turn), center[1] + radius * aspect * sin(turn)


def arc(
    center: Point, radius: float, start: float, end: float, aspect: float = 1
) -> list[Point]:
    """Return points along a circle, or along an ellipse where `aspect` is not 1."""
    return [
        around(center, radius, degrees, aspect)
        for degrees in np.linspace(start, end, 33)
    ]


def curve(a: Point, b: Point, c: Point, d: Point) -> list[Point]:
    """Return points along a cubic curve from `a` to `d`."""
    t = np.linspace(0, 1, 33)[:, None]
    line = (
        (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d
    )
    return [(float(x), float(y)) for x, y in line]


def draw_barrel(canvas: Canvas, center: Point, radius: float, body: Blend) -> None:
    """Draw the ring that holds the glass."""
    canvas.fill(canvas.disc(center, radius), body[0])
    canvas.fill(canvas.disc(center, radius * 0.94), body[1])


def draw_glass(canvas: Canvas, center: Point, radius: float) -> None:
    """Draw the glass and two reflections on it."""
    canvas.fill(canvas.disc(center, radius * 1.05), GLASS_DEEP)
    canvas.fill(canvas.disc(center, radius), canvas.blend(center, radius, GLASS))
    canvas.fill(canvas.disc(center, radius * 0.62), GLASS_DEEP, 0.34)
    shine = canvas.stroke(arc(center, radius * 0.76, 197, 259), radius * 0.13)
    glint = canvas.disc(around(center, radius * 0.76, 177), radius * 0.068)
    canvas.fill(np.minimum(shine, glint), WHITE, 0.92)


def draw_cap(
    canvas: Canvas, center: Point, radius: float, face: Blend, rim: Color, eye: Color
) -> None:
    """Draw the cap: its rim, its face and the closed eye."""
    canvas.fill(canvas.disc(center, radius), rim)
    canvas.fill(canvas.disc(center, radius * 0.91), canvas.blend(center, radius, face))
    middle, size, width = (
        (center[0], center[1] - radius * 0.28),
        radius * 0.56,
        radius * 0.125,
    )
    lid = canvas.stroke(arc(middle, size, 22, 158, 0.74), width)
    for degrees in (46, 90, 134):
        lash = [around(middle, size * reach, degrees, 0.74) for reach in (1, 1.45)]
        lid = np.minimum(lid, canvas.stroke(lash, width))
    canvas.fill(lid, eye)


def draw_mark(canvas: Canvas, body: Blend) -> None:
    """Draw the mark, 512 x 512 units: the cap before half of the lens."""
    lens, cap, knot = (212, 206), (336, 330), (72, 332)
    draw_barrel(canvas, lens, 200, body)
    draw_glass(canvas, lens, 144)
    canvas.erase(canvas.disc(cap, 182))
    cord = canvas.stroke(curve(knot, (36, 474), (140, 524), (196, 404)), 21)
    canvas.fill(np.minimum(cord, canvas.disc(knot, 20)), CAP_RIM)
    draw_cap(canvas, cap, 166, CAP, CAP_RIM, CAP_EYE)


def wordmark(left: float, base: float) -> list[list[Point]]:
    """Return the lines of the words "Lens Cap", 850 units wide, capitals 190 high."""

    def at(x: float, y: float) -> Point:
        return left + x, base - y

    return [
        [at(0, 190), at(0, 0), at(96, 0)],  # L
        [at(146, 65), *arc(at(211, 65), 65, 0, -312)],  # e
        [at(330, 130), at(330, 0)],
        [at(330, 75), *arc(at(385, 75), 55, 180, 360), at(440, 0)],  # n
        [
            *arc(at(540, 98), 42, -28, -270, 0.78),
            *arc(at(540, 33), 44, -88, 152, 0.75),
        ],  # s
        arc(at(788, 95), 95, -46, -314),  # C
        arc(at(958, 65), 65, 0, 360),
        [at(1023, 130), at(1023, 0)],  # a
        arc(at(1148, 65), 65, 0, 360),
        [at(1083, 130), at(1083, -62)],  # p
    ]


def draw_logo(canvas: Canvas, body: Blend, ink: Color) -> None:
    """Draw the mark and the name beside it."""
    draw_mark(canvas, body)
    lines = [canvas.stroke(line, 34) for line in wordmark(592, 316)]
    canvas.fill(np.minimum.reduce(lines), ink)


def draw_placeholder() -> Image.Image:
    """Return what a private camera shows: the cap is on, and all is quiet."""
    canvas, center = Canvas(1280, 720), (640, 352)
    shade = np.clip(canvas.disc(center, 0) / 760, 0, 1)[..., None] ** 1.3
    light, dark = np.asarray(WALL, dtype=float)
    canvas.fill(canvas.disc(center, 2000), light + (dark - light) * shade)
    canvas.fill(canvas.disc((center[0], center[1] + 10), 168), (20, 26, 33), 0.35)
    draw_barrel(canvas, center, 164, QUIET_BODY)
    knot, grip = around(center, 158, 143), around(center, 128, 108)
    cord = canvas.stroke(
        curve(knot, (knot[0] - 22, 556), (grip[0] - 14, 606), grip), 11
    )
    canvas.fill(np.minimum(cord, canvas.disc(knot, 11)), QUIET_RIM)
    draw_cap(canvas, center, 132, QUIET_CAP, QUIET_RIM, QUIET_EYE)
    return canvas.image().convert("RGB")


def main() -> None:
    """Write the pictures into the integration."""
    brand = INTEGRATION / "brand"
    for prefix, body, ink in (("", BODY, INK), ("dark_", BODY_ON_DARK, PAPER)):
        for suffix, scale in (("", 0.5), ("@2x", 1)):
            icon = Canvas(512, 512, scale)
            draw_mark(icon, body)
            icon.image().save(brand / f"{prefix}icon{suffix}.png", optimize=True)
            logo = Canvas(1840, 512, scale)
            draw_logo(logo, body, ink)
            logo.image().save(brand / f"{prefix}logo{suffix}.png", optimize=True)
    placeholder = INTEGRATION / "media" / "placeholder.jpg"
    draw_placeholder().save(placeholder, quality=85, optimize=True)


if __name__ == "__main__":
    main()
