"""Cameras of other integrations in a real home: ONVIF, encrypted, and one that only YAML knows."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
import time

import pytest
import pytest_asyncio

from lab.extra_sources import YAML_CAMERA, add_encrypted, add_onvif
from lab.flows import start_flow
from lab.guarding import DOMAIN
from lab.home_client import HomeClient, HomeError
from lab.inventory import CELLAR, GARAGE, PORCH, LabCamera
from lab.picture import read

from .closing import until
from .conftest import allow_loopback
from .lab_house import START_SECONDS, House
from .low_latency import LowLatencyViewer

CAMERAS = (PORCH, GARAGE, CELLAR)

pytestmark = pytest.mark.timeout(600)


async def ours(client: HomeClient) -> set[str]:
    """Return the entity ids of all guarded cameras."""
    return {
        entity["entity_id"]
        for entity in await client.command("config/entity_registry/list")
        if entity["platform"] == DOMAIN and entity["entity_id"].startswith("camera.")
    }


async def guard_one(client: HomeClient, camera: str) -> str:
    """Guard one more camera, as a person would; return the guarded one's entity id."""
    before = await ours(client)
    (entry,) = await client.command("config_entries/get", domain=DOMAIN)
    flow = await start_flow(client, [entry["entry_id"], "camera"], "subentries/flow")
    await flow.submit(camera=camera, placement="entrance")
    while flow.open:
        await flow.submit()
    for _ in range(100):
        if found := await ours(client) - before:
            return found.pop()
        await asyncio.sleep(0.05)
    pytest.fail(f"{camera} is not guarded")


async def unguard(client: HomeClient) -> None:
    """Guard only what was guarded before."""
    (entry,) = await client.command("config_entries/get", domain=DOMAIN)
    listed = await client.command(
        "config_entries/subentries/list", entry_id=entry["entry_id"]
    )
    for subentry in listed[-len(CAMERAS) :]:
        await client.command(
            "config_entries/subentries/delete",
            entry_id=entry["entry_id"],
            subentry_id=subentry["subentry_id"],
        )


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def guarded(house: House) -> AsyncIterator[Mapping[str, LabCamera]]:
    """Add and guard the cameras; yield them by their guarded entity ids."""
    allow_loopback()
    async with house.client() as client:
        with pytest.raises(HomeError, match="auth_failed"):
            await add_onvif(client, house.lab, password="guess")
        sources = {
            await add_onvif(client, house.lab): PORCH,
            await add_encrypted(client, house.lab): GARAGE,
            YAML_CAMERA: CELLAR,
        }
        yield {
            await guard_one(client, source): camera
            for source, camera in sources.items()
        }
        await unguard(client)


async def shown(client: HomeClient, entity_id: str) -> int | None:
    """Return the number of the camera that a still shows."""
    reading = read((await client.answer(f"/api/camera_proxy/{entity_id}")).body)
    return reading.camera if reading else None


async def test_every_integration(
    house: House, client: HomeClient, guarded: Mapping[str, LabCamera]
) -> None:
    """Open, each shows itself in still and stream; private, nothing of it is seen, and nobody looks at it."""
    ids = list(guarded)
    async with AsyncExitStack() as stack:
        viewers = [LowLatencyViewer(client, one) for one in ids]
        for viewer in viewers:
            await stack.enter_async_context(viewer)
        for viewer in viewers:
            assert await viewer.until_parts(2, START_SECONDS), viewer.refusal
        stills = await asyncio.gather(*(shown(client, one) for one in ids))
        assert stills == [camera.number for camera in guarded.values()]
        await client.act("lens_cap.set_privacy", entity_id=ids, level="private")
        for viewer in viewers:
            assert await viewer.until_ended(START_SECONDS)
    for viewer, camera in zip(viewers, guarded.values(), strict=True):
        frames = await viewer.frames()
        assert {frame.camera for frame in frames} == {camera.number}
        assert len(frames) > 5
        assert set((await viewer.statuses()).values()) == {404}
    assert await asyncio.gather(*(shown(client, one) for one in ids)) == [None] * 3

    async def alone() -> bool:
        stats = await house.lab.stats()
        return not any(stats[camera.key]["rtsp_clients"] for camera in CAMERAS)

    assert await until(alone, 10, pause=0.2)


def original(guarded_id: str) -> str:
    """Return the entity id of an original; one of YAML keeps its own."""
    if guarded_id.endswith("_guarded"):
        return guarded_id.removesuffix("_guarded")
    return f"{guarded_id}_original"


async def test_the_originals_of_every_integration(
    house: House, client: HomeClient, guarded: Mapping[str, LabCamera]
) -> None:
    """By ONVIF, encrypted and by FFmpeg in YAML: as their cameras are, open, private, and open again."""
    ids = list(guarded)
    originals = [original(one) for one in ids]
    numbers = [camera.number for camera in guarded.values()]
    await client.act("lens_cap.follow_rules", entity_id=ids)
    async with AsyncExitStack() as stack:
        viewers = [LowLatencyViewer(client, one) for one in originals]
        for viewer in viewers:
            await stack.enter_async_context(viewer)
        for viewer in viewers:
            assert await viewer.until_parts(1, START_SECONDS), viewer.refusal
        stills = await asyncio.gather(*(shown(client, one) for one in originals))
        assert stills == numbers
        closed = await close_privately(client, ids)
        for viewer in viewers:
            assert await viewer.until_ended(START_SECONDS)
    for viewer in viewers:
        frames = await viewer.frames()
        assert frames
        assert all(frame.moment() <= closed for frame in frames)
    private = await asyncio.gather(*(shown(client, one) for one in originals))
    assert private == [None] * len(ids)
    file = str(house.media / "original.jpg")
    for one in originals:
        with pytest.raises(HomeError, match="is private"):
            await client.act("camera.snapshot", entity_id=one, filename=file)
    await client.act("lens_cap.follow_rules", entity_id=ids)
    again = await asyncio.gather(*(shown(client, one) for one in originals))
    assert again == numbers


async def close_privately(client: HomeClient, ids: list[str]) -> float:
    """Make cameras private; return when that had returned, in Unix time."""
    await client.act("lens_cap.set_privacy", entity_id=ids, level="private")
    return time.time()
