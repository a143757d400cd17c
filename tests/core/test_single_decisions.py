"""Decisions about the sofa on a day without events, each with the one thing that is so."""

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from custom_components.lens_cap.core.ids import CameraId, RuleId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.placement import Placement
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.core.privacy.decide import Decision
from custom_components.lens_cap.core.privacy.facts import CameraFacts
from custom_components.lens_cap.core.schedule import (
    Calendar,
    SunEvent,
    SunTime,
    Window,
    horizon,
)
from custom_components.lens_cap.core.settings.household import GuestsEffect, Household
from custom_components.lens_cap.core.settings.rule import Effect, Rule, Scope
from custom_components.lens_cap.core.state.guests import Guests

from .generated import NOON, Given
from .test_decide_zones import masked_camera

HOUR = timedelta(hours=1)
EVENING = Rule(
    rule_id=RuleId("evening"),
    name="Evening",
    effect=Effect(level=PrivacyLevel.PRIVATE),
    window=Window(start=time(18)),
)


def _quiet(*rules: Rule, camera: CameraFacts | None = None, **facts: Any) -> Given:
    """Return an open camera without zones, and what is so besides."""
    given_house = masked_camera()
    config = replace(
        given_house.config,
        base_level=PrivacyLevel.OPEN,
        placement=Placement.LIVING_AREA,
        zones=(),
    )
    return replace(
        given_house,
        config=config,
        camera=camera or CameraFacts(),
        facts=replace(given_house.facts, **facts),
        household=Household(guests_effect=GuestsEffect.INDOORS_PRIVATE),
        rules=rules,
    )


def test_sound_ends_at_the_very_moment_that_was_granted() -> None:
    """Until when it passes is told only while it does."""
    heard = _quiet(camera=CameraFacts(sound_until=NOON + HOUR))
    before, then = heard.decision(), heard.at(NOON + HOUR).decision()
    assert (before.audio, before.audio_until) == (True, NOON + HOUR)
    assert (then.audio, then.audio_until) == (False, None)


def test_until_when_guests_keep_a_camera_private_is_told() -> None:
    """They said when they leave."""
    made = _quiet(guests=Guests(since=NOON, until=NOON + HOUR)).decision()
    assert made.trace[0].reason is ReasonCode.GUESTS_PRESENT
    assert made.trace[0].until == NOON + HOUR


def test_what_nobody_knows_for_a_week_is_looked_at_again_then() -> None:
    """Where the sun does not set for weeks, no end of an evening is in sight; it must not be forgotten."""
    dark = replace(EVENING, window=Window(start=SunTime(event=SunEvent.SUNSET)))
    made = _quiet(dark, calendar=Calendar(sun={})).decision()
    assert (made.level, made.next_change) == (PrivacyLevel.PRIVATE, None)
    assert made.next_check_at == horizon(Calendar(), NOON)
    always = _quiet(replace(EVENING, window=None)).decision()
    assert always.next_check_at is None


WITH_ENTITY = replace(EVENING, while_entity="switch.tv")


@pytest.mark.parametrize(
    ("rule", "waits"),
    [
        (EVENING, False),
        (WITH_ENTITY, True),
        (
            replace(WITH_ENTITY, scope=Scope(cameras=frozenset({CameraId("door")}))),
            False,
        ),
    ],
)
def test_a_start_keeps_private_what_a_rule_has_yet_to_ask_about(
    rule: Rule, *, waits: bool
) -> None:
    """A rule by the clock knows all that it needs, and one for another camera is not asked."""
    made: Decision = _quiet(rule, started=False).decision()
    assert (made.reason is ReasonCode.STARTING_UP) is waits
