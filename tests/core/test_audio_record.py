"""What is written down about sound: who asked, who confirmed, and why it ended."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, strategies as st

from custom_components.lens_cap.core.audio.endings import Ending
from custom_components.lens_cap.core.audio.grant import Length
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
from custom_components.lens_cap.core.audio.request import ANSWER_WITHIN, Channel
from custom_components.lens_cap.core.audio.state import Ended

from .sound_of_sofa import ANNA, BEN, DIGEST, NOW, SOFA, WANTED, asked, granted

HOUR = timedelta(hours=1)
REQUESTED = AudioEvent(
    kind=AudioEventKind.REQUESTED,
    camera_id=SOFA,
    at=NOW,
    by=ANNA,
    asked_by=ANNA,
    length=Length.ONE_HOUR,
    purpose=WANTED.purpose,
    until=NOW + ANSWER_WITHIN,
)
CONFIRMED = replace(
    REQUESTED,
    kind=AudioEventKind.CONFIRMED,
    until=NOW + HOUR,
    channel=Channel.PHONE,
)
ENDED = replace(
    REQUESTED,
    kind=AudioEventKind.SOUND_ENDED,
    by=None,
    until=None,
    why=Ending.GUESTS,
)
EVENTS = (REQUESTED, CONFIRMED, ENDED)


def test_what_is_written_down() -> None:
    """Who asked for what, and until when; who confirmed it, and how; who ended it, and why."""
    assert of_request(asked()) == REQUESTED
    assert of_grant(granted(), Channel.PHONE) == CONFIRMED
    over = Ended(camera_id=SOFA, what=granted(), why=Ending.GUESTS)
    assert of_ending(over, NOW, None) == ENDED
    denied = Ended(camera_id=SOFA, what=asked(), why=Ending.DENIED)
    assert of_ending(denied, NOW + HOUR, BEN, Channel.CARD) == replace(
        ENDED,
        kind=AudioEventKind.REQUEST_ENDED,
        at=NOW + HOUR,
        by=BEN,
        why=Ending.DENIED,
        channel=Channel.CARD,
    )


def test_it_can_be_read_back() -> None:
    """Every event, whole; who is no text is nobody."""
    assert events_from_json([event_to_json(one) for one in EVENTS]) == EVENTS
    bare = replace(REQUESTED, by=None, asked_by=None, length=None, purpose="")
    assert events_from_json([event_to_json(bare)]) == (bare,)
    rubbish = {"by": 1, "asked_by": ["anna"], "length": 5, "purpose": 5}
    assert events_from_json([event_to_json(REQUESTED) | rubbish]) == (bare,)


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
    cut_off = replace(ENDED, at=NOW + HOUR, why=Ending.RESTART)
    open_grant = ended_by_restart(EVENTS[:2], NOW + HOUR)
    assert open_grant == (cut_off,)
    open_request = ended_by_restart(EVENTS[:1], NOW + HOUR)
    assert open_request == (replace(cut_off, kind=AudioEventKind.REQUEST_ENDED),)
    assert ended_by_restart((*EVENTS[:2], *open_grant), NOW) == ()
    assert ended_by_restart((*EVENTS[:1], *open_request), NOW) == ()


def test_an_end_whose_beginning_is_not_kept_any_more() -> None:
    """It ends nothing, and nothing fails."""
    not_given = replace(ENDED, kind=AudioEventKind.REQUEST_ENDED)
    assert ended_by_restart((not_given, ENDED), NOW) == ()


def test_nobody_is_named() -> None:
    """Who did what can be told apart, and not who that is; some things nobody did."""
    by_ben = replace(CONFIRMED, by=BEN, purpose="")
    asked_for, confirmed, ended = told = anonymous([REQUESTED, by_ben, ENDED])
    assert asked_for["by"] == asked_for["asked_by"] == confirmed["asked_by"] == "user 1"
    assert confirmed["by"] == "user 2"
    assert ended["by"] is None
    assert (asked_for["purpose"], confirmed["purpose"]) == ("written", "")
    assert not any(secret in str(told) for secret in (ANNA, BEN, WANTED.purpose))


def test_a_purpose_that_is_a_book() -> None:
    """It is cut."""
    event = of_request(asked(replace(WANTED, purpose="x" * 9999)))
    assert len(event.purpose) == 200
    assert isinstance(event, AudioEvent)
