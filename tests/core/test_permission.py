"""Who may open: against rules, and what guests asked for."""

import pytest

from custom_components.lens_cap.core.privacy.permission import (
    Actor,
    Way,
    may_end_guest_holds,
    may_lift,
)
from custom_components.lens_cap.core.settings.household import Household

ANNA, BEN, EVE = "anna", "ben", "eve"


@pytest.mark.parametrize(
    ("actor", "may"),
    [
        (Actor(way=Way.DIRECT, user_id=ANNA), True),
        (Actor(way=Way.ACTION, user_id=ANNA), True),
        (Actor(way=Way.INDIRECT, user_id=ANNA, is_admin=True), False),
        (Actor(way=Way.DIRECT, user_id=EVE), False),
        (Actor(way=Way.DIRECT, user_id=EVE, is_admin=True), True),
        (Actor(way=Way.ACTION), True),
        (Actor(way=Way.DIRECT), False),
        (Actor(way=Way.INDIRECT), False),
        (Actor(way=Way.NAMED), False),
        (Actor(way=Way.NAMED, user_id=ANNA, is_admin=True), False),
        (Actor(way=Way.ACTION, token_of=ANNA), True),
        (Actor(way=Way.ACTION, token_of=EVE), False),
        (Actor(way=Way.ACTION, token_of=EVE, is_admin=True), True),
        (Actor(way=Way.DIRECT, token_of=ANNA), False),
    ],
)
def test_who_may_lift(actor: Actor, may: bool) -> None:
    """Administrators and residents by hand, automations by the action for it, others never."""
    assert may_lift(actor, Household(), {ANNA}) is may


def test_who_may_lift_by_the_household_s_list() -> None:
    """Then it is only those, administrators or not."""
    listed = Household(who_may_open=frozenset({BEN}))
    assert may_lift(Actor(way=Way.DIRECT, user_id=BEN), listed, {ANNA})
    for user_id in (ANNA, EVE):
        actor = Actor(way=Way.DIRECT, user_id=user_id, is_admin=True)
        assert not may_lift(actor, listed, {ANNA})
    assert may_lift(Actor(way=Way.ACTION, token_of=BEN), listed, {ANNA})
    assert not may_lift(Actor(way=Way.ACTION, token_of=ANNA), listed, {ANNA})


@pytest.mark.parametrize(
    ("actor", "may"),
    [
        (Actor(way=Way.DIRECT, user_id=ANNA, is_person=True), True),
        (Actor(way=Way.ACTION, user_id=ANNA, is_person=True), True),
        (Actor(way=Way.DIRECT, user_id=BEN, is_person=True), True),
        (Actor(way=Way.DIRECT, user_id=EVE, is_person=True), False),
        (Actor(way=Way.DIRECT, user_id=EVE, is_person=True, is_admin=True), True),
        (Actor(way=Way.INDIRECT, user_id=ANNA, is_person=True, is_admin=True), False),
        (Actor(way=Way.NAMED, user_id=ANNA, is_admin=True), False),
        (Actor(way=Way.ACTION, token_of=ANNA, is_admin=True), False),
        (Actor(way=Way.ACTION), False),
    ],
)
def test_who_may_end_what_guests_asked_for(actor: Actor, may: bool) -> None:
    """Only a person by hand: who lives here, an administrator, or who is on the household's list."""
    listed = Household(who_may_open=frozenset({BEN}))
    assert may_end_guest_holds(actor, listed, {ANNA}) is may


def test_without_a_list_residents_and_administrators_end_what_guests_asked_for() -> (
    None
):
    """Nobody else is on one then."""
    ben = Actor(way=Way.DIRECT, user_id=BEN, is_person=True)
    assert not may_end_guest_holds(ben, Household(), {ANNA})
    assert may_end_guest_holds(ben, Household(), {BEN})
