"""Somebody in front of our cards, in a dress of the page: width, light or dark, direction; and all they exchange."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
import itertools
from pathlib import Path
import re
from typing import Final, override

from playwright.async_api import (
    Browser,
    Error as BrowserError,
    Locator,
    Page,
    Response,
    WebSocket,
)

from lab.home_client import HomeClient
from lab.household import Household
from lab.older_page import OlderModules
from lab.screenshots import log_in
from lab.traffic import Traffic
from lab.walked_home import WalkError
from lab.walker import PATIENCE_MS, PHONE_BELOW, ZONE

_SETTLE_MS: Final = 700
_DASHBOARD_MS: Final = 30_000
# One that is written from right to left, in which there are none of our texts; and the one that the home speaks.
_MIRRORED: Final = {"language": "he", "number_format": "language", "time_format": "24"}
_ENGLISH: Final = dict.fromkeys(("number_format", "time_format"), "language") | {
    "language": "en"
}


@dataclass(frozen=True, kw_only=True)
class Dress:
    """How a page is looked at."""

    width: int
    dark: bool = False
    right_to_left: bool = False

    @override
    def __str__(self) -> str:
        """Return this as part of a file's name."""
        names = [str(self.width)]
        names += ["dark"] if self.dark else []
        names += ["rtl"] if self.right_to_left else []
        return "-".join(names)


@dataclass(kw_only=True)
class Teller:
    """Somebody who is signed in; `complaints` are the page's errors that are ours."""

    page: Page
    client: HomeClient
    household: Household
    traffic: Traffic
    dress: Dress
    folder: Path
    complaints: list[str]

    async def go(self, path: str) -> None:
        """Open a page anew."""
        await self.page.goto("about:blank")
        await self.page.goto(self.client.url + path)
        element = self.page.locator("lens-cap-panel, lens-cap-card").first
        try:
            await element.wait_for(state="attached", timeout=_DASHBOARD_MS)
        except BrowserError:
            # Home Assistant waits for a dashboard's module five seconds, and shows an error then.
            print(f"had to be loaded anew: {path}", flush=True)
            await self.page.reload()
            await element.wait_for(state="attached")

    def card(self, name: str) -> Locator:
        """Return the card of a camera."""
        heading = self.page.get_by_role("heading", name=name, exact=True)
        return self.page.locator("lens-cap-card").filter(has=heading).first

    async def enter(self, what: Locator) -> None:
        """Go to a control by keyboard, and press it. Raises WalkError where nothing has the focus then."""
        await what.first.wait_for()
        await what.first.focus()
        await self.page.keyboard.press("Enter")
        await self.page.wait_for_timeout(_SETTLE_MS)
        if await self.page.evaluate("() => document.activeElement === document.body"):
            raise WalkError(f"nothing has the focus after: {what}")

    async def tap(self, what: Locator) -> None:
        """Tap on the first of these that can be seen."""
        await what.locator("visible=true").first.click()
        await self.page.wait_for_timeout(_SETTLE_MS)

    async def see(self, text: str) -> None:
        """Wait until one of some texts, with a bar between them, can be seen."""
        pattern = re.compile("|".join(map(re.escape, text.split("|"))))
        await self.page.get_by_text(pattern).locator("visible=true").first.wait_for()

    async def save(self, name: str) -> None:
        """Take a picture of the whole page."""
        await self.page.wait_for_timeout(_SETTLE_MS)
        file = self.folder / f"{name}-{self.traffic.role}-{self.dress}.png"
        await self.page.screenshot(path=file)


async def set_language(
    client: HomeClient, login: tuple[str, str], language: dict[str, str]
) -> None:
    """Have somebody read Home Assistant in a language, from now on."""
    async with HomeClient(client.url) as own:
        await own.log_in(*login)
        await own.command("frontend/set_user_data", key="language", value=language)


@asynccontextmanager
async def telling(
    browser: Browser,
    client: HomeClient,
    household: Household,
    login: tuple[str, str],
    role: str,
    dress: Dress,
    folder: Path,
    older: OlderModules | None = None,
) -> AsyncIterator[Teller]:
    """Yield somebody who has logged in; all that their page exchanges is noted.

    With older modules their browser has those, as if it had been open while Lens Cap was updated.
    """
    # Home Assistant keeps it for the user, in every browser.
    language = _MIRRORED if dress.right_to_left else _ENGLISH
    await set_language(client, login, language)
    phone = dress.width < PHONE_BELOW
    context = await browser.new_context(
        viewport={"width": dress.width, "height": 844 if phone else 900},
        has_touch=phone,
        is_mobile=phone,
        timezone_id=ZONE.key,
        color_scheme="dark" if dress.dark else "light",
    )
    context.set_default_timeout(PATIENCE_MS)
    if older is not None:
        await older.keep_in(context)
    page = await context.new_page()
    traffic = Traffic(role=role)
    complaints: list[str] = []
    listen(page, traffic, complaints)
    await log_in(page, client.url, *login)
    yield Teller(
        page=page,
        client=client,
        household=household,
        traffic=traffic,
        dress=dress,
        folder=folder,
        complaints=complaints,
    )
    await context.close()


def listen(page: Page, traffic: Traffic, complaints: list[str]) -> None:
    """Note all that a page exchanges, and what it complains of in our module."""
    numbers = itertools.count()
    waiting: set[asyncio.Task[None]] = set()

    def opened(socket: WebSocket) -> None:
        number = next(numbers)
        socket.on("framesent", lambda text: traffic.sent(number, str(text)))
        socket.on("framereceived", lambda text: traffic.received(number, str(text)))

    async def note(response: Response) -> None:
        try:
            body = await response.body()
        except BrowserError:
            return  # the page was left meanwhile
        kind = response.headers.get("content-type", "")
        traffic.answered(response.url, kind, body)

    def answered(response: Response) -> None:
        # What Home Assistant serves to everybody is no news.
        if "/frontend_latest/" in response.url or "/static/" in response.url:
            return
        task = asyncio.create_task(note(response))
        waiting.add(task)
        task.add_done_callback(waiting.discard)

    page.on("websocket", opened)
    page.on("response", answered)
    page.on("pageerror", lambda error: complaints.append(str(error)))
