"""After all that happened in the house, and while it still streams: no secret anywhere, and no complaint."""

from contextlib import AsyncExitStack
import re

import pytest

from lab.cameras_process import LabCameras
from lab.home_client import HomeClient
from lab.inventory import CAMERAS
from lab.sources import entity_id
from lab.viewers import MjpegViewer

from ..helpers.processes import command_lines, workers
from .closing import close, reopen
from .lab_house import KEYS, START_SECONDS, House
from .low_latency import LowLatencyViewer
from .secrets_search import complaints, needles, search

# Tests kill workers and cameras, and Lens Cap says so.
PROVOKED = re.compile(r"no picture from the original of (Hallway|Living room): \w+$")

pytestmark = pytest.mark.timeout(600)


async def test_no_secret_while_streaming(house: House, client: HomeClient) -> None:
    """No password, login or relay address in logs, states, diagnostics, issues, arguments or files."""
    async with AsyncExitStack() as stack:
        for key in KEYS:
            viewer = MjpegViewer(client, entity_id(key))
            await stack.enter_async_context(viewer)
            assert await viewer.until_moving(2, START_SECONDS), viewer
        hls = LowLatencyViewer(client, entity_id("living_room"))
        await stack.enter_async_context(hls)
        assert await hls.until_parts(1, START_SECONDS)
        assert len(workers(house.pid)) >= 2
        assert len(command_lines(house.pid)) >= 3
        assert await search(house, client) == []


async def test_no_secret_while_private(house: House, client: HomeClient) -> None:
    """The same while all is private."""
    await close(client)
    assert await search(house, client) == []
    await reopen(client)


def test_the_search_finds_secrets(lab: LabCameras) -> None:
    """Every spelling of every password would be found, and so would the relay's token."""
    for camera in CAMERAS.values():
        for text in (*camera.needles, lab.addresses[camera.key].still):
            found = [name for name, needle in needles().items() if needle.search(text)]
            assert bool(found) == (text in camera.needles)
    url = lab.addresses["hallway"].stream_source_with_login
    assert needles()["the login of hallway"].search(url)
    assert needles()["the relay's token"].search("/abc/live.ts?auth=0123456789abcdef")


async def test_nobody_complains(house: House) -> None:
    """Lens Cap warned of nothing that was not provoked, and Home Assistant not of Lens Cap."""
    assert [one for one in complaints(house) if not PROVOKED.search(one)] == []
