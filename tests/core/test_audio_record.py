"""What is written down about sound: who asked, who confirmed, and why it ended."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, strategies as st

from custom_components.lens_cap.core.audio_end import Ending
from custom_components.lens_cap.core.audio_record import (
    KEPT_FOR,
    AudioEvent,
    AudioEventKind,
    ended_by_restart,
    event_to_json,
    events_from_json,
    kept,
    of_ending,
    of_grant,
    of_request,
)
from custom_components.lens_cap.core.audio_state import Ended
from custom_components.lens_cap.core.pending import Channel

from .sound_of_sofa import DIGEST, NOW, SOFA, WANTED, asked, granted

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


def test_no_proof_in_it() -> None:
    """What is written down cannot be used to confirm."""
    assert DIGEST not in str([event_to_json(one) for one in EVENTS])


def test_ninety_days() -> None:
    """Then it is forgotten."""
    assert kept(EVENTS, NOW + KEPT_FOR - timedelta(seconds=1)) == EVENTS
    assert kept(EVENTS, NOW + KEPT_FOR) == ()


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


def test_a_purpose_that_is_a_book() -> None:
    """It is cut."""
    event = of_request(asked(replace(WANTED, purpose="x" * 9999)))
    assert len(event.purpose) == 200
    assert isinstance(event, AudioEvent)
