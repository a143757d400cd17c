"""Loads the ready dashboard again and again on a slow line and a slow computer, and looks for Home Assistant's errors.

Cold and warm, with and without a service worker; then with our script held back for longer than Home Assistant waits
for it. With `--extra-module`, dashboard resources are in YAML, and every page loads our script by itself. Against a home of its own; see `scripts/browser-check loads`.
"""

import argparse
import asyncio
import statistics
import sys
import time
from typing import Any, Final

from playwright.async_api import Browser, BrowserContext, Page, Route, async_playwright

from lab.home_client import HomeClient
from lab.household import move_in
from lab.screenshots import CHROMIUM, log_in
from lab.stories import DASHBOARD
from lab.stories_walk import prepare
from lab.walked_home import PASSWORD, USERNAME, walked_home

STOCK: Final = "stock-cameras"
LINE: Final = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 200_000,
    "uploadThroughput": 90_000,
}
"""A phone in a bad place: 1.6 Mbit/s, 150 ms."""
SLOWER: Final = 4
# Stock cards are there to compare the times with: one load of theirs for so many of ours.
STOCK_EVERY: Final = 5
HELD_SECONDS: Final = 8
RESOURCES_IN_YAML: Final = """\
lovelace:
  resource_mode: yaml
"""
PATIENCE_MS: Final = 120_000
WRONG: Final = (
    "Custom element doesn't exist|Timeout waiting for strategy|Unknown strategy"
)
READ: Final = """() => {
  const words = [];
  const visit = (root) => {
    for (const node of root.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) words.push(node.data);
      else { if (node.shadowRoot) visit(node.shadowRoot); visit(node); }
    }
  };
  visit(document.body);
  return words.join(" ");
}"""
SAID: Final = """() => {
  const find = (root) => [...root.querySelectorAll("*")].some((one) =>
    (one.localName === "lens-cap-card" && one.shadowRoot?.querySelector(".headline")?.textContent.trim()) ||
    (one.shadowRoot && find(one.shadowRoot)));
  return find(document);
}"""
STOCK_SHOWN: Final = """() => {
  const find = (root) => [...root.querySelectorAll("*")].some((one) =>
    (one.localName === "hui-image" && one.shadowRoot?.querySelector("img")) || (one.shadowRoot && find(one.shadowRoot)));
  return find(document);
}"""


async def slow(page: Page) -> None:
    """Give a page a slow line, and a slow computer."""
    session = await page.context.new_cdp_session(page)
    await session.send("Network.enable")
    await session.send("Network.emulateNetworkConditions", LINE)
    await session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


async def load(page: Page, url: str, shown: str) -> tuple[float, bool]:
    """Open a dashboard; return after how many seconds it is shown, and whether an error was seen before."""
    begun = time.monotonic()
    wrong = False
    await page.goto(url, wait_until="commit")
    while not await page.evaluate(shown):
        text = await page.evaluate(f"() => document.body ? ({READ})() : ''")
        wrong = wrong or any(one in text for one in WRONG.split("|"))
        if time.monotonic() - begun > PATIENCE_MS / 1000:
            return PATIENCE_MS / 1000, True
        await asyncio.sleep(0.25)
    return time.monotonic() - begun, wrong


async def signed_in(browser: Browser, url: str) -> Any:
    """Return what a browser keeps of somebody who has logged in."""
    context = await browser.new_context()
    page = await context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    await log_in(page, url, USERNAME, PASSWORD)
    state = await context.storage_state()
    await context.close()
    return state


async def held_back(route: Route) -> None:
    """Let our script wait for longer than Home Assistant waits for it."""
    await asyncio.sleep(HELD_SECONDS)
    await route.continue_()


class Loads:
    """How long loads took, and which showed an error."""

    def __init__(self, browser: Browser, url: str, state: Any) -> None:
        """Load from a home, as somebody who is signed in."""
        self.browser = browser
        self.url = url
        self.state = state
        self.wrong = 0
        self.rows: dict[str, list[float]] = {}

    async def visit(self, worker: str) -> BrowserContext:
        """Return a browser that was never here, but is signed in."""
        return await self.browser.new_context(
            storage_state=self.state,
            service_workers="allow" if worker == "worker" else "block",
        )

    def note(self, name: str, seconds: float, wrong: bool) -> None:
        """Write down a load."""
        self.rows.setdefault(name, []).append(seconds)
        self.wrong += wrong
        print(f"{name}: {seconds:.1f} s{' ERROR' if wrong else ''}", flush=True)

    async def pair(self, worker: str, path: str, shown: str) -> None:
        """Load a dashboard cold, and warm."""
        context = await self.visit(worker)
        for kind in ("cold", "warm"):
            page = await context.new_page()
            await slow(page)
            seconds, wrong = await load(page, f"{self.url}/{path}", shown)
            self.note(f"{path.partition('/')[0]}, {kind}, {worker}", seconds, wrong)
            await page.close()
        await context.close()

    async def late(self) -> None:
        """Hold our script back, and see that the error goes by itself."""
        context = await self.visit("no worker")
        page = await context.new_page()
        await page.route("**/lens-cap.js*", held_back)
        seconds, seen = await load(page, f"{self.url}/{DASHBOARD}/cameras", SAID)
        text = await page.evaluate(READ)
        left = any(one in text for one in WRONG.split("|"))
        print(f"held back: error seen: {seen}, left: {left}", flush=True)
        self.note("held back", seconds, left or not seen)
        await context.close()


async def stock_dashboard(client: HomeClient) -> None:
    """Make a dashboard with stock cards of the same cameras. Raises HomeError."""
    await client.command(
        "lovelace/dashboards/create",
        url_path=STOCK,
        title="Stock",
        mode="storage",
        require_admin=False,
        show_in_sidebar=True,
    )
    cards = [
        {"type": "picture-entity", "entity": f"camera.{name}"}
        for name in ("garden", "hallway", "living_room")
    ]
    await client.command(
        "lovelace/config/save",
        url_path=STOCK,
        config={"views": [{"title": "Cameras", "path": "cameras", "cards": cards}]},
    )


async def walk(times: int, more_configuration: str) -> int:
    """Load so many times of each kind; print medians, and return how many showed an error."""
    async with walked_home(more_configuration) as home:
        await move_in(home.client, ["Anna"])
        await prepare(home.client)
        await stock_dashboard(home.client)
        async with (
            async_playwright() as playwright,
            await playwright.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox"]
            ) as browser,
        ):
            state = await signed_in(browser, home.client.url)
            loads = Loads(browser, home.client.url, state)
            for number in range(times):
                worker = "worker" if number % 2 else "no worker"
                await loads.pair(worker, f"{DASHBOARD}/cameras", SAID)
                if number % STOCK_EVERY == 0:
                    await loads.pair(worker, f"{STOCK}/cameras", STOCK_SHOWN)
            await loads.late()
    for name, seconds in loads.rows.items():
        print(f"{name}: median {statistics.median(seconds):.1f} s of {len(seconds)}")
    return loads.wrong


def main() -> None:
    """Load, and end with an error where Home Assistant showed one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--extra-module", action="store_true")
    told = parser.parse_args()
    more = RESOURCES_IN_YAML if told.extra_module else ""
    if wrong := asyncio.run(walk(told.times, more)):
        sys.exit(f"browser-check: {wrong} loads showed an error")


if __name__ == "__main__":
    main()
