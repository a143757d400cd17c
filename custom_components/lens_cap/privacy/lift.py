"""Opening cameras against their rules for a while; the table of openings asks for it."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Final

from homeassistant.core import Context
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.util import dt as dt_util

from ..const import SIGNAL_OPENING
from ..coordinator import GuardCoordinator
from ..core.ids import CameraId
from ..core.privacy.opening import Opening, OpeningKind
from ..core.state.hold import Hold, HoldOrigin
from ..core.state.household import HouseholdState
from ..core.state.lift import Lift
from ..core.truth import Truth
from ..history import History
from ..phones import Questions, Yes
from .lift_confirmation import LiftConfirmation
from .lift_history import LiftHistory
from .lift_permission import LiftPermission, LiftRequest

# Sound that guests do not want stays off.
_LIFTED: Final = frozenset(HoldOrigin) - {HoldOrigin.GUEST_SILENCE}


class LiftControl:
    """Lifts privacy where the household lets somebody, once it is confirmed where it wants that."""

    def __init__(
        self,
        coordinator: GuardCoordinator,
        permission: LiftPermission,
        questions: Questions,
        history: History,
    ) -> None:
        self._coordinator = coordinator
        self._permission = permission
        self._told = LiftHistory(coordinator, history)
        self._confirmation = LiftConfirmation(coordinator, questions)

    async def async_lift(
        self, request: LiftRequest, *, context: Context | None = None
    ) -> None:
        """Open cameras against their rules, and end their holds; or ask first.

        Raises:
            LiftAskedError: The household wants it to be confirmed first; nothing was changed yet.
            NotNamedError: It was asked for in a way that opens nothing; nothing was changed.
            LiftRefusedError: The actor may not, guests are there, or there is nobody to ask; nothing
                was changed.
            StaysPrivateError: Zones are to be uncovered of a camera that somebody made private;
                nothing was changed.
            NotSavedError: It could not be saved; nothing was changed.
        """
        lift = self._permission.lift_for(request)
        if not self._coordinator.evaluator.household.confirm_lifts:
            await self._async_begin(request, lift, context)
            return

        async def confirmed(yes: Yes) -> None:
            actor = replace(request.actor, is_admin=yes.is_admin, is_person=True)
            again = replace(request, actor=actor)
            await self._async_begin(
                again, self._permission.lift_for(again), yes.context
            )

        await self._confirmation.async_ask(
            request.camera_ids,
            request.actor,
            lift.until - lift.set_at,
            request.zones,
            confirmed,
        )

    async def _async_begin(
        self, request: LiftRequest, lift: Lift, context: Context | None
    ) -> None:
        coordinator, camera_ids = self._coordinator, request.camera_ids
        before, guests = coordinator.state, self._guests()
        released = holds_of(before, camera_ids, _LIFTED)
        lifts, now = coordinator.lifts, dt_util.utcnow()
        live = {one: lifts.live(one, now) for one in camera_ids}
        begun: list[CameraId] = []

        def change(state: HouseholdState) -> HouseholdState:
            if not lift.zones:
                return state.shown(released)
            for camera_id in camera_ids:
                own = coordinator.cameras[camera_id].config.zone_ids
                state = state.uncovered(
                    camera_id, lift.zones, own, of=released[camera_id]
                )
            return state

        def begin() -> None:
            begun.extend(
                one
                for one in self._not_ended(camera_ids, change(before), guests)
                if lifts.are_live(one, live[one], dt_util.utcnow())
            )
            for camera_id in begun:
                lifts.add(camera_id, lift)

        await self._told.async_write(camera_ids, lift)
        try:
            await coordinator.async_open(change, then=begin, context=context)
        finally:
            self._told.not_begun([one for one in camera_ids if one not in begun], lift)
        if begun:
            opening = Opening(
                kind=OpeningKind.LIFTED,
                cameras=tuple(begun),
                by=lift.set_by,
                until=lift.until,
            )
            async_dispatcher_send(coordinator.hass, SIGNAL_OPENING, opening)

    def _not_ended(
        self,
        camera_ids: Collection[CameraId],
        expected: HouseholdState,
        guests: Truth,
    ) -> list[CameraId]:
        """Return the cameras for which nothing came while a lift was saved that ends lifts.

        Args:
            camera_ids: The cameras.
            expected: The state with nothing but what the lift ended.
            guests: Whether guests were there when it was asked for.
        """
        state = self._coordinator.state
        said = state.guests.since not in (None, expected.guests.since)
        if said or self._guests() > guests:
            return []
        return [
            one
            for one in camera_ids
            if set(state.holds_of(one)) <= set(expected.holds_of(one))
        ]

    def _guests(self) -> Truth:
        """Return whether guests are there, as far as it is known."""
        facts = self._coordinator.evaluator.facts(
            self._coordinator.state, settled=self._coordinator.settled
        )
        return facts.guests.present(facts.guests_signal, facts.now)


def holds_of(
    state: HouseholdState,
    camera_ids: Collection[CameraId],
    origins: Collection[HoldOrigin],
    *,
    guests: bool = True,
) -> Mapping[CameraId, Collection[Hold]]:
    """Return the holds of cameras that are not over and have one of some origins.

    Those of guests are left out on demand.
    """
    now = dt_util.utcnow()
    return {
        camera_id: [
            hold
            for hold in state.holds_of(camera_id)
            if hold.origin in origins
            and not hold.is_over(now)
            and (guests or not hold.is_guests)
        ]
        for camera_id in camera_ids
    }
