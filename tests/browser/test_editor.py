"""The zone editor: with fingers, with keys, and without leaving anything behind."""

import copy
import math
from operator import le
from typing import Any

from .stage import Payload, camera, told
from .test_access import ZONES
from .test_painting import WATCH_TIMERS
from .visitor import Visitor

CYCLE = """async (times) => {
  for (let count = 0; count < times; count++) {
    for (const [tag, more] of [["lens-cap-panel", {}], ["lens-cap-zone-editor", { cameraId: "camera-1" }],
        ["lens-cap-sound-sheet", { cameraId: "camera-1" }]]) {
      harness.show(tag, null, more);
      await new Promise(requestAnimationFrame);
      harness.clear();
    }
    harness.calls.length = 0;
  }
}"""
SUBSCRIBED = """() => [harness.connection.subscriptions.length, harness.connection.listeners.ready.size,
  window.alive.size]"""


def _left(visitor: Visitor) -> tuple[list[float], float]:
    """Return how many nodes (those outside of the page, too), listeners, subscriptions and timers there are; the heap."""
    session = visitor.page.context.new_cdp_session(visitor.page)
    session.send("Performance.enable")
    for _ in range(3):
        session.send("HeapProfiler.collectGarbage")
        visitor.page.evaluate("() => new Promise((done) => setTimeout(done, 50))")
    metrics = session.send("Performance.getMetrics")["metrics"]
    session.detach()
    found = {one["name"]: one["value"] for one in metrics}
    subscribed = visitor.page.evaluate(SUBSCRIBED)
    return [found["Nodes"], found["JSEventListeners"], *subscribed], found[
        "JSHeapUsedSize"
    ]


def _open(
    visitor: Visitor, zones: list[Payload] | None = None, *, private: bool = True
) -> None:
    known = copy.deepcopy(ZONES)
    known["camera_id"] = "camera-1"
    known["private"] = private
    if zones is not None:
        known["zones"] = zones
    visitor.tell(told(camera(1)))
    visitor.answer(lens_cap__zones__get=known, lens_cap__zones__set={"revision": "s"})
    visitor.show("lens-cap-zone-editor", cameraId="camera-1")
    visitor.page.get_by_role("button", name="Save").wait_for()


def _saved(visitor: Visitor) -> list[Any]:
    visitor.page.get_by_role("button", name="Save").click()
    visitor.page.get_by_text("Saved.").wait_for()
    found = [
        call for call in visitor.calls() if call.get("type") == "lens_cap/zones/set"
    ]
    return list(found[-1]["zones"])


def test_a_zone_comes_of_a_template_by_keyboard_alone(visitor: Visitor) -> None:
    """New zone, a template, a point moved by an arrow, and Save."""
    _open(visitor, [])
    for name in ("Window",):
        visitor.page.get_by_role("button", name=name, exact=True).focus()
        visitor.page.keyboard.press("Enter")
    visitor.page.get_by_role("button", name="Point 1 of 4").focus()
    visitor.page.keyboard.press("Shift+ArrowLeft")
    (zone,) = _saved(visitor)
    assert zone["name"] == "Window"
    assert zone["polygons"][0][0] == [0.3, 0.1]


def test_a_picture_that_is_not_there_yet_is_not_missing(visitor: Visitor) -> None:
    """While it is fetched, that is what is said; that there is none only once that is known."""
    visitor.answer(lens_cap__zones__preview="never")
    _open(visitor, private=False)
    visitor.page.get_by_text("The picture is on its way.").wait_for()
    visitor.page.evaluate("harness.clear()")
    visitor.answer(lens_cap__zones__preview={"error": {"message": "gone"}})
    _open(visitor, private=False)
    visitor.page.get_by_text("There is no picture now.").wait_for()


def test_a_drag_moves_a_point_and_is_taken_back_as_one_step(visitor: Visitor) -> None:
    """However often the pointer moves, one Undo brings the outline back."""
    _open(visitor)
    box = visitor.page.get_by_role("button", name="Point 1 of 4").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    visitor.page.mouse.move(x, y)
    visitor.page.mouse.down()
    visitor.page.mouse.move(x + 20, y - 30, steps=8)
    visitor.page.mouse.up()
    visitor.page.get_by_role("button", name="Point 1 of 4, 36 %").wait_for()
    visitor.page.get_by_role("button", name="Undo").click()
    visitor.page.get_by_role(
        "button", name="Point 1 of 4, 30 % from the left, 55 %"
    ).wait_for()


def test_a_zone_that_is_wrong_is_not_saved(visitor: Visitor) -> None:
    """The reason is said, and nothing is asked of the server."""
    _open(visitor)
    visitor.page.get_by_label("Name").fill("")
    visitor.page.get_by_label("Name").blur()
    visitor.page.get_by_role("button", name="Save").click()
    visitor.page.get_by_text("Give it a name.").wait_for()
    visitor.page.get_by_text("Something is wrong with a zone").wait_for()
    assert [c for c in visitor.calls() if c.get("type") == "lens_cap/zones/set"] == []


def test_showing_more_is_asked_first(visitor: Visitor) -> None:
    """What would show more than before is saved only once somebody said so."""
    _open(visitor)
    error = {
        "translation_key": "zones_show_more",
        "translation_placeholders": {"zones": "Table"},
    }
    visitor.answer(lens_cap__zones__set={"error": error})
    visitor.page.get_by_role("button", name="Delete this zone").click()
    visitor.page.get_by_role("button", name="Save").click()
    visitor.page.get_by_text("This shows more than before: Table.").wait_for()
    visitor.answer(lens_cap__zones__set={"revision": "s"})
    visitor.page.get_by_role("button", name="Save and show more").click()
    visitor.page.get_by_text("Saved.").wait_for()
    sets = [c for c in visitor.calls() if c.get("type") == "lens_cap/zones/set"]
    assert [one["accept_less"] for one in sets] == [False, True]


def test_unsaved_changes_are_not_lost_by_escape(visitor: Visitor) -> None:
    """Escape asks, once there is something to lose."""
    _open(visitor)
    visitor.page.get_by_role("button", name="Add point").click()
    visitor.page.keyboard.press("Escape")
    visitor.page.get_by_role("button", name="Leave without saving").click()
    visitor.page.wait_for_function(
        "() => !document.querySelector('lens-cap-zone-editor')"
    )


def test_escape_takes_back_what_it_asked(visitor: Visitor) -> None:
    """However often it is pressed, nothing that was drawn is lost: a browser keeps no page open for long."""
    _open(visitor)
    visitor.page.get_by_role("button", name="Add point").click()
    asked = visitor.page.get_by_text("Leave without saving?")
    for _ in range(3):
        visitor.page.keyboard.press("Escape")
        asked.wait_for()
        visitor.page.keyboard.press("Escape")
        asked.wait_for(state="detached")
    assert visitor.page.get_by_role("dialog").is_visible()


def test_an_editor_that_was_closed_by_force_opens_again(visitor: Visitor) -> None:
    """Where something would be lost, it asks; where nothing would be, it is gone."""
    _open(visitor)
    add = visitor.page.get_by_role("button", name="Add point")
    add.click()
    close = """() => document.querySelector("lens-cap-zone-editor").renderRoot
      .querySelector("lens-cap-sheet").renderRoot.querySelector("dialog").close()"""
    visitor.page.evaluate(close)
    visitor.page.get_by_text("Leave without saving?").wait_for()
    visitor.page.keyboard.press("Escape")
    visitor.page.get_by_role("button", name="Undo").click()
    visitor.page.evaluate(close)
    visitor.page.wait_for_function(
        "() => !document.querySelector('lens-cap-zone-editor')"
    )


def test_a_picture_that_is_refused_is_not_chosen(visitor: Visitor) -> None:
    """Outlines go on being shown, and their choice says so."""
    _open(visitor, private=False)
    visitor.answer(lens_cap__zones__preview={"error": {"message": "No picture."}})
    visitor.page.get_by_text("As others see", exact=True).click()
    visitor.page.get_by_text("No picture.").wait_for()
    outlines = visitor.page.get_by_role("radio", name="Outlines")
    visitor.page.wait_for_function(
        "(one) => one.checked", arg=outlines.element_handle()
    )


def test_a_full_editor_follows_the_finger(visitor: Visitor) -> None:
    """With 32 zones of 64 points, a drag changes only what is dragged."""
    circle = [
        [
            round(0.5 + 0.4 * math.cos(2 * math.pi * i / 64), 4),
            round(0.5 + 0.4 * math.sin(2 * math.pi * i / 64), 4),
        ]
        for i in range(64)
    ]
    zones = [
        {
            "zone_id": str(i),
            "name": f"Zone {i}",
            "polygons": [circle],
            "covered": "always",
        }
        for i in range(32)
    ]
    _open(visitor, zones)
    changed = visitor.page.evaluate(
        """async () => {
          const editor = document.querySelector("lens-cap-zone-editor");
          const surface = editor.shadowRoot.querySelector("lens-cap-zone-surface");
          let records = 0;
          const observer = new MutationObserver((found) => { records += found.length; });
          observer.observe(surface.shadowRoot, {
            attributes: true, childList: true, characterData: true, subtree: true });
          const changed = [];
          for (let step = 0; step < 60; step++) {
            records = 0;
            surface.dispatchEvent(new CustomEvent("edit", { detail: {
              kind: "point", index: 0, to: [0.9, 0.3 + step / 200], done: step === 59 } }));
            await editor.updateComplete;
            await surface.updateComplete;
            changed.push(records + observer.takeRecords().length);
          }
          return changed;
        }"""
    )
    assert min(changed) > 0
    assert max(changed) <= 20


def test_nothing_is_left_behind(visitor: Visitor) -> None:
    """Panel, editor and sheet, opened and closed five hundred times, leave no element, listener, timer or heap."""
    visitor.page.evaluate(WATCH_TIMERS)
    _open(visitor)
    visitor.page.evaluate(CYCLE, 30)
    before, heap = _left(visitor)
    visitor.page.evaluate(CYCLE, 500)
    after, heap_after = _left(visitor)
    # The browser may keep what was there last until something else is: one set more, however often it was opened.
    for _ in range(40):
        if all(map(le, after, before, strict=True)):
            break
        visitor.page.evaluate(CYCLE, 2)
        after, heap_after = _left(visitor)
    assert all(map(le, after, before, strict=True)), (before, after)
    assert heap_after <= heap + 1_000_000
