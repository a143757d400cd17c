"""What anyone and anything may do at once: make cameras more private, say that guests are there."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from homeassistant.core import Context, callback
from homeassistant.util import dt as dt_util

from ..coordinator import GuardCoordinator
from ..core.ids import CameraId
from ..core.state.hold import HoldOrigin
from ..ha.repair_issues import async_show_doubt_about_guests
from ..storage.closing_note import GUESTS
from .hold_request import HoldRequest


class ClosingControl:
    """Closes a coordinator's cameras; nothing here asks who wants that.

    The cameras are closed before any of this first waits for anything. It returns once that is saved
    and nothing of them is shown any more.
    """

    def __init__(self, coordinator: GuardCoordinator) -> None:
        self._coordinator = coordinator

    async def async_hold(
        self,
        camera_ids: Collection[CameraId],
        request: HoldRequest,
        *,
        context: Context | None = None,
    ) -> None:
        """Make cameras private, or cover zones of them; lifts of them end.

        Raises:
            NotSavedError: They are closed, but a restart may open them again.
            NotKeptError: Nothing runs any more, and it cannot be noted for the next start.
        """
        hold = request.hold(dt_util.utcnow(), context.user_id if context else None)
        await self._coordinator.async_close(
            lambda state: state.held(camera_ids, hold), camera_ids, context=context
        )

    async def async_guests_arrived(
        self, *, until: datetime | None = None, context: Context | None = None
    ) -> None:
        """Say that guests are there, until a moment or until somebody says that they left.

        Raises:
            NotSavedError: It is in force, but a restart may forget it.
        """
        now = dt_util.utcnow()
        by = context.user_id if context else None
        await self._coordinator.async_close(
            lambda state: replace(
                state, guests=state.guests.arrived(now, until=until, by=by)
            ),
            list(self._coordinator.cameras),
            context=context,
        )

    async def async_guests_are_there(self, *, context: Context | None = None) -> None:
        """Say that the guests are there of whom it was not known: until somebody says that they left.

        Raises:
            NotSavedError: It is in force, but a restart may forget it.
        """
        await self.async_guests_arrived(context=context)
        await self._coordinator.async_change(
            lambda state: replace(state, guests=state.guests.certain())
        )
        self._show_doubt()

    async def async_make_up(
        self,
        names: Collection[str],
        origin: HoldOrigin,
        *,
        context: Context | None = None,
    ) -> None:
        """Put in force what no entity could hear.

        Args:
            names: The ids of cameras, and `GUESTS`, as the note for the next start has them.
            origin: What asks for the privacy of the cameras.
            context: Who asked.

        Raises:
            NotSavedError: It is in force, but a restart may forget it.
        """
        if GUESTS in names:
            await self.async_guests_arrived(context=context)
        if cameras := [CameraId(name) for name in sorted(set(names) - {GUESTS})]:
            await self.async_hold(cameras, HoldRequest(origin=origin), context=context)

    @callback
    def _show_doubt(self) -> None:
        """Ask people whether guests are there, as long as that is not known."""
        async_show_doubt_about_guests(
            self._coordinator.hass, doubted=self._coordinator.state.guests.doubted
        )
