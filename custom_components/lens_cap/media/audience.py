"""Who watches one camera live: how many, and who began."""

from collections.abc import Callable

from homeassistant.core import Context, callback
from homeassistant.exceptions import HomeAssistantError

from ..core.viewer import ViewerKind
from .consumer import Consumer
from .relay.viewer_limits import PicturePlaces
from .relay.viewers import Viewer
from .requester import NOBODY_KNOWN, Newcomer
from .webrtc_sessions import EndSession, WebRtcSession, WebRtcSessions

type TellViewers = Callable[[Context | None], None]


class Audience:
    """Counts people rather than connections, and remembers who came to an empty house."""

    def __init__(self, count_connections: Callable[[], int], tell: TellViewers) -> None:
        """Begin with nobody.

        Args:
            count_connections: Returns how many lead through the guard.
            tell: Called when somebody comes or goes; with who came, if nobody was there before.
        """
        self._count_connections = count_connections
        self._tell = tell
        self._servers: set[Viewer] = set()
        self._newcomer = NOBODY_KNOWN
        self._asked_for_stream = NOBODY_KNOWN
        self._watched = False
        self._connecting = False
        self.sessions = WebRtcSessions()
        self.places = PicturePlaces()

    @property
    def viewers(self) -> int:
        """Return how many watch.

        All WebRTC sessions share one connection of their server. A connection without a session
        counts too: somebody is behind it of whom Home Assistant does not know.
        """
        servers = sum(not viewer.closed for viewer in self._servers)
        return self._count_connections() + max(0, len(self.sessions) - servers)

    @property
    def kind(self) -> ViewerKind | None:
        """Return who began to watch, or None while nobody does."""
        return self._newcomer.kind if self._watched else None

    def asked_for_stream(self, who: Newcomer) -> None:
        """Remember who asked for Home Assistant's stream last: its connection comes later."""
        self._asked_for_stream = who

    def comes(self, who: Newcomer) -> None:
        """Remember who is about to be counted."""
        if not self._watched:
            self._newcomer = who

    @callback
    def connect(self, consumer: Consumer, join: Callable[[], Viewer]) -> Viewer:
        """Return a new viewer from `join`, counted as what it is from the first moment."""
        is_stream = consumer is Consumer.STREAM
        self.comes(self._asked_for_stream if is_stream else NOBODY_KNOWN)
        self._connecting = True
        try:
            viewer = join()
            if consumer is Consumer.WEBRTC:
                self._servers.add(viewer)
        finally:
            self._connecting = False
            self.changed()
        return viewer

    def disconnected(self, viewer: Viewer) -> None:
        """Forget a connection."""
        self._servers.discard(viewer)

    @callback
    def begin_session(
        self, session_id: str, who: Newcomer, end: EndSession
    ) -> WebRtcSession:
        """Return a new WebRTC session; `end` is called with the reason when it is cut."""
        self.comes(who)
        session = self.sessions.join(session_id, end)
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
        self._tell(self._newcomer.context if began else None)
