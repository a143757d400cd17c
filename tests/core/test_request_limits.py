"""How often somebody may ask for sound, and whose request stays."""

from datetime import timedelta

from hypothesis import given, strategies as st
import pytest

from custom_components.lens_cap.core.audio.request import ANSWER_WITHIN
from custom_components.lens_cap.core.audio.request_limits import (
    FIRST_PAUSE,
    LONGEST_PAUSE,
    Rank,
    RequestPace,
    request_rank,
)
from custom_components.lens_cap.core.ids import CameraId

from .sound_of_sofa import ANNA, BEN, CARL, NOW, SOFA, WANTED

ASKER = WANTED.asker
OTHERS = [(BEN, SOFA), (None, SOFA), (ANNA, CameraId("hall"))]
NOTHING = timedelta()
REFUSALS = st.integers(min_value=0, max_value=40)
TIMES = st.timedeltas(min_value=NOTHING, max_value=timedelta(days=3))


def paced(refusals: int) -> RequestPace:
    """Return the pace once Anna asked, and was told no so often."""
    pace = RequestPace().asked(ASKER, NOW)
    for _ in range(refusals):
        pace = pace.refused(ASKER)
    return pace


def test_once_a_minute() -> None:
    """Nobody else, and no other camera, waits for that."""
    assert ASKER == (ANNA, SOFA)
    pace = RequestPace().asked(ASKER, NOW)
    assert pace.pause_left(ASKER, NOW) == FIRST_PAUSE
    assert pace.pause_left(ASKER, NOW + FIRST_PAUSE) == NOTHING
    assert [pace.pause_left(other, NOW) for other in OTHERS] == [NOTHING] * 3


def test_longer_after_each_no() -> None:
    """Twice as long each time, up to a third of a day."""
    pauses = [paced(refusals).pause_left(ASKER, NOW) for refusals in range(12)]
    assert pauses[:4] == [FIRST_PAUSE * factor for factor in (1, 2, 4, 8)]
    assert pauses[-2:] == [LONGEST_PAUSE] * 2


def test_a_yes_forgives() -> None:
    """Whoever was given sound may ask at once, and for the next no it is the first again."""
    pace = paced(5).confirmed(ASKER)
    assert pace.pause_left(ASKER, NOW) == NOTHING
    again = pace.asked(ASKER, NOW).refused(ASKER)
    assert again.pause_left(ASKER, NOW) == FIRST_PAUSE * 2


def test_a_no_to_somebody_who_did_not_ask() -> None:
    """It counts for nobody."""
    assert RequestPace().refused(ASKER) == RequestPace()


def test_a_change_of_mind() -> None:
    """Ten until nothing waits any more; the pause stays what it was. None of who did not ask, nor after a no."""
    pace = paced(0)
    for _ in range(10):
        assert pace.may_change(ASKER)
        pace = pace.changed(ASKER)
        assert pace.pause_left(ASKER, NOW) == FIRST_PAUSE
    assert not pace.may_change(ASKER)
    again = pace.asked(ASKER, NOW + FIRST_PAUSE)
    assert not again.may_change(ASKER)
    soon = NOW + FIRST_PAUSE + ANSWER_WITHIN - timedelta(microseconds=1)
    assert not again.asked(ASKER, soon).may_change(ASKER)
    assert again.asked(ASKER, NOW + FIRST_PAUSE + ANSWER_WITHIN).may_change(ASKER)
    assert not paced(1).may_change(ASKER)
    assert not any(pace.may_change(other) for other in OTHERS)


def test_a_day_later() -> None:
    """It is forgotten once somebody asks, so that it does not grow without end."""
    tomorrow = NOW + timedelta(days=1)
    pace = paced(5).asked((BEN, SOFA), tomorrow)
    assert set(pace.askings) == {(BEN, SOFA)}


@given(refusals=REFUSALS, later=TIMES)
def test_a_pause_ends_and_never_grows(refusals: int, later: timedelta) -> None:
    """As time passes less is left, never less than nothing, and never more than a third of a day."""
    pace = paced(refusals)
    left = pace.pause_left(ASKER, NOW + later)
    assert NOTHING <= left <= pace.pause_left(ASKER, NOW) <= LONGEST_PAUSE
    assert pace.pause_left(ASKER, NOW + LONGEST_PAUSE) == NOTHING


@given(refusals=REFUSALS)
def test_another_no_never_makes_it_shorter(refusals: int) -> None:
    """Nor does asking again."""
    pace = paced(refusals)
    before = pace.pause_left(ASKER, NOW)
    assert pace.refused(ASKER).pause_left(ASKER, NOW) >= before
    assert pace.asked(ASKER, NOW).pause_left(ASKER, NOW) >= before


@given(refusals=REFUSALS, jump=st.timedeltas(timedelta(days=-400), timedelta(days=400)))
def test_a_clock_that_is_set_changes_nothing(refusals: int, jump: timedelta) -> None:
    """Whether that was noticed, or not: nobody waits longer than they had to."""
    pace = paced(refusals)
    before = pace.pause_left(ASKER, NOW)
    assert pace.after_jump(jump).pause_left(ASKER, NOW + jump) == before
    assert pace.pause_left(ASKER, NOW + jump) <= before


@given(
    others=st.lists(st.sampled_from([BEN, CARL, None]), max_size=20), refusals=REFUSALS
)
def test_nobody_makes_somebody_else_wait(
    others: list[str | None], refusals: int
) -> None:
    """Whatever others ask, and are told."""
    pace = RequestPace()
    for other in others:
        pace = pace.asked((other, SOFA), NOW).refused((other, SOFA))
    assert pace.pause_left(ASKER, NOW) == NOTHING
    assert paced(refusals).confirmed((BEN, SOFA)) == paced(refusals)


@pytest.mark.parametrize(
    ("user_id", "expected"),
    [(None, Rank.AUTOMATION), (CARL, Rank.PERSON), (ANNA, Rank.CONFIRMER)],
)
def test_ranks(user_id: str | None, expected: Rank) -> None:
    """Who may say yes is above who may not, and a machine is below everybody."""
    assert request_rank(user_id, {ANNA, BEN}) is expected
    assert Rank.AUTOMATION < Rank.PERSON < Rank.CONFIRMER
