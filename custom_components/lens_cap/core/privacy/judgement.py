"""One moment judged for all cameras."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ..ids import CameraId
from ..settings.camera import CameraConfig
from ..settings.household import Household
from ..settings.rule import Rule
from .decide import Decision, decide
from .facts import CameraFacts, HouseholdFacts
from .rule_evaluation import evaluated_rules


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """The facts of one moment, the settings then, and what followed for every camera.

    `exact` is False where, of the rough times that are told, something else would have followed than
    did: then `decisions` hold that.
    """

    facts: HouseholdFacts
    household: Household
    rules: tuple[Rule, ...]
    configs: Mapping[CameraId, CameraConfig]
    cameras: Mapping[CameraId, CameraFacts]
    decisions: Mapping[CameraId, Decision]
    exact: bool = True


def judged(
    configs: Collection[CameraConfig] | Iterable[CameraConfig],
    cameras: Mapping[CameraId, CameraFacts],
    facts: HouseholdFacts,
    household: Household,
    rules: tuple[Rule, ...],
) -> dict[CameraId, Decision]:
    """Return the decision for every camera."""
    active = evaluated_rules(rules, facts)
    return {
        config.camera_id: decide(
            config, cameras[config.camera_id], facts, household, active
        )
        for config in configs
    }
