"""A zone over the secret patch in a real house: covered on every path from the call on, and nothing else is.

All cameras are watched in every way, the zone is covered once, and all are watched anew; each test
looks at one of the ways.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
import logging
from statistics import median
import time

import numpy as np
from numpy.typing import NDArray
import pytest
import pytest_asyncio

from lab.home_client import HomeClient
from lab.household import Household, move_in
from lab.picture import Sight, look_closely
from lab.sources import entity_id
from lab.viewers import MjpegViewer

from .closing import Closed, until
from .conftest import allow_loopback
from .lab_house import START_SECONDS, PlayerHouse
from .rules import add_rule, drop_rule
from .watching import (
    TABLE,
    Eyes,
    draw,
    likenesses,
    originals,
    secrets_in,
    watch,
    zone_switch,
)

LOGGER = logging.getLogger(__name__)
STREAMS = ("living_room", "hallway")
KEYS = (*STREAMS, "garden")
# What an encoder that is not sparing leaves of a picture.
LIKE_DB = 30

pytestmark = pytest.mark.timeout(600)


@pytest_asyncio.fixture
async def client(player_house: PlayerHouse, sockets: None) -> AsyncIterator[HomeClient]:
    """Return a session of the administrator."""
    async with player_house.house.client() as client:
        yield client


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def tables(player_house: PlayerHouse) -> AsyncIterator[dict[str, str]]:
    """Draw a zone over the secret patch of every camera; return their ids."""
    allow_loopback()
    async with player_house.house.client() as client:
        yield {key: await draw(client, key, TABLE) for key in KEYS}
        for key in KEYS:
            await draw(client, key)


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What was watched before and after one camera was covered, and what its source sent meanwhile.

    `gone` is what the addresses of HLS from before answer, `old_address` that of a picture from
    before, `played` what the media browser plays.
    """

    closed: Closed
    before: Eyes
    after: Eyes
    pictures: dict[int, NDArray[np.uint8]]
    gone: set[int]
    old_address: str
    played: str


async def address(client: HomeClient, key: str) -> str:
    """Return the address of a camera's picture as dashboards and notifications use it."""
    path: str = (await client.states())[entity_id(key)]["attributes"]["entity_picture"]
    return path


async def watch_in(
    home: PlayerHouse,
    client: HomeClient,
    key: str,
    name: str,
    stack: AsyncExitStack,
    seconds: int = 60,
) -> Eyes:
    """Watch one camera."""
    file = home.house.media / f"{name}_{key}.mp4" if key in STREAMS else None
    return await watch(client, key, stack, file, seconds=seconds)


async def cover(home: PlayerHouse, client: HomeClient, key: str) -> Scene:
    """Watch a camera, cover its table, and watch anew until enough was seen."""
    old_address = await address(client, key)
    loop = asyncio.get_running_loop()
    async with AsyncExitStack() as stack:
        before = await watch_in(home, client, key, "open", stack)
        called = loop.time()
        await client.act("switch.turn_on", entity_id=zone_switch(key))
        closed = Closed(called=called, returned=loop.time(), returned_unix=time.time())
        assert await before.until_ended(START_SECONDS), key
        hls = before.hls
        gone = set((await hls.statuses()).values()) if hls else set[int]()
        source = asyncio.create_task(
            asyncio.to_thread(originals, home.house.lab.addresses[key], 15)
        )
        after = await watch_in(home, client, key, "covered", stack, 3)
        resolved = await client.command(
            "media_source/resolve_media", media_content_id=media(key)
        )
        pictures = await source
        await after.recorded()
    return Scene(
        closed=closed,
        before=before,
        after=after,
        pictures=pictures,
        gone=gone,
        old_address=old_address,
        played=resolved["url"],
    )


def media(key: str) -> str:
    """Return what the media browser calls a camera."""
    return f"media-source://camera/{entity_id(key)}"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scenes(
    player_house: PlayerHouse, tables: dict[str, str]
) -> AsyncIterator[dict[str, Scene]]:
    """Cover all cameras, and leave them so; small machines cover only two live pictures at once."""
    allow_loopback()
    async with player_house.house.client() as client:
        found = await asyncio.gather(
            *(cover(player_house, client, key) for key in STREAMS)
        )
        garden = await cover(player_house, client, "garden")
        yield dict(zip(KEYS, (*found, garden), strict=True))
        await client.act(
            "switch.turn_off", entity_id=[zone_switch(key) for key in KEYS]
        )


@pytest.fixture
def scene(scenes: dict[str, Scene], key: str) -> Scene:
    """Return what happened at one camera."""
    return scenes[key]


def covered_now(body: bytes, closed: Closed) -> Sight:
    """Return what a still shows; assert that it is a new one of a camera, and covered."""
    sight = look_closely(body)
    assert sight is not None
    assert sight.moment() > closed.returned_unix
    assert not sight.secret
    return sight


@pytest.mark.parametrize("key", KEYS)
async def test_open_before(scene: Scene, key: str) -> None:
    """The secret patch shows in every way; otherwise the tests below would prove nothing."""
    for way, sights in (await scene.before.sights()).items():
        assert sights, way
        assert len(secrets_in(sights)) == len(sights), way


@pytest.mark.parametrize("key", KEYS)
async def test_running_viewers(scene: Scene, key: str) -> None:
    """Who watched is cut, and has no newer picture at all."""
    eyes = scene.before
    for way, sights in (await eyes.sights()).items():
        assert scene.closed.newer(sights) == [], way
    ended = scene.closed.until(eyes.mjpeg.ended_at)
    LOGGER.info("%s: MJPEG ends %.0f ms after the call", key, ended)
    if eyes.hls is not None:
        assert scene.gone == {404}


@pytest.mark.parametrize("key", KEYS)
async def test_new_viewers(scene: Scene, key: str) -> None:
    """MJPEG, HLS, WebRTC and a recording show the camera of now, and never the table."""
    for way, sights in (await scene.after.sights()).items():
        LOGGER.info("%s: %s pictures by %s", key, len(sights), way)
        assert len(scene.closed.newer(sights)) >= 3, way
        assert secrets_in(sights) == [], way


@pytest.mark.parametrize("key", KEYS)
async def test_stills(client: HomeClient, scene: Scene, key: str) -> None:
    """Dashboards, thumbnails and notifications, in every size, by old and new addresses."""
    proxy = f"/api/camera_proxy/{entity_id(key)}"
    for query in ("", "?width=320&height=180", "?width=400", "?height=200"):
        answer = await client.answer(proxy + query)
        assert answer.status == 200, query
        covered_now(answer.body, scene.closed)
    for path in (await address(client, key), scene.old_address):
        covered_now((await client.answer(path, signed=True)).body, scene.closed)
    stream = f"/api/camera_proxy_stream/{entity_id(key)}?interval=0.5"
    async with MjpegViewer(client, "", stream, look=look_closely) as viewer:
        seen = await viewer.until_moving(2, START_SECONDS)
    assert len(seen) >= 2
    assert secrets_in(one.reading for one in seen) == []


@pytest.mark.parametrize("key", KEYS)
async def test_snapshot(
    player_house: PlayerHouse, client: HomeClient, scene: Scene, key: str
) -> None:
    """What automations save."""
    file = player_house.house.media / f"covered_{key}.jpg"
    await client.act("camera.snapshot", entity_id=entity_id(key), filename=str(file))
    covered_now(await asyncio.to_thread(file.read_bytes), scene.closed)


@pytest.mark.parametrize("key", KEYS)
async def test_media_browser(client: HomeClient, scene: Scene, key: str) -> None:
    """Its thumbnail is covered, and it plays what other players are given."""
    browsed = await client.command(
        "media_source/browse_media", media_content_id="media-source://camera"
    )
    thumbnails = {c["media_content_id"]: c["thumbnail"] for c in browsed["children"]}
    answer = await client.answer(thumbnails[media(key)])
    covered_now(answer.body, scene.closed)
    if scene.after.hls is not None:
        assert scene.played.partition("?")[0] == scene.after.hls.master
        return
    async with MjpegViewer(client, "", scene.played, look=look_closely) as viewer:
        seen = await viewer.until_moving(3, START_SECONDS)
    assert len(seen) >= 3
    assert secrets_in(one.reading for one in seen) == []


@pytest.mark.parametrize("key", STREAMS)
async def test_outside(scene: Scene, key: str) -> None:
    """Everything else in the picture is the source's, frame by frame."""
    hls = scene.after.hls
    assert hls is not None
    found = await asyncio.to_thread(likenesses, hls.recording, scene.pictures)
    LOGGER.info(
        "%s: %s pictures compared, PSNR outside of the zone %.1f dB (%.1f at least)",
        key,
        len(found),
        median(found),
        min(found),
    )
    # A busy machine covers fewer pictures, and later.
    assert len(found) > 5
    assert min(found) > LIKE_DB


async def test_states(client: HomeClient, scenes: dict[str, Scene]) -> None:
    """They say that a part is covered, and which."""
    states = await client.states()
    for key in KEYS:
        assert states[f"sensor.{key}_privacy_level"]["state"] == "masked"
        assert states[zone_switch(key)]["state"] == "on"
        assert states[f"switch.{key}_privacy_mode"]["state"] == "off"


async def watch_both(
    home: PlayerHouse, client: HomeClient, name: str, stack: AsyncExitStack
) -> dict[str, Eyes]:
    """Watch both cameras with a stream."""
    watching = (
        watch_in(home, client, key, name, stack, 60 if name == "away" else 3)
        for key in STREAMS
    )
    return dict(zip(STREAMS, await asyncio.gather(*watching), strict=True))


async def test_the_evening(
    player_house: PlayerHouse, client: HomeClient, tables: dict[str, str]
) -> None:
    """The family comes home and the tables are covered on every path; they leave, and all is open."""
    await client.act("switch.turn_off", entity_id=[zone_switch(key) for key in KEYS])
    residents = await move_in(client, ["Cleo"])
    household = Household(client, residents)
    await household.send("Cleo", home=False)
    rule_id = await add_rule(
        client,
        name="The table is covered while someone is home",
        presence="someone_home",
        cameras=[entity_id(key) for key in KEYS],
        effect_level="masked",
        zones=list(tables.values()),
        leave_delay_minutes=0,
    )
    for key in KEYS:
        assert await client.until_state(f"sensor.{key}_privacy_level", "open")
    async with AsyncExitStack() as stack:
        before = await watch_both(player_house, client, "away", stack)
        loop = asyncio.get_running_loop()
        called = loop.time()
        await household.send("Cleo", home=True)
        closed = Closed(called=called, returned=loop.time(), returned_unix=time.time())
        for key, eyes in before.items():
            assert await eyes.until_ended(START_SECONDS), key
        after = await watch_both(player_house, client, "home", stack)
        for key in KEYS:
            body = (await client.answer(f"/api/camera_proxy/{entity_id(key)}")).body
            covered_now(body, closed)
            assert await client.state(zone_switch(key)) == "on"
            reason = await client.state(f"sensor.{key}_privacy_reason")
            assert reason == "someone_home"
        left = loop.time()
        await household.send("Cleo", home=False)
        for key, eyes in after.items():
            await client.until_state(f"sensor.{key}_privacy_level", "open")
            seen = eyes.mjpeg.seen

            def uncovered() -> bool:
                return bool(secrets_in(one.reading for one in seen))  # noqa: B023

            assert await until(uncovered, START_SECONDS), key
            assert eyes.mjpeg.ended_at is None, "less cover cuts nobody"
            early = [one.reading for one in seen if one.at < left]
            assert secrets_in(early) == []
        for key, eyes in before.items():
            for way, sights in (await eyes.sights()).items():
                assert secrets_in(sights, closed.returned_unix) == [], (key, way)
                assert secrets_in(sights) or way == "recording", (key, way)
    await drop_rule(client, rule_id)
