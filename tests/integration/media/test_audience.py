"""Viewers are counted in one place: people rather than connections, from the first moment."""

from custom_components.lens_cap.core.view import ViewerKind
from custom_components.lens_cap.media.audience import Audience
from custom_components.lens_cap.media.relay.viewers import Viewer, Wants
from custom_components.lens_cap.media.requester import Consumer, Requester
from homeassistant.core import Context

ANNA = Requester(kind=ViewerKind.PERSON, context=Context(user_id="anna"))
LINK = Requester(kind=ViewerKind.LINK)


class Told:
    """An audience, and what it told: how many watched then, and who had come."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self.audience = Audience(self._note)
        self.news: list[tuple[int, Context | None]] = []

    def _note(self, context: Context | None) -> None:
        self.news.append((self.audience.viewers, context))

    def viewer(self) -> Viewer:
        """Return a viewer whose coming is told while it joins, as a session does."""
        viewer = Viewer(Wants.PICTURES, lambda: None)
        self.audience.changed()
        return viewer


def test_whoever_comes_first_is_told_once() -> None:
    """Once all is known of the connection, and not while it is being made."""
    told = Told()
    told.audience.connect(ANNA, told.viewer)
    told.audience.connect(LINK, told.viewer)
    assert told.news == [(1, ANNA.context), (2, None)]
    assert told.audience.kind is ViewerKind.PERSON


def test_a_viewer_that_has_ended_is_counted_no_more() -> None:
    """Neither before it leaves nor after; then the next one is the first again."""
    told = Told()
    viewer = told.audience.connect(ANNA, told.viewer)
    viewer.end()
    told.audience.changed()
    assert told.audience.viewers == 0
    told.audience.disconnect(viewer)
    told.audience.connect(LINK, told.viewer)
    assert told.audience.kind is ViewerKind.LINK


def test_sessions_share_the_connection_of_their_server() -> None:
    """Three players of one server are three; a server without a player is somebody all the same."""
    told = Told()
    server = told.audience.connect_to_relay(Consumer.WEBRTC, told.viewer)
    assert told.audience.viewers == 1
    for name in "abc":
        told.audience.begin_session(name, ANNA, lambda _reason: None)
    assert (told.audience.viewers, told.audience.connections) == (3, 1)
    server.end()
    assert (told.audience.viewers, told.audience.connections) == (3, 0)


def test_who_asked_for_the_stream_is_who_connects() -> None:
    """Home Assistant's stream connects later, and does not say for whom."""
    told = Told()
    told.audience.asked_for_stream(ANNA)
    told.audience.connect_to_relay(Consumer.STREAM, told.viewer)
    assert told.news == [(1, ANNA.context)]
