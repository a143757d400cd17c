"""A stranger's walk: a register, a notice, the guest page on a phone, a withdrawn consent, an erased hour, the review.

It checks what Home Assistant then says, and leaves pictures; see `scripts/browser-check guests`.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
import time
from typing import Any

import aiohttp
from playwright.async_api import (
    Browser,
    Error as BrowserError,
    Locator,
    Page,
    async_playwright,
)

from homeassistant.util import dt as dt_util
from lab.flows import start_flow
from lab.guarding import DOMAIN, guard
from lab.home_client import HomeClient, HomeError
from lab.household import Resident, move_in
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


@asynccontextmanager
async def phone_of(
    client: HomeClient, resident: Resident
) -> AsyncIterator[asyncio.Queue[Any]]:
    """Yield what is sent to a resident's phone, whose app is open. Raises HomeError."""
    about = {
        "app_version": "1",
        "device_name": f"{resident.name} phone",
        "manufacturer": "Lab",
        "model": "Phone",
        "app_data": {"push_websocket_channel": True},
    }
    await client.post(
        f"/api/webhook/{resident.webhook_id}",
        {"type": "update_registration", "data": about},
    )
    async with HomeClient(client.url) as own:
        await own.log_in(resident.username, resident.password)
        async with own.subscribe(
            "mobile_app/push_notification_channel", webhook_id=resident.webhook_id
        ) as messages:
            yield messages


async def until_told(messages: asyncio.Queue[Any], what: str) -> None:
    """Wait until a phone was told something. Raises WalkError."""
    try:
        async with asyncio.timeout(CUT_SECONDS):
            while what not in (await messages.get())["message"]:
                pass
    except TimeoutError as error:
        raise WalkError(f"nobody was told: {what}") from error


async def fill_in(page: Page, client: HomeClient, folder: Path) -> None:
    """Write down on the page what the hallway's camera is for, and that the nanny agreed."""
    hallway = await open_register(page, client)
    await hallway.get_by_role("button", name="Change", exact=True).click()
    await page.get_by_label("What is it for?").fill("For safety")
    await page.get_by_label("Our own entrance").check()
    await page.get_by_label("When does it record?").select_option("never")
    await page.get_by_role("button", name="Save", exact=True).click()
    await page.get_by_text("Could you say a little more?").wait_for()
    await page.screenshot(path=folder / "register-asked-back.png", full_page=True)
    await page.get_by_label("What is it for?").fill("To see who is at the door")
    await page.get_by_role("button", name="Save", exact=True).click()
    await hallway.get_by_text("To see who is at the door").wait_for()
    await hallway.get_by_role("button", name="Write down an answer").click()
    await page.get_by_label("Who?").fill("The nanny")
    await page.get_by_role("button", name="Save", exact=True).click()
    await hallway.get_by_text("The nanny: Being seen. Agreed on").wait_for()
    await page.screenshot(path=folder / "register.png")


async def open_register(page: Page, client: HomeClient) -> Locator:
    """Open the register; return what it says of the hallway's camera."""
    await page.goto(f"{client.url}/lens-cap/register")
    name = page.get_by_role("heading", name="Hallway", exact=True)
    hallway = page.locator("lens-cap-register section.card").filter(has=name)
    await hallway.wait_for()
    return hallway


async def look_away(
    client: HomeClient,
    browser: Browser,
    folder: Path,
    told_on_phone: asyncio.Queue[Any],
) -> None:
    """Open the guest page without a login, press its button, and see a viewer cut off and a resident told."""
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
    await until_told(told_on_phone, "A guest asked all cameras to look away")
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


async def withdraw(
    client: HomeClient, browser: Browser, resident: Resident, folder: Path
) -> None:
    """Withdraw a consent as a resident, by one tap; nobody opens the camera by hand then."""
    phone = await browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True)
    page = await phone.new_page()
    page.set_default_timeout(PATIENCE_MS)
    await log_in(page, client.url, resident.username, resident.password)
    await page.goto(f"{client.url}/lens-cap")
    await page.get_by_text("Private: guests asked for it.").first.wait_for()
    await page.screenshot(path=folder / "resident-after-guest.png")
    hallway = await open_register(page, client)
    await hallway.get_by_role("button", name="Being seen", exact=True).tap()
    await hallway.get_by_text("This applies from now on").wait_for()
    await client.until_state(HALLWAY_REASON, "consent_withdrawn")
    if await hallway.get_by_text("The nanny").count():
        raise WalkError("a resident reads who agreed")
    await hallway.get_by_text("This applies from now on").scroll_into_view_if_needed()
    await page.screenshot(path=folder / "consent-withdrawn.png")
    await phone.close()


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


async def show_erased(client: HomeClient, page: Page, folder: Path) -> None:
    """See in the history that something was erased."""
    await page.goto(f"{client.url}/lens-cap/history")
    await page.get_by_text("Saved pictures").first.click()
    await page.get_by_text("Recordings were erased.").first.wait_for()
    await page.screenshot(path=folder / "erased.png")


async def walk(
    client: HomeClient, resident: Resident, folder: Path, saved: Path
) -> None:
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
            await log_in(page, client.url, USERNAME, PASSWORD)
            await fill_in(page, client, folder)
            print("a register was filled in", flush=True)
            picture = saved / "of-the-garden.jpg"
            await client.act("camera.snapshot", entity_id=GARDEN, filename=str(picture))
            async with phone_of(client, resident) as told_on_phone:
                await look_away(client, browser, folder, told_on_phone)
            print("guests were heard, a viewer cut off, residents told", flush=True)
            await withdraw(client, browser, resident, folder)
            print("a consent was withdrawn", flush=True)
            await erase_an_hour(client, picture)
            await show_erased(client, page, folder)
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
        residents = await move_in(home.client, ["Anna"])
        await walk(home.client, residents["Anna"], folder, media)


if __name__ == "__main__":
    run_walk(boot, __doc__, "build/guests")
