"""Pictures of the real thing for the docs: the first set-up, dashboards, a camera's page.

Runs headless Chromium against a Home Assistant of its own; see `scripts/screenshots`.
"""

import argparse
import asyncio
from pathlib import Path
import re

from playwright.async_api import Page, async_playwright

from lab.dashboard import URL_PATH, show_dashboard
from lab.guarding import guarded_cameras, make_a_mistake, privacy_switches
from lab.home_client import HomeClient
from lab.household import Resident, move_in
from lab.sources import PLACES
from lab.walked_home import PASSWORD, USERNAME, walked_home

CHROMIUM = "/usr/bin/chromium"
SIZE = {"width": 1280, "height": 860}


def main() -> None:
    """Take the pictures into the folder that the command line names."""
    parser = argparse.ArgumentParser(prog="scripts/screenshots", description=__doc__)
    parser.add_argument("--to", type=Path, default=Path("docs/images"))
    folder: Path = parser.parse_args().to
    folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(boot(folder))


async def boot(folder: Path) -> None:
    """Start cameras and a home, and click through what a homeowner would."""
    async with walked_home() as home:
        residents = await move_in(home.client, ["Anna", "Ben"])
        await take_pictures(home.client, list(residents.values()), folder)


async def take_pictures(
    client: HomeClient, residents: list[Resident], folder: Path
) -> None:
    """Take all pictures, in the order in which a household meets the screens."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"],
        )
        page = await browser.new_page(viewport=SIZE, device_scale_factor=1)
        await log_in(page, client.url)
        await set_up(page, client.url, folder)
        guarded = await guarded_cameras(client)
        switches = await privacy_switches(client)
        await show_dashboard(client, guarded, switches, residents)
        await dashboards(page, client, folder)
        await camera_page(page, client, folder)
        await forms(page, client, folder)
        await security(page, client, folder)
        await browser.close()


async def log_in(
    page: Page, url: str, username: str = USERNAME, password: str = PASSWORD
) -> None:
    """Log in, as the owner where nobody else is named."""
    await page.goto(url)
    await page.locator("input[name=username]").fill(username)
    await page.locator("input[name=password]").fill(password)
    await page.keyboard.press("Enter")
    # On a phone it is there, but not to be seen.
    await page.locator("ha-sidebar").wait_for(state="attached")


async def set_up(page: Page, url: str, folder: Path) -> None:
    """Go through the first set-up."""
    await page.goto(f"{url}/config/integrations/dashboard/add?domain=lens_cap")
    await page.get_by_text("OK", exact=True).click()
    names = [name for name, _ in PLACES.values()]
    picker = page.locator("ha-entities-picker ha-entity-picker").last
    for name in names:
        await picker.click()
        await page.locator("ha-combo-box-item", has_text=name).first.click()
        picker = page.get_by_text("Add entity")
        await picker.wait_for()
    await settle(page)
    await forward(page)
    await page.screenshot(path=folder / "set-up-placement.png")
    await forward(page)
    # The pictures that follow show cameras that nobody closed.
    await page.get_by_text("Living areas private", exact=False).first.click()
    await forward(page)
    await settle(page)


async def forward(page: Page) -> None:
    """Press the button that leads on."""
    button = page.locator("ha-button").filter(
        has_text=re.compile("^\\s*(Submit|Next)\\s*$")
    )
    await button.last.click()
    await settle(page)


async def dashboards(page: Page, client: HomeClient, folder: Path) -> None:
    """Show the dashboard with two cameras private."""
    await page.goto(f"{client.url}/{URL_PATH}/0")
    await page.locator("hui-picture-entity-card").first.wait_for()
    await page.wait_for_timeout(15_000)
    await client.act("switch.turn_on", entity_id="switch.living_room_privacy_mode")
    await client.act("switch.turn_on", entity_id="switch.hallway_privacy_mode")
    # A card that was showing a still asks for the next one every ten seconds.
    await page.wait_for_timeout(12_000)
    await page.screenshot(path=folder / "dashboard-private.png")


async def camera_page(page: Page, client: HomeClient, folder: Path) -> None:
    """Show the page of one camera."""
    devices = await client.command("config/device_registry/list")
    device = next(
        device
        for device in devices
        if device["manufacturer"] == "Lens Cap" and device["name"] == "Living room"
    )
    await page.goto(f"{client.url}/config/devices/device/{device['id']}")
    await settle(page)
    await page.screenshot(path=folder / "camera-page.png")


async def forms(page: Page, client: HomeClient, folder: Path) -> None:
    """Show the forms of a rule, of who can be heard, and of a privacy zone."""
    await client.act(
        "switch.turn_off",
        entity_id=["switch.living_room_privacy_mode", "switch.hallway_privacy_mode"],
    )
    await integration_page(page, client)
    await page.get_by_text("Add a rule").first.click()
    await settle(page)
    await page.screenshot(path=folder / "rule.png")
    await integration_page(page, client)
    camera = page.locator("ha-config-sub-entry-row", has_text="Living room").first
    await camera.locator("ha-icon-button").nth(1).click()
    await settle(page)
    for label in ("Next, draw privacy zones", "Next, think about its sound"):
        await page.get_by_text(label, exact=True).first.click()
    await forward(page)
    await page.screenshot(path=folder / "sound.png")
    await page.locator("textarea").first.fill("The baby sleeps there")
    await forward(page)
    await page.get_by_text("Draw a privacy zone", exact=True).wait_for()
    await settle(page)
    await page.screenshot(path=folder / "zone.png")


async def integration_page(page: Page, client: HomeClient) -> None:
    """Go to the page of the integration."""
    await page.goto(f"{client.url}/config/integrations/integration/lens_cap")
    await settle(page)


async def security(page: Page, client: HomeClient, folder: Path) -> None:
    """Show the repair that undoes a mistake."""
    await make_a_mistake(client)
    await client.act("button.press", entity_id="button.lens_cap_run_audit")
    await page.goto(f"{client.url}/config/repairs")
    await settle(page)
    await page.get_by_text("Garden").first.click()
    await settle(page)
    await page.screenshot(path=folder / "repair.png")


async def settle(page: Page) -> None:
    """Let animations end."""
    await page.wait_for_timeout(2500)


if __name__ == "__main__":
    main()
