"""All who watch one stream."""

from .recent import RecentChunks
from .viewers import Viewer, Wants


class Crowd:
    """The viewers of one session.

    Those whose stream has ended stay until they leave: something may still be on its way to them,
    and a cut has to reach that.
    """

    def __init__(self) -> None:
        """Begin with nobody."""
        self._viewers: set[Viewer] = set()
        self.recent = RecentChunks()

    def __len__(self) -> int:
        """Return how many still get something."""
        return sum(not viewer.closed for viewer in self._viewers)

    def add(self, viewer: Viewer) -> None:
        """Take somebody in; a stream viewer starts with the newest keyframe."""
        if viewer.wants is Wants.STREAM:
            viewer.catch_up(self.recent)
        self._viewers.add(viewer)

    def remove(self, viewer: Viewer) -> bool:
        """Take somebody out; return whether there was such a viewer."""
        there = viewer in self._viewers
        self._viewers.discard(viewer)
        return there

    def offer(self, wants: Wants, data: bytes, *, start: bool) -> None:
        """Give data to all who want it, and keep of a stream what others will start with."""
        if wants is Wants.STREAM:
            self.recent.add(data, start=start)
        for viewer in self._viewers:
            if viewer.wants is wants:
                viewer.offer(data, start=start)

    def end(self, *, but: Wants | None = None) -> None:
        """Let everybody know that nothing will come any more, but those who want something else."""
        for viewer in self._viewers:
            if viewer.wants is not but:
                viewer.end()

    def cut_begun(self) -> None:
        """Cut those whose stream has begun, since another one would not fit behind it."""
        for viewer in self._viewers:
            if viewer.wants is Wants.STREAM and viewer.started:
                viewer.cut()

    def cut(self) -> bool:
        """Cut everybody, and keep nothing for others; return whether there was anybody."""
        self.recent.clear()
        viewers, self._viewers = self._viewers, set()
        for viewer in viewers:
            viewer.cut()
        return bool(viewers)
