"""The stand-in for go2rtc does what go2rtc does, where privacy depends on it."""

import asyncio
from collections.abc import AsyncIterator, Callable

import aiohttp
from go2rtc_client import Go2RtcRestClient
from go2rtc_client.exceptions import Go2RtcClientError
import pytest

from lab.cameras_process import LabCameras
from lab.go2rtc_process import Go2rtcStandIn, StandInStats
from lab.inventory import LIVING_ROOM
from lab.picture import read

pytestmark = pytest.mark.usefixtures("socket_enabled")
NOBODY = "http://127.0.0.1:9/"


@pytest.fixture
async def stand_in() -> AsyncIterator[Go2rtcStandIn]:
    """Yield one that runs."""
    async with Go2rtcStandIn() as running:
        yield running


@pytest.fixture
async def go2rtc(stand_in: Go2rtcStandIn) -> AsyncIterator[Go2RtcRestClient]:
    """Yield the client that Home Assistant uses."""
    async with aiohttp.ClientSession() as session:
        yield Go2RtcRestClient(session, stand_in.url)


async def _until(
    stand_in: Go2rtcStandIn, condition: Callable[[StandInStats], bool]
) -> bool:
    for _ in range(1200):
        if condition(await stand_in.stats()):
            return True
        await asyncio.sleep(0.05)
    return False


async def test_a_picture(lab: LabCameras, go2rtc: Go2RtcRestClient) -> None:
    """It comes from the newest source under a name."""
    await go2rtc.validate_server_version()
    assert "http" in await go2rtc.schemes.list()
    await go2rtc.streams.add("room", NOBODY)
    with pytest.raises(Go2RtcClientError):
        await go2rtc.get_jpeg_snapshot("room")
    source = lab.addresses[LIVING_ROOM.key].stream_source_with_login
    await go2rtc.streams.add("room", [source, "ffmpeg:room#audio=opus"])
    reading = read(await go2rtc.get_jpeg_snapshot("room"))
    assert reading is not None
    assert reading.camera == LIVING_ROOM.number
    assert [one.url for one in (await go2rtc.streams.list())["room"].producers] == [
        source,
        "ffmpeg:room#audio=opus",
    ]


async def test_a_source_is_read_while_somebody_watches(
    lab: LabCameras, stand_in: Go2rtcStandIn, go2rtc: Go2RtcRestClient
) -> None:
    """And no longer."""
    source = lab.addresses[LIVING_ROOM.key].stream_source_with_login
    await go2rtc.streams.add("room", source)
    assert (await stand_in.stats())["watched"] == 0
    await go2rtc.preload.enable("room")
    assert list(await go2rtc.preload.list()) == ["room"]
    assert await _until(stand_in, lambda s: (s["opened"], s["watched"]) == (1, 1))
    await go2rtc.preload.disable("room")
    assert await _until(stand_in, lambda s: s["watched"] == 0)
    assert not await go2rtc.preload.list()
