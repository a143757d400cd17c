"""What is known of the sound of all cameras: until when it passes, what ended, and what goes on."""

from dataclasses import replace
from datetime import timedelta

from custom_components.lens_cap.core.audio.endings import Ending
from custom_components.lens_cap.core.audio.grant import UNWATCHED, Length
from custom_components.lens_cap.core.audio.request import ANSWER_WITHIN
from custom_components.lens_cap.core.audio.state import AudioState, Ended
from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.core.placement import Placement
from custom_components.lens_cap.core.truth import Truth

from .sound_of_sofa import CALM, NOW, SOFA, WANTED, asked, facts, granted

DOOR = CameraId("door")
HOUR = timedelta(hours=1)
BOTH = {SOFA: CALM, DOOR: CALM}


def test_until_when_sound_passes() -> None:
    """Of the camera that it was confirmed for, and not from its end on."""
    state = AudioState(grants={SOFA: granted()})
    assert state.sound_until(SOFA, NOW) == NOW + HOUR
    assert state.sound_until(SOFA, NOW + HOUR) is None
    assert state.sound_until(DOOR, NOW) is None
    assert AudioState().next_end() is None


def test_one_camera_is_watched_no_more() -> None:
    """Its sound is for this viewing, and so is that of another camera, which is still watched."""
    grant = granted(replace(WANTED, length=Length.THIS_VIEWING)).watched(1, NOW)
    state = AudioState(grants={SOFA: grant, DOOR: grant})
    left = state.watched(SOFA, 0, NOW + HOUR)
    assert left.sound_until(SOFA, NOW + HOUR) == NOW + HOUR + UNWATCHED
    assert left.grants[DOOR] == grant
    assert left.watched(SOFA, 2, NOW + HOUR).grants == state.grants


def test_an_answer_answers_one_request() -> None:
    """That of the same camera does not wait any more."""
    state = AudioState(pending={SOFA: asked(), DOOR: asked()})
    assert state.granted(granted()) == AudioState(
        pending={DOOR: asked()}, grants={SOFA: granted()}
    )


def test_what_ends_by_the_clock() -> None:
    """A request that nobody answers, and then sound that was confirmed for an hour."""
    pending, grant = asked(), granted()
    state = AudioState(pending={SOFA: pending}, grants={DOOR: grant})
    assert state.over(BOTH, BOTH, NOW) == ()
    assert state.over(BOTH, BOTH, NOW + ANSWER_WITHIN) == (
        Ended(camera_id=SOFA, what=pending, why=Ending.EXPIRED),
    )
    assert state.over(BOTH, BOTH, NOW + HOUR) == (
        Ended(camera_id=DOOR, what=grant, why=Ending.TIME),
        Ended(camera_id=SOFA, what=pending, why=Ending.EXPIRED),
    )


def test_guests_who_were_there_before_end_nothing_at_the_entrance() -> None:
    """They knew of it when it was asked for and confirmed; who has just come did not."""
    nobody = facts(Placement.ENTRANCE)
    there = replace(nobody, guests=Truth.YES)
    pending, grant = asked(known=there), granted(known=there)
    state = AudioState(pending={SOFA: pending}, grants={SOFA: grant})
    assert state.over({SOFA: there}, {SOFA: there}, NOW) == ()
    for before in ({SOFA: nobody}, {}):
        assert state.over(before, {SOFA: there}, NOW) == (
            Ended(camera_id=SOFA, what=grant, why=Ending.GUESTS),
            Ended(camera_id=SOFA, what=pending, why=Ending.GUESTS),
        )


def test_a_clock_that_is_put_back_prolongs_neither_a_request_nor_sound() -> None:
    """Both end as soon as they would have."""
    state = AudioState(pending={SOFA: asked()}, grants={DOOR: granted()})
    back = state.after_jump(-HOUR)
    assert back.pending[SOFA].expires_at == NOW + ANSWER_WITHIN - HOUR
    assert back.sound_until(DOOR, NOW - HOUR) == NOW
