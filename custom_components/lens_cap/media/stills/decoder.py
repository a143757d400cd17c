"""Decoding stills that come from elsewhere: in processes of their own, which end when nothing comes."""

import asyncio
from dataclasses import dataclass, field
import json
from typing import Final, Self

from ...core.failure import Failure
from ..frames import SourceError
from ..lifecycle import IdleTimer
from ..worker.protocol import Message, MessageKind
from ..worker.still_orders import Task, task_to_json
from ..worker_process import DecodingProcess, failure_said, spawn

_AT_ONCE: Final = 2
# Of a processor's time: the largest picture takes two on a fast one. By the clock it may be longer, so
# that nothing is called too large on a machine that is busy.
_SECONDS: Final = 8.0
_LONGEST_SECONDS: Final = 60.0
# A dashboard asks for a new still every ten seconds: the process waits for the next time.
_LINGER_SECONDS: Final = 12.0


class StillProcess(DecodingProcess):
    """A process that decodes one still after the other."""

    @classmethod
    async def start(cls, library: str) -> Self:
        """Start a process. Raises OSError if that is not possible."""
        return cls(await spawn(library, "stills"))

    async def answer(
        self, task: Task, content: bytes, seconds: float
    ) -> Message | None:
        """Return what it answers within so much of a processor's time, or None where it ended instead."""
        try:
            question = {
                "length": len(content),
                "seconds": seconds,
                **task_to_json(task),
            }
            self._input.write(json.dumps(question).encode() + b"\n" + content)
            await self._input.drain()
        except ConnectionError, RuntimeError:
            return None
        return await anext(self.messages(), None)


@dataclass(eq=False)
class _Request:
    """One picture that somebody waits for, from before its turn comes."""

    owner: object
    process: StillProcess | None = None
    was_cut: bool = False
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    def begin(self, process: StillProcess) -> None:
        """Let a process decode it; one that comes too late is ended."""
        self.process = process
        if self.was_cut:
            process.kill()

    def stop_if_cut(self) -> None:
        """Raise SourceError if nobody may have it any more."""
        if self.was_cut:
            raise SourceError(Failure.ENDED)

    def cut(self) -> None:
        """End what decodes it, if something does."""
        self.was_cut = True
        if self.process is not None:
            self.process.kill()


class StillDecoder:
    """Makes JPEGs of foreign pictures, for all cameras: so many at a time, and each within limits."""

    def __init__(self, library: str, seconds: float = _SECONDS) -> None:
        """Start no process until there is something to decode.

        Args:
            library: The folder of Pillow.
            seconds: How much of a processor's time one picture may take.
        """
        self._library = library
        self._seconds = seconds
        self._semaphore = asyncio.Semaphore(_AT_ONCE)
        self._idle: list[StillProcess] = []
        self._ending: set[asyncio.Task[None]] = set()
        self._requests: set[_Request] = set()
        self._idle_timer = IdleTimer(asyncio.get_running_loop(), self._let_go)

    @property
    def pids(self) -> set[int]:
        """Return the ids of the processes that run."""
        busy = [one.process for one in self._requests if one.process is not None]
        return {process.pid for process in (*self._idle, *busy)}

    async def async_jpeg(
        self, content: bytes, task: Task, owner: object = None
    ) -> bytes:
        """Return what is made of a picture, as JPEG; without content, the drawing alone.

        Of a task that asks for its tones, it is these instead.

        Raises:
            SourceError: It is not a picture, or one that takes too much memory or time; or it was cut.
        """
        request = _Request(owner)
        self._requests.add(request)
        try:
            async with self._semaphore:
                self._idle_timer.stop()
                try:
                    return await self._async_ask(content, task, request)
                finally:
                    self._idle_timer.start(_LINGER_SECONDS)
        finally:
            self._requests.discard(request)
            request.ended.set()

    def cut(self, owner: object) -> None:
        """End what decodes for an owner, and whatever may still hold something of its pictures."""
        self._let_go()
        for request in self._requests:
            if request.owner is owner:
                request.cut()

    async def async_stop(self) -> None:
        """End all processes, and return once they are gone."""
        asked = list(self._requests)
        for request in asked:
            request.cut()
        for request in asked:
            await request.ended.wait()
        self._idle_timer.stop()
        self._let_go()
        if self._ending:
            await asyncio.wait(self._ending)

    async def _async_ask(self, content: bytes, task: Task, request: _Request) -> bytes:
        request.stop_if_cut()
        try:
            process = self._idle.pop() if self._idle else await self._async_start()
        except OSError:
            raise SourceError(Failure.BROKEN) from None
        request.begin(process)
        answer: Message | None = None
        try:
            async with asyncio.timeout(_LONGEST_SECONDS):
                answer = await process.answer(task, content, self._seconds)
        except TimeoutError:
            pass
        finally:
            if answer is None:  # whatever it does, it is not waited for
                process.kill()
                await asyncio.shield(process.wait())
            elif request.was_cut:
                self._end(process)
            else:
                self._idle.append(process)
            request.process = None
        request.stop_if_cut()
        if answer is None:
            raise DecodingFailedError(Failure.TOO_LARGE)
        if answer.kind is not MessageKind.STILL:
            raise SourceError(failure_said(answer.payload))
        return answer.payload

    async def _async_start(self) -> StillProcess:
        return await StillProcess.start(self._library)

    def _let_go(self) -> None:
        idle, self._idle = self._idle, []
        for process in idle:
            self._end(process)

    def _end(self, process: StillProcess) -> None:
        """End a process now; its end is waited for beside all else."""
        process.kill()
        ending = asyncio.get_running_loop().create_task(process.wait())
        self._ending.add(ending)
        ending.add_done_callback(self._ending.discard)


class DecodingFailedError(SourceError):
    """A picture cost a process its life: it took too much memory, or too much time."""
