"""A finger as Chromium gets one from a screen."""

from .visitor import Visitor


class Finger:
    """A finger on the screen, and a second one beside it where two are needed."""

    def __init__(self, visitor: Visitor) -> None:
        """Touch nothing yet."""
        self._session = visitor.page.context.new_cdp_session(visitor.page)
        self._session.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
        self._places: dict[int, tuple[float, float]] = {}

    def _touch(self, kind: str) -> None:
        points = [{"id": one, "x": x, "y": y} for one, (x, y) in self._places.items()]
        self._session.send(
            "Input.dispatchTouchEvent", {"type": kind, "touchPoints": points}
        )

    def down(self, x: float, y: float, finger: int = 0) -> None:
        """Put it down."""
        self._places[finger] = (x, y)
        self._touch("touchStart")

    def move(self, x: float, y: float, finger: int = 0) -> None:
        """Move it to a place."""
        self._places[finger] = (x, y)
        self._touch("touchMove")

    def up(self) -> None:
        """Lift it, and the second one with it."""
        self._places.clear()
        self._touch("touchEnd")
