"""Decisions: the most private wins, whatever the order, and nothing unknown opens."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.lens_cap.core.level import PrivacyLevel, most_private, rank
from custom_components.lens_cap.core.placement import Placement
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.core.privacy.decide import STARTING_UP, Decision
from custom_components.lens_cap.core.privacy.facts import Whereabouts
from custom_components.lens_cap.core.settings.rule import Presence
from custom_components.lens_cap.core.state.lift import Lift
from custom_components.lens_cap.core.truth import Truth

from .generated import Given, hold, house, rule
from .reference import guests_may_be_there, reference, turned_off_at_the_camera
from .strategies import houses, many, randoms

INSTANT, HOUR = timedelta(microseconds=1), timedelta(hours=1)


def reveals(after: Decision, before: Decision) -> bool:
    """Return whether a decision lets anything pass that another one does not."""
    return (
        rank(after.level) < rank(before.level)
        or (after.level is before.level and not after.zones >= before.zones)
        or (after.audio and not before.audio)
        or (before.recording_off and not after.recording_off)
        or (before.recognition_off and not after.recognition_off)
    )


def gist(made: Decision) -> tuple[object, ...]:
    """Return what a decision is about, without what is to come."""
    return (
        made.level, made.zones, made.audio, made.reason, made.rule, made.lifted_until,
        made.recording_off, made.recognition_off,
    )  # fmt: skip


@many
@given(houses)
def test_agrees_with_the_naive_reference(any_house: Given) -> None:
    """Level, zones, sound and what is off at the camera are what a plain reading of the design gives."""
    made = any_house.decision()
    assert (made.level, made.zones, made.audio) == reference(any_house)
    turned_off = made.recording_off, made.recognition_off
    assert turned_off == turned_off_at_the_camera(any_house)


@pytest.mark.slow
def test_agrees_with_the_naive_reference_in_ten_thousand_houses() -> None:
    """The same for many more houses than Hypothesis looks at."""
    for seed in range(10_000):
        any_house = house(Random(seed))  # noqa: S311  # the same houses every time
        made = any_house.decision()
        assert (made.level, made.zones, made.audio) == reference(any_house), seed


@many
@given(houses, randoms)
def test_order_does_not_matter(any_house: Given, random: Random) -> None:
    """The same rules, holds, lifts and people in another order give the same decision."""
    camera, facts = any_house.camera, any_house.facts
    again = replace(
        any_house,
        rules=_shuffled(any_house.rules, random),
        camera=replace(
            camera,
            holds=_shuffled(camera.holds, random),
            lifts=_shuffled(camera.lifts, random),
        ),
        facts=replace(
            facts, persons=dict(_shuffled(tuple(facts.persons.items()), random))
        ),
    )
    assert again.decision() == any_house.decision()
    assert any_house.decision() == any_house.decision()


def _shuffled[T](things: tuple[T, ...], random: Random) -> tuple[T, ...]:
    shuffled = list(things)
    random.shuffle(shuffled)
    return tuple(shuffled)


@many
@given(houses, randoms)
def test_one_more_constraint_never_reveals(any_house: Given, random: Random) -> None:
    """Adding a rule or a hold makes a camera no less private, and no sound comes."""
    before = any_house.decision()
    more_rules = replace(any_house, rules=(*any_house.rules, rule(random)))
    assert not reveals(more_rules.decision(), before)
    holds = (*any_house.camera.holds, hold(random))
    more_holds = replace(any_house, camera=replace(any_house.camera, holds=holds))
    assert not reveals(more_holds.decision(), before)


@settings(max_examples=300)
@given(houses)
def test_knowing_less_never_reveals(any_house: Given) -> None:
    """Replacing any fact by "unknown" makes no camera less private, and no sound comes."""
    before, looked = any_house.decision(), any_house.looked_at().decision()
    for less in _knowing_less(any_house):
        assert not reveals(less.decision(), before), less.facts
        assert not reveals(less.looked_at().decision(), looked), less.facts


def _knowing_less(given_house: Given) -> Iterator[Given]:
    """Yield the house once for each fact that is known, without that."""
    facts = given_house.facts
    named = set(facts.residents).union(*(one.persons for one in given_house.rules))
    calendar = facts.calendar
    near = {facts.now.date() + timedelta(days=ahead) for ahead in range(-2, 3)}
    days = near & calendar.sun.keys()
    for changed in (
        *({"persons": {**facts.persons, one: Whereabouts.UNKNOWN}} for one in named),
        *({"persons": _without(facts.persons, one)} for one in facts.persons),
        *({"entities": {**facts.entities, one: Truth.MAYBE}} for one in facts.entities),
        *({"entities": _without(facts.entities, one)} for one in facts.entities),
        *({"alarms": {**facts.alarms, one: None}} for one in facts.alarms),
        *({"alarms": _without(facts.alarms, one)} for one in facts.alarms),
        *({"left_at": _without(facts.left_at, one)} for one in facts.left_at),
        {"guests_signal": Truth.MAYBE},
        {"calendar": replace(calendar, trusted=False)},
        {"calendar": replace(calendar, sun={})},
        *(
            {"calendar": replace(calendar, sun=_without(calendar.sun, day))}
            for day in days
        ),
        *(
            {"calendar": replace(calendar, sun={**calendar.sun, day: less})}
            for day in days
            for less in (
                replace(calendar.sun[day], sunset=None),
                replace(calendar.sun[day], sunrise=None),
            )
        ),
        {"started": False},
        {"settled": False},
    ):
        yield replace(given_house, facts=replace(facts, **changed))  # type: ignore[arg-type]
    camera = given_house.camera
    yield replace(given_house, camera=replace(camera, away_from_preset=Truth.MAYBE))
    yield replace(given_house, camera=replace(given_house.camera, lifts=()))
    yield replace(given_house, camera=replace(given_house.camera, sound_until=None))


def _without[K, V](known: Mapping[K, V], key: K) -> dict[K, V]:
    return {one: value for one, value in known.items() if one != key}


@many
@given(houses, st.floats(0, 1))
def test_nothing_changes_before_the_next_check(any_house: Given, share: float) -> None:
    """Without a new fact a decision stays as it is until the moment it names."""
    looked = any_house.looked_at()
    made = looked.decision()
    end = made.next_check_at or looked.facts.now + timedelta(days=400)
    assert end > looked.facts.now
    between = looked.facts.now + share * (end - looked.facts.now)
    for moment in (between, end - INSTANT):
        if looked.facts.now <= moment < end:
            assert gist(looked.at(moment).looked_at().decision()) == gist(made)


@many
@given(houses)
def test_the_next_change_is_exact(any_house: Given) -> None:
    """Looking again whenever a decision asks for it, the level changes at the moment told."""
    looked = any_house.looked_at()
    made = looked.decision()
    for moment, later in _looks(looked, made.next_change):
        if later.level is not made.level:
            assert moment == made.next_change
            return
    assert made.next_change is None


def _looks(
    looked: Given, until: datetime | None
) -> Iterator[tuple[datetime, Decision]]:
    """Yield what is decided at each moment at which it is to be looked at again, for a week."""
    made, end = looked.decision(), looked.facts.now + timedelta(days=7)
    while (moment := made.next_check_at) is not None and moment < max(
        end, until + INSTANT if until else end
    ):
        looked = looked.at(moment).looked_at()
        made = looked.decision()
        yield moment, made


@many
@given(houses)
def test_the_reason_is_for_the_level(any_house: Given) -> None:
    """The first constraint of the trace has level and reason of the decision, and none is more private."""
    made = any_house.decision()
    first = made.trace[0]
    assert (first.level, first.reason, first.rule) == (
        made.level,
        made.reason,
        made.rule,
    )
    assert made.level is most_private(constraint.level for constraint in made.trace)
    if made.level is PrivacyLevel.OPEN:
        assert made.reason in {ReasonCode.LIFTED, ReasonCode.NOTHING_ASKS}
    assert (made.lifted_until is not None) is (made.reason is ReasonCode.LIFTED)


@many
@given(houses)
def test_all_that_is_to_be_covered_is(any_house: Given) -> None:
    """The zones of a masked camera are those of every constraint that covers some, and its own."""
    made = any_house.decision()
    own = {zone.zone_id for zone in any_house.config.zones}
    assert bool(made.zones) is (made.level is PrivacyLevel.MASKED)
    assert made.zones <= own
    for constraint in made.trace:
        if made.level is constraint.level is PrivacyLevel.MASKED:
            assert (constraint.zones or own) <= made.zones


@many
@given(houses)
def test_no_sound_without_a_live_grant(any_house: Given) -> None:
    """Nor while private, while a rule silences, or while guests may be there but at entrances."""
    made = any_house.decision()
    if made.audio:
        granted = any_house.camera.sound_until
        assert granted is not None
        assert any_house.facts.now < granted
        assert made.level is not PrivacyLevel.PRIVATE
        assert not any(constraint.audio_off for constraint in made.trace)
        assert any_house.config.placement is Placement.ENTRANCE or not (
            guests_may_be_there(any_house)
        )


@many
@given(houses)
def test_a_lift_opens_rules_and_nothing_else(any_house: Given) -> None:
    """However much is lifted: holds, guests and a start that goes on stay as they are."""
    now = any_house.facts.now
    lift = Lift(set_at=now, until=now + timedelta(minutes=15))
    lifted = replace(any_house, camera=replace(any_house.camera, lifts=(lift,)))
    without_rules = replace(
        any_house,
        config=replace(any_house.config, base_level=PrivacyLevel.OPEN),
        camera=replace(any_house.camera, lifts=()),
        rules=tuple(
            one for one in any_house.rules if one.presence is Presence.GUESTS_PRESENT
        ),
    )
    starting = any(
        constraint.reason is ReasonCode.STARTING_UP
        for constraint in any_house.decision().trace
    )
    made, least = lifted.decision(), without_rules.decision()
    assert made.level is (PrivacyLevel.PRIVATE if starting else least.level)
    assert not starting or made.reason is not ReasonCode.LIFTED


@many
@given(houses)
def test_a_lift_turns_nothing_on_at_the_camera(any_house: Given) -> None:
    """What rules, guests and people turned off stays off while the picture is open."""
    camera = any_house.camera
    without = replace(any_house, camera=replace(camera, lifts=())).decision()
    made = any_house.decision()
    for field in ("recording_off", "recognition_off"):
        asked = any(getattr(one, field) for one in without.trace)
        assert getattr(made, field) is (asked or made.level is PrivacyLevel.PRIVATE)


def test_no_opinion_at_all_is_private() -> None:
    """The most private of nothing is private, and so is the decision before the first."""
    assert most_private([]) is PrivacyLevel.PRIVATE
    assert STARTING_UP.level is PrivacyLevel.PRIVATE
    assert STARTING_UP.recording_off
    assert STARTING_UP.recognition_off
