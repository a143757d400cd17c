"""What anyone and anything may do at once: make cameras more private, say that guests are there."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from homeassistant.core import Context
from homeassistant.util import dt as dt_util

from ..coordinator import GuardCoordinator
from ..core.ids import CameraId, RuleId, ZoneId
from ..core.level import PrivacyLevel
from ..core.settings.rule import Rule
from ..core.state.hold import Hold, HoldOrigin
from ..ha.repair_issues import async_show_doubt_about_guests
from ..sensing.location import camera_place


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


async def async_switch_rule_on(
    coordinator: GuardCoordinator, rule_id: RuleId, *, context: Context | None = None
) -> None:
    """Let a rule close cameras again, at once; lifts of its cameras end.

    Raises:
        NotSavedError: It is in force, but a restart may forget it.
    """
    rules = [one for one in coordinator.situation.rules if one.rule_id == rule_id]
    await coordinator.async_close(
        lambda state: replace(state, rules_off=state.rules_off - {rule_id}),
        [camera for rule in rules for camera in cameras_of(coordinator, rule)],
        context=context,
    )


def cameras_of(coordinator: GuardCoordinator, rule: Rule) -> list[CameraId]:
    """Return the cameras that a rule is about now."""
    return [
        camera_id
        for camera_id, camera in coordinator.cameras.items()
        if rule.scope.includes(camera.config, camera_place(coordinator.hass, camera_id))
    ]


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
