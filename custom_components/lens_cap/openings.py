"""Every opening that there is, and who may have it: the table of openings as code.

What administrators change through flows (zones, rules, cameras) is not here.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import timedelta

from homeassistant.core import Context
from homeassistant.util import dt as dt_util

from .coordinator import GuardCoordinator
from .core.camera import CameraConfig, CameraId
from .core.hold import Hold, HoldOrigin
from .core.level import PrivacyLevel
from .core.lift import LONGEST_LIFT, Lift
from .core.opening import Opening, OpeningKind, of_somebody_else
from .core.permission import Actor, Way, may_lift
from .core.reason import ReasonCode
from .core.state import HouseholdState
from .core.zones import ZoneId
from .exceptions import GuestsStayError, LiftRefusedError, StaysPrivateError


class LiftWaits(Exception):  # noqa: N818  # no error, but something still to be done
    """A lift that is allowed, once it is confirmed."""


async def async_release(
    coordinator: GuardCoordinator,
    camera_ids: Collection[CameraId],
    origins: Collection[HoldOrigin] = tuple(HoldOrigin),
    *,
    context: Context | None = None,
) -> None:
    """End holds and lifts of cameras; what else keeps them private goes on.

    Raises:
        NotSavedError: It could not be saved; nothing was changed.
    """
    if lifted := coordinator.situation.lifts.keys() & set(camera_ids):
        for camera_id in lifted:
            del coordinator.situation.lifts[camera_id]
        coordinator.refresh(context)
    await async_release_holds(
        coordinator, _holds(coordinator, camera_ids, origins), context=context
    )


async def async_release_holds(
    coordinator: GuardCoordinator,
    released: Mapping[CameraId, Collection[Hold]],
    *,
    context: Context | None = None,
) -> None:
    """End exactly these holds; newer ones, and what else keeps the cameras private, go on.

    Raises:
        NotSavedError: It could not be saved; nothing was changed.
    """
    await coordinator.async_open(lambda state: state.without(released), context=context)
    _tell_of(coordinator, released, context.user_id if context else None)


async def async_end_privacy(
    coordinator: GuardCoordinator,
    camera_id: CameraId,
    actor: Actor,
    *,
    context: Context | None = None,
) -> None:
    """Open a camera: end its holds, and lift its rules where the actor may do that.

    Raises:
        LiftWaits: The household wants it to be confirmed first; nothing was changed.
        StaysPrivateError: Something keeps the camera private that this actor cannot lift in this
            way; nothing was changed.
        NotSavedError: It could not be saved; nothing was changed.
    """
    camera = coordinator.cameras[camera_id]
    decision = coordinator.situation.unasked(
        camera.config, coordinator.state, settled=coordinator.settled
    )
    if decision.level is not PrivacyLevel.PRIVATE:
        await async_release(coordinator, [camera_id], context=context)
        return
    if actor.way is Way.ACTION or not _may_lift(coordinator, actor):
        raise StaysPrivateError(camera.config.name, decision.reason)
    await async_lift(coordinator, [camera_id], actor, context=context)


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
        LiftRefusedError: The actor may not, or guests are there; nothing was changed.
        NotSavedError: It could not be saved; nothing was changed.
    """
    situation = coordinator.situation
    names = ", ".join(coordinator.cameras[one].config.name for one in camera_ids)
    if not coordinator.settled:
        raise LiftRefusedError("lift_starting_up", names)
    if not _may_lift(coordinator, actor):
        raise LiftRefusedError("lift_not_allowed", names)
    now = dt_util.utcnow()
    length = min(duration or situation.household.lift_duration, LONGEST_LIFT)
    lift = Lift(set_at=now, until=now + length, set_by=actor.user_id, zones=zones)
    for camera_id in camera_ids:
        _refuse_what_stays(coordinator, camera_id, lift)
    if situation.household.confirm_lifts and not confirmed:
        raise LiftWaits
    released = _holds(coordinator, camera_ids, tuple(HoldOrigin))

    def change(state: HouseholdState) -> HouseholdState:
        if not zones:
            return state.without(released).lifted(camera_ids, lift)
        for camera_id in camera_ids:
            config = coordinator.cameras[camera_id].config
            state = state.uncovered(camera_id, zones, _zone_ids(config))
        return state.lifted(camera_ids, lift)

    def begin() -> None:
        for camera_id in camera_ids:
            others = situation.lifts.get(camera_id, ())
            kept = tuple(other for other in others if other.zones != zones)
            situation.lifts[camera_id] = (*kept, lift)

    await coordinator.async_open(change, then=begin, context=context)
    coordinator.on_opening(
        Opening(
            kind=OpeningKind.LIFTED,
            cameras=tuple(camera_ids),
            by=actor.user_id,
            until=lift.until,
        )
    )


async def async_uncover(
    coordinator: GuardCoordinator,
    camera_id: CameraId,
    zone: ZoneId,
    actor: Actor,
    *,
    context: Context | None = None,
) -> None:
    """Uncover a privacy zone: end the holds on it, and lift its rules where the actor may do that.

    Raises:
        LiftWaits: The household wants it to be confirmed first; nothing was changed.
        StaysPrivateError: A rule covers the zone that this actor cannot lift in this way; nothing
            was changed.
        NotSavedError: It could not be saved; nothing was changed.
    """
    config = coordinator.cameras[camera_id].config
    decision = coordinator.situation.unasked(
        config, coordinator.state, settled=coordinator.settled, in_place=True
    )
    if zone not in decision.zones:
        released = {camera_id: coordinator.state.covering(camera_id, {zone})}
        await coordinator.async_open(
            lambda state: state.uncovered(camera_id, {zone}, _zone_ids(config)),
            context=context,
        )
        _tell_of(coordinator, released, context.user_id if context else None)
        return
    if actor.way is Way.ACTION or not _may_lift(coordinator, actor):
        raise StaysPrivateError(config.name, decision.reason)
    await async_lift(
        coordinator, [camera_id], actor, zones=frozenset({zone}), context=context
    )


async def async_guests_left(
    coordinator: GuardCoordinator, actor: Actor, *, context: Context | None = None
) -> None:
    """Say that no guests are there, whatever entities say now: what only users may do.

    Raises:
        GuestsStayError: An automation, a scene or voice asked; nothing was changed.
        NotSavedError: It could not be saved; nothing was changed.
    """
    if not actor.is_person or actor.way is Way.INDIRECT:
        raise GuestsStayError
    await coordinator.async_open(
        lambda state: replace(
            state, guests=state.guests.left(coordinator.situation.guests_signal)
        ),
        context=context,
    )


async def async_everyone_left(coordinator: GuardCoordinator) -> None:
    """End the holds that were to last until everyone had left.

    Raises:
        NotSavedError: It could not be saved; nothing was changed.
    """
    now = dt_util.utcnow()
    await coordinator.async_open(lambda state: state.once_everyone_left(now))


def _tell_of(
    coordinator: GuardCoordinator,
    released: Mapping[CameraId, Collection[Hold]],
    by: str | None,
) -> None:
    """Tell of what was ended although somebody else had asked for it."""
    if cameras := of_somebody_else(released, by):
        coordinator.on_opening(
            Opening(kind=OpeningKind.RELEASED, cameras=cameras, by=by)
        )


def _may_lift(coordinator: GuardCoordinator, actor: Actor) -> bool:
    situation = coordinator.situation
    return may_lift(actor, situation.household, situation.resident_users().values())


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
    stays = lift.zones or _zone_ids(camera.config)
    if decision.level is PrivacyLevel.PRIVATE or stays <= decision.zones != frozenset():
        guests = any(
            opinion.reason is ReasonCode.GUESTS_PRESENT
            and opinion.level is not PrivacyLevel.OPEN
            for opinion in decision.trace
        )
        raise LiftRefusedError(
            "lift_guests_present" if guests else "lift_starting_up", camera.config.name
        )


def _holds(
    coordinator: GuardCoordinator,
    camera_ids: Collection[CameraId],
    origins: Collection[HoldOrigin],
) -> Mapping[CameraId, Collection[Hold]]:
    return {
        camera_id: [
            hold
            for hold in coordinator.state.holds_of(camera_id)
            if hold.origin in origins
        ]
        for camera_id in camera_ids
    }


def _zone_ids(config: CameraConfig) -> frozenset[ZoneId]:
    return frozenset(zone.zone_id for zone in config.zones)
