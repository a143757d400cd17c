"""Pictures of a camera's own controls for the docs: their form, and the page of the camera while it is private.

The camera speaks MQTT to a real broker, so it needs `scripts/setup --parts`; see `scripts/screenshots`.
"""

import argparse
import asyncio
from contextlib import AsyncExitStack
from pathlib import Path
import tempfile

from playwright.async_api import Page, async_playwright

from lab.cameras_process import LabCameras
from lab.flows import start_flow
from lab.guarding import DOMAIN, guard
from lab.home import Home, free_port
from lab.home_client import HomeClient
from lab.mqtt_process import Broker, MqttCamera, MqttClient, add_broker
from lab.screenshots import CHROMIUM, SIZE, forward, integration_page, log_in, settle
from lab.walked_home import PASSWORD, USERNAME

LENS = "switch.cot_lens_shut"


def main() -> None:
    """Take the pictures into the folder that the command line names."""
    parser = argparse.ArgumentParser(prog="scripts/screenshots", description=__doc__)
    parser.add_argument("--to", type=Path, default=Path("docs/images"))
    folder: Path = parser.parse_args().to
    folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(boot(folder))


async def boot(folder: Path) -> None:
    """Start a broker, a camera and a home that guards it, and take the pictures."""
    async with AsyncExitStack() as stack:
        scratch = Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="lens-cap-"))
        )
        lab = await stack.enter_async_context(LabCameras())
        broker = await stack.enter_async_context(Broker(folder=scratch / "broker"))
        device = MqttClient(broker)
        # What it hears has to be known before it connects.
        camera = MqttCamera(device, lab.addresses["garden"])
        await stack.enter_async_context(device)
        await stack.enter_async_context(camera)
        (scratch / "home").mkdir()
        home = Home(folder=scratch / "home", port=free_port())
        await home.start()
        stack.push_async_callback(home.stop)
        token = await home.onboard("Demo", USERNAME, PASSWORD)
        client = await stack.enter_async_context(HomeClient(home.url, token))
        await home.until_running(client)
        await add_broker(client, broker)
        await client.until_state(LENS, "off")
        assert await guard(client, {"cot": ("Cot", "living_area")})
        await client.until_state("switch.cot_privacy_mode", "off")
        await choose_lens(client)
        playwright = await stack.enter_async_context(async_playwright())
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"]
        )
        page = await browser.new_page(viewport=SIZE, device_scale_factor=1)
        await log_in(page, client.url)
        await form(page, client, folder)
        await while_private(page, client, folder)
        await browser.close()


async def choose_lens(client: HomeClient) -> None:
    """Pick the switch of its lens as the camera's control. Raises HomeError."""
    (entry,) = await client.command("config_entries/get", domain=DOMAIN)
    subentries = await client.command(
        "config_entries/subentries/list", entry_id=entry["entry_id"]
    )
    (camera,) = [one for one in subentries if one["subentry_type"] == "camera"]
    flow = await start_flow(
        client,
        [entry["entry_id"], "camera"],
        "subentries/flow",
        subentry_id=camera["subentry_id"],
    )
    await flow.submit(placement="living_area", edit_controls=True)
    await flow.submit(pick_another=True)
    await flow.submit(entity=LENS, role="privacy", safe_value="on", try_out=False)
    while flow.open:
        await flow.submit()


async def form(page: Page, client: HomeClient, folder: Path) -> None:
    """Show the form in which a camera's own controls are chosen."""
    await integration_page(page, client)
    camera = page.locator("ha-config-sub-entry-row", has_text="Cot").first
    await camera.locator("ha-icon-button").nth(1).click()
    await settle(page)
    await page.get_by_text("The camera's own controls next", exact=True).first.click()
    await forward(page)
    await page.screenshot(path=folder / "camera-controls.png")


async def while_private(page: Page, client: HomeClient, folder: Path) -> None:
    """Show the page of the camera while it is private at the camera too."""
    await client.act("switch.turn_on", entity_id="switch.cot_privacy_mode")
    await client.until_state("sensor.cot_device_privacy", "confirmed", seconds=120)
    devices = await client.command("config/device_registry/list")
    device = next(
        device
        for device in devices
        if device["manufacturer"] == "Lens Cap" and device["name"] == "Cot"
    )
    await page.goto(f"{client.url}/config/devices/device/{device['id']}")
    await settle(page)
    await page.screenshot(path=folder / "camera-controls-device.png")


if __name__ == "__main__":
    main()
