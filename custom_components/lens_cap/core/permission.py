"""Who may open a camera against its rules."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from .household import Household


class Way(StrEnum):
    """How an opening was asked for.

    `DIRECT` is a person at a switch. `ACTION` is the action that is made for it. Everything
    else (scenes, voice, scripts and automations that switch a switch) is `INDIRECT`.
    """

    DIRECT = "direct"
    ACTION = "action"
    INDIRECT = "indirect"


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who asks, and how; without a user id it is an automation.

    Add-ons and users that may not sign in have a user id as well, and are no persons.
    """

    way: Way
    user_id: str | None = None
    is_admin: bool = False
    is_person: bool = False


def may_lift(
    actor: Actor, household: Household, resident_users: Collection[str]
) -> bool:
    """Return whether an actor may open a camera against its rules.

    Users must be on the household's list (without one: administrators, and residents by their
    user ids). Automations may, through the action that is made for it.
    """
    if actor.way is Way.INDIRECT:
        return False
    if actor.user_id is None:
        return actor.way is Way.ACTION
    if household.who_may_open is not None:
        return actor.user_id in household.who_may_open
    return actor.is_admin or actor.user_id in resident_users
