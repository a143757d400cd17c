"""What a camera itself may do (record, recognize) is told of days to come, and of what if, as it is decided."""

from datetime import datetime, time, timedelta
from typing import Any

from hypothesis import given
import pytest

from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.privacy.bounds import bounds
from custom_components.lens_cap.core.schedule import Window
from custom_components.lens_cap.core.settings.household import GuestsEffect, Household
from custom_components.lens_cap.core.settings.rule import Effect
from custom_components.lens_cap.core.view.rule_day import told_rule_day
from custom_components.lens_cap.core.view.week import told_week
from custom_components.lens_cap.core.view.what_if import WhatIf, what_if

from ..generated import Given
from ..strategies import houses, many
from .homes import BEN, BERLIN, SOFA, by_time, judgement, rule

MIDNIGHT = datetime(2026, 11, 24, tzinfo=BERLIN)
DAY = timedelta(days=1)
SILENT = Household(guests_effect=GuestsEffect.SOUND_OFF)
NO_RECORDING = Effect(recording_off=True)
NOTHING = Effect(recording_off=True, recognition_off=True)


def day_of(*rules: Any, household: Household = SILENT) -> list[dict[str, Any]]:
    """Return the spans of one day."""
    last = judgement(*rules, household=household)
    return told_week(last.configs[SOFA], last, BEN, start=MIDNIGHT, end=MIDNIGHT + DAY)


def gist(spans: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """Return of each span what is certain, and what may be, of recording and of recognition."""
    return [
        (
            one["recording_off"],
            one["recording_off_at_most"],
            one["recognition_off"],
            one["recognition_off_at_most"],
        )
        for one in spans
    ]


def test_a_rule_by_the_clock_is_certain() -> None:
    """The camera stays open, and does not record for the two hours."""
    noon = Window(start=time(11), end=time(13))
    spans = day_of(by_time("noon", window=noon, effect=NO_RECORDING))
    assert [one["level"] for one in spans] == ["open"] * 3
    assert gist(spans) == [
        (False, False, False, False),
        (True, True, False, False),
        (False, False, False, False),
    ]
    assert [one["depends_on"] for one in spans] == [[], [], []]


def test_a_rule_about_people_depends_on_them() -> None:
    """What may be turned off is told with what that depends on, and by which rule."""
    (day,) = day_of(rule(effect=NOTHING))
    assert gist([day]) == [(False, True, False, True)]
    assert (day["level"], day["at_most"]) == ("open", "open")
    assert day["depends_on"] == ["people"]
    assert [one["name"] for one in day["rules"]] == ["Family"]


def test_recording_alone_depends_on_people() -> None:
    """Also where recognition does not; the rule is named."""
    (day,) = day_of(rule(effect=NO_RECORDING))
    assert gist([day]) == [(False, True, False, False)]
    assert (day["reason"], day["depends_on"]) == ("someone_home", ["people"])
    assert [one["name"] for one in day["rules"]] == ["Family"]


def test_guests_whom_no_camera_records() -> None:
    """It depends on them."""
    (day,) = day_of(
        household=Household(
            guests_effect=GuestsEffect.SOUND_OFF, guests_recognition_off=True
        )
    )
    assert gist([day]) == [(False, False, False, True)]
    assert day["depends_on"] == ["guests"]


def test_a_private_camera_records_nothing() -> None:
    """Nor does it recognize anybody."""
    spans = day_of(by_time())
    assert gist(spans)[0] == (True, True, True, True)


def test_what_a_rule_makes_of_a_day() -> None:
    """One that turns off recording alone makes a difference, and is shown to."""
    last = judgement(household=SILENT)
    made = by_time("noon", window=None, effect=NO_RECORDING)
    found = told_rule_day(last, [made], start=MIDNIGHT, end=MIDNIGHT + DAY)
    (span,) = found[SOFA]
    assert (span["level"], span["recording_off"], span["recognition_off"]) == (
        "open",
        True,
        False,
    )


@pytest.mark.parametrize("effect", [NO_RECORDING, NOTHING])
def test_what_if_answers_it(effect: Effect) -> None:
    """By the same decision."""
    noon = Window(start=time(15), end=time(16))
    last = judgement(by_time("noon", window=noon, effect=effect), household=SILENT)
    at = datetime(2026, 11, 24, 15, 30, tzinfo=BERLIN)
    decision = what_if(last, WhatIf(at=at))[SOFA]
    assert decision.level is PrivacyLevel.OPEN
    assert (decision.recording_off, decision.recognition_off) == (
        effect.recording_off,
        effect.recognition_off,
    )


@many
@given(houses)
def test_what_is_certain_is_also_possible(any_house: Given) -> None:
    """Whatever is known, at most as much is certain as may be."""
    now = any_house.facts.now
    for one in bounds(
        any_house.config,
        any_house.camera,
        any_house.facts,
        any_house.household,
        any_house.rules,
        start=now,
        end=now + DAY,
    ):
        assert one.least.recording_off <= one.most.recording_off
        assert one.least.recognition_off <= one.most.recognition_off
