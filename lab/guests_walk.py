"""A stranger's walk: a notice, the guest page on a phone, a withdrawn consent, an erased hour, and the review.

It checks what Home Assistant then says, and leaves pictures; see `scripts/browser-check guests`.
"""

import asyncio
from datetime import timedelta
from pathlib import Path
import time
from typing import Any

import aiohttp
from playwright.async_api import Browser, Error as BrowserError, Page, async_playwright

from homeassistant.util import dt as dt_util
from lab.flows import start_flow
from lab.guarding import DOMAIN, guard
from lab.home_client import HomeClient, HomeError
from lab.screenshots import CHROMIUM, log_in
from lab.walked_home import PASSWORD, USERNAME, WalkError, run_walk, walked_home
from lab.walker import PATIENCE_MS, WIDTHS

PHONE = {"width": 390, "height": WIDTHS[390]}
SHEET = {"width": 600, "height": 850}
GARDEN, GARDEN_REASON = "camera.garden", "sensor.garden_privacy_reason"
HALLWAY, HALLWAY_REASON = "camera.hallway", "sensor.hallway_privacy_reason"
QUESTIONS = 5
REVIEW_SECONDS = 120
CUT_SECONDS = 20


async def open_options(client: HomeClient, step: str) -> Any:
    """Choose something behind the gear of Lens Cap; return the flow. Raises HomeError."""
    (entry,) = await client.command("config_entries/get", domain=DOMAIN)
    flow = await start_flow(client, entry["entry_id"], "options/flow")
    return await flow.submit(next_step_id=step)


async def show_notice(client: HomeClient, page: Page, folder: Path) -> None:
    """Make a sign, and look at it as a sheet of paper."""
    notice = await client.act("lens_cap.make_notice", format="a5", respond=True)
    await page.set_content(notice["html"])
    await page.screenshot(path=folder / "notice.png")


async def look_away(client: HomeClient, browser: Browser, folder: Path) -> None:
    """Open the guest page without a login, press its button, and see a viewer cut off."""
    flow = await open_options(client, "guest_page")
    address = flow.step["description_placeholders"]["address"].strip("`")
    phone = await browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True)
    page = await phone.new_page()
    await page.goto(f"{client.url}/lens_cap{address.partition('/lens_cap')[2]}")
    await page.screenshot(path=folder / "guest-page.png", full_page=True)
    if await page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        raise WalkError("the guest page is wider than a phone")
    if await page.locator("img, script, iframe, video").count():
        raise WalkError("the guest page shows more than words")
    async with client.session.get(
        f"{client.url}/api/camera_proxy_stream/{GARDEN}", headers=client.headers
    ) as watching:
        await watching.content.readany()
        await page.get_by_text("Please look away").first.tap()
        await page.get_by_role("status").wait_for()
        await client.until_state(GARDEN_REASON, "guest_hold")
        await until_cut(watching)
    await page.screenshot(path=folder / "guest-page-looks-away.png", full_page=True)
    await phone.close()
    told = await client.command("lens_cap/history", kinds=["guest_asked"])
    if not told["records"]:
        raise WalkError("the history does not tell that guests asked")


async def until_cut(watching: aiohttp.ClientResponse) -> None:
    """Wait until a picture that moves has ended. Raises WalkError."""
    try:
        async with asyncio.timeout(CUT_SECONDS):
            while await watching.content.readany():
                pass
    except aiohttp.ClientError:
        return
    except TimeoutError as error:
        raise WalkError("a viewer was not cut off") from error


async def withdraw(client: HomeClient) -> None:
    """Withdraw a consent; nobody opens the camera by hand then."""
    await client.act("lens_cap.withdraw_consent", entity_id=HALLWAY, who="The nanny")
    await client.until_state(HALLWAY_REASON, "consent_withdrawn")


async def erase_an_hour(client: HomeClient, saved: Path) -> None:
    """List and erase what shows the garden in the last hour."""
    now = dt_util.utcnow()
    hour = {
        "entity_id": GARDEN,
        "start": (now - timedelta(hours=1)).isoformat(),
        "end": (now + timedelta(minutes=1)).isoformat(),
    }
    found = 0
    for _ in range(CUT_SECONDS):
        listed = await client.act("lens_cap.erase_recordings", respond=True, **hour)
        if found := listed["found"]:
            break
        await asyncio.sleep(1)
    if not found or not await asyncio.to_thread(saved.exists):
        raise WalkError("what was saved was not noted")
    await client.act("lens_cap.erase_recordings", confirm=True, respond=True, **hour)
    if await asyncio.to_thread(saved.exists):
        raise WalkError("what shows the hour is still there")


async def review(client: HomeClient, page: Page, folder: Path) -> float:
    """Answer the five questions among the repairs; return for how many seconds that took."""
    await open_options(client, "review")
    await log_in(page, client.url, USERNAME, PASSWORD)
    began = time.monotonic()
    await page.goto(f"{client.url}/config/repairs")
    await page.get_by_text("Are your cameras still right").first.click()
    for number in range(1, QUESTIONS + 1):
        await page.get_by_text(f"Question {number} of {QUESTIONS}").wait_for()
        await page.get_by_text("Yes, all is right").first.click()
        if number in (1, QUESTIONS):
            await page.wait_for_timeout(1000)
            await page.screenshot(path=folder / f"review-{number}.png")
        await page.locator("ha-button", has_text="Submit").last.click()
    await page.get_by_text("Thank you.").first.wait_for()
    took = time.monotonic() - began
    await page.screenshot(path=folder / "review-done.png")
    return took


async def walk(client: HomeClient, folder: Path, saved: Path) -> None:
    """Walk through all of it. Raises WalkError."""
    flow = await open_options(client, "household")
    await flow.submit(
        guest_page=True, responsible="The Example family, cameras@example.com"
    )
    async with (
        async_playwright() as playwright,
        await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"]
        ) as browser,
    ):
        page = await browser.new_page(viewport=SHEET)
        page.set_default_timeout(PATIENCE_MS)
        try:
            await show_notice(client, page, folder)
            print("a notice was made", flush=True)
            picture = saved / "of-the-garden.jpg"
            await client.act("camera.snapshot", entity_id=GARDEN, filename=str(picture))
            await look_away(client, browser, folder)
            print("guests were heard, and a viewer was cut off", flush=True)
            await withdraw(client)
            print("a consent was withdrawn", flush=True)
            await erase_an_hour(client, picture)
            print("an hour was erased", flush=True)
            took = await review(client, page, folder)
        except (BrowserError, HomeError, TimeoutError) as error:
            await page.screenshot(path=folder / "failed.png")
            raise WalkError(repr(error)) from error
    print(f"the review took {took:.0f} s", flush=True)
    if took > REVIEW_SECONDS:
        raise WalkError("the review took longer than two minutes")


async def boot(folder: Path) -> None:
    """Start cameras and a home, guard all of them, and walk. Raises WalkError."""
    async with walked_home() as home:
        await guard(home.client)
        await home.client.until_state(GARDEN_REASON, "nothing_asks")
        media = home.folder / "media"
        media.mkdir(exist_ok=True)
        await walk(home.client, folder, media)


if __name__ == "__main__":
    run_walk(boot, __doc__, "build/guests")
