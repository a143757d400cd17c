"""Lifts in the history, which alone tells of them once they are over."""

import asyncio
from collections.abc import Collection

from homeassistant.core import callback
from homeassistant.util import dt as dt_util

from ..coordinator import GuardCoordinator
from ..core.history.record import HistoryKind, HistoryRecord
from ..core.ids import CameraId
from ..core.state.lift import Lift
from ..exceptions import NotSavedError
from ..history import History, HistoryNotWrittenError


class LiftHistory:
    """Writes down lifts, before they begin."""

    def __init__(self, coordinator: GuardCoordinator, history: History) -> None:
        self._coordinator = coordinator
        self._history = history

    async def async_write(self, camera_ids: Collection[CameraId], lift: Lift) -> None:
        """Write a lift of cameras down, and return once it is on disk.

        Raises:
            NotSavedError: It is not.
        """
        records = [self._record(HistoryKind.LIFTED, one, lift) for one in camera_ids]
        try:
            await asyncio.gather(*map(self._history.async_add, records))
        except HistoryNotWrittenError as error:
            raise NotSavedError(closing=False) from error

    @callback
    def not_begun(self, camera_ids: Collection[CameraId], lift: Lift) -> None:
        """Write down, soon, that a lift did not begin after all."""
        for camera_id in camera_ids:
            self._history.add(self._record(HistoryKind.LIFT_NOT_BEGUN, camera_id, lift))

    def _record(
        self, kind: HistoryKind, camera_id: CameraId, lift: Lift
    ) -> HistoryRecord:
        camera = self._coordinator.cameras.get(camera_id)
        return HistoryRecord(
            kind=kind,
            at=dt_util.utcnow(),
            camera_id=camera_id,
            camera=camera.config.name if camera is not None else "",
            by=lift.set_by,
            until=lift.until,
        )
