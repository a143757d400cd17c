"""Decisions about a camera whose privacy zones are covered: single zones lifted and held."""

from dataclasses import replace
from datetime import time, timedelta
from random import Random

import pytest

from custom_components.lens_cap.core.ids import RuleId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.privacy.decide import Decision
from custom_components.lens_cap.core.privacy.facts import CameraFacts, HouseholdFacts
from custom_components.lens_cap.core.schedule import Window
from custom_components.lens_cap.core.settings.rule import Effect, Rule
from custom_components.lens_cap.core.state.hold import Hold, HoldOrigin
from custom_components.lens_cap.core.state.lift import Lift
from custom_components.lens_cap.core.zones import Zone

from .generated import NOON, TRIANGLE, ZONES, Given, house

HOUR = timedelta(hours=1)


def masked_camera() -> Given:
    """Return a camera with two zones that its owner always covers, on a day without events."""
    given_house = house(Random(0))  # noqa: S311  # only some of it counts
    return replace(
        given_house,
        config=replace(
            given_house.config,
            base_level=PrivacyLevel.MASKED,
            zones=tuple(
                Zone(zone_id=zone, name=zone, polygons=(TRIANGLE,))
                for zone in ZONES[:2]
            ),
        ),
        camera=CameraFacts(),
        facts=HouseholdFacts(now=NOON, settled=True),
        rules=(),
    )


def test_lifts_of_single_zones() -> None:
    """It is open until the first of them ends, and a lift of the whole camera counts for all."""
    given_house = masked_camera()
    lifts = [
        Lift(set_at=NOON, until=NOON + HOUR, zones=frozenset({ZONES[0]})),
        Lift(set_at=NOON, until=NOON + 2 * HOUR, zones=frozenset({ZONES[1]})),
        Lift(set_at=NOON, until=NOON + HOUR / 2, zones=frozenset({ZONES[0]})),
    ]

    def lifted(*some: Lift) -> Decision:
        camera = replace(given_house.camera, lifts=some)
        return replace(given_house, camera=camera).decision()

    assert lifted(lifts[0]).zones == {ZONES[1]}
    assert lifted(lifts[0]).lifted_until is None
    both = lifted(*lifts)
    assert (both.level, both.lifted_until) == (PrivacyLevel.OPEN, NOON + HOUR)
    assert both.next_change == NOON + HOUR
    whole = Lift(set_at=NOON, until=NOON + 1.5 * HOUR)
    assert lifted(*lifts, whole).lifted_until == NOON + 1.5 * HOUR


def test_a_rule_about_zones_of_which_a_camera_lacks_one() -> None:
    """It covers the others, and people are told the same rule and the same end."""
    given_house = masked_camera()
    evening = Rule(
        rule_id=RuleId("evening"),
        name="Evening",
        effect=Effect(level=PrivacyLevel.MASKED, zones=frozenset(ZONES[1:])),
        window=Window(start=time(8), end=time(20)),
    )
    made = replace(
        given_house,
        config=replace(given_house.config, base_level=PrivacyLevel.OPEN),
        rules=(evening,),
    ).decision()
    assert made.zones == {ZONES[1]}
    assert made.rule == evening.rule_id
    assert made.trace[0].until == NOON + 8 * HOUR


@pytest.mark.parametrize(("uncovered_at", "private_at"), [(14, 16), (16, 14)])
def test_a_covered_camera_changes_when_the_first_thing_does(
    uncovered_at: int, private_at: int
) -> None:
    """Be it that nothing is covered any more, or that all of it becomes private."""
    given_house = masked_camera()

    def by_time(name: str, level: PrivacyLevel, window: Window) -> Rule:
        effect = Effect(level=level)
        return Rule(rule_id=RuleId(name), name=name, effect=effect, window=window)

    made = replace(
        given_house,
        config=replace(given_house.config, base_level=PrivacyLevel.OPEN),
        rules=(
            by_time("day", PrivacyLevel.MASKED, Window(end=time(uncovered_at))),
            by_time("later", PrivacyLevel.PRIVATE, Window(start=time(private_at))),
        ),
    ).decision()
    assert made.level is PrivacyLevel.MASKED
    assert made.next_change == NOON + 2 * HOUR


def test_holds_that_differ_in_their_zones_only() -> None:
    """Their order in the trace does not depend on that in which they were made."""
    given_house = masked_camera()
    holds = tuple(
        Hold(
            level=PrivacyLevel.MASKED,
            origin=HoldOrigin.CAMERA,
            set_at=NOON,
            zones=frozenset({zone}),
        )
        for zone in ZONES[:2]
    )
    one, other = (
        replace(given_house, camera=CameraFacts(holds=some)).decision()
        for some in (holds, holds[::-1])
    )
    assert one == other
