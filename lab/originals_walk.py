"""Looks for the originals of guarded cameras where a resident finds them: search, media, cards, history.

Runs headless Chromium in the size of a phone against a Home Assistant of its own, as somebody who is
no administrator; see `scripts/browser-check`. The card editor is offered to administrators only.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from pathlib import Path
import time

from playwright.async_api import async_playwright

from lab.guarding import guard
from lab.home_client import HomeClient
from lab.household import Resident, move_in
from lab.inventory import CAMERAS, GARDEN, LIVING_ROOM
from lab.screenshots import CHROMIUM
from lab.sources import entity_id
from lab.visitor import Look, Visitor, a_visitor
from lab.walked_home import PASSWORD, USERNAME, WalkError, run_walk, walked_home

DASHBOARD = "walk"
LIVING = f"{entity_id(LIVING_ROOM.key)}_original"
# What a browser has kept of a stream, it plays to its end.
CUT_SECONDS = 20
SETTLE_SECONDS = 4
MORE_INFO = """(entityId) => document.querySelector("home-assistant").dispatchEvent(
  new CustomEvent("hass-more-info", {detail: {entityId}, bubbles: true, composed: true}))"""


type Place = Callable[[Visitor], Awaitable[None]]


async def search(visitor: Visitor) -> None:
    """Search for the living room, as the menu of every dashboard offers it."""
    await visitor.go(f"/{DASHBOARD}/0")
    page = visitor.page
    await page.locator("hui-root ha-dropdown ha-icon-button:visible").last.click()
    await page.locator(
        "ha-dropdown-item:visible", has_text="Search Home Assistant"
    ).click()
    field = page.locator("ha-quick-bar input:visible").first
    await field.fill("living room")
    await page.locator("ha-combo-box-item:visible", has_text="(original)").wait_for()


async def search_and_tap(visitor: Visitor) -> None:
    """Tap on the original among what was found."""
    await search(visitor)
    await visitor.page.locator(
        "ha-combo-box-item:visible", has_text="(original)"
    ).click()
    await visitor.page.locator("ha-more-info-dialog more-info-camera").wait_for()


async def media(visitor: Visitor) -> None:
    """Look at what Media offers of cameras."""
    await visitor.go("/media-browser/browser")
    await visitor.page.locator("#grid-camera").click()
    await visitor.page.locator("ha-media-player-browse .content").first.wait_for()


async def media_and_tap(visitor: Visitor) -> None:
    """Play the original from there, where it is offered."""
    await media(visitor)
    await visitor.page.wait_for_timeout(SETTLE_SECONDS * 1000)
    original = visitor.page.locator(
        "ha-media-player-browse .title:visible", has_text="(original)"
    )
    if await original.count():
        await original.first.click()


def more_info(key: str) -> Place:
    """Return a visit to the dialog about an original."""

    async def visit(visitor: Visitor) -> None:
        await visitor.go("/history")
        await visitor.page.locator("ha-sidebar").wait_for(state="attached")
        await visitor.page.evaluate(MORE_INFO, f"{entity_id(key)}_original")
        await visitor.page.locator("ha-more-info-dialog more-info-camera").wait_for()

    return visit


async def history(visitor: Visitor) -> None:
    """Look at the original's history."""
    await visitor.go(f"/history?entity_id={LIVING}")
    await visitor.page.locator("state-history-chart-timeline").first.wait_for()


async def card(visitor: Visitor) -> None:
    """Look at a card that somebody made of the original."""
    await visitor.go(f"/{DASHBOARD}/card")
    await visitor.page.locator("hui-picture-entity-card").first.wait_for()


async def card_editor(visitor: Visitor) -> None:
    """Choose the original in the editor of that card, as an administrator."""
    await visitor.go(f"/{DASHBOARD}/card?edit=1")
    page = visitor.page
    await page.locator("hui-card-edit-mode").first.click()
    await page.locator("hui-dialog-edit-card ha-entity-picker").first.click()
    await page.locator(
        "ha-combo-box-item:visible", has_text="(original)"
    ).first.wait_for()


RESIDENT: Mapping[str, Place] = {
    "search": search,
    "search-tapped": search_and_tap,
    "media": media,
    "media-tapped": media_and_tap,
    "card": card,
    "more-info-garden": more_info(GARDEN.key),
    "more-info": more_info(LIVING_ROOM.key),
}
ADMINISTRATOR: Mapping[str, Place] = {"card-editor": card_editor}
# A page that tells of states shows no picture.
WITHOUT_PICTURES: Mapping[str, Place] = {"history": history}


async def boot(folder: Path) -> None:
    """Start everything, and walk. Raises WalkError."""
    async with walked_home() as home:
        residents = await move_in(home.client, ["Anna"])
        await guard(home.client)
        await make_dashboard(home.client)
        await walk(home.client, residents["Anna"], USERNAME, PASSWORD, folder)


async def make_dashboard(client: HomeClient) -> None:
    """Make a dashboard with a page that is empty, and one with a card of an original."""
    await client.command(
        "lovelace/dashboards/create",
        url_path=f"{DASHBOARD}",
        title="Walk",
        mode="storage",
        require_admin=False,
        show_in_sidebar=True,
        allow_single_word=True,
    )
    cards = [{"type": "picture-entity", "entity": LIVING, "camera_view": "live"}]
    view = {
        "title": "Card",
        "path": "card",
        "type": "sections",
        "sections": [{"type": "grid", "cards": cards}],
    }
    views = [{"title": "Empty"}, view]
    await client.command(
        "lovelace/config/save", url_path=DASHBOARD, config={"views": views}
    )


async def walk(
    client: HomeClient, anna: Resident, owner: str, password: str, folder: Path
) -> None:
    """Walk everywhere while the cameras are open, close them, and walk again. Raises WalkError."""
    async with (
        async_playwright() as playwright,
        await playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"],
        ) as browser,
        a_visitor(browser, client.url, owner, password, folder) as administrator,
        a_visitor(
            browser, client.url, anna.username, anna.password, folder
        ) as resident,
    ):
        places = [
            *((administrator, name, place) for name, place in ADMINISTRATOR.items()),
            *((resident, name, place) for name, place in RESIDENT.items()),
        ]
        await everywhere_open(places)
        await close(client, resident)
        places += [(resident, name, place) for name, place in WITHOUT_PICTURES.items()]
        await everywhere_private(places)


async def everywhere_open(places: Iterable[tuple[Visitor, str, Place]]) -> None:
    """See the open cameras everywhere, so that it means something not to. Raises WalkError."""
    for who, name, place in places:
        await place(who)
        seen = await who.until_shown()
        await report(who, f"open-{name}", seen)
        if not seen.shows_a_camera:
            raise WalkError(f"{name}: an open camera is not shown")


async def everywhere_private(places: Iterable[tuple[Visitor, str, Place]]) -> None:
    """See no private camera anywhere. Raises WalkError."""
    for who, name, place in places:
        await place(who)
        await who.page.wait_for_timeout(SETTLE_SECONDS * 1000)
        seen = await who.look()
        await report(who, f"private-{name}", seen)
        if seen.shows_a_camera:
            raise WalkError(f"{name}: a private camera is shown")


async def close(client: HomeClient, resident: Visitor) -> None:
    """Make the cameras private while somebody watches an original. Raises WalkError."""
    switches = [f"switch.{key}_privacy_mode" for key in CAMERAS]
    await client.act("switch.turn_on", entity_id=switches)
    called, closed = time.monotonic(), time.time()
    await resident.forget()
    while (seen := await resident.look()).shows_a_camera:
        if newer := [one for one in seen.readings if one.moment() > closed]:
            raise WalkError(f"newer than the call: {newer}")
        if time.monotonic() > called + CUT_SECONDS:
            raise WalkError("who watched an original goes on watching")
        await resident.forget()
        await resident.page.wait_for_timeout(100)
    print(f"who watched saw nothing {time.monotonic() - called:.1f} s later")
    await report(resident, "closed-while-watching", seen)


async def report(who: Visitor, name: str, seen: Look) -> None:
    """Print what was seen, and keep a picture of it."""
    print(f"{name}: {seen}", flush=True)
    await who.save(name)


if __name__ == "__main__":
    run_walk(boot, __doc__, "build/walk")
