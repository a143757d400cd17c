"""Who watches one camera live: the one count of viewers, and who began."""

from collections.abc import Callable
from contextlib import ExitStack

from homeassistant.core import Context, callback
from homeassistant.exceptions import HomeAssistantError

from ..core.view import ViewerKind
from .relay.viewers import Viewer
from .requester import NOBODY_KNOWN, Consumer, Requester

type EndSession = Callable[[HomeAssistantError], None]


class WebRtcSession:
    """One player, from its offer to its end; nothing is delivered to one that is not open.

    A `placeholder` one began with the placeholder, and knows how to play that.
    """

    def __init__(self, end: EndSession, *, placeholder: bool = False) -> None:
        self._end = end
        self.placeholder = placeholder
        self.open = True

    @callback
    def cut(self, reason: HomeAssistantError) -> None:
        """End it now."""
        self.open = False
        self._end(reason)


class WebRtcSessions:
    """All sessions of one camera.

    The picture does not pass here: it ends with the relay's connection. What is kept here is the
    way to the players, which would show their last picture for ever if nobody told them.
    """

    def __init__(self) -> None:
        self._sessions: dict[str, WebRtcSession] = {}

    def __len__(self) -> int:
        """Number of open sessions."""
        return len(self._sessions)

    def __contains__(self, session_id: str) -> bool:
        """Whether a session is open."""
        return session_id in self._sessions

    @callback
    def join(
        self, session_id: str, end: EndSession, *, placeholder: bool = False
    ) -> WebRtcSession:
        """Return a new session; `end` gets the reason when it is cut, as people may read it."""
        session = self._sessions[session_id] = WebRtcSession(
            end, placeholder=placeholder
        )
        return session

    @callback
    def leave(self, session_id: str) -> None:
        """Forget a session that has ended by itself."""
        if (session := self._sessions.pop(session_id, None)) is not None:
            session.open = False

    @callback
    def end(self, session_id: str, reason: HomeAssistantError) -> None:
        """End one session now, if it is open."""
        if (session := self._sessions.pop(session_id, None)) is not None:
            session.cut(reason)

    @callback
    def cut(self, reason: HomeAssistantError) -> None:
        """End all of them now."""
        sessions, self._sessions = self._sessions, {}
        with ExitStack() as cuts:  # each is done, whatever becomes of the others
            for session in sessions.values():
                cuts.callback(session.cut, reason)

    @callback
    def cut_placeholders(self, reason: HomeAssistantError) -> None:
        """End those that began with the placeholder."""
        begun = [one for one, session in self._sessions.items() if session.placeholder]
        for session_id in begun:
            self.end(session_id, reason)


type TellViewers = Callable[[Context | None], None]


class Audience:
    """Counts people rather than connections, and remembers who came when nobody was there.

    `tell` is called when somebody comes or goes; with who came, if nobody was there before. While
    `is_closed` says so, nobody sees anything of the camera, whoever is connected.
    """

    def __init__(
        self, tell: TellViewers, is_closed: Callable[[], bool] = lambda: False
    ) -> None:
        self._tell = tell
        self._is_closed = is_closed
        self._connected: dict[Viewer, Consumer | None] = {}
        self._first = NOBODY_KNOWN
        self._asked_for_stream = NOBODY_KNOWN
        self._watched = False
        self._connecting = False
        self.sessions = WebRtcSessions()

    @property
    def connections(self) -> int:
        """Number of live connections: to the relay, and for MJPEG."""
        return sum(not viewer.closed for viewer in self._connected)

    @property
    def viewers(self) -> int:
        """Number of live viewers.

        All WebRTC sessions share one connection of their server. A connection without a session
        counts too: somebody is behind it of whom Home Assistant does not know.
        """
        if self._is_closed():
            return 0
        servers = sum(
            consumer is Consumer.WEBRTC and not viewer.closed
            for viewer, consumer in self._connected.items()
        )
        return self.connections + max(0, len(self.sessions) - servers)

    @property
    def kind(self) -> ViewerKind | None:
        """Who began to watch, or None while nobody does."""
        return self._first.kind if self._watched else None

    def asked_for_stream(self, who: Requester) -> None:
        """Remember who asked for Home Assistant's stream last: its connection comes later."""
        self._asked_for_stream = who

    @callback
    def connect_to_relay(
        self, consumer: Consumer, join: Callable[[], Viewer]
    ) -> Viewer:
        """Return a new viewer from `join`, of the stream that the relay serves."""
        is_stream = consumer is Consumer.STREAM
        who = self._asked_for_stream if is_stream else NOBODY_KNOWN
        return self._connect(who, consumer, join)

    @callback
    def connect(self, who: Requester, join: Callable[[], Viewer]) -> Viewer:
        """Return a new viewer from `join`, of pictures that are sent to whoever asked."""
        return self._connect(who, None, join)

    def _connect(
        self, who: Requester, consumer: Consumer | None, join: Callable[[], Viewer]
    ) -> Viewer:
        """Return a new viewer, counted as what it is from the first moment."""
        self._comes(who)
        self._connecting = True
        try:
            viewer = join()
            self._connected[viewer] = consumer
        finally:
            self._connecting = False
            self.changed()
        return viewer

    def disconnect(self, viewer: Viewer) -> None:
        """Count a connection no longer; whoever ends it tells."""
        self._connected.pop(viewer, None)

    @callback
    def begin_session(
        self, session_id: str, who: Requester, end: EndSession
    ) -> WebRtcSession:
        """Return a new WebRTC session; `end` is called with the reason when it is cut."""
        self._comes(who)
        session = self.sessions.join(session_id, end, placeholder=self._is_closed())
        self.changed()
        return session

    @callback
    def end_session(self, session_id: str, reason: HomeAssistantError) -> None:
        """End a WebRTC session now."""
        self.sessions.end(session_id, reason)
        self.changed()

    @callback
    def leave_session(self, session_id: str) -> None:
        """Forget a WebRTC session that its player has ended."""
        self.sessions.leave(session_id)
        self.changed()

    @callback
    def changed(self) -> None:
        """Tell that somebody came or went."""
        if self._connecting:
            return
        watched, self._watched = self._watched, self.viewers > 0
        began = self._watched and not watched
        self._tell(self._first.context if began else None)

    def _comes(self, who: Requester) -> None:
        if not self._watched:
            self._first = who
