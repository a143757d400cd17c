"""One camera's worker: started, started again after a pause where it fails, and killed."""

import asyncio
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Final, Protocol

from homeassistant.core import HomeAssistant

from ..core.failure import HOPELESS, Failure
from .back_off import BackOff
from .cover_control import CoverControl
from .frames import SourceError, StreamSource
from .lifecycle import CancelledTasks
from .slots import Slots
from .source_health import PictureHealth
from .worker.protocol import Message, MessageKind
from .worker.timestamps import TICKS
from .worker_process import WorkerProcess, failure_said

_BACK_OFF_SECONDS: Final = (0.2, 1.0, 2.0, 4.0)


class StreamOpener(Protocol):
    """A source camera that tells the address of its stream."""

    async def async_stream(self) -> StreamSource:
        """Return the address. Raises SourceError."""


class AudioPermission(Protocol):
    """Whoever knows whether sound may pass."""

    @property
    def audio(self) -> bool:
        """Whether it may at this moment."""


class NoAudio:
    """Lets no sound pass."""

    audio: Final = False


@dataclass(frozen=True, kw_only=True)
class WorkerInputs:
    """What the workers of one camera are started with.

    `name` is what log lines call the camera, `library` the folder of PyAV, and `slots` has the room for
    workers that cover the picture.
    """

    name: str
    library: str
    source: StreamOpener
    permission: AudioPermission = field(default_factory=NoAudio)
    slots: Slots = field(default_factory=Slots)


class WorkerListener(Protocol):
    """Whoever uses what a worker sends."""

    def take(self, message: Message) -> None:
        """Take a message that may be passed on."""

    def worker_stopped(self) -> None:
        """Forget what the worker sent: it is gone."""

    def gave_up(self, code: str) -> None:
        """Wait no longer: no other worker is started, for the reason that `code` names."""


class WorkerSupervisor:
    """Keeps a worker running from `ensure_running` until `kill`, for as long as there is hope."""

    def __init__(
        self,
        hass: HomeAssistant,
        inputs: WorkerInputs,
        covering: CoverControl,
        health: PictureHealth,
        listener: WorkerListener,
    ) -> None:
        self._hass = hass
        self._inputs = inputs
        self._covering = covering
        self._health = health
        self._listener = listener
        self._runner: asyncio.Task[None] | None = None
        self._cancelled = CancelledTasks()
        self._worker: WorkerProcess | None = None
        self._reached = 0.0
        self._back_off = BackOff(_BACK_OFF_SECONDS)

    @property
    def active(self) -> bool:
        """Whether a worker runs, or is about to."""
        return self._runner is not None

    @property
    def pid(self) -> int | None:
        """The process id of the running worker."""
        return self._worker.pid if self._worker else None

    def ensure_running(self) -> None:
        """Start a worker unless there is one; somebody new waits for it."""
        self._back_off.note_join()
        if self._runner is None:
            self._runner = self._hass.async_create_background_task(
                self._run(),
                f"lens_cap stream of {self._inputs.name}",
                eager_start=False,
            )

    def ask_for_still(self) -> None:
        """Ask the running worker for the latest picture as JPEG."""
        if self._worker is not None:
            self._worker.ask_for_still()

    def kill(self) -> None:
        """End the worker now, and start none in its place."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.kill()
        runner, self._runner = self._runner, None
        self._cancelled.cancel(runner)
        self._covering.ended()

    async def async_ended(self) -> None:
        """Wait until everything that was killed has ended."""
        await self._cancelled.async_wait()

    async def _run(self) -> None:
        code: str = Failure.BROKEN
        try:
            code = await self._keep_running()
        finally:
            if self._runner is asyncio.current_task():  # or it was killed
                self._runner = None
                self._listener.gave_up(code)

    async def _keep_running(self) -> str:
        """Start worker after worker, with a growing pause; return why the last one gave up."""
        begun = self._hass.loop.time()
        self._reached = 0.0
        self._back_off = BackOff(_BACK_OFF_SECONDS)
        while True:
            self._back_off.trying()
            # Never back to a time that viewers have seen: a source may send faster than it films.
            offset = max(self._hass.loop.time() - begun, self._reached)
            steady, code = await self._run_worker(offset)
            self._health.note_failure(code)
            pause = self._back_off.failed(steady=steady)
            if code in HOPELESS or pause is None:
                return code
            await asyncio.sleep(pause)

    async def _run_worker(self, offset: float) -> tuple[bool, str]:
        """Run one worker to its end; return whether the picture was steady, and why it ended."""
        try:
            source = await self._inputs.source.async_stream()
            order = self._covering.first_order()
            worker = await WorkerProcess.start(
                self._inputs.library,
                source,
                offset,
                audio=self._inputs.permission.audio,
                order=order,
            )
        except SourceError as error:
            return False, error.code
        except OSError:
            return False, Failure.BROKEN
        self._worker = worker
        self._covering.begins(worker, order)
        code: str = Failure.BROKEN
        steady = False
        try:
            async with aclosing(worker.messages()) as messages:
                async for message in messages:
                    if self._worker is not worker:  # the last message led to a cut
                        break
                    if message.kind is MessageKind.FAILED:
                        code = failure_said(message.payload)
                        break
                    if self._covering.lets_pass(message):
                        self._hand_on(message)
            steady = self._health.steady
        finally:
            worker.kill()
            if self._worker is worker:
                self._worker = None
                self._covering.ended()
                self._listener.worker_stopped()
            await worker.wait()
        return steady, code

    def _hand_on(self, message: Message) -> None:
        if message.kind is MessageKind.CHUNK:
            self._reached = message.time / TICKS
        self._listener.take(message)
