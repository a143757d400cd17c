"""How many may watch one camera in one way, and who makes room for whom."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from ...core.view import ViewerKind
from ..requester import Consumer

# Each player connects once, but for the moment in which the next one takes over from it. What one
# kind leaves free is kept for it: Home Assistant's stream, which records, finds its place however
# many others there are.
_LIMITS: Final = {
    Consumer.STREAM: 4,
    Consumer.WEBRTC: 8,
    Consumer.HOMEKIT: 8,
    Consumer.OTHER: 20,
}
_MJPEG_LIMIT: Final = 32


class ViewerLimits:
    """How many may be connected to a camera's relay, by the kind of viewer; one more is refused."""

    def __init__(self) -> None:
        self._connected = dict.fromkeys(Consumer, 0)

    def free(self, consumer: Consumer) -> bool:
        """Return whether one more of a kind may connect."""
        return self._connected[consumer] < _LIMITS[consumer]

    def any(self, consumer: Consumer) -> bool:
        """Return whether anybody of a kind is connected."""
        return self._connected[consumer] > 0

    @contextmanager
    def taken(self, consumer: Consumer) -> Iterator[None]:
        """Count one more for as long as the block runs."""
        self._connected[consumer] += 1
        try:
            yield
        finally:
            self._connected[consumer] -= 1


class MjpegLimits:
    """How many may watch MJPEG; one more ends the viewer who has watched longest.

    A link can be opened by everybody who has it, as often as they like, so links make room for links
    only, and never stand in the way of people who are signed in.
    """

    def __init__(self) -> None:
        self._watching: dict[ViewerKind, dict[object, Callable[[], None]]] = {
            kind: {} for kind in ViewerKind
        }

    @contextmanager
    def taken(
        self, kind: ViewerKind, abort: Callable[[], None] | None
    ) -> Iterator[None]:
        """Count one more for as long as the block runs; `abort` ends the connection, where there is one."""
        if abort is None:
            yield
            return
        watching = self._watching[kind]
        if len(watching) >= _MJPEG_LIMIT:
            watching.pop(next(iter(watching)))()
        ours = object()
        watching[ours] = abort
        try:
            yield
        finally:
            watching.pop(ours, None)
