"""The zone editor under fingers: what is pointed at is seen, a tap moves nothing, and every drag has its buttons."""

from typing import Any, Final

import pytest

from .finger import Finger
from .stage import camera, told
from .test_access import ZONES
from .visitor import DEEP, Visitor

# A zone that has a point in each quarter of the picture.
WIDE: Final = [[0.2, 0.2], [0.8, 0.2], [0.8, 0.8], [0.2, 0.8]]
# One that can be scrolled to either side of the screen once the picture is enlarged.
SMALL: Final = [[0.4, 0.3], [0.6, 0.3], [0.6, 0.7], [0.4, 0.7]]
LOUPE: Final = f"""([x, y]) => {{
  const [loupe] = ({DEEP})(".loupe");
  const box = loupe.getBoundingClientRect();
  const view = loupe.viewBox.baseVal;
  const [picture] = ({DEEP})("svg.picture");
  return {{
    hidden: x >= box.left && x <= box.right && y >= box.top && y <= box.bottom,
    size: box.width,
    seen: box.left >= 0 && box.right <= innerWidth,
    at: [(view.x + view.width / 2) / 1000, (view.y + view.height / 2) / picture.viewBox.baseVal.height],
  }};
}}"""


def _open(visitor: Visitor, *polygons: Any) -> None:
    zones = [
        ZONES["zones"][0]
        | {"zone_id": f"zone-{number}", "name": f"Zone {number}", "polygons": [polygon]}
        for number, polygon in enumerate(polygons or [WIDE])
    ]
    visitor.tell(told(camera(1)))
    visitor.answer(
        lens_cap__zones__get=ZONES | {"camera_id": "camera-1", "zones": zones},
        lens_cap__zones__set={"revision": "s"},
    )
    visitor.show("lens-cap-zone-editor", cameraId="camera-1")
    _point(visitor, 1).wait_for()


def _point(visitor: Visitor, number: int) -> Any:
    return visitor.page.get_by_role("button", name=f"Point {number} of ")


def _middle(visitor: Visitor, number: int) -> tuple[float, float]:
    box = _point(visitor, number).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _points(visitor: Visitor) -> int:
    count: int = visitor.page.evaluate(f"() => ({DEEP})('[data-point]').length")
    return count


def _press(visitor: Visitor, *names: str) -> None:
    for name in names:
        visitor.page.get_by_role("button", name=name, exact=True).click()


def _saved(visitor: Visitor) -> Any:
    """Save; return the outline that the server is told."""
    _press(visitor, "Save")
    visitor.page.get_by_text("Saved.").wait_for()
    sets = [one for one in visitor.calls() if one.get("type") == "lens_cap/zones/set"]
    return sets[-1]["zones"][0]["polygons"][0]


def test_a_tap_on_a_point_moves_nothing(visitor: Visitor) -> None:
    """It chooses the point, although the finger is beside its middle and not quite still."""
    _open(visitor)
    visitor.page.get_by_label("Snap to edges").uncheck()
    finger = Finger(visitor)
    x, y = _middle(visitor, 3)
    finger.down(x + 12, y - 9)
    finger.move(x + 13, y - 8)
    finger.up()
    visitor.page.wait_for_function(
        f"""() => ({DEEP})("g.current").some((one) => one.dataset.point === "2")"""
    )
    finger.down(x - 60, y - 60)
    finger.up()
    undo = visitor.page.get_by_role("button", name="Undo", exact=True)
    assert undo.get_attribute("aria-disabled") == "true"
    assert _saved(visitor) == WIDE


def test_a_point_goes_as_far_as_the_finger(visitor: Visitor) -> None:
    """It does not jump to the middle of the finger as a drag begins."""
    _open(visitor)
    visitor.page.get_by_label("Snap to edges").uncheck()
    finger = Finger(visitor)
    x, y = _middle(visitor, 3)
    finger.down(x + 12, y + 12)
    for step in (10, 20, 30):
        finger.move(x + 12 - step, y + 12)
    finger.up()
    width = visitor.page.evaluate(
        f"() => ({DEEP})('svg.picture')[0].getBoundingClientRect().width"
    )
    assert _saved(visitor)[2] == pytest.approx([0.8 - 30 / width, 0.8], abs=0.003)


def test_a_zone_and_a_new_point_follow_the_finger(visitor: Visitor) -> None:
    """However far it goes: the browser takes it for no scrolling."""
    _open(visitor)
    visitor.page.get_by_label("Snap to edges").uncheck()
    finger = Finger(visitor)
    (left, top), (right, _) = _middle(visitor, 1), _middle(visitor, 2)
    width = (right - left) / 0.6
    finger.down((left + right) / 2, top + 60)
    for step in (10, 20, 30):
        finger.move((left + right) / 2 + step, top + 60)
    finger.up()
    by = 30 / width
    finger.down((left + right) / 2 + 30, top)
    for step in (10, 20, 30):
        finger.move((left + right) / 2 + 30, top + step)
    finger.up()
    _press(visitor, "Undo")
    assert _points(visitor) == len(WIDE)
    _press(visitor, "Redo")
    outline = _saved(visitor)
    moved = [[x + by, y] for x, y in WIDE]
    down = 30 / (width * 9 / 16)
    wanted = [moved[0], [0.5 + by, 0.2 + down], *moved[1:]]
    assert len(outline) == len(wanted)
    for found, point in zip(outline, wanted, strict=True):
        assert found == pytest.approx(point, abs=0.004)


def test_a_new_point_that_is_not_dragged_is_one_act(visitor: Visitor) -> None:
    """What is dragged afterwards is another, and begins with that point."""
    _open(visitor)
    finger = Finger(visitor)
    (left, top), (right, _) = _middle(visitor, 1), _middle(visitor, 2)
    finger.down((left + right) / 2, top)
    finger.up()
    for step in (0, 10, 20, 30):
        place = (left + right) / 2 + step, top + 60
        finger.move(*place) if step else finger.down(*place)
    finger.up()
    assert _points(visitor) == len(WIDE) + 1
    _press(visitor, "Undo")
    assert _points(visitor) == len(WIDE) + 1
    _press(visitor, "Undo")
    assert _saved(visitor) == WIDE


# Where the first finger of a pinch is put down, how far it drags, and where the second one lands; a place is in
# parts of the picture, and the picture is 16:9.
PINCHES: Final = {
    "on another zone": ((0.35, 0.4), 30, (0.8, 0.4)),
    "on an edge": ((0.35, 0.4), 30, (0.5, 0.5)),
    "beside a new point": ((0.35, 0.2), 30, (0.1, 0.9)),
    "beside a new point that was not dragged yet": ((0.35, 0.2), 0, (0.1, 0.9)),
    "on another zone, beside a new point": ((0.35, 0.2), 30, (0.8, 0.4)),
}


@pytest.mark.parametrize("pinch", PINCHES)
def test_a_pinch_takes_back_what_its_first_finger_dragged(
    visitor: Visitor, pinch: str
) -> None:
    """Wherever its second finger lands: who only looks closer uncovers nothing."""
    (left, top), by, (to_left, to_top) = PINCHES[pinch]
    zone = [[0.2, 0.2], [0.5, 0.2], [0.5, 0.8], [0.2, 0.8]]
    _open(visitor, zone, [[0.7, 0.2], [0.9, 0.2], [0.9, 0.8], [0.7, 0.8]])
    visitor.page.get_by_label("Snap to edges").uncheck()
    box = visitor.page.evaluate(
        f"() => ({DEEP})('svg.picture')[0].getBoundingClientRect().toJSON()"
    )
    finger = Finger(visitor)
    x, y = box["x"] + left * box["width"], box["y"] + top * box["height"]
    finger.down(x, y)
    for step in range(10, by + 1, 10):
        finger.move(x, y + step)
    other = box["x"] + to_left * box["width"], box["y"] + to_top * box["height"]
    if pinch == "on an edge":
        other = other[0], other[1] + by
    finger.down(*other, finger=1)
    for step in (10, 20, 30):
        finger.move(other[0], other[1] + step, finger=1)
        finger.move(x - step, y + by)
    finger.up()
    visitor.page.wait_for_function(
        f"(before) => ({DEEP})('svg.picture')[0].getBoundingClientRect().width !== before",
        arg=box["width"],
    )
    undo = visitor.page.get_by_role("button", name="Undo", exact=True)
    assert undo.get_attribute("aria-disabled") == "true"
    assert _points(visitor) == len(zone)
    # Both fingers are gone: one alone drags again.
    x, y = _middle(visitor, 1)
    finger.down(x, y)
    finger.move(x + 10, y)
    finger.move(x + 20, y)
    finger.up()
    assert undo.get_attribute("aria-disabled") == "false"
    _press(visitor, "Undo")
    assert _saved(visitor) == zone


@pytest.mark.parametrize("zoomed", [False, True])
@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_finger_hides_no_point(visitor: Visitor, number: int, zoomed: bool) -> None:
    """A loupe shows it, away from the finger and whole, in every quarter of the picture, enlarged or not."""
    _open(visitor, SMALL if zoomed else WIDE)
    if zoomed:
        _press(visitor, *["Larger"] * 5)
        # At the side of the screen on which it is not in the picture.
        visitor.page.evaluate(
            f"""(number) => {{
              const [port] = ({DEEP})(".port");
              const [point] = ({DEEP})(`[data-point="${{number - 1}}"] .dot`);
              const [at, box] = [point.getBoundingClientRect(), port.getBoundingClientRect()];
              port.scrollLeft += at.left - box.left - box.width * ([1, 4].includes(number) ? 0.8 : 0.1);
              port.scrollTop += at.top - box.top - 30;
            }}""",
            number,
        )
    finger = Finger(visitor)
    x, y = _middle(visitor, number)
    finger.down(x, y)
    for step in (8, 16, 24, 32):
        finger.move(x + step, y + step)
    visitor.page.wait_for_function(f"() => ({DEEP})('.loupe').length === 1")
    seen = visitor.page.evaluate(LOUPE, [x + 32, y + 32])
    assert not seen["hidden"]
    assert seen["seen"]
    assert seen["size"] >= 96
    finger.up()
    moved = _saved(visitor)[number - 1]
    assert seen["at"] == pytest.approx(moved, abs=0.001)


@pytest.mark.parametrize(("snaps", "left"), [(True, [0, 0]), (False, [0.02, 0.02])])
def test_a_point_is_drawn_to_what_is_near(
    visitor: Visitor, snaps: bool, left: list[float]
) -> None:
    """To the edges of the picture, unless somebody wants none of that."""
    _open(visitor)
    visitor.page.get_by_label("Snap to edges").set_checked(snaps)
    box = visitor.page.evaluate(
        f"() => ({DEEP})('svg.picture')[0].getBoundingClientRect().toJSON()"
    )
    visitor.page.mouse.move(*_middle(visitor, 1))
    visitor.page.mouse.down()
    to = box["x"] + 0.02 * box["width"], box["y"] + 0.02 * box["height"]
    visitor.page.mouse.move(*to, steps=5)
    visitor.page.mouse.up()
    assert _saved(visitor)[0] == pytest.approx(left, abs=0.004)


@pytest.mark.parametrize(
    ("pressed", "outline"),
    [
        (
            ("Next point", "Left", "Left", "Down", "Right", "Up", "Up"),
            [WIDE[0], [0.795, 0.195], *WIDE[2:]],
        ),
        (("Next point", "Add point"), [*WIDE[:2], [0.8, 0.5], *WIDE[2:]]),
        (("Next point", "Next point", "Remove point"), [*WIDE[:2], WIDE[3]]),
        (("Remove point", "Undo", "Redo", "Undo"), WIDE),
    ],
)
def test_everything_that_a_finger_draws_has_a_button(
    visitor: Visitor, pressed: tuple[str, ...], outline: Any
) -> None:
    """A point is chosen, moved, added, removed, and that taken back, without dragging."""
    _open(visitor)
    _press(visitor, *pressed)
    assert _saved(visitor) == outline


def test_what_two_fingers_do_has_a_button(visitor: Visitor) -> None:
    """The picture is made larger, and smaller again."""
    _open(visitor)
    width = f"(times) => ({DEEP})('.stage')[0].clientWidth === times * window.before"
    visitor.page.evaluate(
        f"() => {{ window.before = ({DEEP})('.stage')[0].clientWidth; }}"
    )
    _press(visitor, "Larger")
    visitor.page.wait_for_function(width, arg=2)
    _press(visitor, "Smaller")
    visitor.page.wait_for_function(width, arg=1)
