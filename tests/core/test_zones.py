"""Outlines of privacy zones: which are taken, and what is wrong with the others."""

from dataclasses import replace
import math

from hypothesis import given, strategies as st
import pytest

from custom_components.lens_cap.core.coverage import Cover, Polygon, Rectangle, coverage
from custom_components.lens_cap.core.ids import ZoneId
from custom_components.lens_cap.core.zones import (
    Zone,
    ZoneProblem,
    cells_to_polygons,
    cover_of,
    leaves_out,
    polygons_to_cells,
    validated,
)

from .test_coverage import pixels

type Outline = list[tuple[float, float]]

SQUARE: Outline = [(0.1, 0.1), (0.5, 0.1), (0.5, 0.5), (0.1, 0.5)]

TOUCHES: Outline = [(0.1, 0.5), (0.5, 0.5), (0.1, 0.7), (0.5, 0.9), (0.5, 0.1)]


def circle(points: int) -> Outline:
    """Return an outline with so many points."""
    angles = (2 * math.pi * number / points for number in range(points))
    return [(0.5 + math.cos(a) / 2, 0.5 + math.sin(a) / 2) for a in angles]


@pytest.mark.parametrize(
    "outline",
    [
        SQUARE,
        SQUARE[::-1],
        SQUARE[:3],
        [*SQUARE, SQUARE[0]],
        [SQUARE[0], SQUARE[0], *SQUARE[1:]],
        [(0, 0), (1, 0), (1, 1), (0, 1)],
        circle(64),
        # A spiral: simple, but not convex.
        [(0, 0), (1, 0), (1, 1), (0.2, 1), (0.2, 0.3), (0.7, 0.3), (0.7, 0.7),
         (0.5, 0.7), (0.5, 0.4), (0.3, 0.4), (0.3, 0.9), (0.9, 0.9), (0.9, 0.1), (0, 0.1)],
        # A corner on a straight side.
        [(0.1, 0.1), (0.3, 0.1), (0.5, 0.1), (0.5, 0.5)],
        # The smallest there is.
        [(0, 0), (0.00001, 0), (0, 0.00001)],
        # Two teeth, whose sides lie on one upright line, apart from each other.
        [(0, 0), (0.5, 0), (0.5, 0.2), (0.2, 0.2), (0.2, 0.6), (0.5, 0.6), (0.5, 0.9), (0, 0.9)],
    ],
)  # fmt: skip
def test_these_are_zones(outline: Outline) -> None:
    """The outline comes back without repeated points, and is taken again as it is."""
    polygon = validated(outline)
    assert not isinstance(polygon, ZoneProblem)
    assert len(set(polygon)) == len(polygon)
    assert validated(polygon) == polygon


@pytest.mark.parametrize(
    ("outline", "problem"),
    [
        ([], ZoneProblem.TOO_FEW_POINTS),
        (SQUARE[:2], ZoneProblem.TOO_FEW_POINTS),
        ([SQUARE[0], SQUARE[1], SQUARE[0]], ZoneProblem.TOO_FEW_POINTS),
        ([(0.1, 0.1), (0.1, 0.100001), (0.2, 0.2)], ZoneProblem.TOO_FEW_POINTS),
        (circle(65), ZoneProblem.TOO_MANY_POINTS),
        ([*SQUARE, (0.1, 1.01)], ZoneProblem.OUTSIDE),
        ([*SQUARE, (-0.01, 0.3)], ZoneProblem.OUTSIDE),
        ([*SQUARE, (math.nan, 0.3)], ZoneProblem.NOT_A_NUMBER),
        ([*SQUARE, (0.3, math.inf)], ZoneProblem.NOT_A_NUMBER),
        ([(0.1, 0.1), (0.2, 0.2), (0.3, 0.3)], ZoneProblem.NO_AREA),
        ([(0.1, 0.1), (0.3, 0.3), (0.2, 0.2), (0.4, 0.4)], ZoneProblem.NO_AREA),
        ([(0, 0), (1, 1), (1, 0), (0, 1)], ZoneProblem.CROSSES_ITSELF),
        ([(0, 0), (0.6, 0.6), (0.5, 0), (0, 0.7)], ZoneProblem.CROSSES_ITSELF),
        # It touches itself: a corner on a side, a corner on a corner, there and back again.
        ([(0, 0), (1, 0), (1, 1), (0.5, 0), (0, 1)], ZoneProblem.CROSSES_ITSELF),
        (
            [(0, 0), (0.5, 0.5), (1, 0), (1, 1), (0.5, 0.5), (0, 1)],
            ZoneProblem.CROSSES_ITSELF,
        ),
        ([*SQUARE[:3], (0.5, 0.3), (0.1, 0.5)], ZoneProblem.CROSSES_ITSELF),
        # A corner on an upright side, whichever way round it goes.
        (TOUCHES, ZoneProblem.CROSSES_ITSELF),
        (TOUCHES[::-1], ZoneProblem.CROSSES_ITSELF),
    ],
)
def test_what_is_wrong(outline: Outline, problem: ZoneProblem) -> None:
    """Each mistake has a name of its own."""
    assert validated(outline) is problem


def test_a_point_has_two_numbers() -> None:
    """A point of one or three numbers is none."""
    assert validated([*SQUARE, (0.2,)]) is ZoneProblem.NOT_A_NUMBER
    assert validated([*SQUARE, (0.2, 0.3, 0.4)]) is ZoneProblem.NOT_A_NUMBER


FLOATS = st.floats(allow_nan=True, allow_infinity=True) | st.floats(0, 1)


@given(st.lists(st.tuples(FLOATS, FLOATS), max_size=8))
def test_every_outline_gets_an_answer(outline: Outline) -> None:
    """Whatever is told; and what is taken once is taken again, unchanged."""
    polygon = validated(outline)
    if not isinstance(polygon, ZoneProblem):
        assert validated(polygon) == polygon


@given(st.integers(1, 9), st.integers(1, 9), st.sets(st.integers(-5, 90), max_size=40))
def test_cells_are_covered_and_no_others(
    rows: int, columns: int, chosen: set[int]
) -> None:
    """The rectangles take up the chosen cells of the grid, each of which is taken as a zone."""
    polygons = cells_to_polygons(rows, columns, chosen)
    assert all(not isinstance(validated(one), ZoneProblem) for one in polygons)
    size = 10
    covered = pixels(coverage(frozenset(polygons), columns * size, rows * size, 0))
    for row in range(rows):
        for column in range(columns):
            middle = column * size + 5, row * size + 5
            assert (middle in covered) is (row * columns + column + 1 in chosen)


def test_neighboring_cells_are_one_rectangle() -> None:
    """A block of cells is one polygon, and two apart are two."""
    assert len(cells_to_polygons(4, 4, {6, 7, 10, 11})) == 1
    assert len(cells_to_polygons(4, 4, {6, 14})) == 2
    assert cells_to_polygons(4, 4, ()) == ()


def test_the_cover_of_zones() -> None:
    """All polygons of the wanted zones; none where a zone is not known: then nothing may pass."""
    polygon: Polygon = tuple(SQUARE)
    other = tuple(SQUARE[:3])
    zones = [
        Zone(zone_id=ZoneId("a"), name="A", polygons=(polygon,)),
        Zone(zone_id=ZoneId("b"), name="B", polygons=(polygon, other)),
        Zone(zone_id=ZoneId("empty"), name="Empty", polygons=()),
    ]
    a, b, empty = (zone.zone_id for zone in zones)
    assert cover_of(zones, {a}) == Cover(polygons=frozenset({polygon}))
    assert cover_of(zones, {a, b}) == Cover(polygons=frozenset({polygon, other}))
    assert cover_of(zones, {a, ZoneId("gone")}) is None
    assert cover_of(zones, {a, empty}) is None
    assert cover_of(zones, ()) is None


def test_cells_are_found_again_in_what_they_became() -> None:
    """Each rectangle by its first and last cell; what is no rectangle of cells is none."""
    for cells in ({1}, {1, 2, 13, 14}, {5, 108}, set(range(1, 109))):
        polygons = cells_to_polygons(9, 12, cells)
        corners = polygons_to_cells(9, 12, polygons)
        assert corners is not None
        again = {
            row * 12 + column + 1
            for first, last in corners
            for row in range((first - 1) // 12, (last - 1) // 12 + 1)
            for column in range((first - 1) % 12, (last - 1) % 12 + 1)
        }
        assert again == cells
    assert polygons_to_cells(9, 12, [((0.0, 0.0), (0.5, 0.0), (0.5, 0.5))]) is None
    narrow = ((0.01, 0.0), (0.5, 0.0), (0.5, 1 / 3), (0.01, 1 / 3))
    assert polygons_to_cells(9, 12, [narrow]) is None


def _zone(*polygons: Polygon) -> Zone:
    return Zone(zone_id=ZoneId("z"), name="Z", polygons=polygons)


def test_what_a_changed_shape_leaves_out() -> None:
    """A larger one leaves nothing out, nor does one that is drawn in two parts; a moved one does."""
    small = _zone(((0, 0), (0.2, 0), (0.2, 1), (0, 1)))
    large = _zone(((0, 0), (0.4, 0), (0.4, 1), (0, 1)))
    moved = _zone(((0.1, 0), (0.3, 0), (0.3, 1), (0.1, 1)))
    halves = _zone(
        ((0, 0), (0.2, 0), (0.2, 0.5), (0, 0.5)),
        ((0, 0.5), (0.2, 0.5), (0.2, 1), (0, 1)),
    )
    assert not leaves_out(small, small)
    assert not leaves_out(small, large)
    assert not leaves_out(small, halves)
    assert leaves_out(large, small)
    assert leaves_out(small, moved)
    assert leaves_out(large, halves)
    parted = _zone(
        ((0, 0), (0.2, 0), (0.2, 0.495), (0, 0.495)),
        ((0, 0.505), (0.2, 0.505), (0.2, 1), (0, 1)),
    )
    assert leaves_out(small, parted)  # though both margins cover what lies between


@pytest.mark.parametrize(
    ("other", "shared"),
    [
        (Rectangle(2, 3, 6, 9), 24),
        (Rectangle(4, 5, 9, 9), 8),
        (Rectangle(0, 0, 3, 4), 1),
        (Rectangle(6, 3, 9, 9), 0),
        (Rectangle(2, 9, 6, 12), 0),
        (Rectangle(7, 10, 9, 12), 0),
        (Rectangle(2, 0, 6, 1), 0),
    ],
)
def test_what_two_rectangles_share(other: Rectangle, shared: int) -> None:
    """Nothing where they only touch, or lie apart in one direction or in both."""
    assert Rectangle(2, 3, 6, 9).overlap(other) == shared
    assert other.overlap(Rectangle(2, 3, 6, 9)) == shared


def test_a_cover_hides_what_it_covers_itself() -> None:
    """With the same margin or a wider one, in a picture of any size."""
    cover = Cover(polygons=frozenset({tuple(SQUARE)}), margin=0.01)
    assert cover.hides(cover)
    assert replace(cover, margin=0.02).hides(cover)
    assert not cover.hides(replace(cover, margin=0.02))


def test_a_cover_has_its_margin_painted_over() -> None:
    """Around what was drawn, as wide as the household wants it."""
    zone = _zone(tuple(SQUARE))
    cover = cover_of([zone], [zone.zone_id], 0.25)
    assert cover is not None
    assert cover.margin == 0.25
    painted = cover.rectangles(64, 36)
    assert painted == coverage(cover.polygons, 64, 36, 0.25)
    assert painted != coverage(cover.polygons, 64, 36)
