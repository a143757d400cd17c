"""All who watch one camera live, by whichever way, and what fetches the picture for them."""

from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Callable
from contextlib import ExitStack
from typing import Final

from aiohttp import web

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError

from ..core.view import ViewerKind
from ..exceptions import LiveEndedError
from .audience import Audience, EndSession, TellViewers, WebRtcSession
from .frames import GuardedFrame
from .lifecycle import IdleTimer
from .relay.viewer_limits import MjpegLimits
from .relay.viewers import Viewer, Wants, cutter
from .requester import Consumer, Requester
from .session import StreamSession
from .stills.mjpeg import async_serve_pictures, watch
from .stills.pump import FetchPicture, StillPump
from .worker_supervisor import StreamOpener, WorkerInputs

# What the placeholder is encoded in; a player that was told another codec cannot go on with it.
_CALM_CODEC: Final = "h264"
# A WebRTC server asks again at once, then after a second; a busy machine takes its time.
_COMES_BACK_SECONDS: Final = 5.0


class LiveViewers(ABC):
    """Connections to the relay, MJPEG, and WebRTC sessions: joined, counted, and left in one place.

    Whether anybody may watch is for `CameraGuard` to say, which is the only kind of it. `fetch` returns
    stills for MJPEG where there is no stream of pictures; `on_viewers_changed` is called when somebody
    comes or goes, and when the source's problem changes. `placeholder` gives the picture that is shown while the
    camera is private, to viewers who are not counted, by a worker that knows of no source.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        inputs: WorkerInputs,
        fetch: FetchPicture,
        on_viewers_changed: TellViewers,
        placeholder: StreamOpener,
    ) -> None:
        self._name = inputs.name
        self._audience = Audience(on_viewers_changed, lambda: self.closed)
        self._mjpeg_limits = MjpegLimits()
        self._session = StreamSession(hass, inputs, self._session_changed)
        placeholder_inputs = WorkerInputs(
            name=inputs.name, library=inputs.library, source=placeholder
        )
        self._placeholder_session = StreamSession(
            hass, placeholder_inputs, lambda: None
        )
        self._placeholder_viewers: dict[Viewer, Consumer] = {}
        self._frozen = IdleTimer(hass.loop, self._end_frozen)
        self._reason: HomeAssistantError = LiveEndedError(inputs.name)
        self._pump = StillPump(hass, inputs.name, fetch, self._audience.changed)

    @property
    @abstractmethod
    def closed(self) -> bool:
        """Whether nothing of the camera may pass now."""

    @property
    def viewers(self) -> int:
        """Number of live viewers."""
        return self._audience.viewers

    @property
    def connections(self) -> int:
        """Number of their connections."""
        return self._audience.connections

    @property
    def viewer_kind(self) -> ViewerKind | None:
        """Who began to watch, or None while nobody does."""
        return self._audience.kind

    @property
    def worker_pid(self) -> int | None:
        """The process id of the running worker."""
        return self._session.worker_pid

    @property
    def has_room(self) -> bool:
        """Whether one more live picture can be had: this machine covers only so many at once."""
        return self._session.covering.has_room

    @property
    def codec(self) -> str | None:
        """The codec of the stream that came last, as FFmpeg names it."""
        return self._session.codec

    @callback
    def source_changed(self) -> None:
        """Tell what the source can do now."""
        self._audience.changed()

    @callback
    def _session_changed(self) -> None:
        if self.codec not in {None, _CALM_CODEC}:
            self._audience.sessions.cut_placeholders(LiveEndedError(self._name))
        self._audience.changed()

    def join(
        self, wants: Wants, abort: Callable[[], None], consumer: Consumer
    ) -> Viewer:
        """Return a new viewer of the stream, or of the placeholder, for the relay."""
        if self.closed:
            viewer = self._placeholder_session.join(wants, abort)
            self._placeholder_viewers[viewer] = consumer
            return viewer
        return self._audience.connect_to_relay(
            consumer, lambda: self._session.join(wants, abort)
        )

    def leave(self, viewer: Viewer) -> None:
        """Remove a viewer."""
        if self._placeholder_viewers.pop(viewer, None) is not None:
            self._placeholder_session.leave(viewer)
            return
        self._audience.disconnect(viewer)
        self._session.leave(viewer)
        self._pump.leave(viewer)

    @callback
    def _begin_placeholder(self, reason: HomeAssistantError, *, sound: bool) -> None:
        """Cut the picture; let WebRTC players go on with the placeholder, and end those that cannot.

        With `sound` that passed, none can: what of it waits in their server must not be played.
        """
        with ExitStack() as changes:  # each is done, whatever becomes of the other
            changes.callback(self._keep_sessions, reason, sound=sound)
            changes.callback(self._session.cut)

    def _keep_sessions(self, reason: HomeAssistantError, *, sound: bool) -> None:
        self._reason = reason
        if sound or self.codec not in {None, _CALM_CODEC}:
            self._audience.sessions.cut(reason)
        if self._audience.sessions:
            self._frozen.start(_COMES_BACK_SECONDS)
            self._placeholder_session.prepare()
        self._audience.changed()

    @callback
    def _end_frozen(self) -> None:
        """End WebRTC players whose server did not come for the placeholder: they show an old one."""
        if self.closed and Consumer.WEBRTC not in self._placeholder_viewers.values():
            self._audience.sessions.cut(self._reason)

    @callback
    def _end_placeholder(self) -> None:
        """Have whoever saw the placeholder ask again."""
        self._frozen.stop()
        self._placeholder_session.cut()
        self._audience.changed()

    @callback
    def end_all(self) -> None:
        """End whatever goes on while the camera is private, for good."""
        with ExitStack() as ends:
            ends.callback(self._end_placeholder)
            ends.callback(self._audience.sessions.cut, self._reason)

    async def _async_ended(self) -> None:
        """Wait until everything that was cut has ended."""
        for part in (self._session, self._placeholder_session, self._pump):
            await part.async_ended()

    def expects(self, consumer: Consumer) -> bool:
        """Return whether players go on watching by a server, even while it is not connected."""
        return consumer is Consumer.WEBRTC and len(self._audience.sessions) > 0

    def asked_for_stream(self, who: Requester) -> None:
        """Remember who asked for Home Assistant's stream last: its connection comes later."""
        self._audience.asked_for_stream(who)

    @callback
    def begin_session(
        self, session_id: str, who: Requester, end: EndSession
    ) -> WebRtcSession:
        """Return a new WebRTC session; `end` is called with the reason when it is cut."""
        return self._audience.begin_session(session_id, who, end)

    def has_session(self, session_id: str) -> bool:
        """Return whether a WebRTC session is open."""
        return session_id in self._audience.sessions

    @callback
    def end_session(self, session_id: str, reason: HomeAssistantError) -> None:
        """End a WebRTC session now."""
        self._audience.end_session(session_id, reason)

    @callback
    def leave_session(self, session_id: str) -> None:
        """Forget a WebRTC session that its player has ended."""
        self._audience.leave_session(session_id)

    async def _async_serve(
        self,
        request: web.Request,
        who: Requester,
        pictures: AsyncGenerator[GuardedFrame],
    ) -> web.StreamResponse:
        limit = self._mjpeg_limits.taken(who.kind, cutter(request))
        return await async_serve_pictures(request, pictures, limit)

    def _watch_stream(
        self, who: Requester, abort: Callable[[], None]
    ) -> AsyncGenerator[bytes]:
        """Yield the pictures of a stream of JPEGs until it ends."""
        viewer = self._audience.connect(
            who, lambda: self._session.join(Wants.PICTURES, abort)
        )
        return watch(viewer, self.leave)

    def _watch_stills(
        self, who: Requester, pause: float, abort: Callable[[], None]
    ) -> AsyncGenerator[bytes]:
        """Yield a still every `pause` seconds."""
        viewer = self._audience.connect(who, lambda: self._pump.join(pause, abort))
        return watch(viewer, self.leave)
