"""Restarts Home Assistant again and again under two open pages of ours, and sees what they show meanwhile.

No picture while a page has no connection, none of a camera that is private, and afterwards all as it was, by
itself; and no complaint that a page without anything of ours does not have as well. Every second time Home Assistant
ends as in a power cut. Against a home of its own; see `scripts/browser-check restarts`.
"""

import argparse
import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
import statistics
import sys
import time
from typing import Any, Final

from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright

from lab.household import Household, move_in
from lab.screenshots import CHROMIUM, log_in
from lab.stories import DASHBOARD
from lab.stories_walk import prepare
from lab.walked_home import PASSWORD, USERNAME, WalkedHome, WalkError, walked_home

PATHS: Final = (f"/{DASHBOARD}/cameras", "/lens-cap")
STOCK: Final = "/profile/general"
PATIENCE_SECONDS: Final = 180
NOT_CONNECTED: Final = "No connection to Home Assistant."
SEEN_AT_ALL: Final = ("Open", "Partly")
# What the cards show, and whether there is a connection, written down whenever that changes.
WATCH: Final = """() => {
  const deep = (root, tag) => [...root.querySelectorAll("*")].flatMap((one) =>
    [...(one.localName === tag ? [one] : []), ...(one.shadowRoot ? deep(one.shadowRoot, tag) : [])]);
  const look = () => deep(document, "lens-cap-card").map(({ shadowRoot: root }) => [
    root.querySelector("h2")?.textContent.trim() ?? "",
    root.querySelector("[aria-live] p")?.textContent.trim() ?? "",
    deep(root, "lens-cap-picture").flatMap((one) => [...one.shadowRoot.querySelectorAll("img, .player > *")]).length,
  ]);
  window.seen = [];
  window.refused = [];
  addEventListener("unhandledrejection", ({ reason }) =>
    window.refused.push(reason instanceof Error ? `${reason.message} ${reason.stack}` : JSON.stringify(reason)));
  let last, connected = true;
  const note = () => {
    const shown = [connected, look()];
    if (JSON.stringify(shown) === last) return;
    last = JSON.stringify(shown);
    window.seen.push([Date.now() / 1000, ...shown]);
  };
  const { connection } = document.querySelector("home-assistant").hass;
  connection.addEventListener("disconnected", () => { connected = false; });
  connection.addEventListener("ready", () => { connected = true; });
  note();
  setInterval(note, 20);
}"""

type Shown = tuple[str, str, int]
"""A card's name, its sentence, and how many pictures are in it."""

type Moment = tuple[float, bool, list[Shown]]
"""Since when, whether there is a connection, and what the cards show."""


@dataclass
class Tab:
    """A page that stays open, what it showed when all was well, and what it complained of."""

    page: Page
    path: str
    before: Sequence[Shown] = ()
    complaints: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Hear what our modules complain of, but for what Chromium says of a server that is not there."""

        def said(message: ConsoleMessage) -> None:
            ours = "lens-cap" in message.location.get("url", "")
            if message.type in ("error", "warning") and ours:
                self.complaints.append(message.text)

        self.page.on("console", said)

    async def complained(self) -> list[str]:
        """Return all complaints, also what nobody took care of in the whole page."""
        refused: list[str] = await self.page.evaluate("() => window.refused")
        return [*self.complaints, *refused]

    async def seen(self) -> list[Moment]:
        """Return what was shown from when on, and forget it. Raises WalkError where the page was loaded anew."""
        found: Any = await self.page.evaluate("() => window.seen?.splice(0)")
        if found is None:
            raise WalkError(f"{self.path} was loaded anew")
        return [(at, up, [(n, s, p) for n, s, p in shown]) for at, up, shown in found]

    async def until_settled(self, pictures: int) -> None:
        """Wait until every card has a sentence, and so many pictures are there. Raises WalkError."""
        ends = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < ends:
            for _, _, shown in await self.seen():
                self.before = shown
            cards = self.before
            there = sum(count for _, _, count in cards)
            if cards and all(said for _, said, _ in cards) and there == pictures:
                return
            await asyncio.sleep(0.1)
        raise WalkError(f"{self.path} never showed all of its cards: {self.before}")


@dataclass(frozen=True, kw_only=True)
class Back:
    """When a page had a connection again, and when it was as before."""

    connected: float
    right: float


async def opened(browser: Browser, url: str) -> list[Tab]:
    """Return the pages, each in a window of its own, signed in and with everything on them."""
    tabs: list[Tab] = []
    for path in (*PATHS, STOCK):
        context = await browser.new_context(viewport={"width": 390, "height": 2000})
        context.set_default_timeout(PATIENCE_SECONDS * 1000)
        tab = Tab(await context.new_page(), path)
        tab.listen()
        await log_in(tab.page, url, USERNAME, PASSWORD)
        await tab.page.goto(url + path)
        tabs.append(tab)
        if path == STOCK:
            await tab.page.locator("ha-panel-profile").wait_for(state="attached")
            await tab.page.evaluate(WATCH)
            continue
        await tab.page.locator("lens-cap-card h2").first.wait_for()
        await tab.page.evaluate(WATCH)
        # The dashboard shows the garden, which nothing closes; the page's cards are small, without a picture.
        await tab.until_settled(1 if DASHBOARD in path else 0)
        print(f"{path}: {tab.before}", flush=True)
    return tabs


def wrong_in(connected: bool, shown: Sequence[Shown]) -> list[str]:
    """Return what should not have been seen."""
    if connected:
        return [
            f"{name} shows a picture and says: {said}"
            for name, said, pictures in shown
            if pictures and not said.startswith(SEEN_AT_ALL)
        ]
    return [
        f"{name} shows {pictures} pictures without a connection, and says: {said}"
        for name, said, pictures in shown
        if pictures or said != NOT_CONNECTED
    ]


async def restart(home: WalkedHome, *, kill: bool) -> tuple[float, float]:
    """Restart Home Assistant; return when it answered again, and when all had started."""
    await (home.home.kill() if kill else home.home.stop())
    await home.home.start()
    answered = time.time()
    await home.home.until_running(home.client)
    return answered, time.time()


async def come_back(tab: Tab) -> tuple[Back | None, list[str]]:
    """Wait until a page lost its connection and is as it was; return when, and what it should not have shown."""
    wrong: list[str] = []
    lost = False
    connected: float | None = None
    last: Sequence[Shown] = ()
    ends = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < ends:
        for at, up, shown in await tab.seen():
            wrong += wrong_in(up, shown)
            lost = lost or not up
            connected = (connected or at) if up and lost else None
            last = shown
            if connected is not None and shown == tab.before:
                return Back(connected=connected, right=at), wrong
        await asyncio.sleep(0.1)
    return None, [*wrong, f"{tab.path} is not as it was before, but {last}"]


async def complaints(tabs: Sequence[Tab], stock: Tab) -> list[str]:
    """Return what pages of ours complained of, and the one without anything of ours did not; print how often."""
    usual = Counter(await stock.complained())
    print(f"{stock.path}: {dict(usual)}")
    wrong: list[str] = []
    for tab in tabs:
        found = Counter(await tab.complained())
        print(f"{tab.path}: {dict(found)}")
        wrong += [f"{tab.path} complained: {one}" for one in found if one not in usual]
    return wrong


async def walk(times: int) -> list[str]:
    """Restart so many times; print how soon pages were right, and return what went wrong."""
    wrong: list[str] = []
    late: list[float] = []
    async with walked_home() as home:
        residents = await move_in(home.client, ["Anna"])
        await prepare(home.client)
        await Household(home.client, residents).send("Anna", home=True)
        async with (
            async_playwright() as playwright,
            await playwright.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox"]
            ) as browser,
        ):
            *tabs, stock = await opened(browser, home.client.url)
            for number in range(1, times + 1):
                kill = number % 2 == 0
                answered, ran = await restart(home, kill=kill)
                for tab in tabs:
                    back, found = await come_back(tab)
                    wrong += [f"restart {number}: {one}" for one in found]
                    if back is not None:
                        late.append(max(0.0, back.right - max(ran, back.connected)))
                        print(
                            f"restart {number} ({'kill' if kill else 'stop'}), {tab.path}: after Home Assistant"
                            f" answered, connected {back.connected - answered:+.1f} s,"
                            f" all started {ran - answered:+.1f} s, right {back.right - answered:+.1f} s",
                            flush=True,
                        )
            wrong += await complaints(tabs, stock)
    if late:
        print(
            f"right again after both all had started and the page was connected: median"
            f" {statistics.median(late):.1f} s, at most {max(late):.1f} s, {len(late)} of {times * len(PATHS)}"
        )
    return wrong


def main() -> None:
    """Restart, and end with an error where something was seen that should not be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    if wrong := asyncio.run(walk(parser.parse_args().times)):
        sys.exit("\n".join(["browser-check:", *wrong]))
    print("no picture while nothing was known, and everything came back by itself")


if __name__ == "__main__":
    main()
