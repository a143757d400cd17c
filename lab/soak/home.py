"""A home whose only cameras are a crowd, all of them guarded and open."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from lab.bench.household import furnish, privacy_switch
from lab.cameras_process import LabCameras
from lab.crowd import CROWD
from lab.guarding import DOMAIN, guard
from lab.home import Home, HomeStartError
from lab.home_client import HomeClient
from lab.inventory import LabCamera
from lab.ports import reserve_port
from lab.sources import add_crowd, entity_id

START_SECONDS = 60


@dataclass(frozen=True, kw_only=True)
class CrowdedHome:
    """A running home; `cameras` are the guarded ones, by their entity ids."""

    client: HomeClient
    home: Home
    pid: int
    entry_id: str
    cameras: Mapping[str, LabCamera]

    async def until_open(self) -> None:
        """Wait until no camera is private. Raises TimeoutError."""
        for camera in self.cameras:
            await self.client.until_state(
                privacy_switch(camera), "off", seconds=START_SECONDS
            )


@asynccontextmanager
async def crowded_home(folder: Path, size: int) -> AsyncIterator[CrowdedHome]:
    """Boot a home with so many cameras in an empty folder; it ends with the block.

    Raises HomeStartError, HomeError.
    """
    crowd = dict(islice(CROWD.items(), size))
    names = {key: key.replace("_", " ").capitalize() for key in crowd}
    home = Home(folder=folder, port=reserve_port())
    furnish(folder)
    async with LabCameras(extra=crowd) as lab:
        try:
            await home.start()
            token = await home.onboard("Owner", "owner", "lens-cap-soak")
            async with HomeClient(home.url, token) as client:
                await home.until_running(client)
                await add_crowd(client, lab, names)
                await guard(client, {key: (names[key], "outdoor") for key in crowd})
                (entry,) = await client.command("config_entries/get", domain=DOMAIN)
                if home.pid is None:
                    raise HomeStartError("Home Assistant ended")
                crowded = CrowdedHome(
                    client=client,
                    home=home,
                    pid=home.pid,
                    entry_id=entry["entry_id"],
                    cameras={entity_id(key): camera for key, camera in crowd.items()},
                )
                await crowded.until_open()
                yield crowded
        finally:
            await home.stop()
