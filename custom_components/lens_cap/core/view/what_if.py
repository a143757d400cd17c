"""What would be if something else was so: asked of the same decisions, and nothing changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from ..ids import CameraId
from ..privacy.decide import Decision
from ..privacy.facts import CameraFacts, HouseholdFacts, Whereabouts
from ..privacy.judgement import Judgement, judged
from ..privacy.presence import someone_home
from ..privacy.rule_evaluation import remembered
from ..state.guests import Guests
from ..truth import Truth


@dataclass(frozen=True, kw_only=True)
class WhatIf:
    """What is assumed instead of what is so; None, and what is not named, stays as it is."""

    at: datetime | None = None
    people: Mapping[str, Whereabouts] = field(default_factory=dict[str, Whereabouts])
    guests: Truth | None = None
    alarms: Mapping[str, str | None] = field(default_factory=dict[str, str | None])
    entities: Mapping[str, Truth] = field(default_factory=dict[str, Truth])


def what_if(last: Judgement, assumed: WhatIf) -> Mapping[CameraId, Decision]:
    """Return what would be decided for every camera.

    People who are assumed to be elsewhere have been there for long: no rule goes on after them.
    """
    facts = _facts(last, assumed)
    before = last.facts.guests.present(last.facts.guests_signal, last.facts.now)
    come = facts.guests.present(facts.guests_signal, facts.now) > before
    nobody = someone_home(facts.residents, facts) is Truth.NO and bool(assumed.people)
    cameras = {
        camera_id: _camera(camera, lifts_end=come, everyone_left=nobody)
        for camera_id, camera in last.cameras.items()
    }
    return judged(last.configs.values(), cameras, facts, last.household, last.rules)


def guests_now(facts: HouseholdFacts) -> Truth:
    """Return whether guests are there, as far as it is known."""
    return facts.guests.present(facts.guests_signal, facts.now)


def _facts(last: Judgement, assumed: WhatIf) -> HouseholdFacts:
    facts = replace(
        last.facts,
        now=assumed.at or last.facts.now,
        persons={**last.facts.persons, **assumed.people},
        alarms={**last.facts.alarms, **assumed.alarms},
        entities={**last.facts.entities, **assumed.entities},
    )
    if assumed.guests is not None:
        facts = replace(facts, guests=Guests(), guests_signal=assumed.guests)
    if not (assumed.people or assumed.entities or assumed.guests is not None):
        until = facts.guests.until
        if until is None or not last.facts.now < until <= facts.now:
            return facts
        left = replace(facts, now=until)
        return replace(facts, left_at=remembered(last.rules, left))
    return replace(
        facts,
        left_at={rule.rule_id: facts.now - rule.leave_delay for rule in last.rules},
    )


def _camera(
    camera: CameraFacts, *, lifts_end: bool, everyone_left: bool
) -> CameraFacts:
    return replace(
        camera,
        lifts=() if lifts_end else camera.lifts,
        holds=tuple(one.once_everyone_left() for one in camera.holds)
        if everyone_left
        else camera.holds,
    )
