"""Starts and stops the stand-in for go2rtc, and asks it who watches."""

import asyncio
from dataclasses import dataclass
import json
from pathlib import Path
import select
import subprocess
import sys
from types import TracebackType
from typing import Self, TypedDict

import aiohttp

REPOSITORY = Path(__file__).parent.parent
START_SECONDS = 180
STOP_SECONDS = 5


class StandInStats(TypedDict):
    """What it was given and who watches; sources count each stream that was ever added."""

    streams: dict[str, list[str]]
    players: int
    sockets: int
    preloaded: list[str]
    opened: int
    failed: int
    watched: int


class StandInError(Exception):
    """The stand-in did not start."""


@dataclass(kw_only=True)
class Go2rtcStandIn:
    """The stand-in's process; it runs inside of the `with` block, and ends when we do."""

    all_addresses: bool = False
    port: int = 0
    _process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Return the address that Home Assistant is given."""
        return f"http://127.0.0.1:{self.port}/"

    @property
    def configuration(self) -> str:
        """Return what Home Assistant's YAML needs to use it."""
        return f"go2rtc:\n  url: {self.url}\n"

    async def stats(self) -> StandInStats:
        """Return who watches."""
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"{self.url}stand-in") as response,
        ):
            stats: StandInStats = await response.json()
            return stats

    def __enter__(self) -> Self:
        """Start, and wait until it answers. Raises StandInError."""
        command = [sys.executable, "-m", "lab.go2rtc_stand_in"]
        if self.all_addresses:
            command.append("--all-addresses")
        self._process = subprocess.Popen(  # noqa: S603
            command,
            cwd=REPOSITORY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        stdout = self._process.stdout
        assert stdout is not None
        line = (
            stdout.readline()
            if select.select([stdout], [], [], START_SECONDS)[0]
            else b""
        )
        if not line:
            self._stop()
            raise StandInError("the stand-in for go2rtc did not start")
        self.port = json.loads(line)["port"]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        self._stop()

    async def __aenter__(self) -> Self:
        """Start without holding the event loop."""
        return await asyncio.to_thread(self.__enter__)

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop without holding the event loop."""
        await asyncio.to_thread(self._stop)

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.stdin:
            process.stdin.close()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout:
            process.stdout.close()
