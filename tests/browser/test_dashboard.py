"""The ready dashboard: cameras by area, and badges for what is private, guests, and problems."""

from typing import Any, Final

import pytest

from .stage import camera, everything, told
from .visitor import Visitor

ENTITIES: Final = {
    "camera.sofa": {"platform": "lens_cap", "device_id": "d"},
    "camera.door": {"platform": "lens_cap"},
    "camera.secret": {"platform": "lens_cap", "hidden": True},
    "camera.other": {"platform": "generic"},
    "switch.guests": {"platform": "lens_cap", "translation_key": "guests"},
    "sensor.findings": {"platform": "lens_cap", "translation_key": "open_findings"},
}
GENERATE: Final = """async (entities) => {
  const hass = { ...harness.hass, entities, devices: { d: { area_id: "a" } }, areas: { a: { name: "Living room" } } };
  return customElements.get("ll-strategy-dashboard-lens-cap").generate({}, hass);
}"""


def _view(visitor: Visitor, entities: dict[str, Any]) -> dict[str, Any]:
    (view,) = visitor.page.evaluate(GENERATE, entities)["views"]
    found: dict[str, Any] = view
    return found


def test_every_camera_has_its_place(visitor: Visitor) -> None:
    """By area, those without one last; none that is hidden, or not ours; and the way to the page."""
    *areas, last = _view(visitor, ENTITIES)["sections"]
    assert [
        [card.get("heading") or card["entity"] for card in one["cards"]]
        for one in areas
    ] == [["Living room", "camera.sofa"], ["No area", "camera.door"]]
    assert last["cards"][0]["tap_action"]["navigation_path"] == "/lens-cap"


def test_its_texts_are_those_that_were_loaded(visitor: Visitor) -> None:
    """What Home Assistant gave before they were there knows none of them."""
    visitor.page.evaluate(
        "() => (harness.hass = { ...harness.hass, localize: () => '' })"
    )
    view = _view(visitor, ENTITIES)
    assert view["title"] == "Cameras"
    assert view["sections"][-1]["cards"][0]["heading"] == "Everything about privacy"


def test_badges_are_there_for_what_there_is(visitor: Visitor) -> None:
    """Problems only while there are any; nothing of what the viewer may not know."""
    private, guests, security = _view(visitor, ENTITIES)["badges"]
    assert [one["show"] for one in (private, guests, security)] == [
        "private",
        "guests",
        "security",
    ]
    assert security["visibility"] == [
        {"condition": "numeric_state", "entity": "sensor.findings", "above": 0}
    ]
    only = {"camera.sofa": ENTITIES["camera.sofa"]}
    assert [one["show"] for one in _view(visitor, only)["badges"]] == ["private"]


@pytest.mark.parametrize(
    ("show", "words", "path"),
    [
        ("private", "0 of 1 camera is private.", "/lens-cap"),
        ("guests", "Guests: no", "/lens-cap"),
        ("security", "3 security problems", "/lens-cap/security"),
    ],
)
def test_a_badge_says_it_in_words_and_leads_there(
    visitor: Visitor, show: str, words: str, path: str
) -> None:
    """A tap on it."""
    visitor.tell(
        told(
            camera(1),
            findings={"open": 3, "worst": "high"},
            guests={"present": "no", "until": None},
        )
    )
    visitor.page.evaluate("(show) => harness.show('lens-cap-badge', { show })", show)
    visitor.page.get_by_role("button", name=words).click()
    assert visitor.page.url.endswith(path)


def test_what_somebody_may_not_read_is_not_missing(visitor: Visitor) -> None:
    """Whoever may use one camera only is told nothing of guests and findings, and has card, badge and page."""
    visitor.tell(everything("one_camera"))
    visitor.page.evaluate(
        "() => harness.show('lens-cap-card', { entity: 'camera.sofa' })"
    )
    visitor.show("lens-cap-panel")
    for show in ("guests", "security"):
        visitor.page.evaluate(
            "(show) => harness.show('lens-cap-badge', { show })", show
        )
    visitor.page.get_by_role("button", name="Make private").first.wait_for()
    visitor.page.get_by_text("0 of 1 camera").wait_for()
    assert visitor.page.get_by_text("No connection").count() == 0
    assert visitor.page.get_by_text("Guests:").count() == 0
    assert visitor.page.locator("lens-cap-badge button").count() == 0


def test_nothing_is_said_of_no_problem(visitor: Visitor) -> None:
    """Nor of guests, while nothing is known of the household."""
    visitor.tell(told(camera(1), findings={"open": 0, "worst": None}))
    visitor.page.evaluate("() => harness.show('lens-cap-badge', { show: 'security' })")
    visitor.page.evaluate("() => harness.show('lens-cap-badge', { show: 'private' })")
    visitor.page.get_by_role("button", name="of 1 camera").wait_for()
    assert visitor.page.get_by_role("button").count() == 1
    lost = everything() | {
        "status": "starting",
        "you": None,
        "household": None,
        "cameras": [],
    }
    visitor.tell(lost)
    visitor.page.evaluate("() => harness.show('lens-cap-badge', { show: 'guests' })")
    visitor.page.get_by_role(
        "button", name="Private while Lens Cap is starting"
    ).wait_for()
    assert visitor.page.get_by_role("button").count() == 1
