"""Real programs that tests speak to: where `scripts/setup --parts` has put them, and how they run."""

import asyncio
from collections.abc import Mapping
import os
from pathlib import Path
import shutil
import subprocess
import time
from typing import Final

from lab.ports import HOST

REPOSITORY: Final = Path(__file__).parent.parent
PARTS: Final = REPOSITORY / os.environ.get("LENS_CAP_PARTS", ".parts")
STOP_SECONDS: Final = 10
_DEBIAN: Final = PARTS / "debian"
_FOLDERS: Final = ("usr/bin", "usr/sbin")


class RealPartError(Exception):
    """A real program is not here, or does not run."""


def program(name: str) -> str:
    """Return the path of a program. Raises RealPartError where it is not here."""
    ours = [str(_DEBIAN / folder / name) for folder in _FOLDERS]
    found = next((one for one in ours if Path(one).exists()), shutil.which(name))
    if found is None:
        raise RealPartError(f"{name} is not here: run `scripts/setup --parts`")
    return found


def environment(**more: str) -> dict[str, str]:
    """Return the environment in which programs find the libraries that came with them."""
    libraries = [
        str(one)
        for pattern in ("usr/lib/*-linux-gnu*", "lib/*-linux-gnu*")
        for one in _DEBIAN.glob(pattern)
    ]
    known = os.environ.get("LD_LIBRARY_PATH")
    return {
        **os.environ,
        "LD_LIBRARY_PATH": ":".join([*libraries, *([known] if known else [])]),
        **more,
    }


class RealProcess:
    """A program that runs until it is stopped, in a group of its own with all that it starts."""

    def __init__(self, command: list[str], env: Mapping[str, str], log: Path) -> None:
        """Start it; what it says goes into a file."""
        self._log = log
        with log.open("ab") as output:
            self._process = subprocess.Popen(  # noqa: S603
                command,
                env=dict(env),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    async def until_listening(self, port: int, seconds: float = 30) -> None:
        """Wait until it listens on a port of 127.0.0.1. Raises RealPartError where it does not."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self._process.poll() is None:
            try:
                _, writer = await asyncio.open_connection(HOST, port)
            except OSError:
                await asyncio.sleep(0.05)
                continue
            writer.close()
            return
        raise RealPartError(f"it does not listen: {self._log.read_text()[-600:]}")

    def stop(self) -> None:
        """End it, and what it started: gently, then by force."""
        for number in (15, 9):
            try:
                os.killpg(self._process.pid, number)
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                continue
            except ProcessLookupError:
                return
