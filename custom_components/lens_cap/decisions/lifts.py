"""The lifts that are in force: in memory only, since none outlives a restart."""

from collections.abc import Iterable
from datetime import datetime, timedelta

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

    def live(self, camera_id: CameraId, now: datetime) -> frozenset[Lift]:
        """Return the lifts that keep a camera open now; whoever closes it again ends them."""
        return frozenset(lift for lift in self.of(camera_id) if lift.is_live(now))

    def are_live(
        self, camera_id: CameraId, lifts: Iterable[Lift], now: datetime
    ) -> bool:
        """Return whether nobody ended any of these lifts; their own end does not count."""
        live = self.live(camera_id, now)
        return all(lift in live for lift in lifts if lift.is_live(now))

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
