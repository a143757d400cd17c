"""One camera's worker and those who watch it: started by the first, ended with the last."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import aclosing
import json
from typing import Final

from homeassistant.core import HomeAssistant, callback

from .frames import RawFrame, SourceError, StreamSource
from .glances import Glances
from .health import PictureHealth
from .process import WorkerProcess
from .recent import RecentChunks
from .viewers import Viewer, Wants
from .worker.clock import TICKS
from .worker.framing import FLAG_KEYFRAME, Failure, Kind, Message

_STILL_SECONDS: Final = 12.0
_LINGER_SECONDS: Final = 3.0
# A dashboard asks for a new still every ten seconds: the worker waits for the next time.
_LINGER_AFTER_STILL_SECONDS: Final = 12.0
_BACK_OFF_SECONDS: Final = (0.2, 1.0, 2.0, 4.0)
_HOPELESS: Final = frozenset(
    {Failure.REFUSED, Failure.NOT_ALLOWED, Failure.NO_VIDEO, Failure.UNSUPPORTED}
)

type OpenSource = Callable[[], Awaitable[StreamSource]]


class StreamSession:
    """Shares one worker among all viewers of one camera."""

    def __init__(
        self,
        hass: HomeAssistant,
        name: str,
        library: str,
        open_source: OpenSource,
        on_viewers_changed: Callable[[], None],
    ) -> None:
        """Prepare; no process runs until somebody watches.

        Args:
            hass: Home Assistant.
            name: What log lines call the camera.
            library: The folder of PyAV.
            open_source: Returns the source's address, or raises `SourceError`.
            on_viewers_changed: Called when somebody comes or goes.
        """
        self._hass = hass
        self._task_name = f"lens_cap stream of {name}"
        self._library = library
        self._open_source = open_source
        self._on_viewers_changed = on_viewers_changed
        # Those whose stream has ended stay until they leave: something may still be on its way
        # to them, and a cut has to reach that.
        self._viewers: set[Viewer] = set()
        self._runner: asyncio.Task[None] | None = None
        self._ending: set[asyncio.Task[None]] = set()
        self._worker: WorkerProcess | None = None
        self._resting: asyncio.TimerHandle | None = None
        self._recent = RecentChunks()
        self._glances = Glances()
        self._signature: bytes | None = None
        self._gives: Wants | None = None
        self._health = PictureHealth(name, hass.loop.time)
        self._reached = 0.0

    @property
    def viewers(self) -> int:
        """Return how many watch live."""
        return sum(not viewer.closed for viewer in self._viewers)

    @property
    def worker_pid(self) -> int | None:
        """Return the id of the running worker process, or None."""
        return self._worker.pid if self._worker else None

    @property
    def problem(self) -> str | None:
        """Return the code of what keeps the picture away, or None."""
        return self._health.problem

    @callback
    def join(self, wants: Wants, abort: Callable[[], None]) -> Viewer:
        """Return a new viewer, which starts with the newest keyframe.

        It has ended already where the source is known not to give what it wants.
        """
        viewer = Viewer(wants, abort)
        if self._gives not in (None, wants):
            viewer.end()
            return viewer
        if wants is Wants.STREAM:
            viewer.catch_up(self._recent)
        self._viewers.add(viewer)
        self._ensure_running()
        self._on_viewers_changed()
        return viewer

    @callback
    def leave(self, viewer: Viewer) -> None:
        """Take a viewer out; the worker ends a little after the last one."""
        if viewer in self._viewers:
            self._viewers.remove(viewer)
            self._rest_if_unwatched(_LINGER_SECONDS)
            self._on_viewers_changed()

    async def async_still(self) -> RawFrame:
        """Return the newest picture of the stream as JPEG.

        Raises:
            SourceError: There is none.
        """
        glance = self._glances.add()
        self._ensure_running()
        self._ask_if_moving()
        try:
            async with asyncio.timeout(_STILL_SECONDS):
                return RawFrame(await glance)
        except TimeoutError as error:
            raise SourceError(self.problem or Failure.UNREACHABLE) from error
        finally:
            self._glances.discard(glance)
            self._rest_if_unwatched(_LINGER_AFTER_STILL_SECONDS)

    @callback
    def cut(self) -> None:
        """End the worker and every viewer now, and forget all that was cached."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.kill()
        runner, self._runner = self._runner, None
        if runner is not None:
            self._ending.add(runner)
            runner.add_done_callback(self._ending.discard)
            runner.cancel()
        self._stop_resting()
        self._forget()
        viewers, self._viewers = self._viewers, set()
        for viewer in viewers:
            viewer.cut()
        self._glances.fail(Failure.ENDED)
        if viewers:
            self._on_viewers_changed()

    async def async_ended(self) -> None:
        """Return once nothing runs any more of what was cut."""
        if self._ending:
            await asyncio.wait(set(self._ending))

    async def async_close(self) -> None:
        """Cut, and return once nothing of the session runs any more."""
        self.cut()
        await self.async_ended()

    def _ensure_running(self) -> None:
        self._stop_resting()
        if self._runner is None:
            self._runner = self._hass.async_create_background_task(
                self._run(), self._task_name, eager_start=False
            )

    def _rest_if_unwatched(self, seconds: float) -> None:
        if self.viewers or self._glances or self._runner is None:
            return
        self._stop_resting()
        self._resting = self._hass.loop.call_later(seconds, self.cut)

    def _stop_resting(self) -> None:
        if self._resting is not None:
            self._resting.cancel()
            self._resting = None

    def _forget(self) -> None:
        self._recent.clear()
        self._glances.forget_question()
        self._gives = None
        self._health.note_stop()

    async def _run(self) -> None:
        """Keep a worker running for as long as there is hope; then let everybody go."""
        code: str = Failure.BROKEN
        try:
            code = await self._keep_running()
        finally:
            if self._runner is asyncio.current_task():  # or it was cut
                self._runner = None
                self._stop_resting()
                self._glances.fail(code)
                self._end([*self._viewers])

    async def _keep_running(self) -> str:
        """Start worker after worker, with a growing pause; return why the last one gave up."""
        begun = self._hass.loop.time()
        self._reached = 0.0
        failures = 0
        while True:
            # Never back to a time that viewers have seen: a source may send faster than it films.
            offset = max(self._hass.loop.time() - begun, self._reached)
            steady, code = await self._run_worker(offset)
            failures = 0 if steady else failures + 1
            self._health.note_failure(code)
            if code in _HOPELESS or failures > len(_BACK_OFF_SECONDS):
                return code
            await asyncio.sleep(_BACK_OFF_SECONDS[max(failures - 1, 0)])

    async def _run_worker(self, offset: float) -> tuple[bool, str]:
        """Run one worker to its end; return whether the picture was steady, and why it ended."""
        try:
            source = await self._open_source()
            worker = await WorkerProcess.start(self._library, source, offset)
        except SourceError as error:
            return False, error.code
        except OSError:
            return False, Failure.BROKEN
        self._worker = worker
        code: str = Failure.BROKEN
        steady = False
        try:
            async with aclosing(worker.messages()) as messages:
                async for message in messages:
                    if self._worker is not worker:  # the last message led to a cut
                        break
                    if message.kind is Kind.FAILED:
                        code = json.loads(message.payload)["code"]
                        break
                    self._take(message)
            steady = self._health.steady
        finally:
            worker.kill()
            if self._worker is worker:
                self._worker = None
                self._forget()
            await worker.wait()
        return steady, code

    def _take(self, message: Message) -> None:
        match message.kind:
            case Kind.READY:
                self._compare(message.payload)
            case Kind.STILL:
                self._glances.answer(message.payload)
            case Kind.CHUNK:
                start = bool(message.flags & FLAG_KEYFRAME)
                self._reached = message.time / TICKS
                self._recent.add(message.payload, start=start)
                self._deliver(Wants.STREAM, message.payload, start=start)
                self._health.note_picture()
            case Kind.PICTURE:
                self._deliver(Wants.PICTURES, message.payload, start=True)
                self._health.note_picture()
            case Kind.FAILED:
                pass
        self._ask_if_moving()

    def _compare(self, signature: bytes) -> None:
        """Let viewers go that the source has nothing for, and stream viewers that must start anew."""
        codec = json.loads(signature)["codec"]
        self._gives = Wants.PICTURES if codec == "mjpeg" else Wants.STREAM
        if self._signature not in (None, signature):
            for viewer in self._viewers:
                if viewer.wants is Wants.STREAM and viewer.started:
                    viewer.cut()
        self._signature = signature
        self._end([one for one in self._viewers if one.wants is not self._gives])

    def _end(self, viewers: list[Viewer]) -> None:
        for viewer in viewers:
            viewer.end()
        self._rest_if_unwatched(_LINGER_SECONDS)
        self._on_viewers_changed()

    def _deliver(self, wants: Wants, data: bytes, *, start: bool) -> None:
        for viewer in self._viewers:
            if viewer.wants is wants:
                viewer.offer(data, start=start)

    def _ask_if_moving(self) -> None:
        if self._health.moving and self._worker and self._glances.must_ask():
            self._worker.ask_for_still()
