"""Privacy zones: named polygons in the picture."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, pairwise
from math import isfinite
from typing import Final

from .coverage import MARGIN, Cover, Polygon, coverage
from .ids import ZoneId

"""The id of a privacy zone, unique in the household."""

MIN_POINTS: Final = 3
MAX_POINTS: Final = 64

# Outlines are kept to a hundred-thousandth of the picture: a fraction of a pixel, and whole numbers
# to reckon with.
_PARTS: Final = 100_000
# Shapes are compared in so many rows and columns: finer than what is covered around each of them.
_RASTER: Final = 500

type _Spot = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Zone:
    """One privacy zone of a camera: one or more polygons that are covered together."""

    zone_id: ZoneId
    name: str
    polygons: tuple[Polygon, ...]


class ZoneProblem(StrEnum):
    """Why an outline is invalid, in the order of the checks."""

    NOT_A_NUMBER = "not_a_number"
    OUTSIDE = "outside"
    TOO_FEW_POINTS = "too_few_points"
    TOO_MANY_POINTS = "too_many_points"
    NO_AREA = "no_area"
    CROSSES_ITSELF = "crosses_itself"


def validated(points: Iterable[Sequence[float]]) -> Polygon | ZoneProblem:
    """Return an outline as a polygon, or why it is invalid.

    Each point is a share of width and height. A point that is told twice in a row counts once, and
    the first may be told again at the end.
    """
    given = [tuple(point) for point in points]
    if any(len(point) != 2 or not all(map(isfinite, point)) for point in given):
        return ZoneProblem.NOT_A_NUMBER
    if any(not 0 <= coordinate <= 1 for point in given for coordinate in point):
        return ZoneProblem.OUTSIDE
    spots = _without_repeats((round(x * _PARTS), round(y * _PARTS)) for x, y in given)
    if len(spots) < MIN_POINTS:
        return ZoneProblem.TOO_FEW_POINTS
    if len(spots) > MAX_POINTS:
        return ZoneProblem.TOO_MANY_POINTS
    if not _has_area(spots):
        return ZoneProblem.NO_AREA
    if _crosses_itself(spots):
        return ZoneProblem.CROSSES_ITSELF
    return tuple((x / _PARTS, y / _PARTS) for x, y in spots)


def cells_to_polygons(
    rows: int, columns: int, chosen: Collection[int]
) -> tuple[Polygon, ...]:
    """Return cells of a grid over the picture as rectangles.

    Cells are numbered from 1, from left to right and then down; other numbers are no cells.
    """
    runs: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for row in range(rows):
        for run in _runs(row, columns, chosen):
            above = runs.setdefault(run, [])
            if above and above[-1][1] == row:
                above[-1] = above[-1][0], row + 1
            else:
                above.append((row, row + 1))
    return tuple(
        _rectangle(left / columns, top / rows, right / columns, bottom / rows)
        for (left, right), heights in runs.items()
        for top, bottom in heights
    )


def polygons_to_cells(
    rows: int, columns: int, polygons: Collection[Polygon]
) -> tuple[tuple[int, int], ...] | None:
    """Return the first and last cell of each rectangle; None where polygons are not made of cells."""
    found: list[tuple[int, int]] = []
    for polygon in polygons:
        across, down = [x for x, _ in polygon], [y for _, y in polygon]
        left, top = round(min(across) * columns), round(min(down) * rows)
        right, bottom = round(max(across) * columns), round(max(down) * rows)
        same = _rectangle(left / columns, top / rows, right / columns, bottom / rows)
        if _spots(same) != _spots(polygon):
            return None
        found.append((top * columns + left + 1, (bottom - 1) * columns + right))
    return tuple(found)


def _spots(polygon: Polygon) -> set[_Spot]:
    return {(round(x * _PARTS), round(y * _PARTS)) for x, y in polygon}


def cover_of(
    zones: Iterable[Zone], wanted: Collection[ZoneId], margin: float = MARGIN
) -> Cover | None:
    """Return the cover for the wanted zones.

    None where none is wanted, or one of them is not known or has no shape: nothing may pass then.
    """
    shapes = {zone.zone_id: zone.polygons for zone in zones}
    chosen = [shapes.get(zone_id, ()) for zone_id in wanted]
    if not chosen or not all(chosen):
        return None
    return Cover(polygons=frozenset(chain.from_iterable(chosen)), margin=margin)


def leaves_out(before: Zone, after: Zone) -> bool:
    """Return whether a zone covers, by its shape, anything that it does not after a change."""
    if set(before.polygons) <= set(after.polygons):
        return False
    old, new = (
        coverage(frozenset(zone.polygons), _RASTER, _RASTER, 0.0)
        for zone in (before, after)
    )
    shared = sum(one.overlap(other) for one in old for other in new)
    return shared < sum(one.overlap(one) for one in old)


def _runs(row: int, columns: int, chosen: Collection[int]) -> Iterator[tuple[int, int]]:
    """Yield first column and end of each row of neighboring cells."""
    begin: int | None = None
    for column in range(columns + 1):
        taken = column < columns and row * columns + column + 1 in chosen
        if taken and begin is None:
            begin = column
        elif not taken and begin is not None:
            yield begin, column
            begin = None


def _rectangle(left: float, top: float, right: float, bottom: float) -> Polygon:
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def _without_repeats(spots: Iterable[_Spot]) -> list[_Spot]:
    told = list(spots)
    around = zip(told, [*told[1:], *told[:1]], strict=True)
    return [spot for spot, follower in around if spot != follower]


def _has_area(spots: list[_Spot]) -> bool:
    return any(_turn(spots[0], a, b) for a, b in pairwise(spots[1:]))


def _crosses_itself(spots: list[_Spot]) -> bool:
    sides = list(pairwise([*spots, spots[0]]))
    count = len(sides)
    for number, (a, b) in enumerate(sides):
        follower = sides[(number + 1) % count][1]
        if _turn(a, b, follower) == 0 and _ahead(b, a, follower):
            return True  # it goes back the way it came
        for other in range(number + 2, count):
            if (other + 1) % count != number and _meet((a, b), sides[other]):
                return True
    return False


def _meet(one: tuple[_Spot, _Spot], other: tuple[_Spot, _Spot]) -> bool:
    """Return whether two sides share a point."""
    (a, b), (c, d) = one, other
    turns = _turn(a, b, c), _turn(a, b, d), _turn(c, d, a), _turn(c, d, b)
    if turns[0] * turns[1] < 0 and turns[2] * turns[3] < 0:
        return True
    ends = ((a, b, c), (a, b, d), (c, d, a), (c, d, b))
    return any(
        not turn and not _ahead(spot, begin, end)
        for turn, (begin, end, spot) in zip(turns, ends, strict=True)
    )


def _turn(a: _Spot, b: _Spot, c: _Spot) -> int:
    """Return 1 where the way from a over b to c turns one way, -1 the other, 0 straight on."""
    value = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return (value > 0) - (value < 0)


def _ahead(corner: _Spot, one: _Spot, other: _Spot) -> bool:
    """Return whether two spots lie in the same direction from a corner on one line with them."""
    return (one[0] - corner[0]) * (other[0] - corner[0]) + (one[1] - corner[1]) * (
        other[1] - corner[1]
    ) > 0
