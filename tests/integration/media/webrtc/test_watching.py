"""Whoever watches by WebRTC sees what the camera sees, hears nothing, and is cut with everybody else."""

import asyncio
from collections.abc import Awaitable, Callable
import logging
import time
from typing import Final

import pytest

from lab.viewers import Seen
from lab.webrtc_viewer import WebRtcViewer

from .conftest import Watched

LOGGER = logging.getLogger(__name__)
CAMERA = "camera.sofa"
START_SECONDS = 120
TOGGLES = 20


async def close(watched: Watched) -> float:
    """Make the camera private; return the Unix time at which that was done."""
    await watched.client.act("camera.turn_off", entity_id=CAMERA)
    return time.time()


async def reopen(watched: Watched) -> None:
    """End that."""
    await watched.client.act("camera.turn_on", entity_id=CAMERA)


# A camera films, encodes and sends: what it sends first after an opening it took that long before.
CAMERA_DELAY: Final = 0.5
# Where packets were lost, any number may be read from what is decoded: one of a picture that was not taken yet,
# or so many seconds ago, is none. Nothing of ours keeps a picture for so long.
OLDEST: Final = 5.0


async def until(condition: Callable[[], Awaitable[bool]]) -> bool:
    """Wait two minutes at most for a condition; return whether it came true."""
    for _ in range(2400):
        if await condition():
            return True
        await asyncio.sleep(0.05)
    return False


def late(seen: list[Seen], closed: float) -> list[Seen]:
    """Return the pictures that were taken after the camera had been closed."""
    return [one for one in seen if one.reading and one.reading.moment() > closed]


async def test_an_open_camera(watched: Watched) -> None:
    """Fresh pictures of the lab's camera, and no sound, though the original has some."""
    capabilities = await watched.client.command("camera/capabilities", entity_id=CAMERA)
    assert sorted(capabilities["frontend_stream_types"]) == ["hls", "web_rtc"]
    asked = time.time()
    async with WebRtcViewer(watched.client, CAMERA) as viewer:
        assert await viewer.until_moving(15, START_SECONDS), viewer.told
        newest = viewer.seen[-1].reading
        assert newest is not None
        assert newest.moment() > asked
        assert viewer.heard == 0
    for name, urls in (await watched.stand_in.stats())["streams"].items():
        assert name.startswith("lens_cap_")
        assert urls[0].startswith("http://127.0.0.1:")


async def test_sessions_are_counted_and_not_connections(watched: Watched) -> None:
    """Two players share the server's connection to the relay; a player that left does not count."""
    guard = watched.house.guard()

    async def counts(viewers: int, connections: int) -> bool:
        async def so() -> bool:
            return (guard.viewers, guard.connections) == (viewers, connections)

        return await until(so)

    async with WebRtcViewer(watched.client, CAMERA) as first:
        assert await first.until_moving(2, START_SECONDS), first
        assert await counts(1, 1)
        async with WebRtcViewer(watched.client, CAMERA) as second:
            assert await second.until_moving(2, START_SECONDS), second
            assert await counts(2, 1)
        assert await counts(1, 1)
        assert watched.house.state("binary_sensor.sofa_being_viewed").state == "on"
    assert await counts(0, 0)
    assert watched.house.state("binary_sensor.sofa_being_viewed").state == "off"


def calm(viewer: WebRtcViewer) -> int:
    """Return how many pictures of no camera a player has seen."""
    return sum(one.reading is None for one in viewer.seen)


async def test_one_player_through_privacy(watched: Watched) -> None:
    """It goes on with the calm picture, sees nothing newer than the call, and then the camera again."""
    guard = watched.house.guard()

    async def is_calm() -> bool:
        return calm(viewer) > before + 3

    async def is_live() -> bool:
        return len(late(viewer.seen, reopened)) > 3

    async with WebRtcViewer(watched.client, CAMERA) as viewer:
        assert await viewer.until_moving(5, START_SECONDS), viewer
        before = calm(viewer)
        closed = await close(watched)
        assert guard.viewers == 0
        assert await until(is_calm)
        assert watched.house.state("binary_sensor.sofa_being_viewed").state == "off"
        assert late(viewer.seen, closed) == []
        await reopen(watched)
        reopened = time.time()
        assert await until(is_live)
        assert guard.viewers == 1
        assert viewer.told is None
        assert viewer.answers == 1


async def test_private_from_the_beginning(watched: Watched) -> None:
    """Whoever asks gets the calm picture and nothing else; and the camera by the same session once it opens."""
    await close(watched)
    capabilities = await watched.client.command("camera/capabilities", entity_id=CAMERA)
    assert sorted(capabilities["frontend_stream_types"]) == ["hls", "web_rtc"]

    async def is_calm() -> bool:
        return calm(viewer) > 3

    async with WebRtcViewer(watched.client, CAMERA) as viewer:
        assert await until(is_calm)
        assert [one for one in viewer.seen if one.reading] == []
        assert watched.house.guard().worker_pid is None
        await reopen(watched)
        assert await viewer.until_moving(3, START_SECONDS), viewer
        assert viewer.told is None


@pytest.mark.slow
async def test_twenty_toggles(watched: Watched) -> None:
    """No picture is of a time in which the camera was private, and nothing stays behind."""
    private: list[tuple[float, float]] = []
    async with (
        WebRtcViewer(watched.client, CAMERA) as first,
        WebRtcViewer(watched.client, CAMERA) as second,
    ):
        assert await first.until_moving(3, START_SECONDS), first
        for number in range(TOGGLES):
            closed = await close(watched)
            await asyncio.sleep(0.3 * (number % 6))
            private.append((closed, time.time()))
            await reopen(watched)
            await asyncio.sleep(0.2 * (number % 9))
        newest = private[-1][1]
        assert await until_newer(first, newest)
    offset = time.time() - asyncio.get_running_loop().time()
    shown = [
        (one.reading.moment(), one.at + offset)
        for viewer in (first, second)
        for one in viewer.seen
        if one.reading
    ]
    LOGGER.info("%s pictures through %s toggles", len(shown), TOGGLES)
    assert len(shown) > TOGGLES
    for begin, end in private:
        taken = [
            (moment, at)
            for moment, at in shown
            if begin < moment < end and moment <= at < moment + OLDEST
        ]
        assert not [at for _, at in taken if at < end]
        assert not [moment for moment, _ in taken if moment < end - CAMERA_DELAY]
    guard = watched.house.guard()

    async def nobody_is_left() -> bool:
        return guard.viewers == 0

    assert await until(nobody_is_left)
    assert not guard._audience.sessions


async def until_newer(viewer: WebRtcViewer, moment: float) -> bool:
    """Wait until a player sees the camera as it was after a moment; return whether it does."""

    async def sees() -> bool:
        return bool(late(viewer.seen, moment))

    return await until(sees)
