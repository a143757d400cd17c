"""A doorbell with an image beside its camera, ONVIF, and YAML: private through reloads and a start.

One house is told as a story, since an image shows nothing in an opening's first minute.
"""

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
import logging
import time

import pytest
import pytest_asyncio

from custom_components.lens_cap.sealing.shown_image import LATENESS
from lab.cameras_process import LabCameras
from lab.extra_sources import DOORBELL_IMAGE, add_doorbell, add_onvif, install_doorbell
from lab.guarding import DOMAIN, guard
from lab.home_client import HomeClient
from lab.inventory import CELLAR
from lab.picture import Reading, read
from lab.viewers import MjpegViewer

from .closing import until
from .conftest import allow_loopback
from .lab_house import START_SECONDS, House, unguarded_house
from .lookout import Lookout
from .test_private import is_placeholder

LOGGER = logging.getLogger(__name__)
PLACES = {
    "doorbell": ("Doorbell", "entrance"),
    "porch": ("Porch", "entrance"),
    "cellar": ("Cellar", "living_area"),
}
ORIGINALS = ("doorbell_original", "porch_original", "cellar")
GUARDED = ["camera.doorbell", "camera.porch", "camera.cellar_guarded"]
RELOADS = 5
ENOUGH = 50
IMAGE_PATH = f"/api/image_proxy/{DOORBELL_IMAGE}"

pytestmark = pytest.mark.timeout(600)


@dataclass(kw_only=True)
class Story:
    """What the originals and the image gave: before, private, meanwhile, at a start, and open again."""

    before: Reading | None
    open: dict[str, Reading | None]
    links: dict[str, int]
    private: dict[str, bytes]
    stream_ended: bool
    reloaded: Lookout
    reloads: Counter[str]
    started: Lookout
    reopened: float
    shown_again: list[Reading]


async def _asked(client: HomeClient, path: str, *, signed: bool = False) -> bytes:
    answer = await client.answer(path, signed=signed)
    return answer.body if answer.ok else b""


async def _link(client: HomeClient) -> str:
    """Return the address of the image's picture, which needs no login."""
    state = await client.get(f"/api/states/{DOORBELL_IMAGE}")
    path: str = state["attributes"]["entity_picture"]
    return path


async def _add(client: HomeClient, lab: LabCameras) -> None:
    assert await add_doorbell(client, lab) == "camera.doorbell"
    await client.command(
        "config/entity_registry/update",
        entity_id=await add_onvif(client, lab),
        new_entity_id="camera.porch",
    )


async def _reload(house: House, counted: Counter[str]) -> Lookout:
    """Reload Lens Cap and the integrations, while somebody asks for pictures all the time."""
    async with (
        house.client() as client,
        Lookout(house, ORIGINALS, images=[DOORBELL_IMAGE]) as lookout,
    ):
        while counted[DOMAIN] < RELOADS or lookout.statuses[200] < ENOUGH:
            for domain in ("lab_doorbell", "onvif", DOMAIN):
                (entry,) = await client.command("config_entries/get", domain=domain)
                await client.post(
                    f"/api/config/config_entries/entry/{entry['entry_id']}/reload"
                )
                counted[domain] += 1
        for camera in GUARDED:
            await client.until_state(camera)
    return lookout


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def story(
    lab_process: LabCameras, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Story]:
    """Guard, close, reload, start again, and open."""
    allow_loopback()
    folder = tmp_path_factory.mktemp("beside")
    install_doorbell(folder)
    async with unguarded_house(folder, lab_process) as house:
        async with house.client() as client:
            await _add(client, lab_process)
            before = read(await _asked(client, IMAGE_PATH))
            links = {"set-up": await _link(client)}
            await guard(client, PLACES)
            for camera in GUARDED:
                await client.until_state(camera)
            shown = {
                key: read(await _asked(client, f"/api/camera_proxy/camera.{key}"))
                for key in ORIGINALS
            }
            links["closing"] = await _link(client)
            async with MjpegViewer(
                client, DOORBELL_IMAGE, f"/api/image_proxy_stream/{DOORBELL_IMAGE}"
            ) as viewer:
                assert await until(lambda: bool(viewer.seen), START_SECONDS)
                await client.act(
                    "lens_cap.set_privacy", entity_id=GUARDED, level="private"
                )
                ended = await viewer.until_ended(START_SECONDS)
            private = {
                key: await _asked(client, f"/api/camera_proxy/camera.{key}")
                for key in ORIGINALS
            }
            private["image"] = await _asked(client, IMAGE_PATH)
            private["link"] = await _asked(client, await _link(client), signed=True)
        counted = Counter[str]()
        reloaded = await _reload(house, counted)
        await house.home.stop()
        async with Lookout(house, ORIGINALS, images=[DOORBELL_IMAGE]) as started:
            await house.restart()
            assert await until(lambda: started.statuses[200] >= ENOUGH, START_SECONDS)
        async with house.client() as client:
            links["opening"] = await _link(client)
            await client.act("lens_cap.follow_rules", entity_id=GUARDED)
            reopened = time.time()
            again = list[Reading]()

            async def shows() -> bool:
                if reading := read(await _asked(client, IMAGE_PATH)):
                    again.append(reading)
                return len(again) > 1

            assert await until(shows, LATENESS.total_seconds() + 60, pause=0.2)
            yield Story(
                before=before,
                open=shown,
                links={
                    name: (await client.answer(link, signed=True)).status
                    for name, link in links.items()
                },
                private=private,
                stream_ended=ended,
                reloaded=reloaded,
                reloads=counted,
                started=started,
                reopened=reopened,
                shown_again=again,
            )


async def test_open_they_show_their_cameras(story: Story) -> None:
    """So that the tests beside this one mean something."""
    assert story.before is not None
    assert story.before.camera == CELLAR.number
    assert all(story.open.values()), story.open


async def test_private_they_give_a_placeholder(story: Story) -> None:
    """By every address, the image's with and without a login; who was watching the image is ended."""
    assert {name: is_placeholder(body) for name, body in story.private.items()} == (
        dict.fromkeys((*ORIGINALS, "image", "link"), True)
    )
    assert story.stream_ended


async def test_links_to_the_image_end(story: Story) -> None:
    """Those of before the set-up, a closing, and an opening."""
    assert story.links == dict.fromkeys(("set-up", "closing", "opening"), 403)


async def test_reloads_show_nothing(story: Story) -> None:
    """Lens Cap's own and those of the integrations, while a client asks all the time."""
    assert min(story.reloads.values()) >= RELOADS
    assert story.reloaded.seen == []
    LOGGER.info("%s, answers: %s", story.reloads, dict(story.reloaded.statuses))
    assert story.reloaded.statuses[200] >= ENOUGH


async def test_a_start_shows_nothing(story: Story) -> None:
    """From the first moment at which Home Assistant answers, whichever integration is first."""
    LOGGER.info("answers at the start: %s", dict(story.started.statuses))
    assert story.started.seen == []
    assert story.started.statuses[200] >= ENOUGH


async def test_open_again_the_image_shows_nothing_of_before(story: Story) -> None:
    """The integration fetched all the while; only what is well newer than the opening is shown."""
    assert story.shown_again
    assert {one.camera for one in story.shown_again} == {CELLAR.number}
    earliest = min(one.moment() for one in story.shown_again)
    assert earliest > story.reopened + LATENESS.total_seconds() - 1
