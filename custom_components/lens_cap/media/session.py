"""One camera's worker and those who watch it: started by the first, ended with the last."""

import asyncio
from collections.abc import Awaitable, Callable
import json
from typing import Final

from homeassistant.core import HomeAssistant, callback

from ..const import LOGGER
from .frames import RawFrame, SourceError, StreamSource
from .process import WorkerProcess
from .viewers import Viewer, Wants
from .worker.framing import FLAG_KEYFRAME, Failure, Kind

_MAX_CACHED: Final = 12 * 1024 * 1024
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
        self._name = name
        self._library = library
        self._open_source = open_source
        self._on_viewers_changed = on_viewers_changed
        self._viewers: set[Viewer] = set()
        self._runner: asyncio.Task[None] | None = None
        self._ending: set[asyncio.Task[None]] = set()
        self._worker: WorkerProcess | None = None
        self._resting: asyncio.TimerHandle | None = None
        self._cache: list[bytes] = []
        self._cached = 0
        self._signature: bytes | None = None
        self._gives: Wants | None = None
        self._moving = False
        self._glances: list[asyncio.Future[bytes]] = []
        self._asked = False
        self.problem: str | None = None

    @property
    def viewers(self) -> int:
        """Return how many watch live."""
        return len(self._viewers)

    @property
    def worker_pid(self) -> int | None:
        """Return the id of the running worker process, or None."""
        return self._worker.pid if self._worker else None

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
            viewer.catch_up(self._cache)
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
        glance = asyncio.get_running_loop().create_future()
        self._glances.append(glance)
        self._ensure_running()
        self._ask_if_moving()
        try:
            async with asyncio.timeout(_STILL_SECONDS):
                return RawFrame(await glance)
        except TimeoutError as error:
            raise SourceError(self.problem or Failure.UNREACHABLE) from error
        finally:
            if glance in self._glances:
                self._glances.remove(glance)
            self._rest_if_unwatched(_LINGER_AFTER_STILL_SECONDS)

    @callback
    def cut(self) -> None:
        """End the worker and every viewer now, and forget all that was cached."""
        if self._worker is not None:
            self._worker.kill()
        if self._runner is not None:
            self._ending.add(self._runner)
            self._runner.add_done_callback(self._ending.discard)
            self._runner.cancel()
            self._runner = None
        self._stop_resting()
        self._forget()
        self._dismiss(Failure.ENDED, Viewer.cut)

    async def async_close(self) -> None:
        """Cut, and return once nothing of the session runs any more."""
        self.cut()
        if self._ending:
            await asyncio.wait(set(self._ending))

    def _ensure_running(self) -> None:
        self._stop_resting()
        if self._runner is None:
            self._runner = self._hass.async_create_background_task(
                self._run(), f"lens_cap stream of {self._name}", eager_start=False
            )

    def _rest_if_unwatched(self, seconds: float) -> None:
        if self._viewers or self._glances or self._runner is None:
            return
        self._stop_resting()
        self._resting = self._hass.loop.call_later(seconds, self.cut)

    def _stop_resting(self) -> None:
        if self._resting is not None:
            self._resting.cancel()
            self._resting = None

    def _dismiss(self, code: str, dismiss: Callable[[Viewer], None]) -> None:
        viewers, self._viewers = self._viewers, set()
        glances, self._glances = self._glances, []
        for viewer in viewers:
            dismiss(viewer)
        for glance in glances:
            if not glance.done():
                glance.set_exception(SourceError(code))
        if viewers:
            self._on_viewers_changed()

    def _forget(self) -> None:
        self._cache, self._cached = [], 0
        self._gives = None
        self._moving = self._asked = False

    async def _run(self) -> None:
        """Keep a worker running, with a growing pause between failures; give up after a few."""
        begun = self._hass.loop.time()
        failures = 0
        while True:
            moved, code = await self._run_worker(self._hass.loop.time() - begun)
            failures = 0 if moved else failures + 1
            if self.problem != code:
                LOGGER.warning(
                    "no picture from the original of %s: %s", self._name, code
                )
                self.problem = code
            if code in _HOPELESS or failures == len(_BACK_OFF_SECONDS):
                break
            await asyncio.sleep(_BACK_OFF_SECONDS[failures])
        self._runner = None
        self._signature = None
        self._stop_resting()
        self._dismiss(code, Viewer.end)

    async def _run_worker(self, offset: float) -> tuple[bool, str]:
        """Run one worker to its end; return whether a picture came, and why it ended."""
        try:
            source = await self._open_source()
            worker = await WorkerProcess.start(self._library, source, offset)
        except SourceError as error:
            return False, error.code
        except OSError:
            return False, Failure.BROKEN
        self._worker = worker
        code: str = Failure.BROKEN
        moved = False
        try:
            async for kind, flags, payload in worker.messages():
                if kind is Kind.FAILED:
                    code = json.loads(payload)["code"]
                    break
                self._take(kind, flags, payload)
                moved = moved or self._moving
        finally:
            worker.kill()
            if self._worker is worker:
                self._worker = None
                self._forget()
            await worker.wait()
        return moved, code

    def _take(self, kind: Kind, flags: int, payload: bytes) -> None:
        match kind:
            case Kind.READY:
                self._compare(payload)
            case Kind.CHUNK:
                start = bool(flags & FLAG_KEYFRAME)
                self._remember(payload, start=start)
                self._deliver(Wants.STREAM, payload, start=start)
            case Kind.PICTURE:
                self._deliver(Wants.PICTURES, payload, start=True)
            case Kind.STILL:
                self._answer(payload)
                return
            case Kind.FAILED:
                return
        if kind is not Kind.READY and not self._moving:
            self._moving = True
            self._note_recovery()
        self._ask_if_moving()

    def _compare(self, signature: bytes) -> None:
        """Let viewers go that the source has nothing for, and stream viewers that must start anew."""
        codec = json.loads(signature)["codec"]
        self._gives = Wants.PICTURES if codec == "mjpeg" else Wants.STREAM
        for viewer in [one for one in self._viewers if one.wants is not self._gives]:
            viewer.end()
            self.leave(viewer)
        if self._signature not in (None, signature):
            for viewer in [one for one in self._viewers if one.wants is Wants.STREAM]:
                viewer.cut()
                self.leave(viewer)
        self._signature = signature

    def _remember(self, chunk: bytes, *, start: bool) -> None:
        if start:
            self._cache, self._cached = [], 0
        elif not self._cache:
            return
        self._cache.append(chunk)
        self._cached += len(chunk)
        if self._cached > _MAX_CACHED:
            self._cache, self._cached = [], 0

    def _deliver(self, wants: Wants, data: bytes, *, start: bool) -> None:
        for viewer in self._viewers:
            if viewer.wants is wants:
                viewer.offer(data, start=start)

    def _ask_if_moving(self) -> None:
        if self._glances and self._moving and not self._asked and self._worker:
            self._asked = True
            self._worker.ask_for_still()

    def _answer(self, still: bytes) -> None:
        self._asked = False
        glances, self._glances = self._glances, []
        for glance in glances:
            if glance.done():
                continue
            if still:
                glance.set_result(still)
            else:
                glance.set_exception(SourceError(Failure.BROKEN))

    def _note_recovery(self) -> None:
        if self.problem is not None:
            LOGGER.info("the picture from the original of %s is back", self._name)
            self.problem = None
