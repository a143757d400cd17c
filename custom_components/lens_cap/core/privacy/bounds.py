"""What is certain of days to come, and what may be: decided twice, of the fewest facts and of all that is possible.

Known of such a day are the time and what was asked for by hand. People, guests, alarms and entities
are not: once, no rule that needs them counts, and once, every one of them does, for what is possible closes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from ..settings.camera import CameraConfig
from ..settings.household import Household
from ..settings.rule import Rule
from ..state.guests import Guests
from ..truth import Truth
from .decide import Decision, decide
from .facts import CameraFacts, HouseholdFacts
from .rule_evaluation import evaluated_rules


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """What is decided of one camera from a moment until another: `least` for certain, at most `most`."""

    start: datetime
    end: datetime
    least: Decision
    most: Decision


def bounds(
    config: CameraConfig,
    camera: CameraFacts,
    facts: HouseholdFacts,
    household: Household,
    rules: tuple[Rule, ...],
    *,
    start: datetime,
    end: datetime,
) -> Iterator[Bounds]:
    """Yield the bounds of one camera, without a gap, from a moment until another.

    Sound and lifts are left out: each may end at any time.

    Args:
        config: The camera as configured.
        camera: What is known about it now.
        facts: What is known about the household now; of it, only time and the rules switched off count.
        household: The household's options.
        rules: Every rule.
        start: The first moment.
        end: The moment after the last.
    """
    bare = replace(camera, lifts=(), sound_until=None)
    sure = replace(
        bare,
        holds=tuple(one for one in camera.holds if not one.until_everyone_leaves),
        away_from_preset=Truth.NO,
    )
    open_facts = replace(
        facts,
        settled=True,
        started=True,
        persons={},
        entities={},
        alarms={},
        guests=Guests(),
        guests_signal=Truth.MAYBE,
        left_at={},
        unseen=frozenset(),
    )
    by_time = tuple(rule for rule in rules if not rule.needs_inputs)
    now = start
    while now < end:
        most_facts = replace(open_facts, now=now)
        least_facts = replace(most_facts, guests_signal=Truth.NO)
        least = decide(
            config, sure, least_facts, household, evaluated_rules(by_time, least_facts)
        )
        most = decide(
            config, bare, most_facts, household, evaluated_rules(rules, most_facts)
        )
        checks = [one.next_check_at for one in (least, most)]
        until = min([end, *(one for one in checks if one is not None)])
        yield Bounds(start=now, end=until, least=least, most=most)
        now = until
