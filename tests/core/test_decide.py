"""Decisions: the most private wins, whatever the order, and nothing unknown opens."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import assume, given, strategies as st

from custom_components.lens_cap.core.camera import CameraConfig
from custom_components.lens_cap.core.decide import STARTING_UP, Decision, decide
from custom_components.lens_cap.core.facts import Facts
from custom_components.lens_cap.core.hold import Hold, HoldOrigin
from custom_components.lens_cap.core.level import PrivacyLevel, most_private, rank
from custom_components.lens_cap.core.reason import ReasonCode

from .strategies import NOON, configs, facts, holds

HOUR = timedelta(hours=1)


def _reference(config: CameraConfig, given_facts: Facts) -> PrivacyLevel:
    """Say it as naively as possible."""
    if not given_facts.settled:
        return PrivacyLevel.PRIVATE
    found = config.base_level
    for hold in given_facts.holds:
        live = hold.until is None or hold.until > given_facts.now
        order = ["open", "masked", "private"]
        if live and order.index(hold.level) > order.index(found):
            found = hold.level
    return found


def _hold(
    origin: HoldOrigin = HoldOrigin.CAMERA, until: datetime | None = None
) -> Hold:
    return Hold(level=PrivacyLevel.PRIVATE, origin=origin, set_at=NOON, until=until)


def _open_camera(held: Sequence[Hold], config: CameraConfig) -> Decision:
    return decide(
        replace(config, base_level=PrivacyLevel.OPEN),
        Facts(now=NOON, settled=True, holds=tuple(held)),
    )


@given(configs, facts)
def test_agrees_with_the_naive_reference(config: CameraConfig, known: Facts) -> None:
    """The level is the one that a plain reading of the rules gives."""
    assert decide(config, known).level is _reference(config, known)


@given(configs, facts, holds)
def test_one_more_hold_never_reveals(
    config: CameraConfig, known: Facts, hold: Hold
) -> None:
    """Adding a hold makes a camera no less private."""
    more = replace(known, holds=(*known.holds, hold))
    assert rank(decide(config, more).level) >= rank(decide(config, known).level)


@given(configs, facts)
def test_knowing_less_never_reveals(config: CameraConfig, known: Facts) -> None:
    """Before everything is known, a camera is private, for whatever else is so."""
    less = decide(config, replace(known, settled=False))
    assert less.level is PrivacyLevel.PRIVATE


@given(configs, facts, st.randoms(use_true_random=False))
def test_order_does_not_matter(
    config: CameraConfig, known: Facts, random: st.DataObject
) -> None:
    """The same holds in another order give the same decision."""
    shuffled = list(known.holds)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    again = decide(config, replace(known, holds=tuple(shuffled)))
    first = decide(config, known)
    assert (again.level, again.reason, again.next_change, again.next_check_at) == (
        first.level,
        first.reason,
        first.next_change,
        first.next_check_at,
    )


@given(configs, facts, st.integers(1, 1000))
def test_nothing_changes_before_the_next_check(
    config: CameraConfig, known: Facts, minutes: int
) -> None:
    """Without a new fact a decision stays as it is until the moment it names."""
    first = decide(config, known)
    later = known.now + timedelta(minutes=minutes)
    assume(first.next_check_at is None or later < first.next_check_at)
    assert decide(config, replace(known, now=later)) == first


@given(configs, facts)
def test_the_next_change_is_one(config: CameraConfig, known: Facts) -> None:
    """At the moment that is named as the next change the level falls, and not before."""
    first = decide(config, known)
    if first.next_change is not None:
        then = decide(config, replace(known, now=first.next_change))
        just_before = first.next_change - timedelta(microseconds=1)
        before = decide(config, replace(known, now=max(known.now, just_before)))
        assert rank(then.level) < rank(first.level)
        assert before.level is first.level


@given(configs, facts)
def test_the_reason_is_for_the_level(config: CameraConfig, known: Facts) -> None:
    """The first opinion of the trace has the level and the reason of the decision."""
    made = decide(config, known)
    assert (made.trace[0].level, made.trace[0].reason) == (made.level, made.reason)


@given(configs)
def test_nothing_asks_for_privacy(config: CameraConfig) -> None:
    """An open camera without holds is open, and says that nothing asks for privacy."""
    made = _open_camera([], config)
    assert (made.level, made.reason) == (PrivacyLevel.OPEN, ReasonCode.NOTHING_ASKS)
    assert made.next_change is None


@given(configs)
def test_the_longest_hold_is_the_reason(config: CameraConfig) -> None:
    """Of two holds the one that lasts is named, and the camera opens when it ends."""
    made = _open_camera(
        [_hold(until=NOON + HOUR), _hold(HoldOrigin.HOUSEHOLD, NOON + 2 * HOUR)], config
    )
    assert made.reason is ReasonCode.HOUSEHOLD_HOLD
    assert made.next_change == NOON + 2 * HOUR
    assert made.next_check_at == NOON + HOUR


@given(configs)
def test_a_hold_without_an_end(config: CameraConfig) -> None:
    """A hold without an end leaves nothing to come, however many others end."""
    made = _open_camera([_hold(), _hold(HoldOrigin.HOUSEHOLD, NOON + HOUR)], config)
    assert made.reason is ReasonCode.HOLD
    assert made.next_change is None


def test_no_opinion_at_all_is_private() -> None:
    """The most private of nothing is private, and so is the decision before the first."""
    assert most_private([]) is PrivacyLevel.PRIVATE
    assert STARTING_UP.level is PrivacyLevel.PRIVATE
