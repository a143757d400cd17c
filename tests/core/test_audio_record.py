"""What is written down about sound: who asked, who confirmed, and why it ended."""

from dataclasses import replace

from hypothesis import given, strategies as st

from custom_components.lens_cap.core.audio.endings import Ending
from custom_components.lens_cap.core.audio.log import (
    AudioEvent,
    AudioEventKind,
    anonymous,
    ended_by_restart,
    event_to_json,
    events_from_json,
    of_ending,
    of_grant,
    of_request,
)
from custom_components.lens_cap.core.audio.request import Channel
from custom_components.lens_cap.core.audio.state import Ended

from .sound_of_sofa import ANNA, BEN, DIGEST, NOW, SOFA, WANTED, asked, granted

EVENTS = (
    of_request(asked()),
    of_grant(granted(), Channel.PHONE),
    of_ending(Ended(camera_id=SOFA, what=granted(), why=Ending.GUESTS), NOW, None),
)


def test_it_can_be_read_back() -> None:
    """Every event, whole."""
    assert events_from_json([event_to_json(one) for one in EVENTS]) == EVENTS


@given(
    st.recursive(
        st.none() | st.booleans() | st.text() | st.floats(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.sampled_from(list(event_to_json(EVENTS[0]))), inner)
        ),
    )
)
def test_rubbish_is_left_out(data: object) -> None:
    """Nothing depends on it, so nothing fails."""
    assert isinstance(events_from_json(data), tuple)


def test_no_moment_no_event() -> None:
    """What is said to have happened at no time did not."""
    for at in (1, "then", "2026-11-24T12:00:00"):
        assert events_from_json([event_to_json(EVENTS[0]) | {"at": at}]) == ()


def test_no_proof_in_it() -> None:
    """What is written down cannot be used to confirm."""
    assert DIGEST not in str([event_to_json(one) for one in EVENTS])


def test_a_restart_is_an_end() -> None:
    """What was open when Home Assistant ended is over, and that is said."""
    assert ended_by_restart(EVENTS, NOW) == ()
    open_grant = ended_by_restart(EVENTS[:2], NOW)
    assert [(one.kind, one.why) for one in open_grant] == [
        (AudioEventKind.SOUND_ENDED, Ending.RESTART)
    ]
    open_request = ended_by_restart(EVENTS[:1], NOW)
    assert [one.kind for one in open_request] == [AudioEventKind.REQUEST_ENDED]
    assert ended_by_restart((*EVENTS[:2], *open_grant), NOW) == ()
    assert ended_by_restart((*EVENTS[:1], *open_request), NOW) == ()


def test_nobody_is_named() -> None:
    """Who did what can be told apart, and not who that is; some things nobody did."""
    asked_for, confirmed, ended = anonymous(EVENTS)
    assert asked_for["asked_by"] == confirmed["asked_by"] == "user 1"
    assert ended["by"] is None
    assert not any(
        secret in str([asked_for, confirmed, ended])
        for secret in (ANNA, BEN, WANTED.purpose)
    )


def test_a_purpose_that_is_a_book() -> None:
    """It is cut."""
    event = of_request(asked(replace(WANTED, purpose="x" * 9999)))
    assert len(event.purpose) == 200
    assert isinstance(event, AudioEvent)
