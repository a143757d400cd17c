"""Who finds a place at a camera, and who makes room for whom."""

from contextlib import ExitStack

from custom_components.lens_cap.core.view import ViewerKind
from custom_components.lens_cap.media.relay.viewer_limits import MjpegLimits


def _fill(
    places: MjpegLimits, kind: ViewerKind, count: int, stack: ExitStack
) -> list[int]:
    """Have so many come one after the other; return the list in which is noted who was sent away."""
    sent_away: list[int] = []
    for number in range(count):
        stack.enter_context(
            places.taken(kind, lambda number=number: sent_away.append(number))  # type: ignore[misc]
        )
    return sent_away


def test_the_oldest_link_goes_first() -> None:
    """Of forty links the first eight are sent away, in the order in which they came."""
    with ExitStack() as stack:
        assert _fill(MjpegLimits(), ViewerKind.LINK, 40, stack) == list(range(8))


def test_links_do_not_push_people_out() -> None:
    """However often a link is opened, whoever is signed in goes on watching."""
    places = MjpegLimits()
    with ExitStack() as stack:
        people = _fill(places, ViewerKind.PERSON, 1, stack)
        links = _fill(places, ViewerKind.LINK, 300, stack)
        assert (people, len(links)) == ([], 268)


def test_a_place_that_was_left_is_free() -> None:
    """Nobody is sent away for whom there is room, also after somebody was."""
    places = MjpegLimits()
    with ExitStack() as stack:
        _fill(places, ViewerKind.LINK, 33, stack)
    with ExitStack() as stack:
        assert _fill(places, ViewerKind.LINK, 32, stack) == []


def test_a_connection_that_is_gone_takes_no_place() -> None:
    """There is nothing to end about it."""
    places = MjpegLimits()
    with ExitStack() as stack:
        stack.enter_context(places.taken(ViewerKind.LINK, None))
        assert _fill(places, ViewerKind.LINK, 32, stack) == []
