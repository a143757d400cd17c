"""Clocks, guests, holds and lifts, each by itself."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, strategies as st
import pytest

from custom_components.lens_cap.core.clock import Reading, is_trusted, jump, no_sooner
from custom_components.lens_cap.core.ids import CameraId, RuleId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.privacy.facts import HouseholdFacts, Whereabouts
from custom_components.lens_cap.core.privacy.opening import (
    Opening,
    OpeningKind,
    is_told,
    of_somebody_else,
)
from custom_components.lens_cap.core.settings.rule import Effect, Presence, Rule
from custom_components.lens_cap.core.state.guests import Guests
from custom_components.lens_cap.core.state.hold import Hold, HoldOrigin
from custom_components.lens_cap.core.state.household import HouseholdState
from custom_components.lens_cap.core.state.lift import LONGEST_LIFT, Lift
from custom_components.lens_cap.core.truth import Truth

from .generated import NOON
from .strategies import guests, moments

HOUR, MINUTE, SECOND = timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)
ANNA, BEN, EVE = "anna", "ben", "eve"


@pytest.mark.parametrize(
    ("put_forward", "told"),
    [(0, 0), (2, 0), (-2, 0), (2.5, 2.5), (3, 3), (3600, 3600), (-3600, -3600)],
)
def test_a_clock_that_is_set_is_noticed(put_forward: float, told: float) -> None:
    """What time servers do to a clock that runs is not setting it."""
    before = Reading(wall=NOON, steady=100)
    after = Reading(wall=NOON + HOUR + put_forward * SECOND, steady=3700)
    assert jump(before, after) == told * SECOND


def test_a_clock_that_is_behind_is_not_believed() -> None:
    """What was written down before cannot be in the future, but for a minute."""
    assert is_trusted(NOON, None)
    assert is_trusted(NOON, NOON + 60 * SECOND)
    assert not is_trusted(NOON, NOON + 61 * SECOND)


def test_an_end_comes_no_sooner() -> None:
    """It moves along with a clock that is put forward, to the end of time if need be."""
    assert no_sooner(None, HOUR) is None
    assert no_sooner(NOON, HOUR) == NOON + HOUR
    assert no_sooner(NOON, -HOUR) == NOON
    assert no_sooner(datetime.max.replace(tzinfo=UTC), HOUR) is None


def test_guests_who_are_announced_twice_stay_for_the_longer_time() -> None:
    """Saying it again for a shorter time is not a way to end it earlier."""
    hour = Guests().arrived(NOON, until=NOON + HOUR, by=ANNA)
    assert (hour.set_by, hour.until) == (ANNA, NOON + HOUR)
    assert hour.arrived(NOON, until=NOON + 2 * HOUR).until == NOON + 2 * HOUR
    assert hour.arrived(NOON, until=NOON + SECOND).until == NOON + HOUR
    assert hour.arrived(NOON).until is None
    assert hour.arrived(NOON + MINUTE).since == NOON + MINUTE
    later = hour.arrived(NOON + 2 * HOUR, until=NOON + 3 * HOUR)
    assert later.since == NOON + 2 * HOUR
    assert hour.left(Truth.NO, since=NOON) == Guests()


def test_who_came_later_does_not_leave_with_others() -> None:
    """Neither by a word nor by entities that were about those before."""
    later = Guests().arrived(NOON + SECOND)
    assert later.left(Truth.YES, since=NOON) == later
    assert later.left(Truth.YES, since=None) == later
    assert later.signalled(Truth.YES, Truth.NO, since=NOON) == later


@given(guests, st.sampled_from(Truth), st.sampled_from(Truth), moments)
def test_only_a_known_end_of_the_signal_ends_guests(
    said: Guests, before: Truth, after: Truth, now: datetime
) -> None:
    """Whatever entities tell: losing sight of guests opens nothing, and no is no."""
    heard = said.signalled(before, after, since=said.since)
    if after is not Truth.NO:
        assert heard.present(after, now) >= said.present(after, now)
        assert heard.present(Truth.MAYBE, now) >= min(
            said.present(after, now), Truth.MAYBE
        )
    elif before is Truth.YES and said.until is None:
        assert heard == Guests(doubted=said.doubted)
    else:
        assert heard.present(Truth.NO, now) is said.present(Truth.NO, now)


def test_what_was_lost_about_guests_is_told_by_persons_alone() -> None:
    """They may be there, whatever entities say and however often somebody announces guests."""
    lost = Guests(doubted=True)
    assert lost.present(Truth.NO, NOON) is Truth.MAYBE
    assert lost.present(Truth.YES, NOON) is Truth.YES
    gone = lost.arrived(NOON).signalled(Truth.YES, Truth.NO, since=NOON)
    assert gone.present(Truth.NO, NOON) is Truth.MAYBE
    hour = lost.arrived(NOON, until=NOON + HOUR)
    assert hour.present(Truth.NO, NOON) is Truth.YES
    assert hour.present(Truth.NO, NOON + HOUR) is Truth.MAYBE
    assert hour.certain().present(Truth.NO, NOON + HOUR) is Truth.NO
    assert hour.left(Truth.NO, since=None).doubted
    assert lost.left(Truth.NO, since=None) == Guests()


def test_guests_whom_somebody_sent_away_are_back_once_entities_are_surer() -> None:
    """What they told then tells nothing any more, until they told the opposite or guests were announced."""
    sent_away = Guests().arrived(NOON).left(Truth.MAYBE, since=NOON)
    assert sent_away.present(Truth.MAYBE, NOON) is Truth.NO
    assert sent_away.present(Truth.YES, NOON) is Truth.YES
    again = sent_away.signalled(Truth.NO, Truth.MAYBE, since=None)
    assert again.present(Truth.MAYBE, NOON) is Truth.NO
    for heard in (
        sent_away.signalled(Truth.NO, Truth.YES, since=None),
        sent_away.signalled(Truth.NO, Truth.NO, since=None),
        sent_away.arrived(NOON - HOUR, until=NOON),
    ):
        assert heard.present(Truth.MAYBE, NOON) is Truth.MAYBE


def test_guests_who_may_be_there_are_not_gone_by_themselves() -> None:
    """The end of a visit that was announced is not the end of one that was lost."""
    said = Guests(since=NOON, until=NOON + HOUR)
    facts = HouseholdFacts(now=NOON, settled=True, guests=said)
    assert facts.guests_until == NOON + HOUR
    doubted = replace(said, doubted=True)
    assert replace(facts, guests=doubted).guests_until is None


def test_guests_stay_as_long_as_was_said_whatever_the_clock() -> None:
    """Put forward by an hour, it is an hour later that they are gone."""
    said = Guests(since=NOON, until=NOON + HOUR)
    assert said.after_jump(HOUR) == Guests(since=NOON + HOUR, until=NOON + 2 * HOUR)
    assert said.after_jump(-HOUR) == Guests(since=NOON - HOUR, until=NOON + HOUR)
    assert Guests().after_jump(HOUR) == Guests()


def test_a_lift_ends_after_a_day_at_the_latest() -> None:
    """And before it was set, since the clock went back, it is not there."""
    lift = Lift(set_at=NOON, until=NOON + 99 * HOUR)
    assert lift.end == NOON + LONGEST_LIFT
    assert not lift.is_live(NOON - SECOND)
    assert lift.is_live(NOON)
    assert not lift.is_live(lift.end)
    assert lift.after_jump(HOUR) == lift
    assert lift.after_jump(-HOUR) == Lift(set_at=NOON - HOUR, until=NOON + 98 * HOUR)


def test_a_hold_until_everyone_leaves() -> None:
    """It has no end before that, and one that was said too counts afterwards."""
    hold = Hold(
        level=PrivacyLevel.PRIVATE,
        origin=HoldOrigin.CAMERA,
        set_at=NOON,
        until_everyone_leaves=True,
    )
    assert not hold.is_endless
    assert not hold.is_over(NOON + 99 * HOUR)
    assert hold.once_everyone_left().is_over(NOON)
    timed = hold.joined_with(
        Hold(
            level=PrivacyLevel.MASKED,
            origin=HoldOrigin.CAMERA,
            set_at=NOON,
            until=NOON + HOUR,
        )
    )
    assert (timed.level, timed.until_everyone_leaves) == (PrivacyLevel.PRIVATE, True)
    left = timed.once_everyone_left()
    assert (left.is_over(NOON), left.is_over(NOON + HOUR)) == (False, True)
    assert left.once_everyone_left() is left


def test_who_is_told_of_an_opening() -> None:
    """Everybody who may be at home, but for the one who did it."""
    where = {ANNA: Whereabouts.HOME, BEN: Whereabouts.AWAY, EVE: Whereabouts.UNKNOWN}
    opening = Opening(kind=OpeningKind.LIFTED, cameras=(CameraId("sofa"),), by=ANNA)
    told = [
        user for user in (ANNA, BEN, EVE, "tablet") if is_told(user, opening, where)
    ]
    assert told == [EVE, "tablet"]


def test_rules_that_depend_on_people() -> None:
    """Guests are nobody's phone."""
    effect = Effect(level=PrivacyLevel.PRIVATE)
    asking = {
        presence
        for presence in Presence
        if Rule(
            rule_id=RuleId("rule"), name="Rule", effect=effect, presence=presence
        ).asks_people
    }
    assert asking == set(Presence) - {Presence.GUESTS_PRESENT, Presence.IGNORE}


def test_the_end_of_somebody_else_s_hold() -> None:
    """Those are told that a person set, and another one ended."""
    holds = {
        CameraId(user or "automation"): [
            Hold(
                level=PrivacyLevel.PRIVATE,
                origin=HoldOrigin.CAMERA,
                set_at=NOON,
                set_by=user,
            )
        ]
        for user in (ANNA, BEN, None)
    }
    assert of_somebody_else(holds, ANNA) == (CameraId(BEN),)
    assert of_somebody_else(holds, None) == (CameraId(ANNA), CameraId(BEN))


@pytest.mark.parametrize("origin", HoldOrigin)
def test_the_end_of_what_may_be_anybody_s_hold(origin: HoldOrigin) -> None:
    """What was noted or lost, or asked by guests, names nobody: that it ended is told, whoever ended it."""
    hold = Hold(level=PrivacyLevel.PRIVATE, origin=origin, set_at=NOON)
    told = of_somebody_else({CameraId("sofa"): [hold]}, ANNA)
    assert bool(told) is (origin not in (HoldOrigin.CAMERA, HoldOrigin.HOUSEHOLD))


@pytest.mark.parametrize("joined_by", [[BEN], [None], [None, BEN], [BEN, None, BEN]])
def test_joining_a_hold_hides_nobody_who_asked_before(
    joined_by: list[str | None],
) -> None:
    """Whoever switches on once more, and whatever does so in between: Anna is still owed it."""
    sofa = CameraId("sofa")
    state = HouseholdState()
    for minutes, user in enumerate([ANNA, *joined_by]):
        hold = Hold(
            level=PrivacyLevel.PRIVATE,
            origin=HoldOrigin.CAMERA,
            set_at=NOON + minutes * MINUTE,
            until=NOON + HOUR if minutes % 2 else None,
            set_by=user,
        )
        state = state.held([sofa], hold)
    assert of_somebody_else(state.holds, BEN) == (sofa,)
    assert of_somebody_else(state.holds, None) == (sofa,)
    assert bool(of_somebody_else(state.holds, ANNA)) is (BEN in joined_by)


def test_who_asked_for_what_is_over_is_owed_nothing() -> None:
    """A hold that had come to its end is not joined."""
    sofa = CameraId("sofa")
    hour = Hold(
        level=PrivacyLevel.PRIVATE,
        origin=HoldOrigin.CAMERA,
        set_at=NOON,
        until=NOON + HOUR,
        set_by=ANNA,
    )
    later = replace(hour, set_at=NOON + HOUR, until=None, set_by=BEN)
    state = HouseholdState().held([sofa], hour).held([sofa], later)
    assert state.holds_of(sofa)[0].askers == {BEN}


def test_an_end_is_for_the_guests_it_was_said_of() -> None:
    """Guests who came while that was saved stay as long as was said of them."""
    there = Guests().arrived(NOON, until=NOON + 5 * HOUR)
    assert there.ending(NOON + HOUR, since=NOON).until == NOON + HOUR
    assert there.ending(NOON + HOUR, since=NOON - HOUR) == there
