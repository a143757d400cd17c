"""Somebody who taps through Home Assistant in headless Chromium, and how often they had to."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.async_api import Browser, Error as BrowserError, Locator, Page

from lab.home_client import HomeClient, HomeError
from lab.screenshots import log_in
from lab.walked_home import WalkError

# The height of a screen by its width: a phone's, and a desk's.
WIDTHS = {390: 844, 1280: 900}
PHONE_BELOW = 800
ZONE = ZoneInfo("Europe/Amsterdam")
SETTLE_MS = 2500
PATIENCE_MS = 60_000


@dataclass
class Walker:
    """Somebody who is signed in, and how often they tapped and typed since they began."""

    page: Page
    client: HomeClient
    name: str
    width: int
    folder: Path
    taps: int = 0
    fields: int = 0

    async def begin(self) -> None:
        """Open what Home Assistant opens with, and count anew."""
        await self.page.goto("about:blank")
        await self.page.goto(f"{self.client.url}/home/overview")
        await self.see("Areas")
        self.taps = self.fields = 0

    async def tap(self, what: str | Locator) -> None:
        """Tap on the first of these that can be seen, where a finger would."""
        found = (
            self.page.get_by_text(what, exact=True) if isinstance(what, str) else what
        )
        target = found.locator("visible=true").first
        await target.scroll_into_view_if_needed()
        box = await target.bounding_box()
        if box is None:
            raise WalkError(f"nothing to tap on: {what}")
        await self.page.mouse.click(
            box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        )
        self.taps += 1
        await self.page.wait_for_timeout(SETTLE_MS)

    async def fill(self, what: Locator, text: str) -> None:
        """Type into a field."""
        await what.locator("visible=true").first.fill(text)
        self.fields += 1
        await self.page.wait_for_timeout(300)

    async def see(self, what: str | Locator) -> None:
        """Wait until something can be seen."""
        found = self.page.get_by_text(what) if isinstance(what, str) else what
        await found.locator("visible=true").first.wait_for()
        await self.page.wait_for_timeout(SETTLE_MS)

    async def submit(self) -> None:
        """Press the button that leads on in a form."""
        await self.tap(self.page.locator("ha-button", has_text="Submit"))

    async def save(self, name: str) -> None:
        """Take a picture of the screen."""
        await self.page.screenshot(
            path=self.folder / f"{name}-{self.name}-{self.width}.png"
        )

    async def menu(self) -> None:
        """Open the settings, from the side."""
        if self.width < PHONE_BELOW:
            await self.tap(self.page.locator("ha-menu-button"))
        await self.tap(self.page.locator("ha-sidebar").get_by_text("Settings"))

    async def settings(self) -> None:
        """Go to the page of Lens Cap, by menus."""
        await self.menu()
        await self.tap("Devices & services")
        await self.tap(self.page.locator("ha-integration-card", has_text="Lens Cap"))

    def tile(self, name: str, but: str = "Nothing of that name") -> Locator:
        """Return the round button of an entity's tile."""
        tiles = self.page.locator("hui-tile-card", has_text=name)
        return tiles.filter(has_not_text=but).locator("ha-tile-icon")

    def gear(self, name: str) -> Locator:
        """Return the gear beside a camera on the page of Lens Cap."""
        row = self.page.locator("ha-config-sub-entry-row", has_text=name).first
        return row.get_by_label("Change how it is guarded")


type Walk = Callable[[Walker], Awaitable[None]]


@dataclass
class Counts:
    """What each walk cost whom at which width."""

    rows: dict[tuple[str, str], dict[int, str]] = field(default_factory=dict)

    async def walk(self, walker: Walker, name: str, walk: Walk) -> None:
        """Walk, and write down what it cost. Raises WalkError."""
        try:
            await walker.begin()
            await walk(walker)
        except (BrowserError, HomeError, TimeoutError) as error:
            await walker.save(f"failed-{name.replace(' ', '-')}")
            raise WalkError(
                f"{walker.name}, {walker.width}, {name}: {error}"
            ) from error
        cost = f"{walker.taps} + {walker.fields}" if walker.fields else str(walker.taps)
        self.rows.setdefault((name, walker.name), {})[walker.width] = cost
        print(f"{name} ({walker.name}, {walker.width}): {cost}", flush=True)

    def table(self) -> str:
        """Return the table, in Markdown."""
        head = ["| walk | who | 390 px | 1280 px |", "|---|---|---|---|"]
        return "\n".join(
            head
            + [
                f"| {name} | {who} | {cost.get(390, '')} | {cost.get(1280, '')} |"
                for (name, who), cost in self.rows.items()
            ]
        )


@asynccontextmanager
async def signed_in(
    browser: Browser,
    client: HomeClient,
    login: tuple[str, str],
    who: str,
    folder: Path,
    width: int,
) -> AsyncIterator[Walker]:
    """Yield somebody who has logged in, with a screen of this width."""
    phone = width < PHONE_BELOW
    context = await browser.new_context(
        viewport={"width": width, "height": WIDTHS[width]},
        has_touch=phone,
        is_mobile=phone,
        timezone_id=ZONE.key,
    )
    context.set_default_timeout(PATIENCE_MS)
    page = await context.new_page()
    await log_in(page, client.url, *login)
    yield Walker(page=page, client=client, name=who, width=width, folder=folder)
    await context.close()
