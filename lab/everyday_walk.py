"""Walks through a household's day in headless Chromium, in the sizes of a phone and of a desk, and counts taps.

An administrator sets up, draws, reads and removes; a partner closes, looks, expects guests and asks for sound;
somebody else may only close. Each walk begins on the page that Home Assistant opens with, and ends with what Home
Assistant then says. Against a home of its own; see `scripts/browser-check everyday`.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from playwright.async_api import async_playwright

from homeassistant.util import dt as dt_util
from lab.home_client import HomeClient
from lab.household import Household, Resident, move_in
from lab.screenshots import CHROMIUM
from lab.sources import PLACES
from lab.walked_home import PASSWORD, USERNAME, WalkError, run_walk, walked_home
from lab.walker import WIDTHS, ZONE, Counts, Walk, Walker, signed_in

CARL = ("carl", "carl-only-walks-by")
GARDEN_SOUND = "switch.garden_audio_recording"
REASON = "sensor.living_room_privacy_reason"
GUESTS = "switch.lens_cap_guests"


async def set_up(walker: Walker) -> None:
    """Guard three cameras, with the rules that are proposed."""
    page = walker.page
    await walker.menu()
    await walker.tap("Devices & services")
    await walker.tap(page.get_by_text("Add integration"))
    await walker.fill(page.locator("dialog-add-integration input"), "Lens Cap")
    await walker.tap(page.locator("ha-integration-list-item", has_text="Lens Cap"))
    picker = page.locator("ha-entities-picker ha-entity-picker")
    for name, _ in PLACES.values():
        await walker.tap(picker)
        await walker.tap(page.locator("ha-combo-box-item", has_text=name))
        picker = page.get_by_text("Add entity")
    await walker.save("set-up-cameras")
    await walker.submit()
    await walker.save("set-up-placement")
    await walker.submit()
    await walker.save("set-up-rules")
    await walker.submit()
    await walker.see("Lens Cap is ready")
    await walker.save("set-up-ready")
    await walker.tap(page.locator("ha-button", has_text="Finish"))
    await walker.client.until_state(REASON)


async def close(walker: Walker) -> None:
    """Make the garden private, and end that again."""
    await walker.tap("Garden")
    await walker.tap(walker.tile("Privacy mode"))
    await walker.client.until_state("sensor.garden_privacy_reason", "hold")
    await walker.save("closed")
    await walker.tap(walker.tile("Privacy mode"))
    await walker.client.until_state("switch.garden_privacy_mode", "off")


async def look_and_back(walker: Walker) -> None:
    """Open the living room against its rule, and go back to the rule."""
    await walker.client.until_state(REASON, "someone_home")
    await walker.tap("Living Room")
    await walker.tap(walker.tile("Privacy mode"))
    await walker.client.until_state(REASON, "lifted")
    await walker.save("opened-for-a-while")
    await walker.tap(walker.tile("Privacy mode"))
    await walker.client.until_state(REASON, "someone_home")
    await walker.save("closed-again")


async def be_refused(walker: Walker) -> None:
    """Try to open the living room against its rule, and be told why not."""
    await walker.tap("Living Room")
    await walker.tap(walker.tile("Privacy mode"))
    await walker.see("a rule of your household")
    await walker.save("refused")
    await walker.client.until_state(REASON, "someone_home")


async def guests_until_noon(walker: Walker) -> None:
    """Say that guests are here until tomorrow at noon."""
    page = walker.page
    await walker.tap("Devices")
    row = page.locator("hui-button-entity-row", has_text="Guests until tomorrow noon")
    await walker.tap(row.locator("ha-button"))
    await walker.client.until_state(GUESTS, "on")
    await walker.save("guests-until-noon")
    tomorrow = dt_util.now(ZONE) + timedelta(days=1)
    noon = tomorrow.replace(hour=12, minute=0, second=0, microsecond=0)
    state = await walker.client.state("datetime.lens_cap_guests_until")
    if datetime.fromisoformat(state) != noon:
        raise WalkError(f"guests are here until {state}, not until {noon}")
    taps = walker.taps
    row = page.locator("hui-toggle-entity-row", has_text="Guests")
    await walker.tap(row.locator("ha-switch, ha-entity-toggle"))
    await walker.client.until_state(GUESTS, "off")
    walker.taps = taps


async def sound(walker: Walker) -> None:
    """Ask for the garden's sound and say yes, having found the page by its address."""
    await walker.tap("Garden")
    await walker.tap(walker.tile("Sound", but="Sound for"))
    await walker.save("sound-asked")
    await walker.page.goto(f"{walker.client.url}/lens-cap")
    await walker.see("Turn on the sound of Garden")
    await walker.save("sound-question")
    await walker.tap(walker.page.locator("button", has_text="Turn on sound"))
    await walker.client.until_state(GARDEN_SOUND, "on")
    await walker.client.act("switch.turn_off", entity_id=GARDEN_SOUND)


async def numbers(walker: Walker) -> None:
    """See how many security findings there are."""
    await walker.tap("Devices")
    await walker.see("Security findings")
    await walker.save("numbers")


async def findings(walker: Walker) -> None:
    """Read the worst finding."""
    await walker.settings()
    await walker.tap("Security findings")
    await walker.save("findings")
    await walker.submit()
    await walker.save("finding")


async def a_rule(walker: Walker) -> None:
    """Make the hallway private from eleven until seven."""
    page = walker.page
    await walker.settings()
    await walker.tap("Add a rule")
    await walker.fill(page.locator("step-flow-form input"), "Hallway at night")
    await walker.tap(page.locator("step-flow-form ha-entity-picker"))
    await walker.tap(page.locator("ha-combo-box-item", has_text="Hallway"))
    times = page.locator("step-flow-form ha-time-input")
    await walker.fill(times.first.locator("input").first, "11")
    await walker.tap(times.first.get_by_text("AM"))
    await walker.tap(page.get_by_text("PM", exact=True))
    await walker.fill(times.last.locator("input").first, "7")
    await walker.save("rule-filled-in")
    await walker.submit()
    await walker.save("rule-says")
    await walker.submit()
    await walker.save("rule-made")
    await walker.client.until_state("switch.lens_cap_rule_hallway_at_night", "on")


async def a_zone(walker: Walker) -> None:
    """Answer who can be heard in the garden, and cover the lower end of its picture."""
    page = walker.page
    await walker.settings()
    await walker.tap(walker.gear("Garden"))
    await walker.tap("Next, draw privacy zones")
    await walker.tap("Next, think about its sound")
    await walker.submit()
    await walker.save("who-can-be-heard")
    await walker.fill(page.locator("textarea"), "To hear the gate")
    await walker.submit()
    fields = page.locator("step-flow-form input")
    await walker.fill(fields.first, "Terrace")
    await walker.fill(fields.nth(1), "85-108")
    await walker.save("zone")
    await walker.submit()
    await walker.submit()
    await walker.see("always covered")
    await walker.save("zone-saved")
    await walker.client.until_state("switch.garden_zone_terrace", "on")


async def remove(walker: Walker) -> None:
    """Remove Lens Cap, and read which cameras can be seen again."""
    page = walker.page
    await walker.settings()
    entry = page.locator("ha-config-entry-row").first
    await walker.tap(entry.get_by_label("Menu").first)
    await walker.tap(page.locator("ha-dropdown-item", has_text="Delete"))
    await walker.save("delete")
    await walker.tap(page.locator("ha-button", has_text="Delete"))
    await page.goto(f"{walker.client.url}/config/repairs")
    # The list is drawn anew while what was removed is still being told of.
    await walker.see("Cameras that can be seen again")
    await walker.tap("Cameras that can be seen again")
    await walker.see("Garden")
    await walker.save("removed")
    await walker.submit()


ADMINISTRATOR: Mapping[str, Walk] = {
    "guard three cameras": set_up,
    "a zone, and who can be heard": a_zone,
    "a rule by time": a_rule,
    "close a camera, and end that": close,
    "open for a while, and back": look_and_back,
    "guests until tomorrow noon": guests_until_noon,
    "sound": sound,
    "read the worst finding": findings,
}
PARTNER: Mapping[str, Walk] = {
    "close a camera, and end that": close,
    "open for a while, and back": look_and_back,
    "guests until tomorrow noon": guests_until_noon,
    "sound": sound,
    "how many findings": numbers,
}
OTHER: Mapping[str, Walk] = {
    "close a camera, and end that": close,
    "try to open against a rule": be_refused,
    "guests until tomorrow noon": guests_until_noon,
    "how many findings": numbers,
}


async def move_carl_in(client: HomeClient) -> None:
    """Create a user who lives elsewhere. Raises HomeError."""
    made = await client.command(
        "config/auth/create", name="Carl", group_ids=["system-users"], local_only=True
    )
    await client.command(
        "config/auth_provider/homeassistant/create",
        user_id=made["user"]["id"],
        username=CARL[0],
        password=CARL[1],
    )


async def walk_all(client: HomeClient, anna: Resident, folder: Path) -> Counts:
    """Let everybody walk on every width; return what it cost. Raises WalkError."""
    counts = Counts()
    people = (
        ("administrator", (USERNAME, PASSWORD), ADMINISTRATOR),
        ("partner", (anna.username, anna.password), PARTNER),
        ("other user", CARL, OTHER),
        ("administrator", (USERNAME, PASSWORD), {"remove Lens Cap": remove}),
    )
    async with (
        async_playwright() as playwright,
        await playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"],
        ) as browser,
    ):
        for width in WIDTHS:
            for who, login, walks in people:
                async with signed_in(
                    browser, client, login, who, folder, width
                ) as walker:
                    for name, walk in walks.items():
                        await counts.walk(walker, name, walk)
    return counts


async def boot(folder: Path) -> None:
    """Start everything, let people walk, and print the table. Raises WalkError."""
    async with walked_home() as home:
        residents = await move_in(home.client, ["Anna"])
        await move_carl_in(home.client)
        await Household(home.client, residents).send("Anna", home=True)
        counts = await walk_all(home.client, residents["Anna"], folder)
        print(counts.table())


if __name__ == "__main__":
    run_walk(boot, __doc__, "build/everyday")
