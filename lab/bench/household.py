"""The home that is measured: the lab's cameras and the bench's own, all of them guarded."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
import json
from pathlib import Path
import shutil

from lab.bench.camera_process import bench_camera
from lab.bench.machine import threads, workers
from lab.cameras_process import LabCameras
from lab.flows import start_flow
from lab.go2rtc_process import Go2rtcStandIn
from lab.guarding import DOMAIN, guard
from lab.home import CONFIGURATION, REPOSITORY, Home, HomeStartError
from lab.home_client import HomeClient
from lab.inventory import CAMERAS
from lab.ports import reserve_port
from lab.sources import add_sources

PROBE = "lens_cap_bench"
# Not a file of the repository: hassfest would take it for one more integration of ours.
PROBE_MANIFEST = {
    "domain": PROBE,
    "name": "Lens Cap bench",
    "codeowners": [],
    "dependencies": ["camera", "stream"],
    "integration_type": "service",
    "iot_class": "calculated",
    "requirements": [],
    "version": "1.0.0",
}
OWNER, PASSWORD = "owner", "lens-cap-bench"
BENCH = "camera.bench"
# Shows the same, and is not guarded: the original of what is guarded answers through its guard.
UNGUARDED = "camera.bench_unguarded"
POLL_SECONDS = 0.05
END_POLLS = 400
SETTLE_SECONDS = 5


@dataclass(frozen=True, kw_only=True)
class Household:
    """A running home; `source_url` is the bench camera itself."""

    client: HomeClient
    folder: Path
    pid: int
    source_url: str
    threads_before: Counter[str]

    @property
    def workers(self) -> tuple[int, ...]:
        """Return the ids of the running media workers."""
        return workers(self.pid)

    async def end_stream(self, entity_id: str) -> None:
        """End Home Assistant's stream of a camera, and see the end of all that fed it. Raises TimeoutError."""
        await self.client.act(f"{PROBE}.end_stream", entity_id=entity_id)
        for _ in range(END_POLLS):
            if not self.workers:
                return
            await asyncio.sleep(POLL_SECONDS)
        raise TimeoutError("a worker did not end")


async def stream_address(client: HomeClient, entity_id: str) -> str:
    """Return the address that other integrations are given for a camera's stream. Raises HomeError."""
    answer = await client.act(
        f"{PROBE}.stream_address", respond=True, entity_id=entity_id
    )
    url: str = answer["url"]
    return url


def privacy_switch(entity_id: str) -> str:
    """Return the entity id of a guarded camera's privacy switch."""
    return f"switch.{entity_id.partition('.')[2]}_privacy_mode"


@asynccontextmanager
async def household(folder: Path) -> AsyncIterator[Household]:
    """Boot everything in an empty folder; it ends with the block. Raises HomeStartError, HomeError."""
    home = Home(folder=folder, port=reserve_port())
    async with LabCameras() as lab, bench_camera() as url, Go2rtcStandIn() as stand_in:
        furnish(folder, stand_in.configuration)
        try:
            await home.start()
            token = await home.onboard("Owner", OWNER, PASSWORD)
            async with HomeClient(home.url, token) as client:
                await home.until_running(client)
                yield await _move_in(home, client, lab, folder, url)
        finally:
            await home.stop()


def furnish(folder: Path, more: str = "") -> None:
    """Put Lens Cap, the bench's probe and a configuration with more lines into an empty folder."""
    integrations = folder / "custom_components"
    integrations.mkdir()
    # As a package of its own: else Home Assistant would look in the working directory only.
    (integrations / "__init__.py").touch()
    (integrations / DOMAIN).symlink_to(REPOSITORY / "custom_components" / DOMAIN)
    shutil.copytree(Path(__file__).parent / "probe", integrations / PROBE)
    (integrations / PROBE / "manifest.json").write_text(json.dumps(PROBE_MANIFEST))
    (folder / "configuration.yaml").write_text(
        f"{CONFIGURATION.format(folder=folder)}{PROBE}:\n{more}",
        encoding="utf-8",
    )


async def _move_in(
    home: Home, client: HomeClient, lab: LabCameras, folder: Path, url: str
) -> Household:
    await add_sources(client, lab)
    await _add_bench_source(client, url, BENCH, "Bench")
    await _add_bench_source(client, url, UNGUARDED, "Bench unguarded")
    if home.pid is None:
        raise HomeStartError("Home Assistant ended")
    await asyncio.sleep(SETTLE_SECONDS)
    before = threads(home.pid)
    await guard(client)
    entries = await client.command("config_entries/get", domain=DOMAIN)
    flow = await start_flow(
        client, [entries[0]["entry_id"], "camera"], "subentries/flow"
    )
    await flow.submit(camera=BENCH, placement="outdoor", take_over_id=True)
    await flow.submit(guard_siblings=False)
    guarded = [BENCH, *(f"camera.{key}" for key in CAMERAS)]
    for entity_id in guarded:
        await client.until_state(privacy_switch(entity_id), "off", seconds=30)
    return Household(
        client=client,
        folder=folder,
        pid=home.pid,
        source_url=url,
        threads_before=before,
    )


async def _add_bench_source(
    client: HomeClient, url: str, entity_id: str, name: str
) -> None:
    flow = await start_flow(client, "generic")
    advanced = {
        "framerate": 5,
        "verify_ssl": True,
        "rtsp_transport": "tcp",
        "authentication": "basic",
    }
    await flow.submit(stream_source=url, advanced=advanced)
    await flow.submit(confirmed_ok=True)
    entry_id: str = flow.created()["entry_id"]
    await client.command("config_entries/update", entry_id=entry_id, title=name)
    await client.command(
        "config/entity_registry/update",
        entity_id=await _entity_of(client, entry_id),
        new_entity_id=entity_id,
        name=name,
    )


async def _entity_of(client: HomeClient, entry_id: str) -> str:
    entities = await client.command("config/entity_registry/list")
    entity_id: str = next(
        entity["entity_id"]
        for entity in entities
        if entity["config_entry_id"] == entry_id
    )
    return entity_id
