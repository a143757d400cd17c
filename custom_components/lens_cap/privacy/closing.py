"""What anyone and anything may do at once: make cameras more private, say that guests are there."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from homeassistant.core import Context
from homeassistant.util import dt as dt_util

from ..coordinator import GuardCoordinator
from ..core.ids import CameraId, ZoneId
from ..core.level import PrivacyLevel
from ..core.privacy.constraint import ReasonCode
from ..core.state.hold import Hold, HoldOrigin
from ..exceptions import GuestsEndError
from ..ha.repair_issues import async_show_doubt_about_guests

_LONGEST_VISIT: Final = timedelta(days=366)


async def async_hold(
    coordinator: GuardCoordinator,
    camera_ids: Collection[CameraId],
    origin: HoldOrigin,
    *,
    level: PrivacyLevel = PrivacyLevel.PRIVATE,
    zones: frozenset[ZoneId] = frozenset(),
    until: datetime | None = None,
    until_everyone_leaves: bool = False,
    context: Context | None = None,
) -> None:
    """Make cameras private, or cover zones of them; lifts of them end.

    The cameras are closed before this first waits for anything. It returns once that is saved
    and nothing of them is shown any more.

    Args:
        coordinator: The coordinator.
        camera_ids: The cameras.
        origin: What asks for it.
        level: Private, or masked.
        zones: With the level masked, the zones to cover; none means all of a camera.
        until: An aware moment at which the hold ends; None for no end.
        until_everyone_leaves: Whether it goes on until everyone has left.
        context: Who did it.

    Raises:
        NotSavedError: They are closed, but a restart may open them again.
    """
    hold = Hold(
        level=level,
        origin=origin,
        set_at=dt_util.utcnow(),
        until=until,
        until_everyone_leaves=until_everyone_leaves,
        set_by=context.user_id if context else None,
        zones=zones,
    )
    await coordinator.async_close(
        lambda state: state.held(camera_ids, hold), camera_ids, context=context
    )


async def async_close_by_hand(
    coordinator: GuardCoordinator,
    camera_id: CameraId,
    *,
    zone: ZoneId | None = None,
    context: Context | None = None,
) -> None:
    """Make a camera private, or cover a zone of it, as somebody does who flips a switch.

    Where it was only opened for a while, and is closed without that, the lift ends, and rules go on
    as if nobody had looked. Else it stays closed until somebody ends that.

    Raises:
        NotSavedError: It is closed, but a restart may open it again.
    """
    if _only_lifted(coordinator, camera_id, zone):
        await coordinator.async_close(lambda state: state, [camera_id], context=context)
        return
    await async_hold(
        coordinator,
        [camera_id],
        HoldOrigin.CAMERA,
        level=PrivacyLevel.PRIVATE if zone is None else PrivacyLevel.MASKED,
        zones=frozenset() if zone is None else frozenset({zone}),
        context=context,
    )


def _only_lifted(
    coordinator: GuardCoordinator, camera_id: CameraId, zone: ZoneId | None
) -> bool:
    """Return whether a lift is all that keeps a camera, or a zone of it, from being closed."""
    now, situation = dt_util.utcnow(), coordinator.situation
    lifts = [one for one in situation.lifts.get(camera_id, ()) if one.is_live(now)]
    if not any(not lift.zones or zone in lift.zones for lift in lifts):
        return False
    decision = situation.unasked(
        coordinator.cameras[camera_id].config,
        coordinator.state,
        settled=coordinator.settled,
    )
    if decision.level is PrivacyLevel.PRIVATE:
        # What is closed only until more is known may open by itself.
        return decision.reason is not ReasonCode.STARTING_UP
    return zone in decision.zones


async def async_guests_are_there(
    coordinator: GuardCoordinator, *, context: Context | None = None
) -> None:
    """Say that the guests are there of whom it was not known: until somebody says that they left.

    Raises:
        NotSavedError: It is in force, but a restart may forget it.
    """
    await async_guests_arrived(coordinator, context=context)
    await coordinator.async_change(
        lambda state: replace(state, guests=state.guests.certain())
    )
    async_show_doubt_about_guests(
        coordinator.hass, doubted=coordinator.state.guests.doubted
    )


def guests_end(until: datetime) -> datetime:
    """Return a moment at which guests may leave, as one that is aware; a naive one is local.

    Raises:
        GuestsEndError: It has been, or is more than a year away.
    """
    if until.tzinfo is None:
        until = until.replace(tzinfo=dt_util.get_default_time_zone())
    until, now = dt_util.as_utc(until), dt_util.utcnow()
    if not now < until <= now + _LONGEST_VISIT:
        raise GuestsEndError
    return until


async def async_guests_arrived(
    coordinator: GuardCoordinator,
    *,
    until: datetime | None = None,
    context: Context | None = None,
) -> None:
    """Say that guests are there, until a moment or until somebody says that they left.

    Raises:
        NotSavedError: It is in force, but a restart may forget it.
    """
    now = dt_util.utcnow()
    by = context.user_id if context else None
    await coordinator.async_close(
        lambda state: replace(
            state, guests=state.guests.arrived(now, until=until, by=by)
        ),
        list(coordinator.cameras),
        context=context,
    )
