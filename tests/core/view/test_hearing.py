"""Who can be heard, as it is told of a request for sound."""

from dataclasses import replace

import pytest

from custom_components.lens_cap.core.settings.assessment import Hearer
from custom_components.lens_cap.core.truth import Truth
from custom_components.lens_cap.core.view.hearing import told_hearing

from ..sound_of_sofa import assessed

ANSWERS = replace(
    assessed(
        heard=dict.fromkeys(Hearer, Truth.NO)
        | {Hearer.GUESTS: Truth.YES, Hearer.CHILDREN: Truth.MAYBE},
        told=frozenset({Hearer.GUESTS}),
    ),
    needed_for="To hear the baby",
    switches_on_microphone=True,
)


def test_the_family_is_told_all_of_it() -> None:
    """Who can be heard, who of them does not know, what for, and that the camera hears too."""
    assert told_hearing(ANSWERS, to_family=True) == {
        "heard": ["children", "guests"],
        "untold": ["children"],
        "needed_for": "To hear the baby",
        "switches_on_microphone": True,
    }


def test_others_are_told_who_is_heard() -> None:
    """Whoever may know the PIN has to know that; the rest is the family's."""
    assert told_hearing(ANSWERS, to_family=False) == {
        "heard": ["children", "guests"],
        "untold": [],
        "needed_for": "",
        "switches_on_microphone": True,
    }


@pytest.mark.parametrize("to_family", [False, True])
def test_without_answers_everybody_is_heard(to_family: bool) -> None:
    """And nothing is known of anybody."""
    assert told_hearing(None, to_family=to_family) == {
        "heard": sorted(Hearer),
        "untold": [],
        "needed_for": "",
        "switches_on_microphone": False,
    }
