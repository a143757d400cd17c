"""Every opening that there is, and who may have it: the table of openings as code.

What administrators change through flows (zones, rules, cameras) is not here.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from homeassistant.core import Context
from homeassistant.util import dt as dt_util

from ..coordinator import GuardCoordinator
from ..core.ids import CameraId, ZoneId
from ..core.level import PrivacyLevel
from ..core.privacy.opening import Opening, OpeningKind, of_somebody_else
from ..core.privacy.permission import Actor, Way, may_dismiss_guests, may_end_holds
from ..core.state.hold import Hold, HoldOrigin
from ..exceptions import GuestsStayError, NotNamedError, StaysPrivateError
from ..ha.repair_issues import async_show_doubt_about_guests
from .lift import LiftWaits, actor_may_lift, async_lift, holds_of, zone_ids

__all__ = [
    "LiftWaits",
    "async_believe",
    "async_end_privacy",
    "async_everyone_left",
    "async_guests_end",
    "async_guests_left",
    "async_lift",
    "async_release",
    "async_release_holds",
    "async_uncover",
]


async def async_release(
    coordinator: GuardCoordinator,
    camera_ids: Collection[CameraId],
    origins: Collection[HoldOrigin] = tuple(HoldOrigin),
    *,
    actor: Actor,
    context: Context | None = None,
) -> None:
    """End holds and lifts of cameras; what else keeps them private goes on.

    That lifts end closes cameras, and needs nobody's permission.

    Raises:
        NotNamedError: The actor may not end holds in this way; none was ended.
        NotSavedError: It could not be saved; no hold was ended.
    """
    if lifted := coordinator.situation.lifts.keys() & set(camera_ids):
        for camera_id in lifted:
            del coordinator.situation.lifts[camera_id]
        coordinator.refresh(context)
    released = holds_of(coordinator, camera_ids, origins)
    await async_release_holds(coordinator, released, actor=actor, context=context)


async def async_release_holds(
    coordinator: GuardCoordinator,
    released: Mapping[CameraId, Collection[Hold]],
    *,
    actor: Actor,
    context: Context | None = None,
) -> None:
    """End exactly these holds; newer ones, and what else keeps the cameras private, go on.

    Raises:
        NotNamedError: The actor may not end holds in this way; none was ended.
        NotSavedError: It could not be saved; nothing was changed.
    """
    _refuse_who_names_nothing(coordinator, released, actor)
    await coordinator.async_open(lambda state: state.without(released), context=context)
    _tell_of(coordinator, released, actor)


async def async_end_privacy(
    coordinator: GuardCoordinator,
    camera_id: CameraId,
    actor: Actor,
    *,
    lifts: bool = True,
    context: Context | None = None,
) -> None:
    """Open a camera: end its holds, and lift its rules where the actor may do that.

    Args:
        coordinator: The coordinator.
        camera_id: The camera.
        actor: Who asks, and how.
        lifts: Whether what was done may open it against rules at all.
        context: Who did it.

    Raises:
        LiftWaits: The household wants it to be confirmed first; nothing was changed.
        StaysPrivateError: Something keeps the camera private that this actor cannot lift in this
            way; nothing was changed.
        NotNamedError: As in `async_release`.
        NotSavedError: It could not be saved; nothing was changed.
    """
    camera = coordinator.cameras[camera_id]
    decision = coordinator.situation.unasked(
        camera.config, coordinator.state, settled=coordinator.settled
    )
    if decision.level is not PrivacyLevel.PRIVATE:
        await async_release(coordinator, [camera_id], actor=actor, context=context)
        return
    if not lifts or not _may_lift_by_switch(coordinator, actor):
        raise StaysPrivateError(camera.config.name, decision.reason)
    await async_lift(coordinator, [camera_id], actor, context=context)


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
        NotNamedError: As in `async_release`.
        NotSavedError: It could not be saved; nothing was changed.
    """
    config = coordinator.cameras[camera_id].config
    decision = coordinator.situation.unasked(
        config, coordinator.state, settled=coordinator.settled, in_place=True
    )
    if zone not in decision.zones:
        released = {camera_id: coordinator.state.covering(camera_id, {zone})}
        _refuse_who_names_nothing(coordinator, released, actor)
        await coordinator.async_open(
            lambda state: state.uncovered(
                camera_id, {zone}, zone_ids(config), of=released[camera_id]
            ),
            context=context,
        )
        _tell_of(coordinator, released, actor)
        return
    if not _may_lift_by_switch(coordinator, actor):
        raise StaysPrivateError(config.name, decision.reason)
    await async_lift(
        coordinator, [camera_id], actor, zones=frozenset({zone}), context=context
    )


async def async_guests_left(
    coordinator: GuardCoordinator, actor: Actor, *, context: Context | None = None
) -> None:
    """Say that no guests are there, whatever entities say now: what only persons may do.

    Guests who come while that is saved are there.

    Raises:
        GuestsStayError: No person asked, by the switch or the action itself; nothing was changed.
        NotSavedError: It could not be saved; nothing was changed.
    """
    if not may_dismiss_guests(actor):
        raise GuestsStayError
    since, signal = coordinator.state.guests.since, coordinator.situation.guests_signal
    await coordinator.async_open(
        lambda state: replace(state, guests=state.guests.left(signal, since=since)),
        context=context,
    )
    _show_doubt(coordinator)


async def async_guests_end(
    coordinator: GuardCoordinator,
    until: datetime,
    actor: Actor,
    *,
    context: Context | None = None,
) -> None:
    """Say that the guests leave earlier than was said before: what only persons may do.

    Raises:
        GuestsStayError: No person asked, by the entity itself; nothing was changed.
        NotSavedError: It could not be saved; nothing was changed.
    """
    if not may_dismiss_guests(actor):
        raise GuestsStayError
    since = coordinator.state.guests.since
    await coordinator.async_open(
        lambda state: replace(state, guests=state.guests.ending(until, since=since)),
        context=context,
    )


async def async_believe(
    coordinator: GuardCoordinator, actor: Actor, *, context: Context | None = None
) -> None:
    """Go on from a state that may be an old one: end what is private only because of that doubt.

    Raises:
        NotNamedError: As in `async_release`.
        NotSavedError: It could not be saved; nothing was changed.
    """
    released = holds_of(coordinator, list(coordinator.cameras), [HoldOrigin.STORE_LOST])
    _refuse_who_names_nothing(coordinator, released, actor)
    await coordinator.async_open(
        lambda state: replace(state.without(released), guests=state.guests.certain()),
        context=context,
    )
    _show_doubt(coordinator)
    _tell_of(coordinator, released, actor)


async def async_everyone_left(coordinator: GuardCoordinator) -> None:
    """End the holds that were to last until everyone had left.

    Raises:
        NotSavedError: It could not be saved; nothing was changed.
    """
    now, holds = dt_util.utcnow(), coordinator.state.holds
    await coordinator.async_open(lambda state: state.once_everyone_left(now, of=holds))


def _tell_of(
    coordinator: GuardCoordinator,
    released: Mapping[CameraId, Collection[Hold]],
    actor: Actor,
) -> None:
    """Tell of what was ended although somebody else had asked for it."""
    if cameras := of_somebody_else(released, actor.user_id):
        coordinator.on_opening(
            Opening(kind=OpeningKind.RELEASED, cameras=cameras, by=actor.user_id)
        )


def _refuse_who_names_nothing(
    coordinator: GuardCoordinator,
    released: Mapping[CameraId, Collection[Hold]],
    actor: Actor,
) -> None:
    """Refuse to end holds, where there are any, for somebody who may not in this way.

    Raises:
        NotNamedError: With the cameras that stay private.
    """
    held = [camera_id for camera_id, holds in released.items() if holds]
    if held and not may_end_holds(actor):
        raise NotNamedError(
            ", ".join(coordinator.cameras[one].config.name for one in held)
        )


def _show_doubt(coordinator: GuardCoordinator) -> None:
    async_show_doubt_about_guests(
        coordinator.hass, doubted=coordinator.state.guests.doubted
    )


def _may_lift_by_switch(coordinator: GuardCoordinator, actor: Actor) -> bool:
    return actor.way is Way.DIRECT and actor_may_lift(coordinator, actor)
