"""Who uses keys alone is never left without a place: the focus is visible, and what takes it away gives it back."""

from typing import Final

import pytest

from .stage import FIXTURES, PRIVATE, camera, told
from .test_access import ZONES
from .visitor import Visitor

FOCUSED: Final = """() => {
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  return one === document.body ? "" : one.getAttribute("aria-label") ?? one.textContent.trim();
}"""
FRAMES: Final = """async () => {
  for (let count = 0; count < 3; count++) await new Promise(requestAnimationFrame);
}"""
OUTLINE: Final = """() => {
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(one);
  return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
}"""


def _press(visitor: Visitor, name: str, key: str = "Enter") -> str:
    """Press a button by keyboard; return what has the focus then."""
    button = visitor.page.get_by_role("button", name=name, exact=True).first
    button.wait_for()
    button.focus()
    visitor.page.keyboard.press(key)
    visitor.page.evaluate(FRAMES)
    return str(visitor.page.evaluate(FOCUSED))


def _answered(name: str) -> dict[str, str]:
    return {"json": (FIXTURES / f"{name}.json").read_text()}


def test_a_button_that_waits_keeps_the_focus(visitor: Visitor) -> None:
    """While the server has not answered, and once the camera is open."""
    visitor.tell(told(camera(1, **PRIVATE)))
    visitor.card(1)
    visitor.answer(**{"lens_cap.lift_privacy": "never"})
    assert _press(visitor, "Open for 15 minutes") == "Open for 15 minutes"
    visitor.change(camera(1))
    visitor.page.get_by_role("button", name="Make private").first.wait_for()
    visitor.page.evaluate(FRAMES)
    assert visitor.page.evaluate(FOCUSED) == "Make private"


def test_the_button_that_closes_keeps_the_focus(visitor: Visitor) -> None:
    """While the camera becomes private, and once it is; pressed again meanwhile, it does nothing."""
    visitor.tell(told(camera(1)))
    visitor.card(1)
    assert _press(visitor, "Make private") == "Make private"
    visitor.page.keyboard.press("Enter")
    assert [one["service"] for one in visitor.calls()] == ["set_privacy"]
    visitor.change(camera(1, **PRIVATE))
    visitor.page.get_by_role("button", name="Open for 15 minutes").wait_for()
    assert visitor.page.evaluate(FOCUSED) == "Open for 15 minutes"


def test_a_question_takes_the_place_of_what_asked_it(visitor: Visitor) -> None:
    """Whether guests have left is asked once more; whoever says no stands on the button again."""
    guests = {**PRIVATE, "reason": "guests_present", "way_out": "guests_left"}
    visitor.tell(told(camera(1, **guests)))
    visitor.card(1)
    assert _press(visitor, "Guests have left") == "Yes, they have left"
    assert _press(visitor, "Cancel") == "Guests have left"


def test_the_page_s_guests_give_the_focus_back(visitor: Visitor) -> None:
    """What was chosen goes, and its opener has the focus."""
    visitor.tell(told(camera(1)))
    visitor.show("lens-cap-panel")
    _press(visitor, "Guests: no")
    assert _press(visitor, "Guests are here for 3 hours") == "Guests: no"


def test_a_rule_s_form_takes_and_gives_back_the_focus(visitor: Visitor) -> None:
    """Its first control has it; then something of the list."""
    visitor.tell(told(camera(1)))
    visitor.page.evaluate(
        """([rules, preview]) => Object.assign(harness.answers,
          { "lens_cap/rules/list": JSON.parse(rules), "lens_cap/rules/preview": JSON.parse(preview) })""",
        [_answered("rules_list")["json"], _answered("rules_preview")["json"]],
    )
    visitor.show("lens-cap-rules")
    _press(visitor, "Edit")
    visitor.page.wait_for_function(
        "() => document.querySelector('lens-cap-rules').shadowRoot.activeElement?.localName === 'lens-cap-rule-form'"
    )
    _press(visitor, "Cancel")
    visitor.page.wait_for_function(
        "() => document.querySelector('lens-cap-rules').shadowRoot.activeElement?.localName === 'button'"
    )


@pytest.mark.parametrize("name", ["Undo", "Larger", "Delete this zone", "Remove point"])
def test_the_editor_s_buttons_keep_the_focus(visitor: Visitor, name: str) -> None:
    """Pressed until there is nothing left for them to do, they still are a place, or give one."""
    visitor.tell(told(camera(1)))
    visitor.answer(lens_cap__zones__get=ZONES | {"camera_id": "camera-1"})
    visitor.show("lens-cap-zone-editor", cameraId="camera-1")
    _press(visitor, "Add point")
    assert _press(visitor, name) != ""


def test_a_template_leads_to_what_it_made(visitor: Visitor) -> None:
    """The first zone begins with a template, and then its points have the focus or what is before them."""
    visitor.tell(told(camera(1)))
    visitor.answer(lens_cap__zones__get=ZONES | {"camera_id": "camera-1", "zones": []})
    visitor.show("lens-cap-zone-editor", cameraId="camera-1")
    assert _press(visitor, "Window").startswith("Point 1 of 4")
    assert _press(visitor, "Save") == "Save"


def test_the_focus_is_seen(visitor: Visitor) -> None:
    """Whatever the tabulator reaches on a card has an outline of two pixels."""
    visitor.tell(told(camera(1)))
    visitor.card(1)
    visitor.page.get_by_role("button", name="Make private").first.wait_for()
    reached: list[str] = []
    for _ in range(4):
        visitor.page.keyboard.press("Tab")
        reached.append(visitor.page.evaluate(FOCUSED))
        assert visitor.page.evaluate(OUTLINE), reached
    assert len(set(reached)) == 4
