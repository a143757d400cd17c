"""One worker per camera that is watched, none for one that is not, and another where one dies."""

import asyncio
from collections.abc import Iterable
from contextlib import AsyncExitStack
import os
import signal
import time

import pytest

from lab.home_client import HomeClient
from lab.sources import entity_id
from lab.viewers import MjpegViewer, Viewer

from ..helpers.processes import workers
from .closing import quiet, until
from .lab_house import START_SECONDS, House
from .low_latency import LowLatencyViewer

HALLWAY, LIVING_ROOM = entity_id("hallway"), entity_id("living_room")
# The worker lingers a while after a still, and Home Assistant's stream half a minute after HLS.
GONE_SECONDS = 50

pytestmark = pytest.mark.timeout(600)


async def all_watch(stack: AsyncExitStack, viewers: Iterable[Viewer]) -> None:
    """Let viewers watch until the stack is left."""
    for viewer in viewers:
        await stack.enter_async_context(viewer)


async def no_worker(house: House) -> bool:
    """Wait until no worker runs."""
    return await until(lambda: workers(house.pid) == (), GONE_SECONDS)


async def test_one_worker_for_ten_mjpeg_viewers(
    house: House, client: HomeClient
) -> None:
    """Ten viewers of a camera that has only a stream share one worker, and one connection."""
    assert await no_worker(house)
    viewers = [MjpegViewer(client, HALLWAY) for _ in range(10)]
    async with AsyncExitStack() as stack:
        await all_watch(stack, viewers)
        for viewer in viewers:
            assert await viewer.until_moving(3, START_SECONDS), viewer
        assert len(workers(house.pid)) == 1
        stats = (await house.lab.stats())["hallway"]
        assert max(stats["rtsp_clients"], stats["rtsp_media_open"]) == 1
    assert await no_worker(house)
    assert await house.nobody_looks()


async def test_one_worker_for_ten_hls_viewers(house: House, client: HomeClient) -> None:
    """Ten viewers of HLS share one worker, and all of them see the camera."""
    viewers = [LowLatencyViewer(client, LIVING_ROOM) for _ in range(10)]
    async with AsyncExitStack() as stack:
        await all_watch(stack, viewers)
        for viewer in viewers:
            assert await viewer.until_parts(1, START_SECONDS)
        assert len(workers(house.pid)) == 1
        assert await client.state("binary_sensor.living_room_being_viewed") == "on"
        await quiet(house, client)
    for viewer in viewers:
        assert len(await viewer.frames()) > 5


async def test_killed_worker_with_mjpeg_viewer(
    house: House, client: HomeClient
) -> None:
    """A viewer of MJPEG goes on when the worker dies; a new one takes its place."""
    async with MjpegViewer(client, HALLWAY) as viewer:
        assert await viewer.until_moving(2, START_SECONDS), viewer
        (worker,) = workers(house.pid)
        os.kill(worker, signal.SIGKILL)
        killed = asyncio.get_running_loop().time()

        def moves_again() -> bool:
            return len(viewer.lab_frames(killed + 1)) > 2

        assert await until(moves_again, START_SECONDS)
        assert workers(house.pid) not in {(), (worker,)}
        assert not await viewer.until_ended(0)
    await quiet(house, client)


async def test_killed_worker_with_hls_viewer(house: House, client: HomeClient) -> None:
    """HLS goes on when the worker dies, with pictures from after that."""
    async with LowLatencyViewer(client, LIVING_ROOM) as viewer:
        assert await viewer.until_parts(2, START_SECONDS)
        (worker,) = workers(house.pid)
        os.kill(worker, signal.SIGKILL)
        killed = time.time()
        assert await viewer.until_parts(len(viewer.pieces) + 4, START_SECONDS)
        frames = await viewer.frames()
        assert not await viewer.until_ended(0)
    assert frames[-1].moment() > killed + 1
    assert [one.frame for one in frames] == sorted({one.frame for one in frames})
    await quiet(house, client)


async def test_camera_that_was_gone(house: House, client: HomeClient) -> None:
    """When the camera itself was away for a moment, its viewers see it again."""
    async with MjpegViewer(client, HALLWAY) as viewer:
        assert await viewer.until_moving(2, START_SECONDS), viewer
        await house.lab.control("hallway", "down")
        await asyncio.sleep(2)
        await house.lab.control("hallway", "ok")
        back = asyncio.get_running_loop().time()
        assert await until(lambda: len(viewer.lab_frames(back + 1)) > 2, START_SECONDS)
