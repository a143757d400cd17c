"""A house whose cameras come with real software of their own: a motionEye server, a broker of MQTT."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lab.flows import Flow, start_flow
from lab.guarding import DOMAIN, guard
from lab.home import CONFIGURATION, Home, free_port
from lab.home_client import HomeClient
from lab.motioneye_process import (
    ADMIN,
    ADMIN_PASSWORD,
    VIEWER,
    VIEWER_PASSWORD,
    MotionEye,
)

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
    home = Home(folder=folder, port=free_port())
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


async def change_controls(
    client: HomeClient, key: str, **answers: Any
) -> Mapping[str, Any]:
    """Change the controls of the only guarded camera through its forms; return what was offered.

    `answers` are those of the step `controls`; one named `pick` is what is picked besides. What is
    offered are the labels by the names of the entities. Raises HomeError.
    """
    (entry,) = await client.command("config_entries/get", domain=DOMAIN)
    subentries = await client.command(
        "config_entries/subentries/list", entry_id=entry["entry_id"]
    )
    (camera,) = [one for one in subentries if one["subentry_type"] == "camera"]
    flow = await start_flow(
        client,
        [entry["entry_id"], "camera"],
        "subentries/flow",
        subentry_id=camera["subentry_id"],
    )
    await flow.submit(placement="living_area", edit_controls=True)
    offered = _offered(flow)
    pick = answers.pop("pick", None)
    if pick is not None:
        await flow.submit(**answers, pick_another=True)
        await flow.submit(**pick, try_out=False)
    if flow.open:
        await flow.submit(**({} if pick is not None else answers))
    while flow.open:
        await flow.submit()
    return offered


def _offered(flow: Flow) -> dict[str, str]:
    (controls,) = [one for one in flow.fields if one["name"] == "controls"]
    options = controls["selector"]["select"]["options"]
    return {one["value"]: one["label"] for one in options}
