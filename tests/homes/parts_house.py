"""A house whose cameras come with real software of their own: a motionEye server, a broker of MQTT."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from lab.flows import start_flow
from lab.guarding import guard
from lab.home import CONFIGURATION, Home
from lab.home_client import HomeClient
from lab.motioneye_process import (
    ADMIN,
    ADMIN_PASSWORD,
    VIEWER,
    VIEWER_PASSWORD,
    MotionEye,
)
from lab.ports import reserve_port

from .lab_house import OWNER, PASSWORD as OWNERS_PASSWORD


@dataclass(frozen=True, kw_only=True)
class PartsHouse:
    """A running home."""

    home: Home
    token: str

    @property
    def pid(self) -> int:
        """Return the id of Home Assistant's process. Raises RuntimeError where none runs."""
        if (pid := self.home.pid) is None:
            raise RuntimeError("nothing runs")
        return pid

    def client(self) -> HomeClient:
        """Return a new session of the administrator, to be opened."""
        return HomeClient(self.home.url, self.token)

    async def restart(self) -> None:
        """Start again on the same folder, and wait until all has started. Raises HomeStartError."""
        await self.home.start()
        async with self.client() as client:
            await self.home.until_running(client)


@asynccontextmanager
async def parts_house(folder: Path) -> AsyncIterator[PartsHouse]:
    """Boot a home without a camera in a fresh folder; it ends with the block."""
    await asyncio.to_thread(folder.mkdir, parents=True)
    home = Home(folder=folder, port=reserve_port())
    # What a camera's software is told to call back has to be here, and nowhere else.
    known = CONFIGURATION.format(folder=folder).replace(
        "homeassistant:\n", f"homeassistant:\n  internal_url: {home.url}\n"
    )
    (folder / "configuration.yaml").write_text(known, encoding="utf-8")
    try:
        await home.start()
        token = await home.onboard("Owner", OWNER, OWNERS_PASSWORD)
        house = PartsHouse(home=home, token=token)
        async with house.client() as client:
            await home.until_running(client)
        yield house
    finally:
        await home.stop()


async def add_motioneye(client: HomeClient, server: MotionEye) -> None:
    """Add a server by Home Assistant's own `motioneye` integration. Raises HomeError."""
    flow = await start_flow(client, "motioneye")
    await flow.submit(
        url=server.url,
        admin_username=ADMIN,
        admin_password=ADMIN_PASSWORD,
        surveillance_username=VIEWER,
        surveillance_password=VIEWER_PASSWORD,
    )
    flow.created()


async def guard_one(client: HomeClient, key: str, name: str) -> None:
    """Guard one camera, taking what the forms propose. Raises HomeError."""
    assert await guard(client, {key: (name, "living_area")})
