"""The processes that decode foreign bytes, as seen from Home Assistant."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import suppress
import importlib.util
import json
import os
from pathlib import Path
import sys
from typing import Final, Self, cast

from ..core.failure import Failure
from .frames import StreamSource
from .worker.protocol import HEADER, MAX_PAYLOAD, Message, MessageKind, Order, to_json
from .worker_environment import worker_environment

_WORKER: Final = str(Path(__file__).parent / "worker" / "__main__.py")
_STILL_COMMAND: Final = b"still\n"
_DISCARDED_AT_ONCE: Final = 1024 * 1024


def find_library(name: str = "av") -> str:
    """Return the folder from which PyAV, or another library, can be imported; looks at the disk.

    Raises:
        ModuleNotFoundError: It is not installed.
    """
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(name=name)
    return str(Path(found.origin).parents[1])


def failure_said(payload: bytes) -> Failure:
    """Return the failure that a process names; it is broken where it names none that is known.

    What it says may be a camera's doing, and must not reach a log in other words than ours.
    """
    try:
        return Failure(json.loads(payload)["code"])
    except ValueError, TypeError, KeyError, IndexError, RecursionError:
        return Failure.BROKEN


async def spawn(library: str, *words: str) -> asyncio.subprocess.Process:
    """Return a process of `worker/`, with pipes and with an environment of its own.

    What it is to read goes through the pipe, never into the arguments, where every program on the
    machine could read it; what FFmpeg prints goes nowhere, for it may name an address.

    Raises:
        OSError: It could not be started.
    """
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        _WORKER,
        library,
        *words,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        limit=4 * 1024 * 1024,
        env=worker_environment(os.environ),
    )


class DecodingProcess:
    """A running process that sends messages; killing it never waits."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._input = cast(asyncio.StreamWriter, process.stdin)
        self._output = cast(asyncio.StreamReader, process.stdout)

    @property
    def pid(self) -> int:
        """Return the process id."""
        return self._process.pid

    async def messages(self) -> AsyncGenerator[Message]:
        """Yield each message, until the worker ends or says what no worker says."""
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                kind, flags, length, time = HEADER.unpack(
                    await self._output.readexactly(HEADER.size)
                )
                if length > MAX_PAYLOAD or kind not in MessageKind:
                    return
                payload = await self._output.readexactly(length)
                yield Message(
                    kind=MessageKind(kind), flags=flags, time=time, payload=payload
                )

    def kill(self) -> None:
        """End the process now."""
        with suppress(ProcessLookupError):
            self._process.kill()
        self._input.close()

    async def wait(self) -> None:
        """Return once the process is gone; what it still says is thrown away.

        A full buffer would keep asyncio from ever noticing the end.
        """
        with suppress(ConnectionError):
            while await self._output.read(_DISCARDED_AT_ONCE):
                pass
        await self._process.wait()


class WorkerProcess(DecodingProcess):
    """A worker that reads one camera's stream."""

    @classmethod
    async def start(
        cls,
        library: str,
        source: StreamSource,
        offset: float,
        *,
        audio: bool = False,
        order: Order | None = None,
    ) -> Self:
        """Start a worker that reads `source`.

        Args:
            library: The folder of PyAV.
            source: What to read.
            offset: The time at which the worker's stream begins, in seconds.
            audio: Hand on the sound, too.
            order: What to cover; None for a picture that is passed on as it is.

        Raises:
            OSError: The process could not be started.
        """
        worker = cls(await spawn(library))
        task = {
            "url": source.url,
            "options": dict(source.options),
            "offset": offset,
            "audio": audio,
            "cover": order and to_json(order),
        }
        worker._input.write(json.dumps(task).encode() + b"\n")
        return worker

    def ask_for_still(self) -> None:
        """Ask for the newest picture as JPEG."""
        with suppress(ConnectionError, RuntimeError):
            self._input.write(_STILL_COMMAND)

    def give(self, order: Order) -> None:
        """Have a worker that covers go on otherwise."""
        with suppress(ConnectionError, RuntimeError):
            self._input.write(json.dumps(to_json(order)).encode() + b"\n")
