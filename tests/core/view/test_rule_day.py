"""What a rule makes of a day, by the same decisions."""

from datetime import datetime, time, timedelta
from typing import Any

from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.schedule import Window
from custom_components.lens_cap.core.settings.household import GuestsEffect, Household
from custom_components.lens_cap.core.settings.rule import Effect, Rule
from custom_components.lens_cap.core.view.rule_day import told_rule_day

from .homes import BERLIN, SOFA, TABLE, by_time, judgement, rule

MIDNIGHT = datetime(2026, 11, 24, tzinfo=BERLIN)
SILENT = Household(guests_effect=GuestsEffect.SOUND_OFF)
DAY = timedelta(days=1)
MASKED = PrivacyLevel.MASKED


def day_of(last: Any, *rules: Rule) -> list[Any]:
    """Return what rules make of today, for the sofa."""
    found = told_rule_day(last, rules, start=MIDNIGHT, end=MIDNIGHT + DAY)
    return found.get(SOFA, [])


def test_a_rule_that_makes_a_difference_at_night() -> None:
    """It is told when, and how it would be without it."""
    spans = day_of(judgement(household=SILENT), by_time())
    assert [(one["from"][11:16], one["to"][11:16]) for one in spans] == [
        ("00:00", "07:00"),
        ("22:00", "00:00"),
    ]
    assert (spans[0]["level"], spans[0]["level_without"]) == ("private", "open")
    assert (spans[0]["certain"], spans[0]["depends_on"]) == (True, [])


def test_all_that_a_rule_makes_of_a_day() -> None:
    """What it would be with the rule, and without it."""
    covers = rule(
        effect=Effect(level=MASKED, zones=frozenset({TABLE}), recording_off=True)
    )
    assert day_of(judgement(household=SILENT), covers) == [
        {
            "from": "2026-11-24T00:00:00+01:00",
            "to": "2026-11-25T00:00:00+01:00",
            "level": "masked",
            "level_without": "open",
            "certain": False,
            "depends_on": ["people"],
            "zones": ["table"],
            "recording_off": True,
            "recognition_off": False,
        }
    ]


def test_a_rule_that_makes_none() -> None:
    """Where another rule closes anyway, nothing is told."""
    last = judgement(by_time("always", window=None), household=SILENT)
    assert day_of(last, by_time()) == []


def test_a_rule_that_takes_the_place_of_itself() -> None:
    """What is compared is the day without it, and that with it as it would be saved."""
    last = judgement(by_time(), household=SILENT)
    spans = day_of(last, by_time(window=Window(start=time(8), end=time(9))))
    assert [(one["from"][11:16], one["to"][11:16]) for one in spans] == [
        ("08:00", "09:00")
    ]


def test_a_rule_that_is_switched_off() -> None:
    """It is looked at as if it was on."""
    night = by_time()
    last = judgement(night, household=SILENT, rules_off=frozenset({night.rule_id}))
    assert len(day_of(last, night)) == 2


def test_a_rule_about_people_beside_one_about_time() -> None:
    """By day it may make a difference; at night it makes none."""
    last = judgement(by_time(), household=SILENT)
    (span,) = day_of(last, rule())
    assert (span["from"][11:16], span["to"][11:16]) == ("07:00", "22:00")
    assert (span["certain"], span["depends_on"]) == (False, ["people"])
