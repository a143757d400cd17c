"""What anyone and anything may do at once: make cameras more private, say that guests are there."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from homeassistant.core import Context, callback
from homeassistant.util import dt as dt_util

from ..coordinator import GuardCoordinator
from ..core.ids import CameraId, RuleId, ZoneId
from ..core.level import PrivacyLevel
from ..core.privacy.constraint import ReasonCode
from ..core.state.hold import HoldOrigin
from ..exceptions import GuestsEndError
from ..ha.repair_issues import async_show_doubt_about_guests
from ..storage.closing_note import GUESTS
from .hold_request import BY_HAND, HoldRequest
from .rule_control import RuleControl

_LONGEST_VISIT: Final = timedelta(days=366)


class ClosingControl:
    """Closes a coordinator's cameras; nothing here asks who wants that.

    The cameras are closed before any of this first waits for anything. It returns once that is saved
    and nothing of them is shown any more.
    """

    def __init__(self, coordinator: GuardCoordinator) -> None:
        self._coordinator = coordinator
        self.rules = RuleControl(coordinator)

    async def async_hold(
        self,
        camera_ids: Collection[CameraId],
        request: HoldRequest,
        *,
        context: Context | None = None,
    ) -> None:
        """Make cameras private, or cover zones of them; lifts of them end.

        What leaves the picture as it is ends no lift.

        Raises:
            NotSavedError: They are closed, but a restart may open them again.
            NotKeptError: Nothing runs any more, and it cannot be noted for the next start.
        """
        hold = request.hold(dt_util.utcnow(), context.user_id if context else None)
        leaves_picture = hold.level is PrivacyLevel.OPEN and self._coordinator.running
        await self._coordinator.async_close(
            lambda state: state.held(camera_ids, hold),
            () if leaves_picture else camera_ids,
            context=context,
        )

    async def async_close_by_hand(
        self,
        camera_id: CameraId,
        *,
        zone: ZoneId | None = None,
        context: Context | None = None,
    ) -> None:
        """Make a camera private, or cover a zone of it, as somebody does who flips a switch.

        If only a lift keeps it from being closed, the lift ends, and rules go on as if nobody had
        looked. Else it stays closed until somebody ends that.

        Raises:
            NotSavedError: It is closed, but a restart may open it again.
            NotKeptError: Nothing runs any more, and it cannot be noted for the next start.
        """
        if self._only_lifted(camera_id, zone):
            await self._coordinator.async_close(
                lambda state: state, [camera_id], context=context
            )
            return
        request = BY_HAND
        if zone is not None:
            request = replace(
                BY_HAND, level=PrivacyLevel.MASKED, zones=frozenset({zone})
            )
        await self.async_hold([camera_id], request, context=context)

    @callback
    def end_lifts(
        self, camera_ids: Collection[CameraId], *, context: Context | None = None
    ) -> None:
        """Let rules close cameras again that are open against them."""
        if self._coordinator.lifts.end_for(camera_ids):
            self._coordinator.refresh(context)

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
            names: The ids of cameras and rules, and `GUESTS`, as the note for the next start has them.
            origin: What asks for the privacy of the cameras.
            context: Who asked.

        Raises:
            NotSavedError: It is in force, but a restart may forget it.
        """
        if GUESTS in names:
            await self.async_guests_arrived(context=context)
        rules = {RuleId(name) for name in names} & self.rules.known
        for rule_id in sorted(rules):
            await self.rules.async_switch_on(rule_id, context=context)
        others = set(names) - rules - {GUESTS}
        if cameras := [CameraId(name) for name in sorted(others)]:
            await self.async_hold(cameras, HoldRequest(origin=origin), context=context)

    def _only_lifted(self, camera_id: CameraId, zone: ZoneId | None) -> bool:
        """Return whether a lift is all that keeps a camera, or a zone of it, from being closed."""
        coordinator = self._coordinator
        lifts = coordinator.lifts.live(camera_id, dt_util.utcnow())
        if not any(not lift.zones or zone in lift.zones for lift in lifts):
            return False
        if (camera := coordinator.cameras.get(camera_id)) is None:
            return False
        decision = coordinator.evaluator.unasked(
            camera.config,
            coordinator.state,
            settled=coordinator.settled,
        )
        if decision.level is PrivacyLevel.PRIVATE:
            # What is closed only until more is known may open by itself.
            return decision.reason is not ReasonCode.STARTING_UP
        return zone in decision.zones

    @callback
    def _show_doubt(self) -> None:
        """Ask people whether guests are there, as long as that is not known."""
        async_show_doubt_about_guests(
            self._coordinator.hass, doubted=self._coordinator.state.guests.doubted
        )


def guests_end(until: datetime) -> datetime:
    """Return a moment at which guests may leave, as one that is aware; a naive one is local.

    Raises:
        GuestsEndError: It is in the past, or more than a year away.
    """
    if until.tzinfo is None:
        until = until.replace(tzinfo=dt_util.get_default_time_zone())
    until, now = dt_util.as_utc(until), dt_util.utcnow()
    if not now < until <= now + _LONGEST_VISIT:
        raise GuestsEndError
    return until
