"""Those who watch one camera by WebRTC: whom to tell when that ends, and what may still reach them."""

from collections.abc import Callable
from contextlib import ExitStack

from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError

type EndSession = Callable[[HomeAssistantError], None]


class WebRtcSession:
    """One player, from its offer to its end; nothing is delivered to one that is not open."""

    def __init__(self, end: EndSession) -> None:
        """Remember how to end it."""
        self._end = end
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
        """Begin with none."""
        self._sessions: dict[str, WebRtcSession] = {}

    def __len__(self) -> int:
        """Return how many are open."""
        return len(self._sessions)

    def __contains__(self, session_id: str) -> bool:
        """Return whether a session is open."""
        return session_id in self._sessions

    @callback
    def join(self, session_id: str, end: EndSession) -> WebRtcSession:
        """Return a new session; `end` gets the reason when it is cut, as people may read it."""
        session = self._sessions[session_id] = WebRtcSession(end)
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
