"""What a page is told of the household, and what not."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from custom_components.lens_cap.core.privacy.facts import Whereabouts
from custom_components.lens_cap.core.state.hold import HoldOrigin
from custom_components.lens_cap.core.truth import Truth
from custom_components.lens_cap.core.view.camera import Findings
from custom_components.lens_cap.core.view.household import (
    HouseholdOffers,
    SeenHousehold,
    SeenPerson,
    told_household,
    told_you,
)
from custom_components.lens_cap.core.view.page_user import PageUser

from .homes import ANNA, BEN, NAMES, NOW, VISITOR, hold

EVERYTHING = HouseholdOffers(
    may_open=True,
    may_say_guests=True,
    may_close_all=True,
    reads_guests=True,
    reads_findings=True,
)
HOME = SeenHousehold(
    entry_id="entry",
    started=True,
    all_private=True,
    household_hold=hold(origin=HoldOrigin.HOUSEHOLD),
    guests=Truth.YES,
    guests_until=NOW,
    lift_duration=timedelta(minutes=15),
    people=(SeenPerson(entity_id="person.anna", name="Anna", where=Whereabouts.HOME),),
    entity_ids={"guests": "switch.guests"},
)


def told(user: PageUser, access: HouseholdOffers = EVERYTHING, **changes: Any) -> Any:
    """Return what somebody is told of the household."""
    return told_household(replace(HOME, **changes), user, access, NAMES)


def test_all_that_is_told() -> None:
    """Each thing under its own name."""
    home = told(
        BEN,
        not_saved=True,
        guests_until=NOW + timedelta(hours=1),
        lift_duration=timedelta(minutes=45),
        pin_set=True,
        time_zone="Europe/Berlin",
        findings=Findings(open=3, worst="high"),
        next_change=NOW + timedelta(hours=2),
    )
    assert home == {
        "entry_id": "entry",
        "starting": False,
        "not_saved": True,
        "all_private": True,
        "all_private_by": {"kind": "user", "name": "Anna"},
        "guests": {"present": "yes", "until": "2026-11-24T12:00:00+00:00"},
        "open_minutes": 45,
        "open_minutes_most": 1440,
        "confirm_lifts": False,
        "pin_set": True,
        "time_zone": "Europe/Berlin",
        "findings": {"open": 3, "worst": "high"},
        "next_change": "2026-11-24T13:00:00+00:00",
        "entities": {"guests": "switch.guests"},
        "people": [{"entity_id": "person.anna", "name": "Anna", "where": "home"}],
    }


def test_the_family_is_told_who_is_home() -> None:
    """And who made all cameras private."""
    home = told(BEN)
    assert home["people"] == [
        {"entity_id": "person.anna", "name": "Anna", "where": "home"}
    ]
    assert home["all_private_by"] == {"kind": "user", "name": "Anna"}
    assert told(ANNA)["all_private_by"] == {"kind": "you"}
    assert (home["open_minutes"], home["open_minutes_most"]) == (15, 1440)


def test_others_are_not() -> None:
    """Neither where anybody is, nor who did anything."""
    home = told(VISITOR)
    assert home["people"] is None
    assert home["all_private_by"] == {"kind": "somebody"}


def test_nobody_made_all_private() -> None:
    """Then nobody is named."""
    assert told(BEN, household_hold=None)["all_private_by"] is None


@pytest.mark.parametrize(
    ("guests", "present"),
    [(Truth.NO, "no"), (Truth.MAYBE, "maybe"), (Truth.YES, "yes")],
)
def test_guests(guests: Truth, present: str) -> None:
    """Whether they are there, to whoever may read that."""
    assert told(BEN, guests=guests)["guests"] == {
        "present": present,
        "until": "2026-11-24T11:00:00+00:00",
    }
    assert told(BEN, HouseholdOffers(), guests=guests)["guests"] is None


def test_findings_are_counted_for_whoever_may_read_that() -> None:
    """How many, and how bad the worst is."""
    assert told(VISITOR)["findings"] == {"open": 0, "worst": None}
    assert told(VISITOR, HouseholdOffers())["findings"] is None


def test_what_one_is() -> None:
    """Rules are changed by administrators who are signed in."""
    assert told_you(ANNA, EVERYTHING)["may_change_rules"] is True
    assert told_you(replace(ANNA, signed_in=False), EVERYTHING) == {
        "role": "administrator",
        "signed_in": False,
        "may_open": True,
        "may_say_guests": True,
        "may_close_all": True,
        "may_change_rules": False,
    }
    assert told_you(BEN, EVERYTHING)["may_change_rules"] is False
