"""The guarded camera takes the original's place on a dashboard and in an automation, and gives it back."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio

from lab.cameras_process import LabCameras
from lab.guarding import DOMAIN, guard
from lab.home_client import HomeClient
from lab.inventory import LIVING_ROOM
from lab.picture import Reading, open_image, read
from lab.sources import entity_id

from .closing import close
from .conftest import allow_loopback
from .lab_house import KEYS, House, privacy_switch, unguarded_house
from .secrets_search import complaints, search

CAMERA = entity_id("living_room")
ORIGINAL = f"{CAMERA}_original"
HIDDEN = entity_id("garden")
BOARD = "board-for-cameras"
AUTOMATION = "look_at_night"

pytestmark = pytest.mark.timeout(600)


@dataclass(frozen=True, kw_only=True)
class Observed:
    """What there was at one moment: cameras as registered, who may ask for them, what names show."""

    registered: Mapping[str, Mapping[str, Any]]
    exposed: Mapping[str, Any]
    card: Mapping[str, Any]
    card_shows: Reading | None
    card_has_picture: bool
    original_shows: Reading | None
    snapshot: Reading | None
    error: str
    issues: Mapping[str, Any]
    ours: int
    files: list[str]


@dataclass(frozen=True, kw_only=True)
class Story:
    """What was observed before, while guarded, while private, and after the removal."""

    before: Observed
    guarded: Observed
    private: Observed
    after: Observed


async def furnish(house: House, client: HomeClient) -> None:
    """Make what a household has: a card, an automation, a camera for voice, a hidden one."""
    await client.command(
        "lovelace/dashboards/create", url_path=BOARD, title="Board", mode="storage"
    )
    card = {"type": "picture-entity", "entity": CAMERA, "camera_view": "auto"}
    await client.command(
        "lovelace/config/save",
        url_path=BOARD,
        config={"views": [{"title": "Cameras", "cards": [card]}]},
    )
    await client.post(
        f"/api/config/automation/config/{AUTOMATION}",
        {
            "alias": "Look at night",
            "triggers": [{"trigger": "time", "at": "03:00:00"}],
            "actions": [
                {
                    "action": "camera.snapshot",
                    "target": {"entity_id": CAMERA},
                    "data": {"filename": str(house.media / "night.jpg")},
                }
            ],
        },
    )
    await client.until_state("automation.look_at_night")
    await client.command(
        "homeassistant/expose_entity",
        assistants=["conversation"],
        entity_ids=[CAMERA],
        should_expose=True,
    )
    await client.command(
        "config/entity_registry/update", entity_id=HIDDEN, hidden_by="user"
    )


async def picture(client: HomeClient, entity: str) -> bytes:
    """Return a still as dashboards ask for it, nothing where it is refused."""
    answer = await client.answer(f"/api/camera_proxy/{entity}")
    return answer.body if answer.ok else b""


async def run_automation(
    house: House, client: HomeClient
) -> tuple[Reading | None, str]:
    """Run the automation; return what its snapshot shows, and what went wrong."""
    file = house.media / "night.jpg"
    file.unlink(missing_ok=True)
    await client.act("automation.trigger", entity_id="automation.look_at_night")
    taken = await asyncio.to_thread(file.read_bytes) if file.exists() else b""
    item = {"domain": "automation", "item_id": AUTOMATION}
    runs = await client.command("trace/list", **item)
    newest = max(runs, key=lambda run: run["timestamp"]["start"])
    trace = await client.command("trace/get", **item, run_id=newest["run_id"])
    return read(taken), str(trace.get("error", ""))


async def observe(house: House, client: HomeClient) -> Observed:
    """Return what there is now."""
    board = await client.command("lovelace/config", url_path=BOARD)
    card = board["views"][0]["cards"][0]
    entities = await client.command("config/entity_registry/list")
    registered = {}
    for entity in entities:
        if entity["entity_id"].startswith("camera."):
            entry = await client.command(
                "config/entity_registry/get", entity_id=entity["entity_id"]
            )
            registered[entity["entity_id"]] = {
                name: value for name, value in entry.items() if name != "modified_at"
            }
    shown = await picture(client, card["entity"])
    snapshot, error = await run_automation(house, client)
    exposed = await client.command("homeassistant/expose_entity/list")
    issues = (await client.command("repairs/list_issues"))["issues"]
    return Observed(
        registered=registered,
        exposed=exposed["exposed_entities"],
        card=card,
        card_shows=read(shown),
        card_has_picture=open_image(shown) is not None,
        original_shows=read(await picture(client, ORIGINAL)),
        snapshot=snapshot,
        error=error,
        issues={one["issue_id"]: one for one in issues if one["domain"] == DOMAIN},
        ours=sum(entity["platform"] == DOMAIN for entity in entities),
        files=[
            file.name for file in (house.home.folder / ".storage").glob(f"{DOMAIN}*")
        ],
    )


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def story(
    lab_process: LabCameras, tmp_path_factory: pytest.TempPathFactory
) -> Story:
    """Guard the cameras of a furnished house, make them private, and remove Lens Cap."""
    allow_loopback()
    folder = tmp_path_factory.mktemp("furnished")
    async with (
        unguarded_house(folder, lab_process) as house,
        house.client() as client,
    ):
        await furnish(house, client)
        before = await observe(house, client)
        await guard(client)
        await client.until_state(privacy_switch("living_room"))
        guarded = await observe(house, client)
        await close(client)
        private = await observe(house, client)
        (entry,) = await client.command("config_entries/get", domain=DOMAIN)
        path = f"/api/config/config_entries/entry/{entry['entry_id']}"
        assert (await client.answer(path, method="DELETE")).ok
        await client.until_state(CAMERA)
        after = await observe(house, client)
        found = await search(house, client)
        assert found == []
        assert complaints(house) == []
    return Story(before=before, guarded=guarded, private=private, after=after)


def test_the_card_shows_the_guarded_camera(story: Story) -> None:
    """The card was not touched; while private it shows a placeholder, and the original shows no more."""
    assert story.guarded.card == story.before.card
    assert story.before.registered[CAMERA]["platform"] == "generic"
    assert story.guarded.registered[CAMERA]["platform"] == DOMAIN
    for shown in (story.before.card_shows, story.guarded.card_shows):
        assert shown is not None
        assert shown.camera == LIVING_ROOM.number
    assert story.private.card_shows is None
    assert story.private.card_has_picture
    assert story.private.original_shows is None


def test_the_automation_uses_the_guarded_camera(story: Story) -> None:
    """Its snapshot succeeds while open, and fails while private, with the reason in its trace."""
    assert story.before.snapshot is not None
    assert story.guarded.snapshot is not None
    assert story.guarded.error == ""
    assert story.private.snapshot is None
    assert "Living room is private: somebody asked for privacy" in story.private.error


def test_the_original_is_out_of_the_way(story: Story) -> None:
    """It is hidden and voice assistants are offered the guarded camera instead."""
    assert story.guarded.registered[ORIGINAL]["hidden_by"] == "integration"
    assert story.guarded.registered[f"{HIDDEN}_original"]["hidden_by"] == "user"
    assert story.before.exposed[CAMERA]["conversation"] is True
    assert story.guarded.exposed[CAMERA]["conversation"] is True
    assert not story.guarded.exposed.get(ORIGINAL, {}).get("conversation")


def test_removal_gives_everything_back(story: Story) -> None:
    """Ids, visibility, assistants and all else are exactly as before."""
    assert story.after.registered == story.before.registered
    assert story.after.exposed == story.before.exposed
    assert story.after.card == story.before.card
    assert story.after.ours == 0
    assert story.after.files == []


def test_removal_shows_the_original_again(story: Story) -> None:
    """Card and automation have the original, and the household is told which cameras can be seen."""
    assert story.after.card_shows is not None
    assert story.after.snapshot is not None
    assert story.after.error == ""
    assert set(story.private.issues) == set()
    issue = story.after.issues["visible_again"]
    for key in KEYS:
        assert entity_id(key) in issue["translation_placeholders"]["cameras"]
