"""The originals of guarded cameras, in a real house: watched before they were guarded, cut, started again."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
import logging
from pathlib import Path
import time

import aiohttp
import pytest
import pytest_asyncio

from lab import guarding
from lab.cameras_process import LabCameras
from lab.guarding import guard
from lab.home_client import HomeClient
from lab.picture import Reading, frames_of, read
from lab.sources import entity_id
from lab.viewers import HlsViewer, MjpegViewer, Viewer

from ..helpers.processes import workers
from .closing import close, reopen
from .conftest import allow_loopback
from .lab_house import (
    KEYS,
    SHORT_SEGMENTS,
    START_SECONDS,
    House,
    privacy_switch,
    unguarded_house,
)
from .test_private import is_placeholder, refused_action, says_why
from .watching import record

LOGGER = logging.getLogger(__name__)
ROUNDS = 5
STREAMS = ("living_room", "hallway")
SEGMENTS = 2
# Home Assistant itself has no MJPEG of a camera whose stills come from its stream.
WITH_PICTURES = ("living_room", "garden")

pytestmark = pytest.mark.timeout(600)


def original(key: str) -> str:
    """Return the entity id of an original that was taken over."""
    return guarding.original(entity_id(key))


@dataclass(kw_only=True)
class Watched:
    """Who watched, whether all were ended in time, and every picture that came after the call.

    `recorded` is how many pictures the recordings hold, by camera.
    """

    ended: dict[str, bool] = field(default_factory=dict[str, bool])
    newer: list[Reading] = field(default_factory=list[Reading])
    recorded: dict[str, int] = field(default_factory=dict[str, int])


@dataclass(kw_only=True)
class Story:
    """What was seen before the cameras were guarded, in rounds of opening and closing, and at a start."""

    take_over: Watched
    rounds: list[Watched]
    shown_open: dict[str, Reading | None]
    private: dict[str, bytes]
    refused: dict[str, str]
    media: set[str]
    streams_offered: dict[str, list[str]]
    at_start: list[tuple[float, str, Reading]]
    asked_at_start: int
    workers: tuple[int, ...]


async def _watch_until(
    house: House,
    client: HomeClient,
    ids: dict[str, str],
    end: AsyncIterator[float],
    pictures: Iterable[str] = KEYS,
) -> Watched:
    """Watch and record cameras in every way until `end` says when all was to end, in Unix time."""
    files = {key: house.media / f"{ids[key]}_{time.time_ns()}.mp4" for key in STREAMS}
    async with AsyncExitStack() as stack:
        mjpeg = [MjpegViewer(client, ids[key]) for key in pictures]
        hls = [HlsViewer(client, ids[key]) for key in STREAMS]
        viewers: list[Viewer] = [*mjpeg, *hls]
        for viewer in viewers:
            await stack.enter_async_context(viewer)
        for one in mjpeg:
            assert await one.until_moving(2, START_SECONDS), one.entity_id
        recordings = {
            key: asyncio.create_task(record(client, ids[key], file, 60))
            for key, file in files.items()
        }
        for recording in recordings.values():
            stack.callback(recording.cancel)
        for stream in hls:
            assert await stream.until_recorded(SEGMENTS, START_SECONDS)
        moment = await anext(end)
        ended = {
            f"{type(viewer).__name__} {viewer.entity_id}": await viewer.until_ended(
                START_SECONDS
            )
            for viewer in viewers
        }
        done, _ = await asyncio.wait(recordings.values(), timeout=START_SECONDS)
        for key, recording in recordings.items():
            ended[f"recording of {ids[key]}"] = recording in done
    seen = [one.reading for viewer in mjpeg for one in viewer.seen if one.reading]
    for stream in hls:
        seen += await asyncio.to_thread(frames_of, b"".join(stream.parts.values()))
    recorded = {
        key: await asyncio.to_thread(_recorded, file) for key, file in files.items()
    }
    for readings in recorded.values():
        seen += readings
    return Watched(
        ended=ended,
        newer=[one for one in seen if one.moment() > moment],
        recorded={key: len(readings) for key, readings in recorded.items()},
    )


def _recorded(file: Path) -> list[Reading]:
    return frames_of(file) if file.exists() else []


async def _guarded(client: HomeClient) -> AsyncIterator[float]:
    await guard(client)
    for key in KEYS:
        await client.until_state(privacy_switch(key))
    yield time.time()


async def _closed(client: HomeClient) -> AsyncIterator[float]:
    yield (await close(client)).returned_unix


async def _steal(url: str, token: str, found: list[tuple[float, str, Reading]]) -> int:
    """Ask for every original while Home Assistant starts; return how often something answered."""
    asked = 0
    begun = time.monotonic()
    headers = {"Authorization": f"Bearer {token}"}
    async with aiohttp.ClientSession() as session:
        while True:
            for key in KEYS:
                try:
                    async with session.get(
                        f"{url}/api/camera_proxy/{original(key)}", headers=headers
                    ) as answer:
                        body = await answer.read()
                        asked += 1
                except aiohttp.ClientError:
                    await asyncio.sleep(0.01)
                    continue
                if answer.status == 200 and (reading := read(body)) is not None:
                    found.append((time.monotonic() - begun, key, reading))
                try:
                    async with session.get(
                        f"{url}/api/states/{privacy_switch(key)}", headers=headers
                    ) as answer:
                        if (await answer.json()).get("state") == "on":
                            return asked
                except aiohttp.ClientError, ValueError:
                    continue


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def story(
    lab_process: LabCameras, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Story]:
    """Watch, guard, watch the originals and close, five times; then start again while private."""
    allow_loopback()
    folder = tmp_path_factory.mktemp("originals")
    before = {key: entity_id(key) for key in KEYS}
    after = {key: original(key) for key in KEYS}
    async with unguarded_house(folder, lab_process, base=SHORT_SEGMENTS) as house:
        async with house.client() as client:
            take_over = await _watch_until(
                house, client, before, _guarded(client), WITH_PICTURES
            )
            shown = {key: read(await _still(client, original(key))) for key in KEYS}
            rounds = []
            for number in range(ROUNDS):
                watched = await _watch_until(house, client, after, _closed(client))
                rounds.append(watched)
                if number < ROUNDS - 1:
                    await reopen(client)
            story = Story(
                take_over=take_over,
                rounds=rounds,
                shown_open=shown,
                private={key: await _still(client, original(key)) for key in KEYS},
                refused=await _refusals(house, client),
                media=await _media(client),
                streams_offered={
                    key: (
                        await client.command(
                            "camera/capabilities", entity_id=original(key)
                        )
                    )["frontend_stream_types"]
                    for key in KEYS
                },
                at_start=[],
                asked_at_start=0,
                workers=workers(house.pid),
            )
        await house.home.stop()
        stealing = asyncio.create_task(
            _steal(house.home.url, house.token, story.at_start)
        )
        await house.restart()
        story.asked_at_start = await asyncio.wait_for(stealing, START_SECONDS)
        for moment, key, _ in story.at_start:
            LOGGER.info("%.3f s after the first try: %s", moment, key)
        yield story


async def _still(client: HomeClient, entity: str) -> bytes:
    answer = await client.answer(f"/api/camera_proxy/{entity}")
    return answer.body if answer.ok else b""


async def _refusals(house: House, client: HomeClient) -> dict[str, str]:
    file = house.media / "original.jpg"
    return {
        key: await refused_action(
            client, "snapshot", f"{key}_original", filename=str(file)
        )
        for key in KEYS
    }


async def _media(client: HomeClient) -> set[str]:
    browsed = await client.command(
        "media_source/browse_media", media_content_id="media-source://camera"
    )
    return {child["media_content_id"] for child in browsed["children"]}


async def test_who_watched_before_is_ended_by_the_take_over(story: Story) -> None:
    """By MJPEG, HLS and recordings: nobody goes on with a picture that no guard gives."""
    assert len(story.take_over.ended) == len(WITH_PICTURES) + 2 * len(STREAMS)
    assert all(story.take_over.ended.values()), story.take_over.ended
    assert story.take_over.newer == []


async def test_open_an_original_shows_its_camera(story: Story) -> None:
    """So that the tests beside this one mean something."""
    assert all(story.shown_open.values()), story.shown_open


async def test_each_cut_ends_who_watches_an_original(story: Story) -> None:
    """Nothing newer than the returned call comes out of it, nor stands in a file that was recorded."""
    for watched in story.rounds:
        assert all(watched.ended.values()), watched.ended
        assert watched.newer == []
        assert min(watched.recorded.values()) > 0
    assert len(story.rounds) == ROUNDS


async def test_private_an_original_gives_nothing(story: Story) -> None:
    """A placeholder for dashboards, a reason for others; streams are offered as before, and none runs."""
    for key in KEYS:
        assert is_placeholder(story.private[key])
        assert says_why(story.refused[key], key)
        streams = key in STREAMS
        assert bool(story.streams_offered[key]) is streams
        listed = f"media-source://camera/{original(key)}" in story.media
        assert listed is streams
    assert story.workers == ()


async def test_at_a_start(story: Story) -> None:
    """What a private original gives until Lens Cap is there, is what Home Assistant allows: see ADR 0016."""
    assert story.asked_at_start > len(KEYS)
    assert story.at_start == []
