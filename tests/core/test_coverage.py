"""Every pixel that a zone touches is covered, whatever the picture's size and way up."""

from hypothesis import example, given, settings, strategies as st
import pytest

from custom_components.lens_cap.core.coverage import (
    NOTHING_COVERED,
    Cover,
    Point,
    Polygon,
    Rectangle,
    coverage,
)

SHARES = st.floats(0, 1)
POLYGONS = st.lists(st.tuples(SHARES, SHARES), min_size=3, max_size=9).map(tuple)
SIZES = st.tuples(st.integers(1, 50), st.integers(1, 50))
MARGINS = st.sampled_from([0.0, 0.01, 0.1])
TRIANGLE: Polygon = ((0.2, 0.2), (0.8, 0.3), (0.4, 0.9))


def pixels(rectangles: tuple[Rectangle, ...]) -> set[tuple[int, int]]:
    """Return what is covered, pixel by pixel; each of them once."""
    found = [
        (x, y)
        for left, top, right, bottom in rectangles
        for y in range(top, bottom)
        for x in range(left, right)
    ]
    assert len(found) == len(set(found))
    return set(found)


def inside(polygon: Polygon, x: float, y: float) -> bool:
    """Return whether a point is inside, by counting how many sides are to its right."""
    count = 0
    for (x0, y0), (x1, y1) in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
        if (y0 <= y < y1 or y1 <= y < y0) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
            count += 1
    return count % 2 == 1


def touched(polygon: Polygon, size: tuple[int, int]) -> set[tuple[int, int]]:
    """Return the pixels that many points inside the polygon and along its sides fall into."""
    width, height = size
    found = set()
    for row in range(height * 3):
        for column in range(width * 3):
            x, y = (column + 0.5) / width / 3, (row + 0.5) / height / 3
            if inside(polygon, x, y):
                found.add((column // 3, row // 3))
    for (x0, y0), (x1, y1) in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
        for part in range(101):
            x, y = x0 + (x1 - x0) * part / 100, y0 + (y1 - y0) * part / 100
            found.add(
                (min(int(x * width), width - 1), min(int(y * height), height - 1))
            )
    return found


def turned(point: Point, orientation: int) -> Point:
    """Return where a point goes when the picture is turned by quarters, and mirrored from 4 on."""
    x, y = point
    for _ in range(orientation % 4):
        x, y = 1 - y, x
    return (1 - x, y) if orientation >= 4 else (x, y)


@settings(deadline=None)
@given(POLYGONS, SIZES, st.integers(0, 7))
def test_the_zone_is_covered(
    polygon: Polygon, size: tuple[int, int], orientation: int
) -> None:
    """At every size and every way up; without any margin to help."""
    width, height = size if orientation % 2 == 0 else size[::-1]
    shape = tuple(turned(point, orientation) for point in polygon)
    covered = pixels(coverage(frozenset({shape}), width, height, 0))
    assert touched(shape, (width, height)) <= covered


@settings(deadline=None)
@given(POLYGONS, SIZES, MARGINS)
def test_no_more_than_the_zone_is_covered(
    polygon: Polygon, size: tuple[int, int], margin: float
) -> None:
    """Each covered block of two by two pixels has some of the zone in it, or near it."""
    width, height = size
    reach = margin * max(size) + 3.01
    near = touched(polygon, size)
    for x, y in pixels(coverage(frozenset({polygon}), width, height, margin)):
        assert any(abs(x - nx) <= reach and abs(y - ny) <= reach for nx, ny in near)


@settings(deadline=None)
@given(st.lists(POLYGONS, max_size=4), POLYGONS, SIZES, MARGINS)
def test_more_zones_cover_more(
    some: list[Polygon], one: Polygon, size: tuple[int, int], margin: float
) -> None:
    """Nothing that was covered comes free when a zone is added, or the margin grows."""
    few = pixels(coverage(frozenset(some), *size, margin))
    many = pixels(coverage(frozenset([*some, one]), *size, margin))
    assert few | pixels(coverage(frozenset({one}), *size, margin)) == many
    assert many <= pixels(coverage(frozenset([*some, one]), *size, margin + 0.05))


@given(POLYGONS, SIZES, MARGINS)
@example(((0.0, 0.0), (0.0, 1e-308), (1.0, 0.0)), (4, 1), 0.0)
@example(((0.0, 0.5), (0.5, 0.5 + 1e-16), (1.0, 0.5), (0.5, 0.0)), (4, 4), 0.0)
def test_whole_blocks_within_the_picture(
    polygon: Polygon, size: tuple[int, int], margin: float
) -> None:
    """Color is kept for two by two pixels: none of them is half covered."""
    width, height = size
    for left, top, right, bottom in coverage(
        frozenset({polygon}), width, height, margin
    ):
        assert 0 <= left < right <= width
        assert 0 <= top < bottom <= height
        assert left % 2 == top % 2 == 0
        assert right % 2 == 0 or right == width
        assert bottom % 2 == 0 or bottom == height


def test_a_rectangle_with_a_margin() -> None:
    """One percent of the longer side, all around, to the next whole block."""
    square = ((0.5, 0.5), (0.75, 0.5), (0.75, 0.75), (0.5, 0.75))
    assert coverage(frozenset({square}), 1000, 400) == (Rectangle(488, 188, 762, 312),)


def test_what_meets_becomes_one_rectangle() -> None:
    """From block to block, as far down as the picture goes; what ends where it begins is none."""

    def upright(left: float, right: float) -> Polygon:
        """Return all of the picture between two places, as shares of 32 pixels."""
        return ((left / 32, 0), (right / 32, 0), (right / 32, 1), (left / 32, 1))

    def covered(*polygons: Polygon) -> tuple[Rectangle, ...]:
        """Return what is covered without a margin."""
        return coverage(frozenset(polygons), 32, 7, 0)

    assert covered(upright(0, 32)) == (Rectangle(0, 0, 32, 7),)
    assert covered(upright(1, 15), upright(16.5, 20)) == (Rectangle(0, 0, 22, 7),)
    assert covered(upright(1, 13), upright(16.5, 20)) == (
        Rectangle(0, 0, 14, 7),
        Rectangle(16, 0, 22, 7),
    )
    assert covered(upright(32.5, 33)) == covered(upright(-2, -1)) == ()


def test_a_notch_is_not_covered() -> None:
    """What an outline goes around stays to be seen."""
    horseshoe = (
        (0.1, 0.1), (0.3, 0.1), (0.3, 0.7), (0.7, 0.7),
        (0.7, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9),
    )  # fmt: skip
    covered = pixels(coverage(frozenset({horseshoe}), 100, 100, 0))
    assert (50, 40) not in covered
    assert {(20, 40), (80, 40), (50, 80)} <= covered


@pytest.mark.parametrize(
    "rubbish",
    [
        (),
        ((0.1, 0.1),),
        ((0.1, 0.1), (0.2, 0.2)),
        ((0.1, 0.1), (float("nan"), 0.2), (0.3, 0.1)),
        ((0.1, 0.1), (float("inf"), 0.2), (0.3, 0.1)),
        ((0.1, 0.1), (1e300, 0.2), (0.3, 0.1)),
        ((0.1, 0.1), (10.0, 0.2), (0.3, 0.1)),
        ((0.1, 0.1), (0.2, -10.0), (0.3, 0.1)),
    ],
)
def test_what_is_no_polygon_covers_everything(rubbish: Polygon) -> None:
    """A zone that makes no sense hides too much rather than too little."""
    everything = (Rectangle(0, 0, 31, 17),)
    assert coverage(frozenset({TRIANGLE, rubbish}), 31, 17) == everything
    assert coverage(frozenset({TRIANGLE}), 31, 17, float("nan")) == everything


def test_what_lies_outside_covers_nothing() -> None:
    """Of the picture, and without harm to what lies within."""
    beside = ((1.5, 0.5), (1.7, 0.5), (1.7, 0.7), (1.5, 0.7))
    assert coverage(frozenset({beside}), 32, 32) == ()
    alone = coverage(frozenset({TRIANGLE}), 32, 32)
    assert coverage(frozenset({TRIANGLE, beside}), 32, 32) == alone


def test_a_cover_hides_another() -> None:
    """Where all of the other's polygons are covered, with no smaller a margin."""
    square = ((0.5, 0.5), (0.7, 0.5), (0.7, 0.7), (0.5, 0.7))
    one, both = (
        Cover(polygons=frozenset({square})),
        Cover(polygons=frozenset({square, TRIANGLE})),
    )
    assert both.hides(one)
    assert not one.hides(both)
    assert one.hides(NOTHING_COVERED)
    assert NOTHING_COVERED.hides(NOTHING_COVERED)
    assert not NOTHING_COVERED.hides(one)
    assert not both.hides(Cover(polygons=frozenset({square}), margin=0.5))
    assert not NOTHING_COVERED
    assert NOTHING_COVERED.rectangles(64, 64) == ()


@pytest.mark.parametrize("aside", [-2.0, 2.0])
def test_what_lies_beside_the_picture_uncovers_nothing_in_it(aside: float) -> None:
    """Of a zone that somebody drew past the edge, what is left in the picture is covered as ever."""
    beside = tuple((x + aside, y) for x, y in TRIANGLE)
    alone = coverage(frozenset({TRIANGLE}), 40, 30)
    assert coverage(frozenset({beside, TRIANGLE}), 40, 30) == alone
