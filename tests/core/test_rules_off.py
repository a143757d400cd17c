"""Rules that somebody switched off, and what is to come with those that count."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
import pytest

from custom_components.lens_cap.core.ids import CameraId, RuleId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.placement import Placement
from custom_components.lens_cap.core.privacy.facts import CameraFacts, HouseholdFacts
from custom_components.lens_cap.core.privacy.forecast import forecast
from custom_components.lens_cap.core.privacy.permission import (
    Actor,
    Way,
    may_switch_rules_off,
)
from custom_components.lens_cap.core.privacy.rule_evaluation import evaluated_rules
from custom_components.lens_cap.core.schedule import Window
from custom_components.lens_cap.core.settings.camera import CameraConfig
from custom_components.lens_cap.core.settings.household import GuestsEffect, Household
from custom_components.lens_cap.core.settings.rule import Effect, Presence, Rule
from custom_components.lens_cap.core.state.codec import state_from_json, state_to_json
from custom_components.lens_cap.core.state.guests import Guests
from custom_components.lens_cap.core.state.household import HouseholdState
from custom_components.lens_cap.core.state.recovery import recovered

from .generated import NOON, Given
from .strategies import houses, many

HOUR = timedelta(hours=1)
EVENING = Rule(
    rule_id=RuleId("evening"),
    name="Evening",
    effect=Effect(level=PrivacyLevel.PRIVATE),
    window=Window(
        start=(NOON + 2 * HOUR).timetz().replace(tzinfo=None),
        end=(NOON + 5 * HOUR).timetz().replace(tzinfo=None),
    ),
)
SOFA = CameraConfig(
    camera_id=CameraId("sofa"),
    name="Sofa",
    source="camera.source",
    placement=Placement.LIVING_AREA,
    base_level=PrivacyLevel.OPEN,
    take_over_id=True,
)
ANNA, EVE = "anna", "eve"


@many
@given(houses)
def test_a_rule_that_is_off_is_as_if_it_were_not_there(any_house: Given) -> None:
    """All rules off decide what no rules decide."""
    off = frozenset(rule.rule_id for rule in any_house.rules)
    facts = replace(any_house.facts, rules_off=off)
    assert evaluated_rules(any_house.rules, facts) == ()
    assert (
        replace(any_house, facts=facts).decision()
        == replace(any_house, rules=()).decision()
    )


@pytest.mark.parametrize(
    ("actor", "may"),
    [
        (Actor(way=Way.DIRECT, user_id=ANNA, is_person=True), True),
        (Actor(way=Way.DIRECT, user_id=EVE, is_person=True), False),
        (Actor(way=Way.DIRECT, user_id=EVE, is_person=True, is_admin=True), True),
        (Actor(way=Way.DIRECT, user_id=ANNA), False),
        (Actor(way=Way.ACTION, user_id=ANNA, is_person=True), False),
        (Actor(way=Way.NAMED), False),
        (Actor(way=Way.INDIRECT), False),
        (Actor(way=Way.NAMED, token_of=ANNA, is_admin=True), False),
    ],
)
def test_who_may_switch_rules_off(actor: Actor, may: bool) -> None:
    """A person at the switch who may open cameras, or administers."""
    assert may_switch_rules_off(actor, Household(), {ANNA}) is may


def test_administrators_may_whatever_the_list_says() -> None:
    """They could delete the rule; others have to be on the list."""
    listed = Household(who_may_open=frozenset({EVE}))
    anna = Actor(way=Way.DIRECT, user_id=ANNA, is_person=True)
    assert may_switch_rules_off(replace(anna, user_id=EVE), listed, {ANNA})
    assert not may_switch_rules_off(anna, listed, {ANNA})
    assert may_switch_rules_off(replace(anna, is_admin=True), listed, {ANNA})


@pytest.mark.parametrize("interrupted", [None, ()])
def test_after_doubt_every_rule_counts(
    interrupted: tuple[CameraId, ...] | None,
) -> None:
    """Of an old state it is not known which rules are off now."""
    stored = HouseholdState(rules_off=frozenset({EVENING.rule_id}))
    after = recovered(stored, lost=True, interrupted=interrupted, cameras=[], now=NOON)
    assert after.rules_off == frozenset()
    known = recovered(stored, lost=False, interrupted=(), cameras=[], now=NOON)
    assert known.rules_off == stored.rules_off


def test_a_rule_that_was_switched_on_meanwhile_counts() -> None:
    """Nothing ran that could hear it; other rules stay off."""
    off = frozenset({EVENING.rule_id, RuleId("morning")})
    state = recovered(
        HouseholdState(rules_off=off),
        lost=False,
        interrupted=(),
        cameras=[],
        now=NOON,
        rules_on=[EVENING.rule_id, RuleId("garden")],
    )
    assert state.rules_off == {RuleId("morning")}


def test_a_state_of_the_version_before_switches_no_rule_off() -> None:
    """It does not name any."""
    data = state_to_json(HouseholdState())
    old = {key: value for key, value in data.items() if key != "rules_off"}
    assert state_from_json(old) == HouseholdState()
    assert state_from_json(old | {"rules_off": "all"}) is None


def test_what_is_to_come_is_told_step_by_step() -> None:
    """From the decisions of the moments at which one may change, within the time asked for."""
    facts = HouseholdFacts(now=NOON, settled=True)

    def steps(hours: int) -> tuple[object, ...]:
        return forecast(
            SOFA,
            CameraFacts(),
            facts,
            Household(),
            [EVENING],
            until=NOON + hours * HOUR,
        )

    opened, closed = PrivacyLevel.OPEN, PrivacyLevel.PRIVATE
    begins, ends = NOON + 2 * HOUR, NOON + 5 * HOUR
    assert steps(1) == ((NOON, opened),)
    assert steps(2) == ((NOON, opened),)
    assert steps(4) == ((NOON, opened), (begins, closed))
    assert steps(24) == ((NOON, opened), (begins, closed), (ends, opened))


def test_guests_are_to_come_as_the_household_wants_it() -> None:
    """Who said until when guests stay sees what that means for a camera indoors."""
    until = NOON + HOUR
    facts = HouseholdFacts(
        now=NOON, settled=True, guests=Guests(since=NOON, until=until)
    )

    def steps(effect: GuestsEffect) -> tuple[object, ...]:
        return forecast(
            SOFA,
            CameraFacts(),
            facts,
            Household(guests_effect=effect),
            [],
            until=NOON + 24 * HOUR,
        )

    opened, closed = PrivacyLevel.OPEN, PrivacyLevel.PRIVATE
    assert steps(GuestsEffect.INDOORS_PRIVATE) == ((NOON, closed), (until, opened))
    assert steps(GuestsEffect.SOUND_OFF) == ((NOON, opened),)


def test_a_rule_that_goes_on_after_guests_ends_in_what_is_to_come() -> None:
    """Its minutes count from when they leave."""
    until, minutes = NOON + HOUR, timedelta(minutes=5)
    visit = Rule(
        rule_id=RuleId("visit"),
        name="Visit",
        presence=Presence.GUESTS_PRESENT,
        leave_delay=minutes,
        effect=Effect(level=PrivacyLevel.PRIVATE),
    )
    facts = HouseholdFacts(
        now=NOON,
        settled=True,
        guests=Guests(since=NOON, until=until),
        left_at={visit.rule_id: None},
    )
    silent = Household(guests_effect=GuestsEffect.SOUND_OFF)
    assert forecast(
        SOFA, CameraFacts(), facts, silent, [visit], until=NOON + 24 * HOUR
    ) == ((NOON, PrivacyLevel.PRIVATE), (until + minutes, PrivacyLevel.OPEN))


def test_without_anything_to_wait_for_it_stays_as_it_is() -> None:
    """One step is all."""
    facts = HouseholdFacts(now=NOON, settled=True)
    found = forecast(
        SOFA, CameraFacts(), facts, Household(), [], until=NOON + 24 * HOUR
    )
    assert found == ((NOON, PrivacyLevel.OPEN),)
