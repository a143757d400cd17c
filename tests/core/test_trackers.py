"""A connection that is gone is not yet a person who has left."""

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given, strategies as st
import pytest

from custom_components.lens_cap.core.privacy.facts import Whereabouts
from custom_components.lens_cap.core.privacy.trackers import (
    DOUBT_SECONDS,
    TOGETHER_SECONDS,
    Sighting,
    Track,
    TrackerKind,
    believed,
    doubted,
    next_believed,
    noticed,
    only_by_connection,
)
from custom_components.lens_cap.core.truth import Truth

A, B, GPS = "device_tracker.a", "device_tracker.b", "device_tracker.gps"
CONNECTED = Sighting(kinds={A: TrackerKind.CONNECTION}, decided_by=A)
STEPS = st.lists(
    st.tuples(
        st.sampled_from([A, B]),
        st.sampled_from(Truth),
        st.floats(min_value=0, max_value=300),
    ),
    max_size=12,
)


def _seen(*steps: tuple[str, Truth, float]) -> Mapping[str, Track]:
    tracks: Mapping[str, Track] = {}
    for tracker, here, at in steps:
        tracks = noticed(tracks, tracker, here, at)
    return tracks


def test_one_that_leaves_is_believed() -> None:
    """It was here, and no other one went at that time."""
    tracks = _seen((A, Truth.YES, 0), (B, Truth.YES, 0), (A, Truth.NO, 100))
    assert doubted(tracks, 100) == frozenset()
    assert next_believed(tracks, 100) is None
    assert believed(Whereabouts.AWAY, CONNECTED, tracks, 100) is Whereabouts.AWAY


@pytest.mark.parametrize("apart", [0.0, 30.0, TOGETHER_SECONDS])
def test_two_that_go_at_once_are_doubted(apart: float) -> None:
    """Both of them, until each is seen again, or for a while."""
    tracks = _seen(
        (A, Truth.YES, 0),
        (B, Truth.YES, 0),
        (A, Truth.NO, 100),
        (B, Truth.NO, 100 + apart),
    )
    assert doubted(tracks, 100 + apart) == {A, B}
    assert next_believed(tracks, 101) == 100 + DOUBT_SECONDS
    assert believed(Whereabouts.AWAY, CONNECTED, tracks, 200) is Whereabouts.UNKNOWN
    later = 100 + DOUBT_SECONDS
    assert believed(Whereabouts.AWAY, CONNECTED, tracks, later) is Whereabouts.AWAY
    back = noticed(tracks, A, Truth.YES, 300)
    assert doubted(back, 300) == {B}


def test_two_that_go_one_after_the_other_are_believed() -> None:
    """More than a minute lies between."""
    apart = TOGETHER_SECONDS + 1
    tracks = _seen(
        (A, Truth.YES, 0), (B, Truth.YES, 0), (A, Truth.NO, 9), (B, Truth.NO, 9 + apart)
    )
    assert doubted(tracks, 9 + apart) == frozenset()


@pytest.mark.parametrize("before", [[], [(A, Truth.MAYBE, 0.0)]])
def test_one_that_was_not_seen_here_before_is_doubted(
    before: list[tuple[str, Truth, float]],
) -> None:
    """It says so first thing after a start, or after the router was away."""
    tracks = _seen(*before, (A, Truth.NO, 10))
    assert doubted(tracks, 10) == {A}
    assert doubted(tracks, 10 + DOUBT_SECONDS) == frozenset()


def test_saying_it_again_changes_nothing() -> None:
    """The doubt does not begin anew."""
    tracks = _seen((A, Truth.NO, 10))
    assert noticed(tracks, A, Truth.NO, 500) is tracks


def test_a_position_is_believed() -> None:
    """It tells of somewhere else, whatever connections say."""
    sighting = Sighting(
        kinds={A: TrackerKind.CONNECTION, GPS: TrackerKind.POSITION}, decided_by=GPS
    )
    tracks = _seen((A, Truth.NO, 0))
    assert believed(Whereabouts.AWAY, sighting, tracks, 1) is Whereabouts.AWAY


def test_a_position_that_says_nothing() -> None:
    """It would know better than the connection that is gone, however long that is."""
    sighting = Sighting(
        kinds={A: TrackerKind.CONNECTION, GPS: TrackerKind.POSITION}, decided_by=A
    )
    tracks = _seen((A, Truth.YES, 0), (A, Truth.NO, 9))
    assert believed(Whereabouts.AWAY, sighting, tracks, 1e9) is Whereabouts.UNKNOWN


def test_a_connection_elsewhere_is_believed() -> None:
    """A beacon at work sees the phone: it is not at home, whatever says nothing of it."""
    tracks = _seen((A, Truth.YES, 0), (B, Truth.NO, 0))
    assert believed(Whereabouts.AWAY, CONNECTED, tracks, 1) is Whereabouts.AWAY
    for kind, other in ((TrackerKind.POSITION, GPS), (TrackerKind.CONNECTION, B)):
        beside = replace(CONNECTED, kinds={**CONNECTED.kinds, other: kind})
        assert believed(Whereabouts.AWAY, beside, tracks, 1) is Whereabouts.AWAY


@pytest.mark.parametrize("said", [Whereabouts.HOME, Whereabouts.UNKNOWN])
def test_only_away_is_doubted(said: Whereabouts) -> None:
    """Nothing else opens a camera."""
    assert believed(said, CONNECTED, _seen((A, Truth.NO, 0)), 1) is said


@pytest.mark.parametrize(
    "sighting", [Sighting(kinds={}), Sighting(kinds={}, decided_by="sensor.a")]
)
def test_what_is_not_known_to_be_a_connection(sighting: Sighting) -> None:
    """Home Assistant's word counts."""
    assert believed(Whereabouts.AWAY, sighting, {}, 1) is Whereabouts.AWAY


@given(STEPS, st.floats(min_value=0, max_value=2000))
def test_doubt_ends(steps: list[tuple[str, Truth, float]], now: float) -> None:
    """Only what says "not home" is doubted, and never for longer than a while."""
    tracks = _seen(*sorted(steps, key=lambda step: step[2]))
    for tracker in doubted(tracks, now):
        assert tracks[tracker].here is Truth.NO
    moment = next_believed(tracks, now)
    assert (moment is None) is (doubted(tracks, now) == frozenset())
    assert moment is None or now < moment <= 300 + DOUBT_SECONDS
    assert doubted(tracks, 300 + DOUBT_SECONDS) == frozenset()


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ([], False),
        ([TrackerKind.UNKNOWN], False),
        ([TrackerKind.CONNECTION, TrackerKind.UNKNOWN], True),
        ([TrackerKind.CONNECTION, TrackerKind.POSITION], False),
    ],
)
def test_who_is_seen_by_connections_only(
    kinds: list[TrackerKind], expected: bool
) -> None:
    """A tracker by position makes the difference."""
    assert only_by_connection(kinds) is expected
