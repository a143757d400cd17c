"""What if: the same decisions, of something else."""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import given
import pytest

from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.privacy.facts import Whereabouts
from custom_components.lens_cap.core.settings.household import GuestsEffect, Household
from custom_components.lens_cap.core.settings.rule import Presence
from custom_components.lens_cap.core.state.guests import Guests
from custom_components.lens_cap.core.truth import Truth
from custom_components.lens_cap.core.view.what_if import WhatIf, guests_now, what_if

from ..generated import Given
from ..strategies import houses
from .homes import NOW, SOFA, by_time, hold, judgement, judgement_of, lift, rule

PRIVATE, OPEN = PrivacyLevel.PRIVATE, PrivacyLevel.OPEN
SILENT = Household(guests_effect=GuestsEffect.SOUND_OFF)
MINUTE = timedelta(minutes=1)


def level(last: Any, **assumed: Any) -> PrivacyLevel:
    """Return how private the sofa would be."""
    return what_if(last, WhatIf(**assumed))[SOFA].level


def test_what_if_somebody_was_elsewhere() -> None:
    """They have been there for long: no rule goes on after them."""
    last = judgement(rule())
    assert level(last) is PRIVATE
    assert level(last, people={"person.anna": Whereabouts.AWAY}) is OPEN
    assert level(last, people={"person.anna": Whereabouts.UNKNOWN}) is PRIVATE


def test_what_if_it_was_later() -> None:
    """At night it is private."""
    last = judgement(by_time())
    assert level(last) is OPEN
    assert level(last, at=NOW + timedelta(hours=11)) is PRIVATE


def test_what_if_guests_came_or_left() -> None:
    """They close what they enter, and end lifts; what is not known counts as if they were there."""
    last = judgement()
    assert level(last, guests=Truth.YES) is PRIVATE
    assert level(last, guests=Truth.MAYBE) is PRIVATE
    there = judgement(guests=Guests(since=NOW))
    assert guests_now(there.facts) is Truth.YES
    assert level(there, guests=Truth.NO) is OPEN


@pytest.mark.parametrize("guests", [Truth.MAYBE, Truth.YES])
def test_what_if_guests_came_while_somebody_opened_it(guests: Truth) -> None:
    """What was opened for a while ends as they come, and with nobody who comes it goes on."""
    lifted = {"lifts": (lift(),)}
    last = judgement(rule(), of_camera=lifted, household=SILENT)
    assert level(last) is level(last, guests=Truth.NO) is OPEN
    assert level(last, guests=guests) is PRIVATE
    there = judgement(
        rule(), of_camera=lifted, household=SILENT, guests=Guests(since=NOW)
    )
    assert level(there, guests=guests) is OPEN


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"guests_signal": Truth.NO}, Truth.NO),
        ({"guests_signal": Truth.MAYBE}, Truth.MAYBE),
        ({"guests": Guests(since=NOW, until=NOW + MINUTE)}, Truth.YES),
        ({"guests": Guests(since=NOW - MINUTE, until=NOW)}, Truth.NO),
    ],
)
def test_whether_guests_are_there_now(changes: Any, expected: Truth) -> None:
    """What entities tell, and what was said until its end."""
    assert guests_now(judgement(**changes).facts) is expected


def test_what_if_guests_were_gone_for_long() -> None:
    """A rule that goes on after them does not."""
    last = judgement(
        rule(presence=Presence.GUESTS_PRESENT),
        household=SILENT,
        guests=Guests(since=NOW),
    )
    assert level(last) is PRIVATE
    assert level(last, guests=Truth.NO) is OPEN


def test_what_if_it_was_after_guests_whose_end_is_known() -> None:
    """The rule goes on after them for its minutes, and not for good."""
    until = NOW + timedelta(hours=2)
    last = judgement(
        rule(presence=Presence.GUESTS_PRESENT),
        household=SILENT,
        guests=Guests(since=NOW, until=until),
    )
    after = what_if(last, WhatIf(at=until + MINUTE))[SOFA]
    assert (after.level, after.next_change) == (PRIVATE, until + 5 * MINUTE)
    assert level(last, at=until + 5 * MINUTE) is OPEN
    assert level(last, at=until + timedelta(hours=6)) is OPEN


@pytest.mark.parametrize("left_at", [None, NOW - 2 * MINUTE, NOW])
def test_what_if_nothing_was_different_after_guests(left_at: datetime | None) -> None:
    """Their end has passed: since when a rule does not apply is as it was."""
    last = judgement(
        rule(presence=Presence.GUESTS_PRESENT),
        household=SILENT,
        guests=Guests(since=NOW - 9 * MINUTE, until=NOW - MINUTE),
        left_at={rule().rule_id: left_at},
    )
    assert what_if(last, WhatIf()) == last.decisions


def test_what_if_a_sensor_was_off_for_long() -> None:
    """A rule that goes on after whom it saw does not."""
    sensor = "binary_sensor.hall"
    last = judgement(
        rule(occupancy_entities=frozenset({sensor})),
        residents=frozenset(),
        entities={sensor: Truth.YES},
    )
    assert level(last) is PRIVATE
    assert level(last, entities={sensor: Truth.NO}) is OPEN


def test_what_if_an_alarm_or_an_entity_was_so() -> None:
    """Each is asked like everything else."""
    last = judgement(
        by_time(
            window=None,
            alarm_entity="alarm_control_panel.a",
            alarm_states=frozenset({"disarmed"}),
        )
    )
    assert level(last) is PRIVATE
    assert level(last, alarms={"alarm_control_panel.a": "armed_away"}) is OPEN
    other = judgement(by_time(window=None, while_entity="switch.tv"))
    assert level(other, entities={"switch.tv": Truth.NO}) is OPEN


def test_what_if_everyone_left() -> None:
    """What was to last until then is over."""
    last = judgement(of_camera={"holds": (hold(until_everyone_leaves=True),)})
    away = dict.fromkeys(("person.anna", "person.ben"), Whereabouts.AWAY)
    assert level(last, people=away) is OPEN
    assert level(last, people={"person.ben": Whereabouts.AWAY}) is PRIVATE


@given(houses)
def test_what_if_nothing_was_different(any_house: Given) -> None:
    """Then it is as it is."""
    last = judgement_of(any_house)
    assert what_if(last, WhatIf()) == last.decisions
