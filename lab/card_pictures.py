"""Pictures of our cards, the zone editor, the sheet for sound and the page, for the docs; and a strip of them.

Runs headless Chromium against a home of its own, on a phone and at a desk; see `scripts/screenshots`.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.async_api import async_playwright

from lab.household import Household, move_in
from lab.screenshots import CHROMIUM
from lab.stories import DASHBOARD, GARDEN, HALLWAY, LIVING, REASON
from lab.stories_walk import prepare
from lab.story_teller import Dress, Teller, telling
from lab.walked_home import PASSWORD, USERNAME, run_walk, walked_home

PHONE: Final = Dress(width=390)
DESK: Final = Dress(width=1280)
STRIP: Final = "strip.png"
STRIP_BYTES: Final = 400_000
"""As large as the strip in the README may be."""
_FRAME_WIDTH: Final = 300
_GAP: Final = 12
_COLORS: Final = 256
_STILLS_MS: Final = 4000
# What the strip shows, from left to right.
_FRAMES: Final = (
    "card-open",
    "card-private",
    "zone-editor",
    "sound-sheet",
    "page-phone",
)


async def take(teller: Teller, folder: Path, name: str) -> None:
    """Take a picture of the screen, with few colors."""
    await teller.page.wait_for_timeout(1500)
    file = folder / f"{name}.png"
    await teller.page.screenshot(path=file)
    shrink(Image.open(file), file)


def shrink(picture: Image.Image, file: Path) -> None:
    """Save a picture with as few colors as a screen needs."""
    few = picture.convert("RGB").quantize(_COLORS, kmeans=1, dither=Image.Dither.NONE)
    few.save(file, optimize=True)


def strip(pictures: Sequence[Path], file: Path) -> None:
    """Set pictures of phones side by side. Raises ValueError where that is too large for a README."""
    frames = []
    for one in pictures:
        with Image.open(one) as picture:
            height = picture.height * _FRAME_WIDTH // picture.width
            frames.append(picture.convert("RGB").resize((_FRAME_WIDTH, height)))
    width = len(frames) * (_FRAME_WIDTH + _GAP) - _GAP
    whole = Image.new("RGB", (width, max(one.height for one in frames)), "white")
    for number, frame in enumerate(frames):
        whole.paste(frame, (number * (_FRAME_WIDTH + _GAP), 0))
    shrink(whole, file)
    if (size := file.stat().st_size) > STRIP_BYTES:
        raise ValueError(f"{file} has {size} bytes")


async def on_a_phone(teller: Teller, folder: Path) -> None:
    """Show a camera open and private, a zone being drawn, the question about sound, and the page."""
    page = teller.page
    await teller.go(f"/{DASHBOARD}/cameras")
    card = teller.card("Garden")
    await card.scroll_into_view_if_needed()
    await page.wait_for_timeout(_STILLS_MS)
    await take(teller, folder, "card-open")
    await teller.tap(card.get_by_role("button", name="Make private", exact=True))
    await teller.client.until_state(REASON.format(GARDEN), "hold")
    await take(teller, folder, "card-private")
    await teller.tap(card.get_by_role("button", name="End privacy", exact=True))
    hallway = teller.card("Hallway")
    await teller.tap(hallway.get_by_role("button", name="More about Hallway"))
    await teller.tap(hallway.get_by_role("button", name="Privacy zones", exact=True))
    await teller.tap(page.get_by_role("button", name="Window", exact=True))
    await page.wait_for_timeout(_STILLS_MS)
    await page.get_by_role("button", name="Point 1 of 4").scroll_into_view_if_needed()
    await take(teller, folder, "zone-editor")
    await teller.go(f"/{DASHBOARD}/cameras")
    living = teller.card("Living room")
    await teller.tap(living.get_by_role("button", name="More about Living room"))
    await teller.tap(living.get_by_role("button", name="Ask for sound", exact=True))
    await page.get_by_role("button", name="Turn on sound", exact=True).wait_for()
    await take(teller, folder, "sound-sheet")
    await teller.tap(page.get_by_role("button", name="Stay silent", exact=True))
    await teller.go("/lens-cap")
    await page.wait_for_timeout(_STILLS_MS)
    await take(teller, folder, "page-phone")


async def at_a_desk(teller: Teller, folder: Path) -> None:
    """Show the ready dashboard, and the week."""
    await teller.go(f"/{DASHBOARD}/cameras")
    await teller.page.wait_for_timeout(_STILLS_MS)
    await take(teller, folder, "dashboard")
    await teller.go("/lens-cap/week")
    await take(teller, folder, "page-week")


async def boot(folder: Path) -> None:
    """Start everything, and take all pictures. Raises WalkError."""
    async with walked_home() as home:
        client = home.client
        residents = await move_in(client, ["Anna"])
        household = Household(client, residents)
        await prepare(client)
        # Nobody is home, and nothing closes a camera.
        await household.send("Anna", home=False)
        await client.until_state(REASON.format(HALLWAY), "nothing_asks")
        await client.until_state(REASON.format(LIVING), "nothing_asks")
        async with (
            async_playwright() as playwright,
            await playwright.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox"]
            ) as browser,
        ):
            login = (USERNAME, PASSWORD)
            for dress, story in ((PHONE, on_a_phone), (DESK, at_a_desk)):
                async with telling(
                    browser, client, household, login, "administrator", dress, folder
                ) as teller:
                    await story(teller, folder)
    strip([folder / f"{name}.png" for name in _FRAMES], folder / STRIP)


if __name__ == "__main__":
    run_walk(boot, __doc__, "docs/images")
