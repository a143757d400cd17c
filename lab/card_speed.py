"""Measures how soon our card is there, beside Home Assistant's own picture card of the same camera in the same run.

Also how long a tap takes until something is seen of it, on a computer that is four times slower; what twenty cards
cost while other things change; and a drag in an editor that is full. Figures, to be read by people: they pass or fail
nothing. Against a home of its own; see `scripts/browser-check speed`.
"""

import argparse
import asyncio
import math
import statistics
from typing import Any, Final

from playwright.async_api import CDPSession, Page, async_playwright

from lab.household import Household, move_in
from lab.screenshots import CHROMIUM, log_in
from lab.sources import entity_id
from lab.stories import DASHBOARD, GARDEN, LIVING
from lab.stories_walk import prepare
from lab.walked_home import PASSWORD, USERNAME, walked_home

SLOWER: Final = 4
DRAG_SLOWER: Final = 6
PATIENCE_MS: Final = 120_000
QUIET_MS: Final = 500
# Makes a card anew, with no picture's address kept from before, and returns after how many milliseconds its words
# and its picture were painted, and what moved.
PAINT: Final = """async ([config, wants]) => {
  const helpers = await window.loadCardHelpers();
  const place = document.createElement("div");
  Object.assign(place.style, { position: "fixed", inset: "0 auto auto 0", width: "390px", zIndex: 99 });
  document.body.append(place);
  const deep = (root, tag) => [...root.querySelectorAll("*")].flatMap((one) =>
    [...(one.localName === tag ? [one] : []), ...(one.shadowRoot ? deep(one.shadowRoot, tag) : [])]);
  const there = {
    words: () => deep(place, "lens-cap-card").some((one) =>
      one.shadowRoot.querySelector(".headline")?.textContent.trim()),
    cap: () => deep(place, "lens-cap-picture").some((one) => one.shadowRoot.querySelector(".cap span")),
    picture: () => deep(place, "img").some((one) => one.complete && one.naturalWidth > 0),
  };
  let moved = 0;
  const watching = new PerformanceObserver((list) => { for (const one of list.getEntries()) moved += one.value; });
  watching.observe({ type: "layout-shift" });
  const card = helpers.createCardElement(config);
  const begun = performance.now();
  card.hass = { ...document.querySelector("home-assistant").hass, _cameraTmbUrl: undefined };
  place.append(card);
  const took = {};
  while (wants.some((one) => took[one] === undefined) && performance.now() - begun < 60000) {
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    for (const one of wants) if (took[one] === undefined && there[one]()) took[one] = performance.now() - begun;
  }
  watching.disconnect();
  place.remove();
  await new Promise((done) => setTimeout(done, 200));
  return { took, moved };
}"""
LEAVE: Final = """() => {
  history.pushState(null, "", "/profile/general");
  window.dispatchEvent(new CustomEvent("location-changed"));
}"""
WATCH_TAPS: Final = """() => {
  window.taps = {};
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries())
      if (interactionId) window.taps[interactionId] = Math.max(window.taps[interactionId] ?? 0, duration);
  }).observe({ type: "event", durationThreshold: 16, buffered: false });
}"""
# A thousand changes of other things, for twenty cards.
CHANGES: Final = """async (entity) => {
  const { hass } = document.querySelector("home-assistant");
  const helpers = await window.loadCardHelpers();
  const cards = Array.from({ length: 20 }, () => {
    const card = helpers.createCardElement({ type: "custom:lens-cap-card", entity, picture: "none" });
    card.hass = hass;
    document.body.append(card);
    return card;
  });
  await new Promise((done) => setTimeout(done, 1000));
  // Other states each time, of two copies: a thousand would be cleared away while the cards are timed.
  const states = [{ ...hass.states }, { ...hass.states }];
  const changes = Array.from({ length: 1000 }, (_, count) => ({ ...hass, states: states[count % 2] }));
  const begun = performance.now();
  for (const changed of changes) for (const card of cards) card.hass = changed;
  const took = performance.now() - begun;
  for (const card of cards) card.remove();
  return took;
}"""
# A full editor, and how long each step of a drag takes until it could be painted.
DRAG: Final = """async () => {
  const { hass } = document.querySelector("home-assistant");
  const circle = Array.from({ length: 64 }, (_, i) =>
    [0.5 + 0.4 * Math.cos((Math.PI * i) / 32), 0.5 + 0.4 * Math.sin((Math.PI * i) / 32)]);
  const zones = Array.from({ length: 32 }, (_, i) =>
    ({ zone_id: String(i), name: `Zone ${i}`, polygons: [circle], covered: "always" }));
  const known = { camera_id: "none", name: "Full", revision: "r", zones, margin: 0.01, moves: "no", moved: false,
    limits: { zones: 32, points: 64, points_least: 3, name: 50, parts: 100 }, level: "open", private: true };
  const editor = document.createElement("lens-cap-zone-editor");
  editor.cameraId = "none";
  editor.hass = { ...hass, callWS: (message) =>
    message.type === "lens_cap/zones/get" ? Promise.resolve(known) : hass.callWS(message) };
  document.body.append(editor);
  const surface = () => editor.shadowRoot.querySelector("lens-cap-zone-surface");
  while (surface() === null) await new Promise(requestAnimationFrame);
  await new Promise((done) => setTimeout(done, 500));
  const took = [];
  for (let step = 0; step < 120; step++) {
    await new Promise(requestAnimationFrame);
    const begun = performance.now();
    surface().dispatchEvent(new CustomEvent("edit", { detail:
      { kind: "point", index: 0, to: [0.9, 0.3 + step / 400], done: step === 119 } }));
    await editor.updateComplete;
    await surface().updateComplete;
    surface().getBoundingClientRect();
    took.push(performance.now() - begun);
  }
  editor.remove();
  return took;
}"""


def ours(entity: str) -> dict[str, str]:
    """Return the settings of our card."""
    return {"type": "custom:lens-cap-card", "entity": entity}


def stock(entity: str) -> dict[str, str]:
    """Return the settings of Home Assistant's own."""
    return {"type": "picture-entity", "entity": entity}


def p95(values: list[float]) -> float:
    """Return what 95 of 100 do not exceed."""
    return sorted(values)[math.ceil(len(values) * 0.95) - 1]


async def painted(page: Page, times: int) -> list[str]:
    """Return rows of how soon cards are there, each made anew so often, ours and the stock one by turns."""
    kinds: dict[str, tuple[dict[str, str], list[str]]] = {
        "ours, open": (ours(entity_id(GARDEN)), ["words", "picture"]),
        "stock, open": (stock(entity_id(GARDEN)), ["picture"]),
        "ours, private": (ours(entity_id(LIVING)), ["words", "cap"]),
        "stock, private": (stock(entity_id(LIVING)), ["picture"]),
    }
    took: dict[str, list[float]] = {}
    moved = 0.0
    for number in range(times + 1):
        for kind, (config, wants) in kinds.items():
            seen: Any = await page.evaluate(PAINT, [config, wants])
            if number == 0:
                continue  # what is loaded once only
            moved += seen["moved"] if kind.startswith("ours") else 0
            for what in wants:
                took.setdefault(f"{kind}: {what}", []).append(
                    seen["took"].get(what, float(PATIENCE_MS))
                )
    rows = [
        f"{name}: median {statistics.median(one):.0f} ms, p95 {p95(one):.0f} ms of {len(one)}"
        for name, one in took.items()
    ]
    return [*rows, f"ours: moved by {moved:.3f} in all"]


async def tapped(page: Page, session: CDPSession, times: int) -> str:
    """Return a row of how long a tap takes on a slow computer, closing and ending that by turns.

    Playwright's own click and its waiting search the page, which is slow there and is none of ours: nothing is asked
    of the page from just before a tap until it has long been seen.
    """
    card = page.locator("lens-cap-card").filter(
        has=page.get_by_role("heading", name="Garden", exact=True)
    )
    await session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    await page.evaluate(WATCH_TAPS)
    for _ in range(times):
        for name in ("Make private", "End privacy"):
            button = card.get_by_role("button", name=name, exact=True)
            await button.wait_for()
            box = await button.bounding_box()
            assert box is not None
            await page.mouse.move(box["x"] + 20, box["y"] + 20)
            await page.wait_for_timeout(QUIET_MS)
            await page.mouse.down()
            await page.mouse.up()
            await page.wait_for_timeout(QUIET_MS)
            await button.wait_for(state="detached")
    seen: list[float] = list((await page.evaluate("() => window.taps")).values())
    await session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return f"a tap until the next picture of the screen, {SLOWER} times slower: p95 {p95(seen):.0f} ms of {len(seen)}"


async def dragged(page: Page, session: CDPSession) -> list[str]:
    """Return rows of how long a step of a drag takes."""
    rows: list[str] = []
    for rate in (1, DRAG_SLOWER):
        await session.send("Emulation.setCPUThrottlingRate", {"rate": rate})
        took: list[float] = await page.evaluate(DRAG)
        rows.append(
            f"a step of a drag, 32 zones of 64 points, {rate} times slower: p95 {p95(took):.1f} ms of {len(took)}"
        )
    await session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return rows


async def measure(times: int) -> list[str]:
    """Measure all of it in a home of its own; return the rows."""
    async with walked_home() as home:
        residents = await move_in(home.client, ["Anna"])
        await prepare(home.client)
        await Household(home.client, residents).send("Anna", home=True)
        await home.client.until_state("sensor.living_room_privacy_level", "private")
        async with (
            async_playwright() as playwright,
            await playwright.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox"]
            ) as browser,
        ):
            context = await browser.new_context(viewport={"width": 1280, "height": 900})
            context.set_default_timeout(PATIENCE_MS)
            page = await context.new_page()
            await log_in(page, home.client.url, USERNAME, PASSWORD)
            await page.goto(f"{home.client.url}/{DASHBOARD}/cameras")
            await page.locator("lens-cap-card .headline").first.wait_for()
            session = await context.new_cdp_session(page)
            rows = [await tapped(page, session, times)]
            # Nothing of ours is on this page, so that each card begins with nothing known.
            await page.evaluate(LEAVE)
            await page.locator("lens-cap-card").first.wait_for(state="detached")
            rows += await painted(page, times)
            changed = await page.evaluate(CHANGES, entity_id(GARDEN))
            rows.append(f"1,000 other changes, 20 cards: {changed:.0f} ms in all")
            return rows + await dragged(page, session)


def main() -> None:
    """Measure, and print the rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    print("\n".join(asyncio.run(measure(parser.parse_args().times))))


if __name__ == "__main__":
    main()
