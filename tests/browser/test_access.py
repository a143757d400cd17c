"""Everybody can use it: axe finds nothing, targets are large, and nothing is cut where words are long."""

from typing import Final

import pytest

from .stage import PRIVATE, Payload, all_states, camera, told
from .visitor import DEEP, Visitor

DRESSES: Final = [
    pytest.param(
        dark,
        rtl,
        width,
        id=f"{'dark' if dark else 'light'}-{'rtl' if rtl else 'ltr'}-{width}",
    )
    for dark, rtl, width in (
        (False, False, 390),
        (True, False, 320),
        (False, True, 320),
        (True, True, 1280),
    )
]
ZONES: Final[Payload] = {
    "camera_id": "camera-24",
    "name": "Camera 24",
    "revision": "r",
    "zones": [
        {
            "zone_id": "a",
            "name": "Table",
            "polygons": [[[0.3, 0.55], [0.7, 0.55], [0.85, 0.9], [0.15, 0.9]]],
            "covered": "always",
        }
    ],
    "limits": {"zones": 32, "points": 64, "points_least": 3, "name": 50, "parts": 100},
    "margin": 0.01,
    "moves": "maybe",
    "moved": False,
    "level": "open",
    "private": True,
}
# What can be pressed and is smaller than a finger, or cut off.
SMALL: Final = f"""() => ({DEEP})("button, select, input:not([type=checkbox]):not([type=radio]), summary")
  .map((one) => [one.textContent.trim() || one.getAttribute("aria-label"), one.getBoundingClientRect()])
  .filter(([, box]) => box.width > 0 && (box.width < 43.5 || box.height < 43.5))
  .map(([name, box]) => `${{name}}: ${{box.width}} x ${{box.height}}`)"""
CUT: Final = f"""() => ({DEEP})("h1, h2, h3, p, span, button, label, li")
  .filter((one) => !one.closest(".unseen") && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0)
  .map((one) => one.textContent.trim().slice(0, 40))
  .concat(document.documentElement.scrollWidth > innerWidth ? ["the page is wider than the screen"] : [])"""


# Makes every text twice as large, wherever its size comes from.
ENLARGE: Final = f"""() => {{
  const all = ({DEEP})("*").filter((one) => one instanceof HTMLElement);
  const sizes = all.map((one) => parseFloat(getComputedStyle(one).fontSize));
  all.forEach((one, index) => {{ one.style.fontSize = `${{2 * sizes[index]}}px`; }});
}}"""


def _show_all(visitor: Visitor) -> None:
    states = all_states()
    visitor.tell(told(*states))
    for number in range(1, len(states) + 1):
        visitor.card(number, layout="full" if number % 3 else "compact")
    visitor.page.wait_for_timeout(300)


@pytest.mark.parametrize(("dark", "right_to_left", "width"), DRESSES)
def test_axe_finds_nothing_in_any_state(
    visitor: Visitor, dark: bool, right_to_left: bool, width: int
) -> None:
    """Every state of the card, in every dress."""
    visitor.dress(dark=dark, right_to_left=right_to_left, width=width)
    _show_all(visitor)
    assert visitor.broken_rules() == []


@pytest.mark.parametrize(("dark", "right_to_left", "width"), DRESSES)
def test_axe_finds_nothing_in_editor_and_panel(
    visitor: Visitor, dark: bool, right_to_left: bool, width: int
) -> None:
    """The zone editor, and the panel as it opens."""
    visitor.dress(dark=dark, right_to_left=right_to_left, width=width)
    visitor.tell(told(*all_states()[20:]))
    visitor.show("lens-cap-panel")
    visitor.page.wait_for_timeout(300)
    assert visitor.broken_rules() == []
    visitor.page.evaluate("() => harness.clear()")
    visitor.answer(lens_cap__zones__get=ZONES)
    visitor.show("lens-cap-zone-editor", cameraId="camera-24")
    visitor.page.get_by_role("button", name="Point 1 of 4").wait_for()
    assert visitor.broken_rules() == []


def test_a_text_that_is_not_translated_keeps_its_order(visitor: Visitor) -> None:
    """On a page from right to left its full stop stands at its end, and its lines begin at the right."""
    visitor.dress(dark=False, right_to_left=True, width=320)
    visitor.tell(told(camera(1)))
    visitor.card(1)
    visitor.page.get_by_text("Nothing asks for privacy.").wait_for()
    styles = visitor.page.evaluate(
        f"() => ({DEEP})('p').map((one) => getComputedStyle(one)).map((one) => [one.unicodeBidi, one.textAlign])"
    )
    assert {tuple(one) for one in styles} == {("plaintext", "right")}


# What screen readers are told of a card: each text that its polite region had, one for each time that it changed.
LISTEN: Final = f"""() => {{
  const [region] = ({DEEP})("[aria-live=polite]");
  window.told = [];
  new MutationObserver(() => window.told.push(region.innerText)).observe(region,
    {{ characterData: true, childList: true, subtree: true }});
}}"""


def test_a_change_is_read_out_once(visitor: Visitor) -> None:
    """Its new words together, politely; what counts the seconds is no part of them."""
    visitor.tell(told(camera(1)))
    visitor.card(1)
    visitor.page.get_by_text("Nothing asks for privacy.").wait_for()
    visitor.page.evaluate(LISTEN)
    lift = {"until": "2099-01-01T12:00:00+00:00", "by": None}
    changes = (PRIVATE, {"lift": lift, "reason": "lifted"}, {"viewers": 1})
    for count, change in enumerate(changes, 1):
        visitor.change(camera(1, **change))
        visitor.page.wait_for_function(
            "(count) => window.told.length >= count", arg=count
        )
    heard = visitor.page.evaluate("() => window.told.map((one) => one.split('\\n')[0])")
    assert [one.partition(" ")[0] for one in heard] == ["Private", "Open", "Open."]
    assert visitor.page.get_by_role("timer").count() == 0
    visitor.change(camera(1, lift=lift, reason="lifted"))
    assert visitor.page.get_by_role("timer").get_attribute("aria-live") == "off"
    assert visitor.count("[aria-live=polite] lens-cap-countdown") == 0


def test_the_editor_from_right_to_left(visitor: Visitor) -> None:
    """What a field is called stands at the right, as the field begins; what moves a point to the left at the left."""
    visitor.dress(dark=False, right_to_left=True, width=390)
    visitor.answer(lens_cap__zones__get=ZONES)
    visitor.show("lens-cap-zone-editor", cameraId="camera-24")
    left = visitor.page.get_by_role("button", name="Left", exact=True)
    left.wait_for()
    right = visitor.page.get_by_role("button", name="Right", exact=True)
    assert left.bounding_box()["x"] < right.bounding_box()["x"]
    labels = visitor.page.evaluate(
        f"() => ({DEEP})('label:not(:has([type=radio]))').map((one) => getComputedStyle(one).textAlign)"
    )
    assert set(labels) == {"right"}


def test_targets_are_as_large_as_a_finger(visitor: Visitor) -> None:
    """Whatever can be pressed is 44 pixels large, on the smallest phone too."""
    visitor.dress(dark=False, right_to_left=False, width=320)
    _show_all(visitor)
    assert visitor.page.evaluate(SMALL) == []


@pytest.mark.parametrize("right_to_left", [False, True])
def test_long_words_are_not_cut(visitor: Visitor, right_to_left: bool) -> None:
    """With words that are 40 % longer, at 320 pixels, nothing is cut and nothing scrolls sideways."""
    visitor.open("?stretch=yes")
    visitor.dress(dark=False, right_to_left=right_to_left, width=320)
    _show_all(visitor)
    assert visitor.page.evaluate(CUT) == []


@pytest.mark.parametrize("right_to_left", [False, True])
def test_text_of_twice_the_size_is_not_cut(
    visitor: Visitor, right_to_left: bool
) -> None:
    """At 320 pixels, on cards in every state, the panel and the editor."""
    visitor.dress(dark=False, right_to_left=right_to_left, width=320)
    _show_all(visitor)
    visitor.page.evaluate(ENLARGE)
    assert visitor.page.evaluate(CUT) == []
    visitor.page.evaluate("() => harness.clear()")
    visitor.show("lens-cap-panel")
    visitor.page.get_by_role("button", name="Guests: ").wait_for()
    visitor.page.evaluate(ENLARGE)
    assert visitor.page.evaluate(CUT) == []
    visitor.page.evaluate("() => harness.clear()")
    visitor.answer(lens_cap__zones__get=ZONES)
    visitor.show("lens-cap-zone-editor", cameraId="camera-24")
    visitor.page.get_by_role("button", name="Point 1 of 4").wait_for()
    visitor.page.evaluate(ENLARGE)
    assert visitor.page.evaluate(CUT) == []
