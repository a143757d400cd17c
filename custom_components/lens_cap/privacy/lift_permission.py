"""Who may open which cameras against their rules, and where that would open nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from homeassistant.util import dt as dt_util

from ..coordinator import GuardCoordinator
from ..core.ids import CameraId, ZoneId
from ..core.level import PrivacyLevel
from ..core.privacy.constraint import ReasonCode
from ..core.privacy.constraints import of_hold
from ..core.privacy.permission import Actor, Way, may_end_guest_holds, may_lift
from ..core.state.hold import HoldOrigin
from ..core.state.lift import LONGEST_LIFT, Lift
from ..exceptions import LiftRefusedError, NotNamedError, StaysPrivateError


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


class LiftPermission:
    """Says which lifts may begin now, and refuses those that may not or would open nothing."""

    def __init__(self, coordinator: GuardCoordinator) -> None:
        self._coordinator = coordinator

    def permits(self, actor: Actor) -> bool:
        """Return whether the household lets an actor open cameras against their rules."""
        evaluator = self._coordinator.evaluator
        residents = evaluator.resident_users().values()
        return may_lift(actor, evaluator.household, residents)

    def may_end_guest_holds(self, actor: Actor) -> bool:
        """Return whether an actor may end what guests asked for on the guest page."""
        evaluator = self._coordinator.evaluator
        residents = evaluator.resident_users().values()
        return may_end_guest_holds(actor, evaluator.household, residents)

    def is_kept_by_guests(
        self, camera_id: CameraId, actor: Actor, now: datetime
    ) -> bool:
        """Return whether guests asked for a camera to be private, and an actor may not end that."""
        holds = self._coordinator.state.holds_of(camera_id)
        return any(
            hold.origin is HoldOrigin.GUEST and not hold.is_over(now) for hold in holds
        ) and not self.may_end_guest_holds(actor)

    def lift_for(self, request: LiftRequest) -> Lift:
        """Return the lift that is asked for, if it may begin now.

        Raises:
            NotNamedError: The way opens nothing.
            LiftRefusedError: It is too early, not this actor's to do, or would open nothing.
            StaysPrivateError: Zones are to be uncovered of a camera that somebody made private.
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
            if self.is_kept_by_guests(camera_id, request.actor, now):
                name = self._coordinator.cameras[camera_id].config.name
                raise LiftRefusedError("lift_guest_hold", name)
            self._refuse_what_stays(camera_id, lift)
            if lift.zones:
                self._refuse_below_holds(camera_id, now)
        return lift

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

    def _refuse_below_holds(self, camera_id: CameraId, now: datetime) -> None:
        """Refuse to uncover zones of a camera that is private by hand: nothing would be seen.

        Raises:
            StaysPrivateError: With the reason of what was asked for.
        """
        config = self._coordinator.cameras[camera_id].config
        for hold in self._coordinator.state.holds_of(camera_id):
            if hold.level is PrivacyLevel.PRIVATE and not hold.is_over(now):
                for timed in of_hold(hold, config.zone_ids):
                    raise StaysPrivateError(config.name, timed.constraint.reason)

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
