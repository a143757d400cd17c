"""Goes through the stories of our cards and our page in headless Chromium, as everybody who lives with them.

An administrator, a resident and another user close and open cameras, say that guests are here, ask what if, and
look at the history; who may, draws a zone, turns sound on, edits a rule and looks at what is insecure. All that
their browsers exchange is searched for what must never be there. Against a home of its own; see
`scripts/browser-check stories`.
"""

import argparse
import asyncio
from collections.abc import Mapping
from pathlib import Path
import sys
from typing import Final

from playwright.async_api import Browser, Error as BrowserError, async_playwright

from lab.cameras_process import LabCameras
from lab.everyday_walk import CARL, move_carl_in
from lab.flows import start_flow
from lab.guarding import guard, let_presence_decide, make_a_mistake
from lab.home_client import HomeClient, HomeError
from lab.household import Household, Resident, move_in
from lab.older_page import OlderModules
from lab.screenshots import CHROMIUM
from lab.stories import DASHBOARD, STORIES
from lab.story_teller import Dress, Teller, telling
from lab.traffic import Piece, leaks, secrets_of
from lab.walked_home import PASSWORD, USERNAME, WalkError, walked_home

DRESSES: Final = (
    Dress(width=390),
    Dress(width=1280, dark=True),
    Dress(width=320, right_to_left=True),
)


async def prepare(client: HomeClient) -> None:
    """Guard the cameras, let presence decide, answer who can be heard, and make the ready dashboard."""
    await guard(client)
    await make_a_mistake(client)
    await let_presence_decide(client)
    (entry,) = await client.command("config_entries/get", domain="lens_cap")
    subentries = await client.command(
        "config_entries/subentries/list", entry_id=entry["entry_id"]
    )
    camera = next(one for one in subentries if one["title"] == "Living room")
    flow = await start_flow(
        client,
        [entry["entry_id"], "camera"],
        "subentries/flow",
        subentry_id=camera["subentry_id"],
    )
    await flow.submit(placement="living_area", edit_assessment=True)
    hearers = ("children", "neighbours", "public", "staff", "guests", "avoidable")
    await flow.submit(
        household="yes",
        **dict.fromkeys(hearers, "no"),
        needed_for="To hear the baby",
        told=["household"],
    )
    await client.act("lens_cap.run_audit")
    await client.command(
        "lovelace/dashboards/create",
        url_path=DASHBOARD,
        title="Cameras",
        mode="storage",
        require_admin=False,
        show_in_sidebar=True,
    )
    await client.command(
        "lovelace/config/save",
        url_path=DASHBOARD,
        config={"strategy": {"type": "custom:lens-cap"}},
    )


async def tell(teller: Teller) -> list[str]:
    """Go through the stories of a role; return what went wrong, which keeps no other story from being told."""
    wrong: list[str] = []
    for name, story in STORIES[teller.traffic.role].items():
        try:
            await story(teller)
        except (BrowserError, HomeError, TimeoutError, WalkError) as error:
            line = str(error).partition("\n")[0]
            wrong.append(f"{teller.traffic.role}, {teller.dress}, {name}: {line}")
            print(wrong[-1], flush=True)
            await teller.save(f"failed-{name.replace(' ', '-')}")
        else:
            print(f"{name} ({teller.traffic.role}, {teller.dress}): done", flush=True)
    return wrong + [f"the page complained: {one}" for one in teller.complaints]


async def walk(
    browser: Browser,
    client: HomeClient,
    lab: LabCameras,
    residents: Mapping[str, Resident],
    folder: Path,
    dresses: int,
    older: OlderModules | None,
) -> list[str]:
    """Tell all stories, and search what was exchanged; return what went wrong."""
    anna = residents["Anna"]
    household = Household(client, residents)
    logins = {
        "administrator": (USERNAME, PASSWORD),
        "resident": (anna.username, anna.password),
        "other": CARL,
    }
    secrets = secrets_of(lab)
    wrong: list[str] = []
    for number in range(min(dresses, len(DRESSES) * len(logins))):
        round_, place = divmod(number, len(logins))
        role = list(logins)[place]
        dress = DRESSES[(place + round_) % len(DRESSES)]
        async with telling(
            browser, client, household, logins[role], role, dress, folder, older
        ) as teller:
            wrong += await tell(teller)
            await asyncio.sleep(1)
        wrong += leaks(teller.traffic, secrets)
        wrong += proven(teller, secrets)
        print(f"searched {len(teller.traffic.pieces)} messages of {role}", flush=True)
    return wrong


def proven(teller: Teller, secrets: Mapping[str, str]) -> list[str]:
    """Return what the search does not find in the same traffic once it is put there."""
    pieces = teller.traffic.pieces
    missed: list[str] = []
    for name, secret in secrets.items():
        pieces.append(Piece(about="lens_cap/proof", text=f'{{"x": "{secret}"}}'))
        found = leaks(teller.traffic, {name: secret})
        missed += [] if any("proof" in one for one in found) else [f"not found: {name}"]
        pieces.pop()
    return missed


async def boot(folder: Path, dresses: int, older: OlderModules | None) -> list[str]:
    """Start everything, and let everybody walk; return what went wrong."""
    async with walked_home() as home:
        residents = await move_in(home.client, ["Anna"])
        await move_carl_in(home.client)
        await prepare(home.client)
        await Household(home.client, residents).send("Anna", home=True)
        async with (
            async_playwright() as playwright,
            await playwright.chromium.launch(
                executable_path=CHROMIUM,
                args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"],
            ) as browser,
        ):
            return await walk(
                browser, home.client, home.lab, residents, folder, dresses, older
            )


def main() -> None:
    """Walk, and leave pictures in the folder that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=Path("build/stories"))
    parser.add_argument(
        "--people",
        type=int,
        default=9,
        help="how many people walk: each role in three dresses by default",
    )
    parser.add_argument(
        "--modules-of",
        type=OlderModules,
        metavar="COMMIT",
        help="let browsers have the modules of an earlier commit, as after an update",
    )
    arguments = parser.parse_args()
    arguments.to.mkdir(parents=True, exist_ok=True)
    if wrong := asyncio.run(boot(arguments.to, arguments.people, arguments.modules_of)):
        sys.exit("\n".join(["browser-check:", *wrong]))
    print("all stories end as they should, and nothing leaked")


if __name__ == "__main__":
    main()
