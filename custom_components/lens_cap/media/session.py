"""The viewers and stills of one camera's stream: its worker is started by the first, ended with the last."""

import asyncio
from collections.abc import Callable
import json
from typing import Final

from homeassistant.core import HomeAssistant, callback

from ..core.coverage import Cover
from ..core.failure import Failure
from .cover_control import CoverControl
from .frames import RawFrame, SourceError
from .lifecycle import IdleTimer
from .relay.viewers import Viewer, ViewerGroup, Wants
from .source_health import PictureHealth
from .stills.requests import PendingStills
from .worker.protocol import FLAG_KEYFRAME, Message, MessageKind
from .worker_supervisor import WorkerInputs, WorkerSupervisor

_STILL_SECONDS: Final = 12.0
_LINGER_SECONDS: Final = 3.0
# A dashboard asks for a new still every ten seconds. To wait for the next time would cost less of this
# machine, but keep the camera streaming all day, and a battery is emptied by that.
_LINGER_AFTER_STILL_SECONDS: Final = 1.0


class StreamSession:
    """Shares one worker among all viewers of one camera; no process runs until somebody watches.

    `on_viewers_changed` is called when somebody comes or goes. `codec` is that of what came last, as
    FFmpeg names it.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        inputs: WorkerInputs,
        on_viewers_changed: Callable[[], None],
    ) -> None:
        self._permission = inputs.permission
        self._on_viewers_changed = on_viewers_changed
        self._group = ViewerGroup()
        self._stills = PendingStills()
        self._idle_timer = IdleTimer(hass.loop, self.cut)
        self._signature: bytes | None = None
        self._gives: Wants | None = None
        self.codec: str | None = None
        self.covering = CoverControl(inputs.slots, self.begin_anew, inputs.name)
        self.health = PictureHealth(inputs.name, hass.loop.time, on_viewers_changed)
        self._supervisor = WorkerSupervisor(
            hass, inputs, self.covering, self.health, self
        )

    @property
    def viewers(self) -> int:
        """Number of live viewers."""
        return len(self._group)

    @property
    def worker_pid(self) -> int | None:
        """The process id of the running worker."""
        return self._supervisor.pid

    @property
    def is_promising(self) -> bool:
        """Whether somebody who comes now is let in, and may get a picture."""
        return self.covering.has_room and not self.health.hopeless

    @callback
    def join(self, wants: Wants, abort: Callable[[], None]) -> Viewer:
        """Return a new viewer, which starts at the latest keyframe.

        It has ended already where the source is known not to give what it wants, or where the
        machine cannot cover one more picture.
        """
        viewer = Viewer(wants, abort)
        if not self.covering.admit() or self._gives not in (None, wants):
            viewer.end()
            return viewer
        if not self.health.moving:
            self._group.gop.clear()
        self._group.add(viewer)
        self._ensure_running()
        self._viewers_changed()
        return viewer

    @callback
    def prepare(self) -> None:
        """Start a worker for somebody who is about to come."""
        self._ensure_running()
        self._end_if_unwatched(_LINGER_SECONDS)

    @callback
    def leave(self, viewer: Viewer) -> None:
        """Remove a viewer; the worker ends shortly after the last one."""
        if self._group.remove(viewer):
            self._end_if_unwatched(_LINGER_SECONDS)
            self._viewers_changed()

    async def async_still(self) -> RawFrame:
        """Return the latest picture of the stream as JPEG.

        Raises:
            SourceError: There is none.
        """
        request = self._stills.add()
        self._ensure_running()
        self._ask_for_still()
        try:
            async with asyncio.timeout(_STILL_SECONDS):
                return RawFrame(await request)
        except TimeoutError as error:
            raise SourceError(self.health.problem or Failure.UNREACHABLE) from error
        finally:
            self._stills.discard(request)
            self._end_if_unwatched(_LINGER_AFTER_STILL_SECONDS)

    @callback
    def set_cover(self, cover: Cover) -> None:
        """Cover something else from now on; whoever could still get what is covered now is cut."""
        if cover == self.covering.cover or not self.covering.change(cover):
            return
        if not self.covering.takes_orders:
            self.begin_anew()
        elif self._group.cut():
            self._end_if_unwatched(_LINGER_SECONDS)
            self._viewers_changed()

    @callback
    def cut(self) -> None:
        """End the worker and every viewer now, and drop all that was cached."""
        self._halt()
        self._stills.fail(Failure.ENDED)

    @callback
    def begin_anew(self) -> None:
        """Cut, since another worker is needed; whoever waits for a still goes on waiting."""
        self._halt()
        if self._stills:
            self._ensure_running()

    def _halt(self) -> None:
        self._supervisor.kill()
        self._idle_timer.stop()
        self.worker_stopped()
        if self._group.cut():
            self._viewers_changed()

    async def async_ended(self) -> None:
        """Wait until everything that was cut has ended."""
        await self._supervisor.async_ended()

    async def async_close(self) -> None:
        """Cut, and wait until the whole session has ended."""
        self.cut()
        await self.async_ended()

    def take(self, message: Message) -> None:
        """Hand on a message of the worker's to those who want it."""
        match message.kind:
            case MessageKind.READY:
                self._compare(message.payload)
            case MessageKind.STILL:
                self._stills.answer(message.payload)
            case MessageKind.CHUNK:
                start = bool(message.flags & FLAG_KEYFRAME)
                self._group.offer(Wants.STREAM, message.payload, start=start)
                self.health.note_picture()
            case MessageKind.PICTURE:
                self._group.offer(Wants.PICTURES, message.payload, start=True)
                self.health.note_picture()
            case MessageKind.COVERED:
                self.health.note_picture()
            case MessageKind.SOUND if self._permission.audio:
                self._group.offer(Wants.STREAM, message.payload, start=False)
            case MessageKind.SOUND | MessageKind.FAILED:
                pass
        self._ask_for_still()

    def worker_stopped(self) -> None:
        """Drop what was cached of a worker that is gone."""
        self._group.gop.clear()
        self._stills.forget_question()
        self._gives = None
        self.health.note_stop()

    def gave_up(self, code: str) -> None:
        """Let everybody go: no worker is started any more."""
        self._idle_timer.stop()
        self._stills.fail(code)
        self._end_viewers()

    def _ensure_running(self) -> None:
        self._idle_timer.stop()
        self._supervisor.ensure_running()

    def _end_if_unwatched(self, seconds: float) -> None:
        if not self.viewers and not self._stills and self._supervisor.active:
            self._idle_timer.start(seconds)

    def _viewers_changed(self) -> None:
        self.covering.watched(live=self.viewers > 0)
        self._on_viewers_changed()

    def _compare(self, signature: bytes) -> None:
        """Let viewers go that the source has nothing for, and stream viewers that must start anew."""
        self.codec = json.loads(signature)["codec"]
        self._gives = Wants.PICTURES if self.codec == "mjpeg" else Wants.STREAM
        if self._signature not in (None, signature):
            self._group.cut_begun()
        self._signature = signature
        self._end_viewers(keep=self._gives)

    def _end_viewers(self, *, keep: Wants | None = None) -> None:
        self._group.end(keep=keep)
        self._end_if_unwatched(_LINGER_SECONDS)
        self._viewers_changed()

    def _ask_for_still(self) -> None:
        running = self._supervisor.pid is not None
        if self.health.moving and running and self._stills.must_ask():
            self._supervisor.ask_for_still()
