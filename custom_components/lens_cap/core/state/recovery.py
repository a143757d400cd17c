"""Recovers the state at start-up, when the disk may not hold all of it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from ..ids import CameraId, RuleId
from ..level import PrivacyLevel
from .hold import Hold, HoldOrigin
from .household import HouseholdState


def recovered(
    stored: HouseholdState | None,
    *,
    lost: bool,
    interrupted: Collection[CameraId] | None,
    cameras: Collection[CameraId],
    now: datetime,
    guests: bool = False,
    rules_on: Collection[RuleId] = (),
) -> HouseholdState:
    """Return the state to start with.

    Args:
        stored: What could be read, or None.
        lost: Whether a state was expected but is missing, unreadable or old.
        interrupted: The cameras that were being made private when the disk was last written;
            None if that is unknown.
        cameras: All guarded cameras.
        now: The moment of the start.
        guests: Whether somebody said that guests are there, and nothing ran that could hear it.
        rules_on: The rules that somebody switched on meanwhile.

    What may have been a request for privacy becomes a hold without an end. If a note that guests
    are there may have been lost, they may be there. Rules that were switched off count again then.
    """
    state = stored or HouseholdState()
    if lost:
        state = state.held(cameras, _hold(HoldOrigin.STORE_LOST, now))
    unsure = cameras if interrupted is None else set(interrupted) & set(cameras)
    if unsure:
        state = state.held(unsure, _hold(HoldOrigin.INTERRUPTED, now))
    if lost or interrupted is None:
        state = replace(
            state,
            guests=replace(state.guests, doubted=True),
            rules_off=frozenset(),
        )
    if guests:
        state = replace(state, guests=state.guests.arrived(now))
    state = replace(state, rules_off=state.rules_off.difference(rules_on))
    return state.tidied(now)


def _hold(origin: HoldOrigin, now: datetime) -> Hold:
    return Hold(level=PrivacyLevel.PRIVATE, origin=origin, set_at=now)
