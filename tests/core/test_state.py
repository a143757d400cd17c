"""The state: what is added stays until exactly that is taken out, and the disk is read whole or not at all."""

from dataclasses import replace
from datetime import datetime, timedelta
import json
from typing import cast

from hypothesis import given, strategies as st
import pytest

from custom_components.lens_cap.core.ids import CameraId, ZoneId
from custom_components.lens_cap.core.level import PrivacyLevel, rank
from custom_components.lens_cap.core.placement import Placement, default_base_level
from custom_components.lens_cap.core.state.codec import (
    SAVED_AT,
    Json,
    saved_at_from_json,
    state_from_json,
    state_to_json,
)
from custom_components.lens_cap.core.state.guests import Guests
from custom_components.lens_cap.core.state.hold import Hold, HoldOrigin
from custom_components.lens_cap.core.state.household import HouseholdState
from custom_components.lens_cap.core.state.recovery import recovered
from custom_components.lens_cap.core.state.takeover import TakeOver

from .generated import NOON, ZONES
from .strategies import camera_ids, holds, moments, states

SOFA, DOOR = CameraId("sofa"), CameraId("door")
HOUR = timedelta(hours=1)
FORMER_LIFT: Json = {
    "camera": "sofa",
    "set_at": NOON.isoformat(),
    "until": (NOON + HOUR).isoformat(),
    "set_by": "anna",
    "zones": [],
}

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(states)
def test_what_is_written_is_read_back(state: HouseholdState) -> None:
    """Writing and reading gives an equal state."""
    written = json.loads(json.dumps(state_to_json(state)))
    assert state_from_json(written) == state


@given(json_values)
def test_any_json_is_survived(data: Json) -> None:
    """Whatever a file holds, reading it gives a state or None, and never an error."""
    state_from_json(data)
    state_from_json({"holds": data, "take_overs": {}})
    state_from_json({"holds": {"sofa": [data]}, "take_overs": {}})
    state_from_json({"holds": {}, "take_overs": {"sofa": data}})


@given(states, st.data())
def test_damage_is_noticed(state: HouseholdState, data: st.DataObject) -> None:
    """A hold whose level, origin, time or list is damaged makes the whole state unreadable."""
    written = cast(dict[str, dict[str, list[dict[str, object]]]], state_to_json(state))
    if not written["holds"]:
        return
    camera = data.draw(st.sampled_from(sorted(written["holds"])))
    hold = written["holds"][camera][0]
    field = data.draw(
        st.sampled_from(["level", "origin", "set_at", "set_by", "asked_by", "until"])
    )
    hold[field] = data.draw(st.sampled_from([7, "nonsense", ["private"]]))
    if (field, hold[field]) not in (
        ("set_by", "nonsense"),
        ("asked_by", ["private"]),
    ):
        assert state_from_json(cast(Json, written)) is None


def test_a_hold_as_the_first_version_stored_it_is_read() -> None:
    """It knew only of the last one who asked; that one is owed it still."""
    stored: Json = {
        "holds": {
            "sofa": [
                {
                    "level": "private",
                    "origin": "camera",
                    "set_at": "2026-10-01T10:00:00+00:00",
                    "until": None,
                    "until_everyone_leaves": False,
                    "set_by": "anna",
                    "zones": [],
                }
            ]
        },
        "take_overs": {},
    }
    state = state_from_json(stored)
    assert state is not None
    (hold,) = state.holds_of(SOFA)
    assert hold.askers == {"anna"}
    assert hold.level is PrivacyLevel.PRIVATE


def test_which_holds_cover_a_zone() -> None:
    """Those of the zone, and those of all zones; not what is over, or makes the whole camera private."""
    one, other, _gone = ZONES
    kept = Hold(level=PrivacyLevel.MASKED, origin=HoldOrigin.CAMERA, set_at=NOON)
    of_one = replace(kept, zones=frozenset({one}))
    of_other = replace(kept, zones=frozenset({other}))
    private = replace(kept, level=PrivacyLevel.PRIVATE, origin=HoldOrigin.HOUSEHOLD)
    over = replace(of_one, until=NOON)
    state = HouseholdState(holds={SOFA: (kept, of_one, of_other, over, private)})
    assert state.covering(SOFA, {one}, NOON) == (kept, of_one)
    assert state.covering(DOOR, {one}, NOON) == ()


def test_a_damaged_take_over_is_noticed() -> None:
    """A record that does not say for certain what was changed makes the state unreadable."""
    record: Json = {
        "source_id": "1",
        "original_entity_id": "camera.a",
        "hidden": "yes",
        "exposure": {},
        "preload": False,
    }
    assert state_from_json({"holds": {}, "take_overs": {"sofa": record}}) is None


@pytest.mark.parametrize("moment", ["2026-11-24T12:00:00", "0001-01-01T00:00:00+23:00"])
def test_a_time_without_a_zone_is_unreadable(moment: str) -> None:
    """A naive time says nothing certain; one at the edge of time is survived."""
    hold: Json = {"level": "private", "origin": "camera", "set_at": moment}
    state = state_from_json({"holds": {"sofa": [hold]}, "take_overs": {}})
    assert (state is None) == (not moment.endswith("+23:00"))


@given(states, camera_ids, holds)
def test_asking_for_privacy_never_reveals(
    state: HouseholdState, camera_id: CameraId, hold: Hold
) -> None:
    """After one more hold each camera is held no less and no shorter than before."""
    after = state.held([camera_id], hold)
    for other, before in state.holds.items():
        for old in before:
            if old.is_over(hold.set_at):
                continue
            assert any(
                rank(new.level) >= rank(old.level)
                and new.zones == old.zones
                and _lasts_as_long(new, old)
                for new in after.holds_of(other)
            )


def _lasts_as_long(new: Hold, old: Hold) -> bool:
    if new.is_endless:
        return True
    if old.is_endless or (old.until_everyone_leaves and not new.until_everyone_leaves):
        return False
    return old.until is None or (new.until is not None and new.until >= old.until)


def test_a_shorter_hold_does_not_shorten() -> None:
    """One hour asked for after "until I end it" changes nothing about the end."""
    endless = Hold(level=PrivacyLevel.PRIVATE, origin=HoldOrigin.CAMERA, set_at=NOON)
    hour = Hold(
        level=PrivacyLevel.PRIVATE,
        origin=HoldOrigin.CAMERA,
        set_at=NOON,
        until=NOON + HOUR,
    )
    state = HouseholdState().held([SOFA], endless).held([SOFA], hour)
    assert [hold.until for hold in state.holds_of(SOFA)] == [None]
    longer = HouseholdState().held([SOFA], hour).held([SOFA], endless)
    assert [hold.until for hold in longer.holds_of(SOFA)] == [None]


@given(states)
def test_releasing_takes_out_exactly_what_was_named(state: HouseholdState) -> None:
    """A hold that came after the release was decided stays."""
    newer = Hold(
        level=PrivacyLevel.PRIVATE, origin=HoldOrigin.CAMERA, set_at=NOON + 99 * HOUR
    )
    left = state.held([SOFA], newer).without(state.holds)
    assert newer.set_at in {hold.set_at for hold in left.holds_of(SOFA)}
    assert state.without(state.holds).holds == {}


@given(states, moments)
def test_tidying_sweeps_what_is_over(state: HouseholdState, now: datetime) -> None:
    """What is left is exactly what is not over."""
    left = state.tidied(now)
    for camera_id in state.holds:
        assert left.holds_of(camera_id) == tuple(
            hold for hold in state.holds_of(camera_id) if not hold.is_over(now)
        )


def test_holds_of_one_origin() -> None:
    """Cameras without a hold of the origin are left out."""
    household = _hold(HoldOrigin.HOUSEHOLD)
    state = HouseholdState().held([SOFA], household).held([DOOR], _hold())
    assert state.all_held_by(HoldOrigin.HOUSEHOLD) == {SOFA: (household,)}


def test_a_camera_is_forgotten() -> None:
    """Nothing of a camera is left, and others keep what they have."""
    record = TakeOver(
        source_id="1", original_entity_id="camera.a", renamed_to=None, hidden=True
    )
    state = HouseholdState().held([SOFA, DOOR], _hold()).taken_over(SOFA, record)
    assert state.taken_over(SOFA, None).take_overs == {}
    left = state.forgotten([SOFA])
    assert left == HouseholdState().held([DOOR], _hold())


@given(states, st.booleans(), st.none() | st.sets(camera_ids), moments)
def test_recovery_never_reveals(
    state: HouseholdState,
    lost: bool,
    interrupted: set[CameraId] | None,
    now: datetime,
) -> None:
    """What may have been a request for privacy is one after the start, without an end."""
    after = recovered(
        state, lost=lost, interrupted=interrupted, cameras=[SOFA, DOOR], now=now
    )
    for camera_id in (SOFA, DOOR):
        endless = [hold for hold in after.holds_of(camera_id) if hold.is_endless]
        if lost or interrupted is None or camera_id in interrupted:
            assert endless
        assert after.guests.doubted is (
            lost or interrupted is None or state.guests.doubted
        )
        for hold in state.holds_of(camera_id):
            assert hold.is_over(now) or any(
                new.origin is hold.origin for new in after.holds_of(camera_id)
            )


def test_guests_of_whom_nobody_heard() -> None:
    """They are there, until somebody says otherwise."""
    after = recovered(
        None, lost=False, interrupted=(), cameras=[SOFA], now=NOON, guests=True
    )
    assert after.guests.said(NOON)
    assert after.guests.until is None


def test_a_fresh_start_is_empty() -> None:
    """Without a state that was lost there is nothing to be private for."""
    assert (
        recovered(None, lost=False, interrupted=frozenset(), cameras=[SOFA], now=NOON)
        == HouseholdState()
    )


def test_bedrooms_and_bathrooms_are_private_by_themselves() -> None:
    """Only these places are private unless the owner says otherwise."""
    assert [
        placement
        for placement in Placement
        if default_base_level(placement) is PrivacyLevel.PRIVATE
    ] == [Placement.BEDROOM_BATHROOM]


def _hold(origin: HoldOrigin = HoldOrigin.CAMERA) -> Hold:
    return Hold(level=PrivacyLevel.PRIVATE, origin=origin, set_at=NOON)


def test_when_it_was_written() -> None:
    """What cannot be read as a moment is not known."""
    assert saved_at_from_json({SAVED_AT: NOON.isoformat()}) == NOON
    nonsense: Json
    for nonsense in (None, [], {SAVED_AT: None}, {SAVED_AT: "yesterday"}):
        assert saved_at_from_json(nonsense) is None


@pytest.mark.parametrize(
    "data",
    [
        {"guests": {"since": "yesterday"}},
        {"guests": {"dismissed": "perhaps"}},
        {"guests": []},
    ],
)
def test_damage_to_guests_is_noticed(data: dict[str, Json]) -> None:
    """Who does not know whether guests are there knows nothing."""
    assert state_from_json({"holds": {}, "take_overs": {}} | data) is None


@pytest.mark.parametrize("lifts", [[], [FORMER_LIFT], [{"camera": "sofa"}], {}])
def test_lifts_that_earlier_versions_stored(lifts: Json) -> None:
    """They opened nothing, and are left out, whatever they are."""
    stored = state_to_json(HouseholdState()) | {"lifts": lifts}
    assert state_from_json(stored) == HouseholdState()


@given(states, st.sampled_from(ZONES))
def test_uncovering_one_zone_leaves_the_others(
    state: HouseholdState, zone: ZoneId
) -> None:
    """Holds of other levels, zones and cameras stay as they are."""
    after = state.uncovered(SOFA, [zone], ZONES, of=state.holds_of(SOFA))
    for hold in state.holds_of(SOFA):
        left = (hold.zones or frozenset(ZONES)) - {zone}
        if hold.level is not PrivacyLevel.MASKED:
            assert hold in after.holds_of(SOFA)
        elif left:
            assert replace(hold, zones=left) in after.holds_of(SOFA)
    assert not any(
        hold.level is PrivacyLevel.MASKED and zone in (hold.zones or ZONES)
        for hold in after.holds_of(SOFA)
    )
    assert after.holds_of(DOOR) == state.holds_of(DOOR)


def test_only_what_was_set_by_the_old_clock_moves_with_it() -> None:
    """A hold from before the start was measured by a clock that was right."""
    moved = replace(_hold(), until=NOON + HOUR)
    kept = replace(moved, set_at=NOON + 9 * HOUR)
    state = HouseholdState(
        holds={SOFA: (moved,), DOOR: (kept,)},
        guests=Guests(since=NOON, until=NOON + HOUR),
        review_since=NOON,
    )
    after = state.after_jump(2 * HOUR, NOON, NOON + HOUR)
    assert after.review_since == NOON + 2 * HOUR
    assert after.holds_of(SOFA) == (
        replace(moved, set_at=NOON + 2 * HOUR, until=NOON + 3 * HOUR),
    )
    assert after.holds_of(DOOR) == (kept,)
    assert after.guests.until == NOON + 3 * HOUR
    assert state.after_jump(2 * HOUR, NOON - HOUR, NOON) == after
    assert state.after_jump(HOUR, NOON + HOUR, NOON + HOUR) == state
    assert HouseholdState().after_jump(HOUR, NOON, NOON) == HouseholdState()
