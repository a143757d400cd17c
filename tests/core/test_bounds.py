"""What is certain of a day to come rests on what may be known of it, and on nothing else."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from hypothesis import given

from custom_components.lens_cap.core.privacy.bounds import Bounds, bounds

from .generated import Given, house
from .strategies import houses, randoms

DAY = timedelta(days=1)


def _ahead(given_house: Given) -> list[Bounds]:
    return list(
        bounds(
            given_house.config,
            given_house.camera,
            given_house.facts,
            given_house.household,
            given_house.rules,
            start=given_house.facts.now,
            end=given_house.facts.now + DAY,
        )
    )


@given(houses, randoms)
def test_who_is_there_now_says_nothing_of_days_to_come(
    any_house: Given, random: Random
) -> None:
    """Nor what is on, armed or lifted now, whether guests are there, or whether this was a start."""
    facts, camera, other = any_house.facts, any_house.camera, house(random)
    elsewhere = replace(
        any_house,
        facts=replace(
            facts,
            settled=not facts.settled,
            started=not facts.started,
            persons=other.facts.persons,
            entities=other.facts.entities,
            alarms=other.facts.alarms,
            guests=other.facts.guests,
            guests_signal=other.facts.guests_signal,
            left_at=other.facts.left_at,
            unseen=frozenset(one.rule_id for one in any_house.rules),
        ),
        camera=replace(
            camera, lifts=other.camera.lifts, sound_until=other.camera.sound_until
        ),
    )
    assert _ahead(elsewhere) == _ahead(any_house)
