"""One camera's worker and those who watch it: started by the first, ended with the last."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import aclosing
import json
from typing import Final

from homeassistant.core import HomeAssistant, callback

from ..core.coverage import Cover
from ..core.failure import HOPELESS, Failure
from .back_off import BackOff
from .cover_control import CoverControl
from .frames import RawFrame, SourceError, StreamSource
from .lifecycle import CancelledTasks, IdleTimer
from .relay.viewers import Viewer, ViewerGroup, Wants
from .slots import Slots
from .source_health import PictureHealth
from .stills.requests import PendingStills
from .worker.protocol import FLAG_KEYFRAME, Message, MessageKind
from .worker.timestamps import TICKS
from .worker_process import WorkerProcess

_STILL_SECONDS: Final = 12.0
_LINGER_SECONDS: Final = 3.0
# A dashboard asks for a new still every ten seconds: the worker waits for the next time.
_LINGER_AFTER_STILL_SECONDS: Final = 12.0
_BACK_OFF_SECONDS: Final = (0.2, 1.0, 2.0, 4.0)

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
        audio: Callable[[], bool] = lambda: False,
        slots: Slots | None = None,
    ) -> None:
        """Prepare; no process runs until somebody watches.

        Args:
            name: What log lines call the camera.
            library: The folder of PyAV.
            open_source: Returns the source's address, or raises `SourceError`.
            on_viewers_changed: Called when somebody comes or goes.
            audio: Returns whether sound may pass at this moment.
            slots: The places for pictures that are covered at once.
        """
        self._hass = hass
        self._task_name = f"lens_cap stream of {name}"
        self._library = library
        self._open_source = open_source
        self._on_viewers_changed = on_viewers_changed
        self._crowd = ViewerGroup()
        self.covering = CoverControl(slots or Slots(), self.begin_anew, name)
        self._runner: asyncio.Task[None] | None = None
        self._ending = CancelledTasks()
        self._worker: WorkerProcess | None = None
        self._rest = IdleTimer(hass.loop, self.cut)
        self._glances = PendingStills()
        self._signature: bytes | None = None
        self._audio = audio
        self._gives: Wants | None = None
        self.codec: str | None = None  # of what came last, as FFmpeg names it
        self.health = PictureHealth(name, hass.loop.time, on_viewers_changed)
        self._reached = 0.0
        self._back_off = BackOff(_BACK_OFF_SECONDS)

    @property
    def viewers(self) -> int:
        """Return how many watch live."""
        return len(self._crowd)

    @property
    def worker_pid(self) -> int | None:
        """Return the id of the running worker process, or None."""
        return self._worker.pid if self._worker else None

    @callback
    def join(self, wants: Wants, abort: Callable[[], None]) -> Viewer:
        """Return a new viewer, which starts with the newest keyframe.

        It has ended already where the source is known not to give what it wants, or where the
        machine cannot cover one more picture.
        """
        viewer = Viewer(wants, abort)
        if not self.covering.admit() or self._gives not in (None, wants):
            viewer.end()
            return viewer
        if not self.health.moving:
            self._crowd.recent.clear()
        self._crowd.add(viewer)
        self._ensure_running()
        self._tell()
        return viewer

    @callback
    def leave(self, viewer: Viewer) -> None:
        """Take a viewer out; the worker ends a little after the last one."""
        if self._crowd.remove(viewer):
            self._rest_if_unwatched(_LINGER_SECONDS)
            self._tell()

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
            raise SourceError(self.health.problem or Failure.UNREACHABLE) from error
        finally:
            self._glances.discard(glance)
            self._rest_if_unwatched(_LINGER_AFTER_STILL_SECONDS)

    @callback
    def set_cover(self, cover: Cover) -> None:
        """Cover something else from now on; whoever could still get what is covered now is cut."""
        if cover == self.covering.cover or not self.covering.change(cover):
            return
        if not self.covering.obeyed:
            self.begin_anew()
        elif self._crowd.cut():
            self._rest_if_unwatched(_LINGER_SECONDS)
            self._tell()

    @callback
    def cut(self) -> None:
        """End the worker and everybody now, and forget all that was cached."""
        self._halt()
        self._glances.fail(Failure.ENDED)

    @callback
    def begin_anew(self) -> None:
        """Cut, since another worker is needed; who waits for a still goes on waiting."""
        self._halt()
        if self._glances:
            self._ensure_running()

    def _halt(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.kill()
        runner, self._runner = self._runner, None
        self._ending.cancel(runner)
        self._rest.off()
        self._forget()
        if self._crowd.cut():
            self._tell()

    async def async_ended(self) -> None:
        """Return once nothing runs any more of what was cut."""
        await self._ending.async_wait()

    async def async_close(self) -> None:
        """Cut, and return once nothing of the session runs any more."""
        self.cut()
        await self.async_ended()

    def _ensure_running(self) -> None:
        self._rest.off()
        self._back_off.somebody_came()
        if self._runner is None:
            self._runner = self._hass.async_create_background_task(
                self._run(), self._task_name, eager_start=False
            )

    def _rest_if_unwatched(self, seconds: float) -> None:
        if not self.viewers and not self._glances and self._runner is not None:
            self._rest.after(seconds)

    def _tell(self) -> None:
        self.covering.watched(live=self.viewers > 0)
        self._on_viewers_changed()

    def _forget(self) -> None:
        self.covering.ended()
        self._crowd.recent.clear()
        self._glances.forget_question()
        self._gives = None
        self.health.note_stop()

    async def _run(self) -> None:
        """Keep a worker running for as long as there is hope; then let everybody go."""
        code: str = Failure.BROKEN
        try:
            code = await self._keep_running()
        finally:
            if self._runner is asyncio.current_task():  # or it was cut
                self._runner = None
                self._rest.off()
                self._glances.fail(code)
                self._end()

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
            self.health.note_failure(code)
            pause = self._back_off.failed(steady=steady)
            if code in HOPELESS or pause is None:
                return code
            await asyncio.sleep(pause)

    async def _run_worker(self, offset: float) -> tuple[bool, str]:
        """Run one worker to its end; return whether the picture was steady, and why it ended."""
        try:
            source = await self._open_source()
            order = self.covering.first_order()
            worker = await WorkerProcess.start(
                self._library, source, offset, audio=self._audio(), order=order
            )
        except SourceError as error:
            return False, error.code
        except OSError:
            return False, Failure.BROKEN
        self._worker = worker
        self.covering.begins(worker, order)
        code: str = Failure.BROKEN
        steady = False
        try:
            async with aclosing(worker.messages()) as messages:
                async for message in messages:
                    if self._worker is not worker:  # the last message led to a cut
                        break
                    if message.kind is MessageKind.FAILED:
                        code = json.loads(message.payload)["code"]
                        break
                    if self.covering.lets_pass(message):
                        self._take(message)
            steady = self.health.steady
        finally:
            worker.kill()
            if self._worker is worker:
                self._worker = None
                self._forget()
            await worker.wait()
        return steady, code

    def _take(self, message: Message) -> None:
        match message.kind:
            case MessageKind.READY:
                self._compare(message.payload)
            case MessageKind.STILL:
                self._glances.answer(message.payload)
            case MessageKind.CHUNK:
                start = bool(message.flags & FLAG_KEYFRAME)
                self._reached = message.time / TICKS
                self._crowd.offer(Wants.STREAM, message.payload, start=start)
                self.health.note_picture()
            case MessageKind.PICTURE:
                self._crowd.offer(Wants.PICTURES, message.payload, start=True)
                self.health.note_picture()
            case MessageKind.COVERED:
                self.health.note_picture()
            case MessageKind.SOUND if self._audio():
                self._crowd.offer(Wants.STREAM, message.payload, start=False)
            case MessageKind.SOUND | MessageKind.FAILED:
                pass
        self._ask_if_moving()

    def _compare(self, signature: bytes) -> None:
        """Let viewers go that the source has nothing for, and stream viewers that must start anew."""
        self.codec = json.loads(signature)["codec"]
        self._gives = Wants.PICTURES if self.codec == "mjpeg" else Wants.STREAM
        if self._signature not in (None, signature):
            self._crowd.cut_begun()
        self._signature = signature
        self._end(but=self._gives)

    def _end(self, *, but: Wants | None = None) -> None:
        self._crowd.end(but=but)
        self._rest_if_unwatched(_LINGER_SECONDS)
        self._tell()

    def _ask_if_moving(self) -> None:
        if self.health.moving and self._worker and self._glances.must_ask():
            self._worker.ask_for_still()
