"""What is known is shown at once, nothing moves as it comes, and nothing is left behind by thousands of changes."""

from typing import Any, Final

import pytest

from .stage import PRIVATE, Payload, camera, told
from .visitor import SUBSCRIBE, Visitor

# A card above another one, as a dashboard has them: what is known comes when the page was painted already.
PAINTED: Final = """async ([kind, message, numbers]) => {
  const frame = () => new Promise(requestAnimationFrame);
  const shifts = [];
  new PerformanceObserver((list) => shifts.push(...list.getEntries().map((one) => one.value)))
    .observe({ type: "layout-shift", buffered: true });
  for (const number of numbers) {
    const entity = `camera.one_${number}`;
    harness.hass.states[entity] = { state: "idle", attributes: {
      entity_picture: `/api/camera_proxy/${entity}?token=t` } };
    harness.show("lens-cap-card", { entity });
  }
  for (let count = 0; count < 5; count++) await frame();
  harness.send(kind, message);
  const said = () => harness.elements.every((card) =>
    card.shadowRoot.querySelector(".headline")?.textContent.trim());
  let frames = 0;
  while (!said() && frames < 600) { await frame(); frames += 1; }
  for (let count = 0; count < 30; count++) await frame();
  return { frames, shifts };
}"""
# Frames of a screen that make up 100 milliseconds.
FRAMES: Final = 6
# How much is in the page, and runs there.
COUNTS: Final = """async () => {
  for (let count = 0; count < 3; count++) { gc(); await new Promise((done) => setTimeout(done, 50)); }
  const deep = (root) => [...root.querySelectorAll("*")].reduce(
    (sum, one) => sum + 1 + (one.shadowRoot ? deep(one.shadowRoot) : 0), 0);
  return { heap: performance.memory.usedJSHeapSize, elements: deep(document),
    subscriptions: harness.connection.subscriptions.length, timers: window.alive.size,
    waiting: window.waiting.size };
}"""
WATCH_TIMERS: Final = """() => {
  window.alive = new Set();
  const { setInterval, clearInterval } = window;
  window.setInterval = (...all) => { const id = setInterval(...all); window.alive.add(id); return id; };
  window.clearInterval = (id) => { window.alive.delete(id); clearInterval(id); };
  window.waiting = new Set();
  const { setTimeout, clearTimeout } = window;
  window.setTimeout = (act, ...all) => {
    const id = setTimeout(() => { window.waiting.delete(id); act(); }, ...all);
    window.waiting.add(id);
    return id;
  };
  window.clearTimeout = (id) => { window.waiting.delete(id); clearTimeout(id); };
}"""
# Each change is drawn, on all cards and in their pictures, before the next one comes.
TOGGLE: Final = """async ([times, open, closed]) => {
  const drawn = (element) => element.updateComplete;
  for (let count = 0; count < times; count++) {
    for (const camera of [closed, open]) {
      harness.send("lens_cap/subscribe", { kind: "changed", cameras: [camera], removed: [] }, { keep: false });
      await Promise.all(harness.elements.map(drawn));
      await Promise.all(harness.elements.map((card) =>
        drawn(card.shadowRoot.querySelector("lens-cap-picture"))));
    }
  }
  await new Promise(requestAnimationFrame);
}"""


@pytest.mark.parametrize("state", [{}, PRIVATE], ids=["open", "private"])
def test_what_is_known_is_painted_at_once_and_moves_nothing(
    visitor: Visitor, state: Payload
) -> None:
    """A sentence is there within 100 milliseconds' worth of frames, and no card moves for it."""
    cameras = [camera(number, **state) for number in (1, 2, 3)]
    seen: dict[str, Any] = visitor.page.evaluate(
        PAINTED, [SUBSCRIBE, told(*cameras), [1, 2, 3]]
    )
    assert seen["shifts"] == []
    assert seen["frames"] <= FRAMES


def test_two_thousand_changes_leave_nothing_behind(visitor: Visitor) -> None:
    """No element, timer or subscription, and no more than a megabyte."""
    visitor.page.evaluate(WATCH_TIMERS)
    lifted = {"until": "2099-01-01T12:00:00+00:00", "by": None}
    states = [camera(1, lift=lifted, reason="lifted"), camera(1, **PRIVATE)]
    visitor.tell(told(states[0]))
    for _ in range(5):
        visitor.card(1)
    visitor.page.evaluate(TOGGLE, [300, *states])
    before = visitor.page.evaluate(COUNTS)
    visitor.page.evaluate(TOGGLE, [1000, *states])
    after = visitor.page.evaluate(COUNTS)
    assert after.pop("heap") <= before.pop("heap") + 1_000_000
    assert after == before
    assert after["subscriptions"] == 1
