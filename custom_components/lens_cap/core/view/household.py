"""The household as a page shows it, to one person, and what that person may do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ..privacy.facts import Whereabouts
from ..state.hold import Hold
from ..state.lift import LONGEST_LIFT
from ..truth import Truth
from .camera import Findings, told_by_hold
from .page_user import PageRole, PageUser, iso

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class SeenPerson:
    """A resident: the entity id, the name, and where they are."""

    entity_id: str
    name: str
    where: Whereabouts


@dataclass(frozen=True, kw_only=True)
class SeenHousehold:
    """All that is known of the household; what of it somebody may know, `told_household` says.

    `started` is False while Home Assistant still starts. `household_hold` is one of the holds on all
    cameras. `entity_ids` are those of its entities by what they are; None where one is not there.
    """

    entry_id: str
    started: bool
    not_saved: bool = False
    all_private: bool = False
    household_hold: Hold | None = None
    guests: Truth = Truth.MAYBE
    guests_until: datetime | None = None
    lift_duration: timedelta = timedelta()
    confirm_lifts: bool = False
    pin_set: bool = False
    time_zone: str = "UTC"
    findings: Findings = field(default_factory=Findings)
    next_change: datetime | None = None
    people: tuple[SeenPerson, ...] = ()
    entity_ids: Mapping[str, str | None] = field(default_factory=dict[str, str | None])


@dataclass(frozen=True, kw_only=True)
class HouseholdOffers:
    """What one person may do, and read, of the household."""

    may_open: bool = False
    may_say_guests: bool = False
    may_close_all: bool = False
    reads_guests: bool = False
    reads_findings: bool = False


_TOLD = {Truth.NO: "no", Truth.MAYBE: "maybe", Truth.YES: "yes"}


def told_you(user: PageUser, access: HouseholdOffers) -> dict[str, object]:
    """Return what a person is to the household, and may do."""
    return {
        "role": user.role.value,
        "signed_in": user.signed_in,
        "may_open": access.may_open,
        "may_say_guests": access.may_say_guests,
        "may_close_all": access.may_close_all,
        "may_change_rules": user.signed_in and user.role is PageRole.ADMINISTRATOR,
    }


def told_household(
    seen: SeenHousehold,
    user: PageUser,
    access: HouseholdOffers,
    names: Mapping[str, str],
) -> dict[str, object]:
    """Return the household as a page gets it; `names` are those of users, by their ids."""
    return {
        "entry_id": seen.entry_id,
        "starting": not seen.started,
        "not_saved": seen.not_saved,
        "all_private": seen.all_private,
        "all_private_by": None
        if seen.household_hold is None
        else told_by_hold(seen.household_hold, user, names),
        "guests": {
            "present": _TOLD[seen.guests],
            "until": iso(seen.guests_until),
        }
        if access.reads_guests
        else None,
        "open_minutes": round(seen.lift_duration / _MINUTE),
        "open_minutes_most": round(LONGEST_LIFT / _MINUTE),
        "confirm_lifts": seen.confirm_lifts,
        "pin_set": seen.pin_set,
        "time_zone": seen.time_zone,
        "findings": seen.findings.told() if access.reads_findings else None,
        "next_change": iso(seen.next_change),
        "entities": dict(seen.entity_ids),
        "people": [
            {"entity_id": one.entity_id, "name": one.name, "where": one.where.value}
            for one in seen.people
        ]
        if user.is_family
        else None,
    }
