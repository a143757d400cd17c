"""Whoever watches by WebRTC sees what the camera sees, hears nothing, and is cut with everybody else."""

import asyncio
from collections.abc import Awaitable, Callable
import logging
import time

import pytest

from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.exceptions import CameraPrivateError
from lab.home_client import HomeError
from lab.viewers import Seen
from lab.webrtc_viewer import WebRtcViewer

from .conftest import Watched

LOGGER = logging.getLogger(__name__)
CAMERA = "camera.sofa"
START_SECONDS = 20
CUT_SECONDS = 5
# The stand-in tries a source that has ended again after one second, as go2rtc does.
TRIES_SECONDS = 3.5
TOGGLES = 20


async def close(watched: Watched) -> float:
    """Make the camera private; return the Unix time at which that was done."""
    await watched.client.act("camera.turn_off", entity_id=CAMERA)
    return time.time()


async def reopen(watched: Watched) -> None:
    """End that."""
    await watched.client.act("camera.turn_on", entity_id=CAMERA)


async def until(condition: Callable[[], Awaitable[bool]]) -> bool:
    """Wait some seconds for a condition; return whether it came true."""
    for _ in range(100):
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
    async with WebRtcViewer(watched.client, CAMERA) as viewer:
        assert await viewer.until_moving(15, START_SECONDS)
        newest = viewer.seen[-1].reading
        assert newest is not None
        assert newest.age_seconds() < 2
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
        assert await first.until_moving(2, START_SECONDS)
        assert await counts(1, 1)
        async with WebRtcViewer(watched.client, CAMERA) as second:
            assert await second.until_moving(2, START_SECONDS)
            assert await counts(2, 1)
        assert await counts(1, 1)
        assert watched.house.state("binary_sensor.sofa_being_viewed").state == "on"
    assert await counts(0, 0)
    assert watched.house.state("binary_sensor.sofa_being_viewed").state == "off"


async def test_privacy_ends_it(watched: Watched) -> None:
    """The player is told why, in words, and nothing newer than the call was seen."""
    async with WebRtcViewer(watched.client, CAMERA) as viewer:
        assert await viewer.until_moving(5, START_SECONDS)
        called = asyncio.get_running_loop().time()
        closed = await close(watched)
        assert await viewer.until_ended(CUT_SECONDS)
    assert viewer.told is not None
    LOGGER.info("told %.0f ms after the call", (viewer.told.at - called) * 1000)
    assert viewer.told.at - called < 1
    assert viewer.told.message == str(CameraPrivateError("Sofa", ReasonCode.HOLD))
    assert late(viewer.seen, closed) == []
    assert watched.house.guard().viewers == 0

    async def nobody() -> bool:
        stats = await watched.stand_in.stats()
        return (stats["players"], stats["sockets"], stats["watched"]) == (0, 0, 0)

    assert await until(nobody)


async def test_an_old_session_never_resumes(watched: Watched) -> None:
    """A player that does not listen stays without a picture, whatever its server tries; a new one has one."""
    before = await watched.stand_in.stats()
    async with WebRtcViewer(watched.client, CAMERA, stubborn=True) as old:
        assert await old.until_moving(5, START_SECONDS)
        closed = await close(watched)
        assert await old.until_told(CUT_SECONDS)
        await reopen(watched)
        await asyncio.sleep(TRIES_SECONDS)
        tried = await watched.stand_in.stats()
        assert tried["players"] == 1
        assert tried["failed"] >= before["failed"] + 2
        assert tried["opened"] == before["opened"] + 1
        async with WebRtcViewer(watched.client, CAMERA) as new:
            assert await new.until_moving(5, START_SECONDS)
            await asyncio.sleep(TRIES_SECONDS / 2)
            assert late(new.seen, closed)
        assert late(old.seen, closed) == []
        assert watched.house.guard().viewers <= 1


async def test_private_from_the_beginning(watched: Watched) -> None:
    """It is not offered, and whoever asks all the same gets nothing."""
    await close(watched)
    capabilities = await watched.client.command("camera/capabilities", entity_id=CAMERA)
    assert capabilities["frontend_stream_types"] == []
    async with WebRtcViewer(watched.client, CAMERA) as viewer:
        assert await viewer.until_ended(CUT_SECONDS)
    assert "webrtc_offer_failed" in viewer.refusal
    assert (viewer.answers, viewer.seen) == (0, [])
    with pytest.raises(HomeError):
        await watched.client.command(
            "camera/webrtc/get_client_config", entity_id=CAMERA
        )


@pytest.mark.slow
@pytest.mark.timeout(180)
async def test_twenty_toggles(watched: Watched) -> None:
    """No picture is newer than the call, in whatever moment it came, and nothing stays behind."""
    shown, newer, told = 0, [], []
    for number in range(TOGGLES):
        async with (
            WebRtcViewer(watched.client, CAMERA) as usual,
            WebRtcViewer(watched.client, CAMERA, stubborn=True) as stubborn,
        ):
            if number % 4 == 0:
                assert await usual.until_moving(3, START_SECONDS)
            else:
                await asyncio.sleep(0.1 * (number % 8))
            called = asyncio.get_running_loop().time()
            closed = await close(watched)
            assert await usual.until_ended(CUT_SECONDS)
            await reopen(watched)
            await asyncio.sleep(0.3)
        for viewer in (usual, stubborn):
            shown += len(viewer.seen)
            newer += late(viewer.seen, closed)
            if viewer.told is not None:
                told.append((viewer.told.at - called) * 1000)
    told.sort()
    LOGGER.info(
        "%s pictures, told after %.0f ms in the median and %.0f ms at most",
        shown,
        told[len(told) // 2],
        told[-1],
    )
    assert shown > TOGGLES
    assert newer == []
    assert len(told) >= TOGGLES
    assert watched.house.guard().viewers == 0
    assert not watched.house.guard()._audience.sessions
