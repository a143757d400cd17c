"""What walks in a browser begin and end with: a home that sees the lab's cameras, and a folder for pictures."""

import argparse
import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
import sys
import tempfile
from typing import Any

from lab.cameras_process import LabCameras
from lab.home import Home
from lab.home_client import HomeClient
from lab.ports import reserve_port
from lab.sources import add_sources

USERNAME, PASSWORD = "demo", "demo-for-pictures"


class WalkError(Exception):
    """Something was not as a walk expects it."""


@dataclass(frozen=True, kw_only=True)
class WalkedHome:
    """A running home of its administrator's; `folder` is where Home Assistant keeps its files."""

    home: Home
    client: HomeClient
    lab: LabCameras
    folder: Path


@asynccontextmanager
async def walked_home(more_configuration: str = "") -> AsyncIterator[WalkedHome]:
    """Run the lab's cameras and a home of its own that has them, unguarded. Raises HomeError."""
    with tempfile.TemporaryDirectory(prefix="lens-cap-walk-") as scratch:
        home = Home(
            folder=Path(scratch),
            port=reserve_port(),
            more_configuration=more_configuration,
        )
        async with LabCameras() as lab:
            await home.start()
            try:
                token = await home.onboard("Demo", USERNAME, PASSWORD)
                async with HomeClient(home.url, token) as client:
                    await home.until_running(client)
                    await add_sources(client, lab)
                    yield WalkedHome(
                        home=home, client=client, lab=lab, folder=Path(scratch)
                    )
            finally:
                await home.stop()


def run_walk(
    walk: Callable[[Path], Coroutine[Any, Any, None]], about: str | None, to: str
) -> None:
    """Walk, and leave pictures in the folder that the command line names, or else in `to`."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--to", type=Path, default=Path(to))
    folder: Path = parser.parse_args().to
    folder.mkdir(parents=True, exist_ok=True)
    try:
        asyncio.run(walk(folder))
    except WalkError as error:
        sys.exit(f"browser-check: {error}")
