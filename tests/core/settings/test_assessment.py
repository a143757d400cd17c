"""Who a camera can hear, by a person's answers, and for how long those count."""

from datetime import timedelta

import pytest

from custom_components.lens_cap.core.placement import Placement
from custom_components.lens_cap.core.settings.assessment import (
    VALID_FOR,
    Hearer,
    Standing,
    standing,
)
from custom_components.lens_cap.core.truth import Truth

from ..sound_of_sofa import NOW, assessed

MOMENT = timedelta(microseconds=1)


def test_unsure_counts_as_heard() -> None:
    """So does what nobody answered."""
    all_others = dict.fromkeys(Hearer, Truth.NO)
    quiet = assessed(heard=all_others)
    assert not quiet.others_are_heard
    for unsure in (Truth.MAYBE, Truth.YES):
        doubtful = assessed(heard=all_others | {Hearer.NEIGHBOURS: unsure})
        assert doubtful.who_is_heard() == {Hearer.NEIGHBOURS}
        assert doubtful.others_are_heard
    assert assessed().who_is_heard() == frozenset(Hearer)
    told = assessed(told=frozenset({Hearer.GUESTS}))
    assert told.heard_untold == frozenset(Hearer) - {Hearer.GUESTS, Hearer.HOUSEHOLD}
    assert standing(quiet, NOW, Placement.LIVING_AREA) is Standing.VALID


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (-MOMENT, Standing.OUTDATED),
        (timedelta(), Standing.VALID),
        (VALID_FOR - MOMENT, Standing.VALID),
        (VALID_FOR, Standing.OUTDATED),
    ],
)
def test_how_long_it_counts(age: timedelta, expected: Standing) -> None:
    """For a year, from the very moment at which it was made."""
    made = assessed(made_at=NOW - age)
    assert standing(made, NOW, Placement.LIVING_AREA) is expected
