"""Computes the covered pixels: everything that a privacy zone or its margin touches.

Imports nothing of Lens Cap: the media worker uses it too, and starts without the rest.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import ceil, floor, isfinite
from typing import Final, NamedTuple

type Point = tuple[float, float]
type Polygon = tuple[Point, ...]
"""A closed outline; points are shares of width and height (0 to 1) of the picture as it is shown."""

type _Span = tuple[float, float]

MARGIN: Final = 0.01
_BLOCK: Final = 2  # video keeps one color for two by two pixels
_TOUCH: Final = 1e-6
_FARTHEST: Final = 10.0


class Rectangle(NamedTuple):
    """Pixels from `left` to before `right`, and from `top` to before `bottom`."""

    left: int
    top: int
    right: int
    bottom: int

    def overlap(self, other: Rectangle) -> int:
        """Return how many pixels lie in both."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0, width) * max(0, height)


@dataclass(frozen=True, kw_only=True)
class Cover:
    """The covered parts of a picture; nothing without polygons.

    `margin` is covered around each polygon, as a share of the picture's longer side.
    """

    polygons: frozenset[Polygon] = frozenset()
    margin: float = MARGIN

    def __bool__(self) -> bool:
        """Return whether anything is covered."""
        return bool(self.polygons)

    def hides(self, other: Cover) -> bool:
        """Return whether this covers everything that `other` covers."""
        return not other or (
            other.polygons <= self.polygons and other.margin <= self.margin
        )

    def rectangles(self, width: int, height: int) -> tuple[Rectangle, ...]:
        """Return the pixels to paint over in a picture of this size."""
        return coverage(self.polygons, width, height, self.margin)


NOTHING_COVERED: Final = Cover()


@lru_cache(maxsize=128)
def coverage(
    polygons: frozenset[Polygon], width: int, height: int, margin: float = MARGIN
) -> tuple[Rectangle, ...]:
    """Return rectangles that hold every pixel touched by the polygons or their margins.

    They do not overlap, lie within the picture, and begin and end at blocks of two by two pixels
    (or at the edge of the picture), so that the coarser planes of color are covered as well.
    What is no polygon covers everything.

    Args:
        polygons: What to cover.
        width: The picture's width in pixels.
        height: Its height.
        margin: What is covered around each polygon, as a share of the longer side.
    """
    if not all(map(_is_sane, polygons)) or not isfinite(margin):
        return (Rectangle(0, 0, width, height),)
    reach = max(0.0, margin) * max(width, height) + _TOUCH
    bands: list[list[_Span]] = [[] for _ in range(ceil(height / _BLOCK))]
    for polygon in polygons:
        outline = [(x * width, y * height) for x, y in polygon]
        for band, left, right in _spans(outline, len(bands), reach):
            bands[band].append((left - reach, right + reach))
    return tuple(_rectangles([_blocks(spans, width) for spans in bands], height))


def _is_sane(polygon: Polygon) -> bool:
    return len(polygon) > 2 and all(
        -_FARTHEST < coordinate < _FARTHEST for point in polygon for coordinate in point
    )


def _spans(
    outline: list[Point], bands: int, reach: float
) -> Iterator[tuple[int, float, float]]:
    """Yield band, left and right of what a polygon takes up of each band of pixels.

    A band is seen with the margin above and below it. From any point of the polygon in it, a way
    straight up meets the outline or, inside the polygon, the band's upper edge: so what the outline
    and that edge take up is all there is.
    """
    crossings: list[list[float]] = [[] for _ in range(bands)]
    for begin, end in pairwise([*outline, outline[0]]):
        (x0, y0), (x1, y1) = sorted((begin, end), key=lambda point: point[1])
        # Where a side is as good as level, its slope may be more than a number can be.
        is_level = y1 - y0 < _TOUCH
        slope = 0.0 if is_level else (x1 - x0) / (y1 - y0)
        first = max(0, ceil((y0 - reach) / _BLOCK) - 1)
        last = min(bands - 1, floor((y1 + reach) / _BLOCK))
        for band in range(first, last + 1):
            top, bottom = band * _BLOCK - reach, (band + 1) * _BLOCK + reach
            if y0 <= top < y1:
                crossings[band].append(x0 + (top - y0) * slope)
            if is_level:
                left, right = sorted((x0, x1))
            else:
                ends = (
                    x0 + (min(max(edge, y0), y1) - y0) * slope for edge in (top, bottom)
                )
                left, right = sorted(ends)
            yield band, left, right
    for band, places in enumerate(crossings):
        places.sort()
        for left, right in zip(places[::2], places[1::2], strict=True):
            yield band, left, right


def _blocks(spans: Iterable[_Span], width: int) -> tuple[tuple[int, int], ...]:
    """Return the spans in whole blocks within the picture, joined where they meet, in order."""
    joined: list[tuple[int, int]] = []
    for left, right in sorted(spans):
        begin = max(0, floor(left / _BLOCK) * _BLOCK)
        end = min(width, ceil(right / _BLOCK) * _BLOCK)
        if begin >= end:
            continue
        if joined and begin <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((begin, end))
    return tuple(joined)


def _rectangles(
    bands: list[tuple[tuple[int, int], ...]], height: int
) -> Iterator[Rectangle]:
    """Yield the covered parts of all bands; like bands below each other become one."""
    top = 0
    for band, spans in enumerate(bands):
        if band + 1 < len(bands) and bands[band + 1] == spans:
            continue
        bottom = min(height, (band + 1) * _BLOCK)
        for left, right in spans:
            yield Rectangle(left, top * _BLOCK, right, bottom)
        top = band + 1
