"""A lift opens a rule's picture, and nothing else of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from custom_components.lens_cap.core.ids import RuleId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.core.privacy.facts import CameraFacts
from custom_components.lens_cap.core.settings.rule import Effect, Rule
from custom_components.lens_cap.core.state.lift import Lift

from .generated import NOON
from .test_decide_zones import masked_camera

HOUR = timedelta(hours=1)


@pytest.mark.parametrize("level", [PrivacyLevel.MASKED, PrivacyLevel.PRIVATE])
def test_what_a_rule_turns_off_besides_stays_off(level: PrivacyLevel) -> None:
    """No sound passes, though it was granted; and people are told which rule is lifted, and until when."""
    given_house = masked_camera()
    asleep = Rule(
        rule_id=RuleId("asleep"),
        name="Asleep",
        effect=Effect(
            level=level, audio_off=True, recording_off=True, recognition_off=True
        ),
    )
    made = replace(
        given_house,
        config=replace(given_house.config, base_level=PrivacyLevel.OPEN),
        camera=CameraFacts(
            lifts=(Lift(set_at=NOON, until=NOON + HOUR),), sound_until=NOON + 9 * HOUR
        ),
        rules=(asleep,),
    ).decision()
    assert (made.level, made.reason) == (PrivacyLevel.OPEN, ReasonCode.LIFTED)
    assert (made.rule, made.lifted_until) == (asleep.rule_id, NOON + HOUR)
    assert not made.audio
    assert made.recording_off
    assert made.recognition_off
