"""What rules would do that are not saved yet: by the same decisions, of the facts of now."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from homeassistant.core import HomeAssistant, callback

from ..core.ids import CameraId
from ..core.level import PrivacyLevel
from ..core.privacy.forecast import forecast
from ..core.privacy.judgement import Judgement
from ..core.privacy.rule_evaluation import evaluated_rules, remembered
from ..core.settings.rule import Rule
from ..core.state.household import HouseholdState
from .evaluator import PrivacyEvaluator
from .lifts import LiveLifts

AHEAD: Final = timedelta(hours=24)


@dataclass(frozen=True, kw_only=True)
class RulePreview:
    """Whether the rules apply now, and how private their cameras are from now on, step by step."""

    applies: bool
    cameras: Mapping[CameraId, tuple[tuple[datetime, PrivacyLevel], ...]]


@callback
def previewed(
    hass: HomeAssistant,
    last: Judgement,
    state: HouseholdState,
    rules: Collection[Rule],
) -> RulePreview:
    """Return what some rules would do beside the others that count, if nothing new happens.

    Args:
        hass: Home Assistant.
        last: The last judgement of all cameras.
        state: The household's state.
        rules: The rules as they would be saved; they take the place of those with their ids.
    """
    ids = {rule.rule_id for rule in rules}
    others = [rule for rule in last.rules if rule.rule_id not in ids]
    together = (*others, *rules)
    # One that follows what the new rules ask for, for as long as it takes to look.
    trial = PrivacyEvaluator(hass, LiveLifts(), lambda _context: None, lambda: None)
    try:
        trial.configure(last.household, together)
        facts = trial.facts(state, settled=last.facts.settled)
    finally:
        trial.stop()
    facts = replace(
        facts,
        left_at=last.facts.left_at,
        calendar=replace(facts.calendar, trusted=last.facts.calendar.trusted),
    )
    facts = replace(facts, left_at=remembered(together, facts))
    timed = [one.timed for one in evaluated_rules(rules, facts)]
    return RulePreview(
        applies=any(one is not None and one.is_in_force(facts.now) for one in timed),
        cameras={
            camera_id: forecast(
                config,
                last.cameras[camera_id],
                facts,
                last.household,
                together,
                until=facts.now + AHEAD,
            )
            for camera_id, config in last.configs.items()
            if any(
                rule.scope.includes(config, last.cameras[camera_id].place)
                for rule in rules
            )
        },
    )
