"""What the household's state keeps, and of whom, when something is said of some holds, cameras or guests."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.lens_cap.core.ids import CameraId, ZoneId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.state.codec import state_from_json, state_to_json
from custom_components.lens_cap.core.state.guests import Guests
from custom_components.lens_cap.core.state.hold import Hold, HoldOrigin
from custom_components.lens_cap.core.state.household import HouseholdState
from custom_components.lens_cap.core.state.recovery import recovered
from custom_components.lens_cap.core.state.takeover import TakeOver
from custom_components.lens_cap.core.truth import Truth

from .generated import NOON
from .strategies import states

SOFA, DOOR = CameraId("sofa"), CameraId("door")
HOUR = timedelta(hours=1)
HOLD = Hold(level=PrivacyLevel.PRIVATE, origin=HoldOrigin.CAMERA, set_at=NOON)
UNTIL_ALL_LEFT = replace(HOLD, until_everyone_leaves=True)
RECORD = TakeOver(
    source_id="1", original_entity_id="camera.a", renamed_to=None, hidden=True
)
BOTH = HouseholdState(holds={SOFA: (HOLD,), DOOR: (HOLD,)})


def test_what_is_shown_of_one_camera_shows_no_other() -> None:
    """Who ends the privacy of the sofa has said nothing of the door."""
    assert BOTH.shown({SOFA: [HOLD]}).holds == {DOOR: (HOLD,)}
    assert BOTH.without({SOFA: [HOLD]}).holds == {DOOR: (HOLD,)}


def test_only_what_waited_for_everyone_ends_when_they_have_left() -> None:
    """What was asked for meanwhile waits for the next time, and so does another camera's."""
    newer = replace(UNTIL_ALL_LEFT, zones=frozenset({ZoneId("bed")}))
    state = HouseholdState(holds={SOFA: (UNTIL_ALL_LEFT, newer), DOOR: (newer,)})
    left = state.once_everyone_left(NOON, of={SOFA: [UNTIL_ALL_LEFT]})
    assert left.holds == {SOFA: (newer,), DOOR: (newer,)}
    later = replace(UNTIL_ALL_LEFT, until=NOON + HOUR)
    timed = HouseholdState(holds={SOFA: (later,)})
    assert timed.once_everyone_left(NOON, of=timed.holds).holds_of(SOFA) == (
        replace(later, until_everyone_leaves=False),
    )


def test_who_asks_for_less_gets_no_less_than_was_asked_for() -> None:
    """Whichever of the two came first: the more private of them, for the longer time."""
    masked = replace(HOLD, level=PrivacyLevel.MASKED, until=NOON + HOUR)
    for one, other in ((masked, UNTIL_ALL_LEFT), (UNTIL_ALL_LEFT, masked)):
        joined = one.joined_with(other)
        assert joined.level is PrivacyLevel.PRIVATE
        assert joined.until == NOON + HOUR
        assert joined.until_everyone_leaves
    assert UNTIL_ALL_LEFT.joined_with(HOLD).is_endless
    assert UNTIL_ALL_LEFT.joined_with(UNTIL_ALL_LEFT).until is None


def test_uncovering_one_of_all_zones() -> None:
    """What covered all of them goes on covering the others."""
    desk, bed = ZoneId("desk"), ZoneId("bed")
    whole = replace(HOLD, level=PrivacyLevel.MASKED)
    state = HouseholdState(holds={SOFA: (whole,)})
    left = state.uncovered(SOFA, [desk], [desk, bed], of=[whole])
    assert left.holds_of(SOFA) == (replace(whole, zones=frozenset({bed})),)


def test_what_guests_asked_for_is_told_once_for_each_kind() -> None:
    """The longest of it, over all cameras; neither what is over, nor what residents asked for."""
    away = replace(HOLD, origin=HoldOrigin.GUEST, until=NOON + HOUR)
    longer = replace(away, until=NOON + 2 * HOUR)
    over = replace(away, origin=HoldOrigin.GUEST_SILENCE, until=NOON)
    state = HouseholdState(holds={DOOR: (longer, over), SOFA: (HOLD, away)})
    (told,) = state.guests_holds(NOON)
    assert (told.origin, told.until) == (HoldOrigin.GUEST, NOON + 2 * HOUR)
    silence = replace(over, until=NOON + HOUR)
    both = state.held([SOFA], silence).guests_holds(NOON)
    assert {one.origin for one in both} == {
        HoldOrigin.GUEST,
        HoldOrigin.GUEST_SILENCE,
    }
    assert HouseholdState().guests_holds(NOON) == ()


def test_entities_end_the_guests_that_they_were_about() -> None:
    """Not those whom somebody announced since."""
    state = HouseholdState(guests=Guests().arrived(NOON))
    gone = state.guests_signalled(Truth.YES, Truth.NO, since=NOON)
    assert gone == HouseholdState()
    for before, since in ((Truth.YES, NOON - HOUR), (Truth.MAYBE, NOON)):
        assert state.guests_signalled(before, Truth.NO, since=since) == state


def test_a_take_over_is_noted_as_it_is() -> None:
    """By it the original camera is given back."""
    state = HouseholdState().taken_over(DOOR, RECORD).taken_over(SOFA, RECORD)
    assert state.take_overs == {DOOR: RECORD, SOFA: RECORD}
    assert state.taken_over(SOFA, None).take_overs == {DOOR: RECORD}


@given(
    data=states.map(state_to_json),
    missing=st.sampled_from(["platform", "unique_id", "named", "name_before"]),
)
def test_a_take_over_as_earlier_versions_noted_it(data: Any, missing: str) -> None:
    """What they did not know of is empty, and all else is as it was noted."""
    whole = state_from_json(data)
    assert whole is not None
    for record in data["take_overs"].values():
        del record[missing]
    empty: Any = {missing: getattr(RECORD, missing)}
    assert state_from_json(data) == replace(
        whole,
        take_overs={
            camera_id: replace(record, **empty)
            for camera_id, record in whole.take_overs.items()
        },
    )


def test_whether_a_word_about_guests_was_lost_outlives_a_restart() -> None:
    """They may be there until a person answers; earlier versions did not lose any."""
    state = HouseholdState(guests=Guests(doubted=True))
    stored: Any = state_to_json(state)
    assert state_from_json(stored) == state
    del stored["guests"]["doubted"]
    assert state_from_json(stored) == HouseholdState()


def test_a_camera_of_which_nobody_said_anything() -> None:
    """It has neither holds nor consents."""
    assert HouseholdState().holds_of(SOFA) == ()
    assert HouseholdState().consents_of(SOFA) == ()


@pytest.mark.parametrize(
    ("lost", "origin"),
    [(True, HoldOrigin.STORE_LOST), (False, HoldOrigin.INTERRUPTED)],
)
def test_what_was_lost_makes_private_since_the_start(
    origin: HoldOrigin, *, lost: bool
) -> None:
    """All of the picture, until somebody ends it."""
    state = recovered(None, lost=lost, interrupted=[SOFA], cameras=[SOFA], now=NOON)
    assert replace(HOLD, origin=origin) in state.holds_of(SOFA)
