"""The stories of our cards and our page, as an administrator, a resident and another user live them.

Each ends with what Home Assistant says then, and raises WalkError where that is something else.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Final

from homeassistant.util import dt as dt_util
from lab.home_client import HomeClient
from lab.picture import images_of, read, shows_secret, tone_of
from lab.sources import entity_id
from lab.story_teller import Teller
from lab.viewers import HlsViewer, MjpegViewer
from lab.walked_home import WalkError
from lab.walker import ZONE

DASHBOARD: Final = "lens-cameras"
GARDEN, LIVING, HALLWAY = "garden", "living_room", "hallway"
REASON: Final = "sensor.{}_privacy_reason"
TONE: Final = 880
STREAM_SECONDS: Final = 60

type Story = Callable[[Teller], Awaitable[None]]


async def close_and_open(teller: Teller) -> None:
    """Make the garden private on the dashboard, and end that again, with keys alone."""
    await teller.go(f"/{DASHBOARD}/cameras")
    card = teller.card("Garden")
    await teller.enter(card.get_by_role("button", name="Make private", exact=True))
    await teller.client.until_state(REASON.format(GARDEN), "hold")
    await teller.see("End privacy")
    await teller.save("closed")
    await teller.enter(card.get_by_role("button", name="End privacy", exact=True))
    await teller.client.until_state("switch.garden_privacy_mode", "off")


async def open_for_a_while(teller: Teller) -> None:
    """Open the living room against its rule, and close it again."""
    await teller.go(f"/{DASHBOARD}/cameras")
    card = teller.card("Living room")
    await teller.tap(card.get_by_role("button", name="Open for 15 minutes"))
    await teller.client.until_state(REASON.format(LIVING), "lifted")
    await teller.see("Close now")
    await teller.save("opened-for-a-while")
    await teller.tap(card.get_by_role("button", name="Close now"))
    await teller.client.until_state(REASON.format(LIVING), "someone_home")


async def may_not_open(teller: Teller) -> None:
    """See no button that opens, and why not."""
    await teller.go(f"/{DASHBOARD}/cameras")
    await teller.see("Only people on your household's list can open it.")
    if await teller.page.get_by_role("button", name="Open for 15 minutes").count():
        raise WalkError("somebody else is offered to open the living room")
    await teller.save("may-not-open")


async def draw_a_zone(teller: Teller) -> None:
    """Draw a zone while nobody is home, and take it away again, with keys alone."""
    await teller.household.send("Anna", home=False)
    try:
        await teller.client.until_state(REASON.format(HALLWAY), "nothing_asks")
        await draw_and_delete(teller)
    finally:
        await teller.household.send("Anna", home=True)
    await teller.client.until_state(REASON.format(HALLWAY), "someone_home")


async def draw_and_delete(teller: Teller) -> None:
    """Cover what the hallway's picture hides with a zone of a template; see it covered; delete it; go back."""
    await teller.go(f"/{DASHBOARD}/cameras")
    card = teller.card("Hallway")
    await teller.enter(card.get_by_role("button", name="More about Hallway"))
    await teller.enter(card.get_by_role("button", name="Privacy zones", exact=True))
    await teller.enter(teller.page.get_by_role("button", name="Window", exact=True))
    for number in (2, 3):
        await teller.page.get_by_role("button", name=f"Point {number} of 4").focus()
        for _ in range(5):
            await teller.page.keyboard.press("Shift+ArrowRight")
    await teller.save("zone-drawn")
    await teller.enter(teller.page.get_by_role("button", name="Save", exact=True))
    await teller.see("Saved.")
    await teller.save("zone-saved")
    await covered_everywhere(teller.client)
    for name in ("Delete this zone", "Save", "Save and show more"):
        await teller.enter(teller.page.get_by_role("button", name=name, exact=True))
    await teller.see("Saved.")
    await teller.client.until_state("sensor.hallway_privacy_level", "open")
    await teller.page.go_back()
    await teller.page.locator("lens-cap-zone-editor").wait_for(state="detached")
    if DASHBOARD not in teller.page.url:
        raise WalkError("going back left the page, not the editor")


async def covered_everywhere(client: HomeClient) -> None:
    """See the hallway by every way, and nothing of what is covered. Raises WalkError."""
    camera = entity_id(HALLWAY)
    await client.until_state("sensor.hallway_privacy_level", "masked")
    still = await client.answer(f"/api/camera_proxy/{camera}")
    async with MjpegViewer(client, camera) as mjpeg, HlsViewer(client, camera) as hls:
        seen = await mjpeg.until_moving(3, STREAM_SECONDS)
        film = await hls.until_recorded(2, STREAM_SECONDS)
    if not seen:
        raise WalkError("the covered hallway gives no MJPEG")
    films = list(images_of(film))
    if read(still.body) is None or not any(map(read, films)):
        raise WalkError("the covered hallway cannot be seen at all")
    if shows_secret(still.body) or any(map(shows_secret, films)):
        raise WalkError("what a zone covers can be seen")


async def sound(teller: Teller) -> None:
    """Ask for the living room's sound on its card, say yes, with keys alone; find the tone in its stream."""
    await teller.client.act("lens_cap.lift_privacy", entity_id=entity_id(LIVING))
    await teller.go(f"/{DASHBOARD}/cameras")
    card = teller.card("Living room")
    more = card.get_by_role("button", name="More about Living room")
    await more.wait_for()
    ask = card.get_by_role("button", name="Ask for the sound of Living room")
    if not await ask.count():  # a module of before there was that button
        await teller.enter(more)
        ask = card.get_by_role("button", name="Ask for sound", exact=True)
    await teller.enter(ask)
    yes = teller.page.get_by_role("button", name="Turn on sound", exact=True)
    await yes.wait_for()
    await teller.save("sound-asked")
    await teller.enter(yes)
    await teller.client.until_state("switch.living_room_audio_recording", "on")
    await teller.see("Sound is on as long as somebody watches.")
    await teller.save("sound-on")
    async with HlsViewer(teller.client, entity_id(LIVING)) as hls:
        film = await hls.until_recorded(4, STREAM_SECONDS)
    heard = tone_of(film)
    if heard is None or abs(heard - TONE) > TONE / 10:
        raise WalkError(f"the tone is not in the stream: {heard}")
    await teller.client.act(
        "switch.turn_off", entity_id="switch.living_room_audio_recording"
    )
    await teller.client.act(
        "switch.turn_on", entity_id="switch.living_room_privacy_mode"
    )
    await teller.client.act("lens_cap.follow_rules", entity_id=entity_id(LIVING))


async def guests_until_noon(teller: Teller) -> None:
    """Say on the page, with keys alone, that guests are here until tomorrow noon."""
    await teller.go("/lens-cap")
    await teller.enter(teller.page.get_by_role("button", name="Guests: no"))
    await teller.enter(teller.page.get_by_text("Guests are here until tomorrow noon"))
    await teller.client.until_state("switch.lens_cap_guests", "on")
    await teller.see("Guests: until")
    await teller.save("guests-until-noon")
    noon = (dt_util.now(ZONE) + timedelta(days=1)).replace(
        hour=12, minute=0, second=0, microsecond=0
    )
    state = await teller.client.state("datetime.lens_cap_guests_until")
    if datetime.fromisoformat(state) != noon:
        raise WalkError(f"guests are here until {state}, not until {noon}")
    await teller.enter(teller.page.get_by_role("button", name="Guests: until"))
    await teller.enter(teller.page.get_by_role("button", name="Yes, they have left"))
    await teller.client.until_state("switch.lens_cap_guests", "off")


async def what_if(teller: Teller) -> None:
    """Ask what would be if everybody was away, and see that nothing changes."""
    await teller.go("/lens-cap/what-if")
    await teller.tap(teller.page.get_by_text("Away", exact=True))
    await teller.see("This differs from now.")
    await teller.save("what-if")
    await teller.client.until_state(REASON.format(LIVING), "someone_home")


async def week_and_history(teller: Teller) -> None:
    """Look at the week, and at what happened."""
    await teller.go("/lens-cap/week")
    await teller.tap(teller.page.locator("summary"))
    await teller.see("it depends")
    await teller.save("week")
    await teller.go("/lens-cap/history")
    await teller.see("Privacy was asked for.")
    await teller.save("history")


async def nothing_inside(teller: Teller) -> None:
    """Be told neither week nor history nor rules, and offered none."""
    await teller.go("/lens-cap")
    await teller.see("Security")
    await teller.save("page")
    # Home Assistant's own sidebar has a History, too.
    ours = teller.page.locator("lens-cap-panel")
    for name in ("Week", "What if", "History", "Rules"):
        if await ours.get_by_role("link", name=name, exact=True).count():
            raise WalkError(f"somebody else is offered {name}")
    await teller.go("/lens-cap/security")
    await teller.see("Only administrators|An administrator")
    await teller.save("security")


async def edit_a_rule(teller: Teller) -> None:
    """Have the rule silence cameras, too, having read what it would do today."""
    await teller.go("/lens-cap/rules")
    await teller.save("rules")
    await teller.tap(teller.page.get_by_role("button", name="Edit", exact=True))
    await teller.tap(teller.page.get_by_label("sound"))
    await teller.see("Today")
    await teller.save("rule-edited")
    await teller.tap(teller.page.get_by_role("button", name="Save", exact=True))
    await teller.page.locator("lens-cap-rule-form").wait_for(state="detached")


async def fix_a_finding(teller: Teller) -> None:
    """Go from what is insecure to what fixes it."""
    await teller.go("/lens-cap/security")
    fix = teller.page.get_by_role("button", name="Fix it").first
    await fix.wait_for()
    await teller.save("security")
    await teller.tap(fix)
    await teller.page.wait_for_url("**/config/repairs**")
    await teller.tap(teller.page.get_by_text("Garden").first)
    await teller.save("repair")


EVERYBODY: Final[Mapping[str, Story]] = {
    "close and open": close_and_open,
    "guests until tomorrow noon": guests_until_noon,
}
FAMILY: Final[Mapping[str, Story]] = {
    **EVERYBODY,
    "open for a while": open_for_a_while,
    "sound": sound,
    "what if": what_if,
    "week and history": week_and_history,
}
STORIES: Final[Mapping[str, Mapping[str, Story]]] = {
    "administrator": {
        **FAMILY,
        "a zone": draw_a_zone,
        "a rule": edit_a_rule,
        "a finding": fix_a_finding,
    },
    "resident": FAMILY,
    "other": {
        **EVERYBODY,
        "may not open": may_not_open,
        "nothing of the household": nothing_inside,
    },
}
