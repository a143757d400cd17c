"""What is to come if nothing new happens: the decisions of the moments at which one may change."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from ..level import PrivacyLevel
from ..settings.camera import CameraConfig
from ..settings.household import Household
from ..settings.rule import Rule
from .decide import decide
from .facts import CameraFacts, HouseholdFacts
from .rule_evaluation import evaluated_rules, remembered


def forecast(
    config: CameraConfig,
    camera: CameraFacts,
    facts: HouseholdFacts,
    household: Household,
    rules: Iterable[Rule],
    *,
    until: datetime,
) -> tuple[tuple[datetime, PrivacyLevel], ...]:
    """Return how private a camera is from now on, and from when it is something else, up to a moment."""
    rules = tuple(rules)
    steps: list[tuple[datetime, PrivacyLevel]] = []
    while True:
        decision = decide(
            config, camera, facts, household, evaluated_rules(rules, facts)
        )
        if not steps or steps[-1][1] is not decision.level:
            steps.append((facts.now, decision.level))
        if decision.next_check_at is None or decision.next_check_at >= until:
            return tuple(steps)
        facts = replace(facts, now=decision.next_check_at)
        # Guests with an end may have left by then.
        facts = replace(facts, left_at=remembered(rules, facts))
