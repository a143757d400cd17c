"""How much is done for a tap and for a step of a drag, counted: milliseconds are for `scripts/browser-check speed`."""

import math
from typing import Final

from .stage import Payload, camera, told
from .test_access import ZONES
from .visitor import Visitor

# Which cards are drawn anew, by the entity that each shows.
DRAWN: Final = """() => {
  window.drawn = [];
  const { prototype } = customElements.get("lens-cap-card");
  const { performUpdate } = prototype;
  prototype.performUpdate = function () {
    window.drawn.push(this.config.entity);
    return performUpdate.call(this);
  };
}"""
# Steps of a drag: how many points were named anew, and how often something was searched through, in each.
DRAG: Final = """async () => {
  const editor = document.querySelector("lens-cap-zone-editor");
  const surface = editor.shadowRoot.querySelector("lens-cap-zone-surface");
  const { localize } = editor.hass;
  const { querySelectorAll } = DocumentFragment.prototype;
  let [named, searched] = [0, 0];
  editor.hass = { ...editor.hass, localize: (key, values) => {
    if (key.endsWith("zones.point")) named += 1;
    return localize(key, values);
  } };
  DocumentFragment.prototype.querySelectorAll = function (selector) {
    searched += 1;
    return querySelectorAll.call(this, selector);
  };
  const seen = [];
  for (let step = 0; step < 10; step++) {
    surface.dispatchEvent(new CustomEvent("edit", { detail: {
      kind: "point", index: 0, to: [0.9, 0.3 + step / 200], done: false } }));
    await editor.updateComplete;
    await surface.updateComplete;
    await new Promise(requestAnimationFrame);
    seen.push([named, searched]);
    [named, searched] = [0, 0];
  }
  return seen;
}"""
ASK: Final = """async () => {
  await customElements.get("ll-strategy-dashboard-lens-cap").generate({}, harness.hass);
}"""
CIRCLE: Final = [
    [
        round(0.5 + 0.4 * math.cos(2 * math.pi * i / 64), 4),
        round(0.5 + 0.4 * math.sin(2 * math.pi * i / 64), 4),
    ]
    for i in range(64)
]


def test_a_tap_draws_only_its_own_card(visitor: Visitor) -> None:
    """A closing that was asked for here is of no concern to the cards of other cameras."""
    visitor.tell(told(*(camera(number) for number in (1, 2, 3))))
    for number in (1, 2, 3):
        visitor.card(number, picture="none")
    visitor.answer(**{"lens_cap.set_privacy": "never"})
    close = visitor.page.get_by_role("button", name="Make private", exact=True)
    close.nth(2).wait_for()
    visitor.page.evaluate(DRAWN)
    close.nth(1).click()
    visitor.page.get_by_text("Becoming private").wait_for()
    assert set(visitor.page.evaluate("() => window.drawn")) == {"camera.one_2"}


def test_a_step_of_a_drag_draws_only_what_it_moves(visitor: Visitor) -> None:
    """It names one point of 64, and looks for no other place of the focus, since it takes none away."""
    zones: list[Payload] = [
        {"zone_id": str(i), "name": f"Zone {i}", "polygons": [CIRCLE]} for i in range(3)
    ]
    visitor.tell(told(camera(1)))
    visitor.answer(
        lens_cap__zones__get=ZONES | {"camera_id": "camera-1", "zones": zones}
    )
    visitor.show("lens-cap-zone-editor", cameraId="camera-1")
    visitor.page.get_by_role("button", name="Point 1 of 64").focus()
    # Until somebody asked for a dashboard of ours, the page is searched for one that came too early, now and then.
    visitor.page.evaluate(ASK)
    # The first step is one that can be undone, and draws all that tells of that.
    assert visitor.page.evaluate(DRAG)[1:] == [[1, 0]] * 9
