"""A home for whoever changes Lens Cap: cameras run on, Home Assistant starts anew when a file changes."""

import argparse
import asyncio
from contextlib import AsyncExitStack
import os
from pathlib import Path
import signal
import sys

from lab.cameras_process import CamerasError
from lab.changes import Changes
from lab.demo import PORT, Demo, say
from lab.home import REPOSITORY, HomeStartError
from lab.home_client import HomeError

INTEGRATION = REPOSITORY / "custom_components" / "lens_cap"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/develop", description=__doc__)
    parser.add_argument("--port", type=int, default=PORT, help=f"default: {PORT}")
    parser.add_argument(
        "--config",
        type=Path,
        default=REPOSITORY / "demo-config",
        help="folder of the home; default: demo-config/ in the repository",
    )
    return parser.parse_args()


async def _reload(demo: Demo, changed: list[Path]) -> None:
    """Start Home Assistant anew; what keeps it from starting is said, and the next change tries again."""
    names = ", ".join(str(path.relative_to(INTEGRATION)) for path in changed[:5])
    say(f"\n{names}{' ...' if len(changed) > 5 else ''}: starting anew ...")
    try:
        await demo.restart()
    except HomeStartError as error:
        say(f"{error}\nWaiting for the next change.")
    else:
        say(demo.welcome())


async def run(arguments: argparse.Namespace) -> None:
    """Run until cancelled. Raises CamerasError, HomeStartError, HomeError."""
    folder = arguments.config.resolve()
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    async with AsyncExitStack() as stack:
        demo = Demo(folder, arguments.port, stack)
        changes = await asyncio.to_thread(Changes, INTEGRATION)
        client = await demo.boot()
        await demo.furnish(client)
        say(demo.welcome())
        while True:
            await _reload(demo, await changes.wait())


async def _until_interrupted(arguments: argparse.Namespace) -> int:
    running = asyncio.ensure_future(run(arguments))
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, running.cancel)
    try:
        await running
    except asyncio.CancelledError:
        return 0
    except (CamerasError, HomeError, HomeStartError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def main() -> None:
    """Run from the command line."""
    os.umask(0o077)
    sys.exit(asyncio.run(_until_interrupted(_arguments())))


if __name__ == "__main__":
    main()
