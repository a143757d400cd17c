"""Holds that keep a camera from recording or recognizing, and leave its picture alone."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.lens_cap.core.ids import CameraId, ZoneId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.settings.rule import Effect
from custom_components.lens_cap.core.state.codec import state_from_json, state_to_json
from custom_components.lens_cap.core.state.hold import Hold, HoldOrigin
from custom_components.lens_cap.core.state.household import HouseholdState

from .generated import NOON
from .strategies import holds

HOUR, SOFA, BED = timedelta(hours=1), CameraId("sofa"), ZoneId("bed")
PRIVATE = Hold(
    level=PrivacyLevel.PRIVATE,
    origin=HoldOrigin.CAMERA,
    set_at=NOON,
    until=NOON + HOUR,
)
UNRECORDED = replace(PRIVATE, level=PrivacyLevel.OPEN, recording_off=True, until=None)


def _after(*asked: Hold) -> tuple[Hold, ...]:
    state = HouseholdState()
    for hold in asked:
        state = state.held([SOFA], hold)
    return state.holds_of(SOFA)


def test_it_lends_its_end_to_no_privacy() -> None:
    """Private for an hour ends after an hour, whatever is not recorded for longer."""
    assert set(_after(PRIVATE, UNRECORDED)) == {PRIVATE, UNRECORDED}
    assert set(_after(UNRECORDED, PRIVATE)) == {PRIVATE, UNRECORDED}


@given(holds, holds)
def test_asking_twice_turns_nothing_on(one: Hold, other: Hold) -> None:
    """Two that are alike become one that turns off what either does."""
    joined = one.joined_with(other)
    assert joined.recording_off is (one.recording_off or other.recording_off)
    assert joined.recognition_off is (one.recognition_off or other.recognition_off)


@given(st.lists(holds, max_size=4))
def test_showing_a_picture_leaves_off_what_is_off(asked: list[Hold]) -> None:
    """Once holds hide nothing any more, they still turn off what they did."""
    state = HouseholdState(holds={SOFA: tuple(asked)})
    left = state.shown({SOFA: asked}).holds_of(SOFA)
    assert {one.level for one in left} <= {PrivacyLevel.OPEN}
    for field in ("recording_off", "recognition_off"):
        assert any(getattr(one, field) for one in left) is any(
            getattr(one, field) for one in asked
        )


def test_a_newer_hold_goes_on_hiding() -> None:
    """What was asked for meanwhile is none of those that end."""
    state = HouseholdState(holds={SOFA: (PRIVATE, UNRECORDED)})
    assert state.shown({SOFA: [UNRECORDED]}).holds_of(SOFA) == (PRIVATE, UNRECORDED)
    assert state.shown({SOFA: [PRIVATE]}).holds_of(SOFA) == (UNRECORDED,)


def test_a_zone_that_is_uncovered_is_still_not_recorded() -> None:
    """The last zone leaves a hold that only turns off recording."""
    covered = replace(
        UNRECORDED, level=PrivacyLevel.MASKED, zones=frozenset({BED}), until=None
    )
    state = HouseholdState(holds={SOFA: (covered,)})
    assert state.uncovered(SOFA, [BED], [BED], of=[covered]).holds_of(SOFA) == (
        UNRECORDED,
    )


@pytest.mark.parametrize("field", ["recording_off", "recognition_off"])
def test_it_is_stored(field: str) -> None:
    """It is read as it was written; what a version before did not know of is as it was then."""
    only: Any = {"recording_off": False, "recognition_off": False, field: True}
    hold = replace(UNRECORDED, **only)
    state = HouseholdState(holds={SOFA: (hold,)})
    stored: Any = state_to_json(state)
    assert state_from_json(stored) == state
    del stored["holds"][SOFA][0][field]
    earlier = state_from_json(stored)
    assert earlier is not None
    assert earlier.holds_of(SOFA) == (replace(hold, **only | {field: False}),)
    stored["holds"][SOFA][0][field] = "no"
    assert state_from_json(stored) is None


@pytest.mark.parametrize("field", ["audio_off", "recording_off", "recognition_off"])
def test_a_rule_that_turns_something_off_does_something(field: str) -> None:
    """One that leaves everything as it is does nothing."""
    only: Any = {field: True}
    assert Effect().does_nothing
    assert not Effect(**only).does_nothing
    assert not Effect(level=PrivacyLevel.MASKED).does_nothing
