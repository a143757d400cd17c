"""Pictures of a camera's own controls for the docs: their form, and the page of the camera while it is private.

The camera speaks MQTT to a real broker, so it needs `scripts/setup --parts`; see `scripts/screenshots`.
"""

from contextlib import AsyncExitStack
from pathlib import Path
import tempfile

from playwright.async_api import Page, async_playwright

from lab.camera_controls import change_controls
from lab.cameras_process import LabCameras
from lab.guarding import guard
from lab.home import Home
from lab.home_client import HomeClient
from lab.mqtt_process import Broker, MqttCamera, MqttClient, add_broker
from lab.ports import reserve_port
from lab.screenshots import CHROMIUM, SIZE, forward, integration_page, log_in, settle
from lab.walked_home import PASSWORD, USERNAME, run_walk

LENS = "switch.cot_lens_shut"


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
        home = Home(folder=scratch / "home", port=reserve_port())
        await home.start()
        stack.push_async_callback(home.stop)
        token = await home.onboard("Demo", USERNAME, PASSWORD)
        client = await stack.enter_async_context(HomeClient(home.url, token))
        await home.until_running(client)
        await add_broker(client, broker)
        await client.until_state(LENS, "off")
        assert await guard(client, {"cot": ("Cot", "living_area")})
        await client.until_state("switch.cot_privacy_mode", "off")
        lens = {"entity": LENS, "role": "privacy", "safe_value": "on"}
        await change_controls(client, pick=lens)
        playwright = await stack.enter_async_context(async_playwright())
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"]
        )
        page = await browser.new_page(viewport=SIZE, device_scale_factor=1)
        await log_in(page, client.url)
        await form(page, client, folder)
        await while_private(page, client, folder)
        await browser.close()


async def form(page: Page, client: HomeClient, folder: Path) -> None:
    """Show the form in which a camera's own controls are chosen."""
    await integration_page(page, client)
    camera = page.locator("ha-config-sub-entry-row", has_text="Cot").first
    await camera.locator("ha-icon-button").nth(1).click()
    await settle(page)
    await page.get_by_text("Next, the camera's own controls", exact=True).first.click()
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
    run_walk(boot, __doc__, "docs/images")
