"""The lifts that are in force: in memory only, since none outlives a restart."""

from collections.abc import Iterable
from datetime import timedelta

from homeassistant.core import callback

from ..core.ids import CameraId
from ..core.state.lift import Lift


class LiveLifts:
    """Lifts by camera; of two that open the same of a camera, the newer one counts."""

    def __init__(self) -> None:
        self._lifts: dict[CameraId, tuple[Lift, ...]] = {}

    def of(self, camera_id: CameraId) -> tuple[Lift, ...]:
        """Return the lifts of a camera, those that are over included."""
        return self._lifts.get(camera_id, ())

    @callback
    def add(self, camera_id: CameraId, lift: Lift) -> None:
        """Put a lift in force; one of the same zones, or of the whole camera, makes room for it."""
        kept = tuple(one for one in self.of(camera_id) if one.zones != lift.zones)
        self._lifts[camera_id] = (*kept, lift)

    @callback
    def end_for(self, camera_ids: Iterable[CameraId]) -> bool:
        """End the lifts of some cameras; return whether there were any."""
        ended = [self._lifts.pop(one, ()) for one in camera_ids]
        return any(ended)

    @callback
    def end_all(self) -> None:
        """End every lift."""
        self._lifts.clear()

    @callback
    def after_jump(self, jump: timedelta) -> None:
        """Let lifts last as long as they would have if nobody had set the clock."""
        self._lifts = {
            camera_id: tuple(lift.after_jump(jump) for lift in lifts)
            for camera_id, lifts in self._lifts.items()
        }
