"""Opening cameras against their rules for a while; the table of openings asks for it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from homeassistant.core import Context
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.util import dt as dt_util

from ..const import SIGNAL_OPENING
from ..coordinator import GuardCoordinator
from ..core.ids import CameraId, ZoneId
from ..core.level import PrivacyLevel
from ..core.privacy.constraint import ReasonCode
from ..core.privacy.opening import Opening, OpeningKind
from ..core.privacy.permission import Actor, Way, may_end_guest_holds, may_lift
from ..core.state.hold import Hold, HoldOrigin
from ..core.state.household import HouseholdState
from ..core.state.lift import LONGEST_LIFT, Lift
from ..core.truth import Truth
from ..exceptions import LiftRefusedError, NotNamedError
from ..history import History
from ..phones import Questions, Yes
from .lift_confirmation import LiftConfirmation
from .lift_history import LiftHistory

# Sound that guests do not want stays off.
_LIFTED: Final = frozenset(HoldOrigin) - {HoldOrigin.GUEST_SILENCE}


@dataclass(frozen=True, kw_only=True)
class LiftRequest:
    """Who asks for a lift of which cameras, and how.

    `duration` is by default what the household chose, and 24 hours at the most. `zones` are those to
    uncover, instead of opening the cameras; holds of them end.
    """

    camera_ids: tuple[CameraId, ...]
    actor: Actor
    duration: timedelta | None = None
    zones: frozenset[ZoneId] = frozenset()


class LiftControl:
    """Lifts privacy where the household lets somebody, once it is confirmed where it wants that."""

    def __init__(
        self, coordinator: GuardCoordinator, questions: Questions, history: History
    ) -> None:
        self._coordinator = coordinator
        self._told = LiftHistory(coordinator, history)
        self._confirmation = LiftConfirmation(coordinator, questions)

    def permits(self, actor: Actor) -> bool:
        """Return whether the household lets an actor open cameras against their rules."""
        evaluator = self._coordinator.evaluator
        residents = evaluator.resident_users().values()
        return may_lift(actor, evaluator.household, residents)

    async def async_lift(
        self, request: LiftRequest, *, context: Context | None = None
    ) -> None:
        """Open cameras against their rules, and end their holds; or ask first.

        Raises:
            LiftAskedError: The household wants it to be confirmed first; nothing was changed yet.
            NotNamedError: It was asked for in a way that opens nothing; nothing was changed.
            LiftRefusedError: The actor may not, guests are there, or there is nobody to ask; nothing
                was changed.
            NotSavedError: It could not be saved; nothing was changed.
        """
        lift = self._permitted(request)
        if not self._coordinator.evaluator.household.confirm_lifts:
            await self._async_begin(request, lift, context)
            return

        async def confirmed(yes: Yes) -> None:
            actor = replace(request.actor, is_admin=yes.is_admin, is_person=True)
            again = replace(request, actor=actor)
            await self._async_begin(again, self._permitted(again), yes.context)

        await self._confirmation.async_ask(
            request.camera_ids,
            request.actor,
            lift.until - lift.set_at,
            request.zones,
            confirmed,
        )

    def _permitted(self, request: LiftRequest) -> Lift:
        """Return the lift that is asked for, if it may begin now.

        Raises:
            NotNamedError: The way opens nothing.
            LiftRefusedError: It is too early, not this actor's to do, or would open nothing.
        """
        self._refuse_who_may_not(request)
        now = dt_util.utcnow()
        length = min(
            request.duration or self._coordinator.evaluator.household.lift_duration,
            LONGEST_LIFT,
        )
        lift = Lift(
            set_at=now,
            until=now + length,
            set_by=request.actor.user_id,
            zones=request.zones,
        )
        for camera_id in request.camera_ids:
            self._refuse_against_guests(camera_id, request.actor, now)
            self._refuse_what_stays(camera_id, lift)
        return lift

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

    def _refuse_who_may_not(self, request: LiftRequest) -> None:
        """Refuse what is too early, not this actor's to do, or asked for in a way that opens nothing.

        Raises:
            NotNamedError: The way opens nothing.
            LiftRefusedError: For the other two.
        """
        cameras = self._coordinator.cameras
        names = ", ".join(cameras[one].config.name for one in request.camera_ids)
        if not self._coordinator.settled:
            raise LiftRefusedError("lift_starting_up", names)
        if request.actor.way is Way.INDIRECT:
            raise NotNamedError(names)
        if not self.permits(request.actor):
            raise LiftRefusedError("lift_not_allowed", names)

    def may_end_guest_holds(self, actor: Actor) -> bool:
        """Return whether an actor may end what guests asked for on the guest page."""
        evaluator = self._coordinator.evaluator
        residents = evaluator.resident_users().values()
        return may_end_guest_holds(actor, evaluator.household, residents)

    def _refuse_against_guests(
        self, camera_id: CameraId, actor: Actor, now: datetime
    ) -> None:
        """Refuse to open what guests asked to be private, for whoever may not end that.

        Raises:
            LiftRefusedError: With the camera.
        """
        coordinator = self._coordinator
        if guests_hold(coordinator.state, camera_id, now):
            if not self.may_end_guest_holds(actor):
                name = coordinator.cameras[camera_id].config.name
                raise LiftRefusedError("lift_guest_hold", name)

    def _refuse_what_stays(self, camera_id: CameraId, lift: Lift) -> None:
        """Refuse a lift that would not open: something is there that no lift cuts through.

        Raises:
            LiftRefusedError: With what keeps the camera private.
        """
        camera = self._coordinator.cameras[camera_id]
        decision = self._coordinator.evaluator.unasked(
            camera.config,
            self._coordinator.state,
            settled=self._coordinator.settled,
            lifts=(lift,),
            in_place=True,
        )
        stays = lift.zones or camera.config.zone_ids
        if (
            decision.level is PrivacyLevel.PRIVATE
            or stays <= decision.zones != frozenset()
        ):
            if any(
                constraint.reason is ReasonCode.CONSENT_WITHDRAWN
                and constraint.level is not PrivacyLevel.OPEN
                for constraint in decision.trace
            ):
                raise LiftRefusedError("lift_consent_withdrawn", camera.config.name)
            guests = any(
                constraint.reason is ReasonCode.GUESTS_PRESENT
                and constraint.level is not PrivacyLevel.OPEN
                for constraint in decision.trace
            )
            raise LiftRefusedError(
                "lift_guests_present" if guests else "lift_starting_up",
                camera.config.name,
            )
        self._refuse_where_turned_away(camera_id, lift)

    def _refuse_where_turned_away(self, camera_id: CameraId, lift: Lift) -> None:
        """Refuse a lift that leaves zones covered which are not where the camera looks.

        Raises:
            LiftRefusedError: With the camera.
        """
        coordinator = self._coordinator
        config = coordinator.cameras[camera_id].config
        live = coordinator.lifts.live(camera_id, lift.set_at)
        decision = coordinator.evaluator.unasked(
            config,
            coordinator.state,
            settled=coordinator.settled,
            lifts=(*live, lift),
        )
        if decision.level is PrivacyLevel.PRIVATE:
            raise LiftRefusedError("lift_camera_moved", config.name)

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


def guests_hold(state: HouseholdState, camera_id: CameraId, now: datetime) -> bool:
    """Return whether guests asked on the guest page for a camera to be private, and still do."""
    return any(
        hold.origin is HoldOrigin.GUEST and not hold.is_over(now)
        for hold in state.holds_of(camera_id)
    )


def holds_of(
    state: HouseholdState,
    camera_ids: Collection[CameraId],
    origins: Collection[HoldOrigin],
    *,
    guests: bool = True,
) -> Mapping[CameraId, Collection[Hold]]:
    """Return the holds of cameras that have one of some origins; those of guests are left out on demand."""
    return {
        camera_id: [
            hold
            for hold in state.holds_of(camera_id)
            if hold.origin in origins and (guests or not hold.is_guests)
        ]
        for camera_id in camera_ids
    }
