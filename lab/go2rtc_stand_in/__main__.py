"""Runs the stand-in on 127.0.0.1, prints its port as JSON, and ends with its standard input."""

import argparse
import asyncio
import json
import sys

from aiohttp import web

from lab.go2rtc_stand_in.addresses import use_loopback
from lab.go2rtc_stand_in.server import application


async def serve(port: int) -> None:
    """Serve until standard input ends."""
    runner = web.AppRunner(application(), access_log=None, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    print(json.dumps({"port": runner.addresses[0][1]}), flush=True)
    await asyncio.to_thread(sys.stdin.buffer.read)
    await runner.cleanup()


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument(
        "--all-addresses",
        action="store_true",
        help="also offer this machine's other addresses: browsers offer no loopback one",
    )
    arguments = parser.parse_args()
    use_loopback(others=arguments.all_addresses)
    asyncio.run(serve(arguments.port))


if __name__ == "__main__":
    main()
