"""Looks at a guarded camera by WebRTC in a real browser: the stock dashboard, its player, and privacy.

Runs headless Chromium against a Home Assistant of its own, with the stand-in for go2rtc; see
`scripts/browser-check`.
"""

import asyncio
from pathlib import Path
import sys
import tempfile
import time
from typing import Any

from playwright.async_api import Page, async_playwright

from lab.cameras_process import LabCameras
from lab.dashboard import URL_PATH, show_dashboard
from lab.go2rtc_process import Go2rtcStandIn, StandInStats
from lab.guarding import guard, guarded_cameras
from lab.home import Home
from lab.home_client import HomeClient
from lab.inventory import CAMERAS, HALLWAY, LIVING_ROOM
from lab.picture import Reading, read, shows_secret
from lab.ports import reserve_port
from lab.screenshots import CHROMIUM, SIZE, log_in
from lab.sources import add_sources, entity_id
from lab.walked_home import PASSWORD, USERNAME

WATCHED = (LIVING_ROOM.key, HALLWAY.key)
START_SECONDS = 40
CUT_SECONDS = 8
STEADY_SECONDS = 6
# Chromium hides its addresses behind names that only a network with multicast can resolve.
ARGUMENTS = (
    "--no-sandbox",
    "--autoplay-policy=no-user-gesture-required",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
)
# Every element of a kind, in shadow roots too.
PLAYERS = """() => {
  const found = [];
  const visit = (root) => root.querySelectorAll("*").forEach((element) => {
    if (element.localName === "ha-web-rtc-player") {
      const video = element.shadowRoot && element.shadowRoot.querySelector("video");
      found.push({
        entity: element.entityid,
        live: Boolean(video && video.srcObject && video.srcObject.active),
        frames: video ? video.getVideoPlaybackQuality().totalVideoFrames : 0,
        error: element._error || null,
      });
    }
    if (element.shadowRoot) visit(element.shadowRoot);
  });
  visit(document);
  return found;
}"""


class NotShownError(Exception):
    """The browser did not show what it should."""


async def boot() -> None:
    """Start everything, and look. Raises NotShownError."""
    with tempfile.TemporaryDirectory(prefix="lens-cap-browser-") as scratch:
        async with LabCameras() as lab, Go2rtcStandIn(all_addresses=True) as stand_in:
            home = Home(
                folder=Path(scratch),
                port=reserve_port(),
                more_configuration=stand_in.configuration,
            )
            await home.start()
            try:
                token = await home.onboard("Demo", USERNAME, PASSWORD)
                async with HomeClient(home.url, token) as client:
                    await home.until_running(client)
                    await add_sources(client, lab)
                    await guard(client)
                    cameras = await guarded_cameras(client)
                    await show_dashboard(client, cameras, [], [])
                    await look(client, stand_in)
            finally:
                await home.stop()


async def look(client: HomeClient, stand_in: Go2rtcStandIn) -> None:
    """Watch, make private, open again. Raises NotShownError."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=list(ARGUMENTS)
        )
        page = await browser.new_page(viewport=SIZE, device_scale_factor=1)
        await log_in(page, client.url)
        await page.goto(f"{client.url}/{URL_PATH}/0")
        await until_playing(page)
        say("plays by WebRTC", await shown(page), await stand_in.stats())
        await close(client, page)
        say("private", await shown(page), await stand_in.stats())
        await client.act("switch.turn_off", entity_id=switches())
        called = time.monotonic()
        await until_shown(page)
        print(
            f"the same players show the camera after {time.monotonic() - called:.1f} s"
        )
        say("plays again", await shown(page), await stand_in.stats())
        await browser.close()


async def until_playing(page: Page) -> None:
    """Wait until fresh pictures of every watched camera come by WebRTC. Raises NotShownError."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        await page.wait_for_timeout(500)
        before = playing(await page.evaluate(PLAYERS))
        await page.wait_for_timeout(1000)
        after = playing(await page.evaluate(PLAYERS))
        moving = {one for one, frames in after.items() if frames > before.get(one, 0)}
        if {entity_id(key) for key in WATCHED} <= moving:
            return
    raise NotShownError(f"no live picture: {await page.evaluate(PLAYERS)}")


def playing(players: list[dict[str, Any]]) -> dict[str, int]:
    """Return how many frames each live player has shown, by entity id."""
    return {one["entity"]: one["frames"] for one in players if one["live"]}


async def close(client: HomeClient, page: Page) -> None:
    """Make the cameras private, and see the players go on with the calm picture. Raises NotShownError."""
    await client.act("switch.turn_on", entity_id=switches())
    called = time.monotonic()
    while await shown(page):
        if time.monotonic() > called + CUT_SECONDS:
            raise NotShownError("a player goes on showing the camera")
    print(f"no camera was seen {(time.monotonic() - called) * 1000:.0f} ms later")
    before = playing(await page.evaluate(PLAYERS))
    await page.wait_for_timeout(STEADY_SECONDS * 1000)
    players = await page.evaluate(PLAYERS)
    if said := [one["error"] for one in players if one["error"]]:
        raise NotShownError(f"the players say: {said}")
    if not all(frames > before.get(one, 0) for one, frames in playing(players).items()):
        raise NotShownError("a player stands still instead of showing the calm picture")
    if readings := await shown(page):
        raise NotShownError(f"the page still shows {readings}")
    if shows_secret(await page.screenshot()):
        raise NotShownError("the page still shows what is in front of a camera")


async def until_shown(page: Page) -> None:
    """Wait until every watched camera can be seen again. Raises NotShownError."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if len({one.camera for one in await shown(page)}) >= len(WATCHED):
            return
        await page.wait_for_timeout(200)
    raise NotShownError(f"no live picture: {await page.evaluate(PLAYERS)}")


async def shown(page: Page) -> list[Reading]:
    """Return which cameras' pictures can be read on the page."""
    elements = [
        element
        for kind in ("video", "img")
        for element in await page.locator(f"hui-image {kind}").all()
        if await element.is_visible()
    ]
    readings = [read(await element.screenshot()) for element in elements]
    return [reading for reading in readings if reading]


def switches() -> list[str]:
    """Return the privacy switches of all cameras."""
    return [f"switch.{key}_privacy_mode" for key in CAMERAS]


def say(what: str, readings: list[Reading], stats: StandInStats) -> None:
    """Print what was seen."""
    ages = ", ".join(
        f"camera {one.camera}: {one.age_seconds():.1f} s old" for one in readings
    )
    print(
        f"{what}: {ages or 'no picture of a camera'}; the stand-in has "
        f"{stats['players']} players and was refused {stats['failed']} times"
    )


if __name__ == "__main__":
    try:
        asyncio.run(boot())
    except NotShownError as error:
        sys.exit(f"browser-check: {error}")
