"""The week to come, by the same decisions."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import given
import pytest

from custom_components.lens_cap.core.level import PrivacyLevel, rank
from custom_components.lens_cap.core.privacy.bounds import bounds
from custom_components.lens_cap.core.privacy.decide import Decision
from custom_components.lens_cap.core.privacy.facts import CameraFacts
from custom_components.lens_cap.core.settings.household import GuestsEffect, Household
from custom_components.lens_cap.core.settings.rule import Effect, Presence, Rule
from custom_components.lens_cap.core.truth import Truth
from custom_components.lens_cap.core.view.week import told_week

from ..generated import Given
from ..strategies import houses, many
from .homes import (
    BEN,
    BERLIN,
    NOW,
    SOFA,
    TABLE,
    VISITOR,
    WINDOW,
    by_time,
    camera,
    hold,
    judgement,
    judgement_of,
    rule,
)

PRIVATE, OPEN, MASKED = PrivacyLevel.PRIVATE, PrivacyLevel.OPEN, PrivacyLevel.MASKED
MIDNIGHT = datetime(2026, 11, 24, tzinfo=BERLIN)
SILENT = Household(guests_effect=GuestsEffect.SOUND_OFF)
DAY = timedelta(days=1)


def week(
    *rules: Rule,
    days: int = 1,
    household: Household = SILENT,
    **changes: Any,
) -> list[dict[str, Any]]:
    """Return what the first days of the week of a camera are like."""
    last = judgement(*rules, household=household, **changes)
    return told_week(
        last.configs[SOFA], last, BEN, start=MIDNIGHT, end=MIDNIGHT + days * DAY
    )


def gist(spans: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    """Return of each span the hours, what is certain, and what may be."""
    return [
        (one["from"][11:16], one["to"][11:16], one["level"], one["at_most"])
        for one in spans
    ]


def test_a_week_by_the_clock_is_certain() -> None:
    """A rule by time alone: two spans of the night, one of the day, and why."""
    spans = week(by_time())
    assert gist(spans) == [
        ("00:00", "07:00", "private", "private"),
        ("07:00", "22:00", "open", "open"),
        ("22:00", "00:00", "private", "private"),
    ]
    assert [one["reason"] for one in spans] == ["schedule", "nothing_asks", "schedule"]
    assert [one["depends_on"] for one in spans] == [[], [], []]
    assert spans[0]["rules"] == [
        {"rule_id": "night", "name": "Night", "leave_delay_minutes": 0}
    ]


def test_a_week_that_depends() -> None:
    """What depends on people is never guessed as open, nor as private."""
    (day,) = week(rule())
    assert (day["level"], day["at_most"], day["depends_on"], day["reason"]) == (
        "open",
        "private",
        ["people"],
        "someone_home",
    )


def test_neighbors_that_say_the_same_are_one() -> None:
    """Seven days on which nothing changes are one span."""
    assert len(week(rule(), days=7)) == 1


def test_a_rule_that_changes_nothing_parts_no_span() -> None:
    """Beside one that always closes, one about the night is neither seen nor named."""
    (span,) = week(by_time("always", window=None), by_time(), days=7)
    assert (span["from"], span["to"]) == (
        MIDNIGHT.isoformat(),
        (MIDNIGHT + 7 * DAY).isoformat(),
    )
    assert [one["name"] for one in span["rules"]] == ["Always"]


@pytest.mark.parametrize(
    "named",
    [
        {"persons": frozenset({"person.anna"})},
        {"occupancy_entities": frozenset({"binary_sensor.hall"})},
    ],
)
def test_what_is_not_certain_depends_on_something(named: Any) -> None:
    """A rule that names who is there depends on people, also where it cannot be read what it asks of them."""
    (day,) = week(by_time(window=None, **named))
    assert (day["level"], day["at_most"], day["depends_on"]) == (
        "open",
        "private",
        ["people"],
    )


def test_the_clock_and_people_together() -> None:
    """Private at night for certain; by day it depends, on what each of the rules asks."""
    spans = week(
        by_time(),
        rule("alarm", presence=Presence.IGNORE, alarm_entity="alarm_control_panel.a",
             alarm_states=frozenset({"disarmed"})),
        rule("while", presence=Presence.IGNORE, while_entity="switch.b"),
    )  # fmt: skip
    assert gist(spans)[1] == ("07:00", "22:00", "open", "private")
    assert spans[1]["depends_on"] == ["alarm", "entity"]
    assert spans[1]["reason"] in ("alarm", "entity")
    assert spans[0]["depends_on"] == []


def test_guests_in_the_week() -> None:
    """They may come on any day: what they close depends on them."""
    (day,) = week(household=Household())
    assert (day["at_most"], day["depends_on"], day["reason"]) == (
        "private",
        ["guests"],
        "guests_present",
    )
    assert day["rules"] == []


def test_a_rule_without_any_condition() -> None:
    """Always, and certain."""
    (day,) = week(by_time("always", window=None))
    assert (day["level"], day["reason"]) == ("private", "rule")


def test_a_rule_about_an_entity_alone() -> None:
    """It depends on that, and says so."""
    (day,) = week(by_time("tv", window=None, while_entity="switch.tv"))
    assert (day["depends_on"], day["reason"]) == (["entity"], "entity")


def test_holds_in_the_week() -> None:
    """One without an end is certain; one until everyone has left depends on people."""
    (day,) = week(of_camera={"holds": (hold(),)})
    assert (day["level"], day["reason"]) == ("private", "hold")
    (other,) = week(of_camera={"holds": (hold(until_everyone_leaves=True),)})
    assert (other["level"], other["at_most"], other["depends_on"]) == (
        "open",
        "private",
        ["people"],
    )


def test_zones_in_the_week() -> None:
    """More zones may be covered than for certain."""
    spans = week(
        by_time("table", window=None, effect=Effect(level=MASKED, zones=frozenset({TABLE}))),
        rule("window", effect=Effect(level=MASKED, zones=frozenset({WINDOW}))),
    )  # fmt: skip
    (day,) = spans
    assert (day["level"], day["at_most"]) == ("masked", "masked")
    assert day["zones"] == [TABLE, WINDOW]
    assert [one["name"] for one in day["rules"]] == ["Window"]


def test_a_camera_that_may_be_turned_away() -> None:
    """Covering is certain; that it is private depends on where it looks."""
    (day,) = week(
        by_time("table", window=None, effect=Effect(level=MASKED)),
        of_camera={"away_from_preset": Truth.MAYBE},
    )
    assert (day["level"], day["at_most"], day["depends_on"], day["reason"]) == (
        "masked",
        "private",
        ["camera"],
        "camera_moved",
    )


@many
@given(houses)
def test_the_bounds_hold(any_house: Given) -> None:
    """Whatever is known: what is decided is neither less nor more private than the bounds of its moment."""
    house = replace(
        any_house,
        facts=replace(any_house.facts, settled=True, started=True),
        camera=replace(any_house.camera, lifts=()),
    ).looked_at()
    now = house.facts.now
    (at_once, *_) = bounds(
        house.config,
        house.camera,
        house.facts,
        house.household,
        house.rules,
        start=now,
        end=now + DAY,
    )
    decided = house.decision()
    assert _is_within(at_once.least, decided)
    assert _is_within(decided, at_once.most)


def _is_within(one: Decision, other: Decision) -> bool:
    """Return whether one decision covers nothing that another does not."""
    if one.level is other.level is MASKED:
        return one.zones <= other.zones
    return rank(one.level) <= rank(other.level)


@given(houses)
def test_weeks_have_no_gap(any_house: Given) -> None:
    """Each span begins where the one before it ends."""
    last = judgement_of(any_house)
    start = any_house.facts.now.astimezone(BERLIN)
    spans: list[Any] = told_week(
        any_house.config, last, VISITOR, start=start, end=start + 7 * DAY
    )
    edges = [(start + 7 * DAY).isoformat()]
    for span in reversed(spans):
        assert span["to"] == edges[-1]
        edges.append(span["from"])
    assert edges[-1] == start.isoformat()


def test_bounds_leave_sound_and_lifts_out() -> None:
    """Each may end at any time."""
    config = camera()
    found = list(
        bounds(
            config,
            CameraFacts(sound_until=NOW + timedelta(hours=1)),
            judgement().facts,
            SILENT,
            (),
            start=NOW,
            end=NOW + DAY,
        )
    )
    assert len(found) == 1
    assert not found[0].least.audio
