"""Who may open a camera: against its rules, or if only a hold closes it."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from ..settings.household import Household


class Way(StrEnum):
    """How an opening was requested.

    `DIRECT` is a person at a switch. `ACTION` is an action made for openings. `NAMED` is an
    automation, a script or a program that switches an entity by its name. Everything else (voice,
    scenes, groups, whole areas, webhooks, anything unknown) is `INDIRECT`, and opens nothing.
    """

    DIRECT = "direct"
    ACTION = "action"
    NAMED = "named"
    INDIRECT = "indirect"


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who asks, and how.

    `user_id` can be trusted: it is set only if somebody signed in as that user, for the call itself
    (then `is_person`) or to start the script that makes it. Without it, the actor is an automation,
    or a program; then `token_of` is the user whose token it uses. `in_passing` tells that it was not
    meant: a script or an automation does something to a whole area, floor, label or device, and what
    is asked about is only among what is there.
    """

    way: Way
    user_id: str | None = None
    is_admin: bool = False
    is_person: bool = False
    token_of: str | None = None
    in_passing: bool = False


def may_end_holds(actor: Actor) -> bool:
    """Return whether an actor may end holds, if no rule closes the camera as well."""
    return actor.way is not Way.INDIRECT


def may_lift(
    actor: Actor, household: Household, resident_users: Collection[str]
) -> bool:
    """Return whether an actor may open a camera against its rules.

    Users must be on the household's list (without one: administrators, and residents by their
    user ids). Automations may, through the action that is made for it. So may programs whose user
    might, or could write automations.
    """
    if actor.way not in (Way.DIRECT, Way.ACTION):
        return False
    if actor.user_id is None and actor.way is not Way.ACTION:
        return False
    user_id = actor.user_id or actor.token_of
    if user_id is None:
        return True
    if household.who_may_open is not None:
        listed = user_id in household.who_may_open
    else:
        listed = actor.is_admin or user_id in resident_users
    return listed or (actor.user_id is None and actor.is_admin)


def may_end_guest_holds(
    actor: Actor, household: Household, resident_users: Collection[str]
) -> bool:
    """Return whether an actor may end what guests asked for on the guest page.

    Only a person may, by the name of the camera: who lives here, an administrator, or who is on the
    household's list.
    """
    if not actor.is_person or actor.way is Way.INDIRECT:
        return False
    listed = actor.user_id in (household.who_may_open or ())
    return actor.is_admin or listed or actor.user_id in resident_users


def may_dismiss_guests(actor: Actor) -> bool:
    """Return whether an actor may say that guests have left: only a person may, directly."""
    return actor.is_person and actor.way in (Way.DIRECT, Way.ACTION)


def may_switch_rules_off(
    actor: Actor, household: Household, resident_users: Collection[str]
) -> bool:
    """Return whether an actor may switch a rule off: an administrator, or who is on the list.

    Only a person may, directly: there is no end by itself.
    """
    if not actor.is_person or actor.way is not Way.DIRECT:
        return False
    return actor.is_admin or may_lift(actor, household, resident_users)
