"""Opening cameras against their rules for a while; the table of openings asks for it."""

from collections.abc import Collection, Mapping
from datetime import timedelta

from homeassistant.core import Context
from homeassistant.util import dt as dt_util

from ..coordinator import GuardCoordinator
from ..core.ids import CameraId, ZoneId
from ..core.level import PrivacyLevel
from ..core.privacy.constraint import ReasonCode
from ..core.privacy.opening import Opening, OpeningKind
from ..core.privacy.permission import Actor, Way, may_lift
from ..core.settings.camera import CameraConfig
from ..core.state.hold import Hold, HoldOrigin
from ..core.state.household import HouseholdState
from ..core.state.lift import LONGEST_LIFT, Lift
from ..core.truth import Truth
from ..exceptions import LiftRefusedError, NotNamedError


class LiftWaits(Exception):  # noqa: N818  # no error, but something still to be done
    """A lift that is allowed, once it is confirmed."""


async def async_lift(
    coordinator: GuardCoordinator,
    camera_ids: Collection[CameraId],
    actor: Actor,
    *,
    duration: timedelta | None = None,
    zones: frozenset[ZoneId] = frozenset(),
    context: Context | None = None,
    confirmed: bool = False,
) -> None:
    """Open cameras against their rules for a while, and end their holds.

    Args:
        coordinator: The coordinator.
        camera_ids: The cameras.
        actor: Who asks, and how.
        duration: How long; by default what the household chose, at most 24 hours.
        zones: Uncover these zones only, instead of opening the cameras; holds of them end.
        context: Who did it.
        confirmed: Whether the one who asked has said yes to it.

    Raises:
        LiftWaits: The household wants it to be confirmed first; nothing was changed.
        NotNamedError: It was asked for in a way that opens nothing; nothing was changed.
        LiftRefusedError: The actor may not, or guests are there; nothing was changed.
        NotSavedError: It could not be saved; nothing was changed.
    """
    situation = coordinator.situation
    _refuse_who_may_not(coordinator, camera_ids, actor)
    now = dt_util.utcnow()
    length = min(duration or situation.household.lift_duration, LONGEST_LIFT)
    lift = Lift(set_at=now, until=now + length, set_by=actor.user_id, zones=zones)
    for camera_id in camera_ids:
        _refuse_what_stays(coordinator, camera_id, lift)
    if situation.household.confirm_lifts and not confirmed:
        raise LiftWaits
    released = holds_of(coordinator, camera_ids, tuple(HoldOrigin))
    before, guests = coordinator.state, _guests(coordinator)
    live = {one: live_lifts(coordinator, one) for one in camera_ids}
    begun: list[CameraId] = []

    def change(state: HouseholdState) -> HouseholdState:
        if not zones:
            return state.without(released).lifted(camera_ids, lift)
        for camera_id in camera_ids:
            config = coordinator.cameras[camera_id].config
            state = state.uncovered(
                camera_id, zones, zone_ids(config), of=released[camera_id]
            )
        return state.lifted(camera_ids, lift)

    def begin() -> None:
        begun.extend(
            one
            for one in _not_ended(coordinator, camera_ids, change(before), guests)
            if live[one] <= live_lifts(coordinator, one)
        )
        for camera_id in begun:
            others = situation.lifts.get(camera_id, ())
            kept = tuple(other for other in others if other.zones != zones)
            situation.lifts[camera_id] = (*kept, lift)

    await coordinator.async_open(change, then=begin, context=context)
    if begun:
        coordinator.on_opening(
            Opening(
                kind=OpeningKind.LIFTED,
                cameras=tuple(begun),
                by=actor.user_id,
                until=lift.until,
            )
        )


def actor_may_lift(coordinator: GuardCoordinator, actor: Actor) -> bool:
    """Return whether the household lets an actor open cameras against their rules."""
    situation = coordinator.situation
    return may_lift(actor, situation.household, situation.resident_users().values())


def _refuse_who_may_not(
    coordinator: GuardCoordinator, camera_ids: Collection[CameraId], actor: Actor
) -> None:
    """Refuse what is too early, not this actor's to do, or asked for in a way that opens nothing.

    Raises:
        NotNamedError: The way opens nothing.
        LiftRefusedError: For the other two.
    """
    names = ", ".join(coordinator.cameras[one].config.name for one in camera_ids)
    if not coordinator.settled:
        raise LiftRefusedError("lift_starting_up", names)
    if actor.way is Way.INDIRECT:
        raise NotNamedError(names)
    if not actor_may_lift(coordinator, actor):
        raise LiftRefusedError("lift_not_allowed", names)


def _refuse_what_stays(
    coordinator: GuardCoordinator, camera_id: CameraId, lift: Lift
) -> None:
    """Refuse a lift that would not open: something is there that no lift cuts through.

    Raises:
        LiftRefusedError: With what keeps the camera private.
    """
    camera = coordinator.cameras[camera_id]
    decision = coordinator.situation.unasked(
        camera.config,
        coordinator.state,
        settled=coordinator.settled,
        lifts=(lift,),
        in_place=True,
    )
    stays = lift.zones or zone_ids(camera.config)
    if decision.level is PrivacyLevel.PRIVATE or stays <= decision.zones != frozenset():
        guests = any(
            opinion.reason is ReasonCode.GUESTS_PRESENT
            and opinion.level is not PrivacyLevel.OPEN
            for opinion in decision.trace
        )
        raise LiftRefusedError(
            "lift_guests_present" if guests else "lift_starting_up", camera.config.name
        )


def _not_ended(
    coordinator: GuardCoordinator,
    camera_ids: Collection[CameraId],
    expected: HouseholdState,
    guests: Truth,
) -> list[CameraId]:
    """Return the cameras for which nothing came while a lift was saved that ends lifts.

    Args:
        coordinator: The coordinator.
        camera_ids: The cameras.
        expected: The state with nothing but the lift.
        guests: Whether guests were there when it was asked for.
    """
    state = coordinator.state
    said = state.guests.since not in (None, expected.guests.since)
    if said or _guests(coordinator) > guests:
        return []
    return [
        one
        for one in camera_ids
        if set(state.holds_of(one)) <= set(expected.holds_of(one))
    ]


def _guests(coordinator: GuardCoordinator) -> Truth:
    """Return whether guests are there, as far as it is known."""
    facts = coordinator.situation.facts(coordinator.state, settled=coordinator.settled)
    return facts.guests.present(facts.guests_signal, facts.now)


def live_lifts(coordinator: GuardCoordinator, camera_id: CameraId) -> frozenset[Lift]:
    """Return the lifts by which a camera is open now; who closes it again ends them."""
    now = dt_util.utcnow()
    lifts = coordinator.situation.lifts.get(camera_id, ())
    return frozenset(lift for lift in lifts if lift.is_live(now))


def holds_of(
    coordinator: GuardCoordinator,
    camera_ids: Collection[CameraId],
    origins: Collection[HoldOrigin],
) -> Mapping[CameraId, Collection[Hold]]:
    """Return the holds of cameras that have one of some origins."""
    return {
        camera_id: [
            hold
            for hold in coordinator.state.holds_of(camera_id)
            if hold.origin in origins
        ]
        for camera_id in camera_ids
    }


def zone_ids(config: CameraConfig) -> frozenset[ZoneId]:
    """Return the zones of a camera."""
    return frozenset(zone.zone_id for zone in config.zones)
