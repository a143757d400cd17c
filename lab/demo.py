"""The demo: the lab's cameras, a real Home Assistant, and Lens Cap guarding them, with one command."""

import argparse
import asyncio
from contextlib import AsyncExitStack
import os
from pathlib import Path
import secrets
import shutil
import signal
import sys
import tempfile

from lab.cameras_process import CamerasError, LabCameras
from lab.check import check
from lab.check_table import table
from lab.dashboard import URL_PATH, show_dashboard
from lab.demo_record import DemoRecord, load, save
from lab.guarding import (
    guard,
    guarded_cameras,
    let_presence_decide,
    make_a_mistake,
    privacy_switches,
)
from lab.headline import follow_the_tiles
from lab.home import Home, HomeStartError
from lab.home_client import HomeClient, HomeError
from lab.household import GUESTS, Household, move_in
from lab.ports import reserve_port
from lab.sources import add_sources
from lab.tasks import end

PORT = 8123
OWNER = "demo"
RESIDENTS = ("Anna", "Ben")


def _folder(wanted: Path | None) -> Path:
    folder = wanted or Path(tempfile.mkdtemp(prefix="lens-cap-demo-"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder.resolve()


class DemoError(Exception):
    """The demo cannot run; the message says why, for people."""


def say(text: str) -> None:
    """Tell whoever started the demo."""
    print(text, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/demo", description=__doc__)
    parser.add_argument("--port", type=int, default=PORT, help=f"default: {PORT}")
    parser.add_argument(
        "--config",
        type=Path,
        help="folder to keep everything in and to use again; default: a fresh one",
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="prove that cameras show when open and hide when private, then end",
    )
    return parser.parse_args()


class Demo:
    """Everything that runs; what was started is stopped by the stack it was put on."""

    def __init__(self, folder: Path, port: int, stack: AsyncExitStack) -> None:
        """Use what an earlier demo left in the folder."""
        self._stack = stack
        self._folder = folder
        self._record = load(folder) or DemoRecord()
        self._home = Home(folder=folder, port=port)
        self.lab = LabCameras(self._record.ports)

    async def boot(self) -> HomeClient:
        """Start everything and set up what is not set up yet; return the administrator's session.

        Raises CamerasError, HomeStartError, HomeError.
        """
        say("Starting the cameras ...")
        await self._stack.enter_async_context(self.lab)
        self._record.ports = self.lab.ports
        say("Starting Home Assistant ...")
        self._stack.push_async_callback(self._home.stop)
        await self._home.start()
        if not self._record.token:
            password = secrets.token_urlsafe(9)
            token = await self._home.onboard("Demo", OWNER, password)
            self._record.username, self._record.password = OWNER, password
            self._record.token = token
        self._save()
        client = HomeClient(self._home.url, self._record.token)
        await self._stack.enter_async_context(client)
        await self._home.until_running(client)
        return client

    async def furnish(self, client: HomeClient) -> dict[str, str]:
        """Move the household in, add the cameras and guard them; return the guarded ones by key."""
        if not self._record.residents:
            say("Moving the household in ...")
            self._record.residents = await move_in(client, list(RESIDENTS))
            self._save()
        say("Adding the cameras ...")
        await add_sources(client, self.lab)
        say("Setting up Lens Cap ...")
        if await guard(client):
            await make_a_mistake(client)
            await let_presence_decide(client)
        await client.act("lens_cap.run_audit")
        cameras = await guarded_cameras(client)
        switches = await privacy_switches(client)
        residents = self._record.residents.values()
        await show_dashboard(client, cameras, switches, residents)
        # Of whom nobody knows where they are counts as home, and nothing would be to be seen.
        await self.household(client).obey_switches()
        return cameras

    def _save(self) -> None:
        save(self._folder, self._home.url, self._record, self.lab)

    def household(self, client: HomeClient) -> Household:
        """Return the residents."""
        return Household(client, self._record.residents)

    async def prove(self, client: HomeClient, cameras: dict[str, str]) -> bool:
        """Print what every way to every camera shows; return whether all is as it should be."""
        # Nothing that an earlier visitor left shall keep a camera private.
        household = self.household(client)
        switches = [one.at_home_switch for one in self._record.residents.values()]
        await client.act("input_boolean.turn_off", entity_id=[*switches, GUESTS])
        await household.obey_switches()
        await client.act("lens_cap.follow_rules", entity_id=list(cameras.values()))
        say("Looking at the cameras, open and private; this takes half a minute ...\n")
        rows = await check(client, self.lab, cameras, self._folder / "media")
        failed = sum(not row.ok for row in rows)
        left_behind = await follow_the_tiles(client, household, cameras)
        failed += len(left_behind)
        followed = (
            "\n".join(left_behind) or "The cameras follow the tiles about people."
        )
        verdict = f"{failed} FAILED" if failed else "all as it should be"
        say(f"{table(rows)}\n\n{followed}\n{len(rows)} checks: {verdict}")
        return not failed

    async def restart(self) -> None:
        """Start Home Assistant anew; the cameras run on. Raises HomeStartError."""
        await self._home.stop()
        await self._home.start()

    def welcome(self) -> str:
        """Return where to go, and with which login."""
        return f"""
Lens Cap's demo is ready (Home Assistant is process {self._home.pid}).

  Open      {self._home.url}/{URL_PATH}
  User      {self._record.username}
  Password  {self._record.password}

All of it is in {self._folder / "demo.json"}.
Press Ctrl+C to end it."""

    async def stay(self, client: HomeClient) -> None:
        """Welcome the visitor and run until cancelled. Raises DemoError where Home Assistant ends by itself."""
        say(self.welcome())
        following = asyncio.create_task(self.household(client).follow_switches())
        ended = asyncio.create_task(self._home.until_ended())
        try:
            await asyncio.wait([following, ended], return_when=asyncio.FIRST_COMPLETED)
            if ended.done():
                raise DemoError(f"Home Assistant ended by itself.\n{ended.result()}")
            await following
        finally:
            await end(following, ended)


async def run(arguments: argparse.Namespace) -> int:
    """Run the demo; return the exit code. Raises DemoError."""
    port = reserve_port(arguments.port)
    if port != arguments.port and not arguments.check:
        raise DemoError(
            f"Port {arguments.port} is in use. Choose another one: scripts/demo --port 8124"
        )
    folder = await asyncio.to_thread(_folder, arguments.config)
    fine = False
    try:
        async with AsyncExitStack() as stack:
            demo = Demo(folder, port, stack)
            client = await demo.boot()
            cameras = await demo.furnish(client)
            if arguments.check:
                fine = await demo.prove(client, cameras)
            else:
                await demo.stay(client)
    except asyncio.CancelledError:
        fine = True
        raise
    finally:
        if arguments.config is None and fine:
            shutil.rmtree(folder, ignore_errors=True)
        elif not fine:
            say(f"Home Assistant's log is in {folder}")
    return 0 if fine else 1


async def _until_interrupted(arguments: argparse.Namespace) -> int:
    running = asyncio.ensure_future(run(arguments))
    loop = asyncio.get_running_loop()

    def interrupt() -> None:
        # A second one must not cut the orderly end short: that would leave processes behind.
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, lambda: None)
        say("\nStopping ...")
        running.cancel()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, interrupt)
    try:
        return await running
    except asyncio.CancelledError:
        return 1 if arguments.check else 0
    except (CamerasError, DemoError, HomeError, HomeStartError) as error:
        print(error, file=sys.stderr)
        return 1


def main() -> None:
    """Run from the command line."""
    os.umask(0o077)
    sys.exit(asyncio.run(_until_interrupted(_arguments())))


if __name__ == "__main__":
    main()
