"""Evaluates rules: which apply now, why, and when that changes by itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from ..ids import RuleId
from ..level import PrivacyLevel
from ..schedule import ALWAYS, Span, clip, spans
from ..settings.rule import Presence, Rule
from ..truth import Truth, all_of
from .constraint import Constraint, ReasonCode, TimedConstraint
from .facts import HouseholdFacts
from .presence import presence

_OF_PRESENCE = {
    Presence.SOMEONE_HOME: ReasonCode.SOMEONE_HOME,
    Presence.EVERYONE_HOME: ReasonCode.EVERYONE_HOME,
    Presence.NOBODY_HOME: ReasonCode.NOBODY_HOME,
    Presence.GUESTS_PRESENT: ReasonCode.GUESTS_PRESENT,
}


@dataclass(frozen=True, kw_only=True)
class EvaluatedRule:
    """A rule and what it demands, and when, as far as can be foreseen without a new fact.

    `timed` is None if the rule will not apply. Its constraint ends with the span that covers the
    present. It is the same for every camera of the rule, with all zones that the rule names.
    """

    rule: Rule
    timed: TimedConstraint | None


def evaluated_rules(
    rules: Iterable[Rule], facts: HouseholdFacts
) -> tuple[EvaluatedRule, ...]:
    """Evaluate every rule that is not switched off; a condition that is possibly true counts as true.

    They come in order of precedence, which makes sorting them for each camera cheap.
    """
    counting = (rule for rule in rules if rule.rule_id not in facts.rules_off)
    return tuple(
        sorted((_evaluated(rule, facts) for rule in counting), key=_precedence)
    )


def remembered(
    rules: Iterable[Rule],
    facts: HouseholdFacts,
) -> Mapping[RuleId, datetime | None]:
    """Return for each rule since when its presence condition has not been met.

    The value is None while the condition is possibly met. The result belongs into the facts of
    this and the next evaluation. A rule that is new counts as not met since now.
    """
    kept: dict[RuleId, datetime | None] = {}
    for rule in rules:
        if presence(rule, facts).possible:
            kept[rule.rule_id] = None
        else:
            kept[rule.rule_id] = facts.left_at.get(rule.rule_id) or facts.now
    return kept


def unseen(
    rules: Iterable[Rule], facts: HouseholdFacts, seen: frozenset[RuleId]
) -> frozenset[RuleId]:
    """Return the rules whose presence condition is not surely met now, nor was among those seen."""
    return frozenset(
        rule.rule_id
        for rule in rules
        if rule.rule_id not in seen and presence(rule, facts) is not Truth.YES
    )


def _precedence(evaluated: EvaluatedRule) -> tuple[object, ...]:
    timed = evaluated.timed
    return (True,) if timed is None else (False, timed.constraint.precedence)


def _evaluated(rule: Rule, facts: HouseholdFacts) -> EvaluatedRule:
    present = presence(rule, facts)
    inputs = all_of(_inputs(rule, facts))
    found = _spans(rule, present, facts) if inputs.possible else ()
    if not found:
        return EvaluatedRule(rule=rule, timed=None)
    return EvaluatedRule(
        rule=rule,
        timed=TimedConstraint(
            constraint=Constraint(
                level=rule.effect.level or PrivacyLevel.OPEN,
                reason=_reason(rule, present, inputs, facts),
                until=found[0].end if found[0].covers(facts.now) else None,
                rule=rule.rule_id,
                zones=rule.effect.zones,
                audio_off=rule.effect.audio_off,
                recording_off=rule.effect.recording_off,
                recognition_off=rule.effect.recognition_off,
            ),
            spans=found,
            liftable=rule.presence is not Presence.GUESTS_PRESENT,
        ),
    )


def _spans(rule: Rule, present: Truth, facts: HouseholdFacts) -> tuple[Span, ...]:
    """Return when the rule applies from now on, by presence and time alone."""
    end: datetime | None = None
    if not present.possible:
        if not rule.leave_delay:
            return ()
        left_at = facts.left_at.get(rule.rule_id)
        end = left_at + rule.leave_delay if left_at is not None else None
        if end is not None and end <= facts.now:
            return ()
    elif rule.presence is Presence.GUESTS_PRESENT and facts.guests_until is not None:
        end = facts.guests_until + rule.leave_delay
    if rule.window is None:
        return (ALWAYS,) if end is None else (Span(end=end),)
    found = spans(rule.window, facts.calendar, facts.now)
    return found if end is None else clip(found, end=end)


def _inputs(rule: Rule, facts: HouseholdFacts) -> list[Truth]:
    found: list[Truth] = []
    if rule.while_entity is not None:
        found.append(facts.entities.get(rule.while_entity, Truth.MAYBE))
    if rule.alarm_entity is not None:
        state = facts.alarms.get(rule.alarm_entity)
        if state is None:
            found.append(Truth.MAYBE)
        else:
            found.append(Truth.YES if state in rule.alarm_states else Truth.NO)
    return found


def _reason(
    rule: Rule, present: Truth, inputs: Truth, facts: HouseholdFacts
) -> ReasonCode:
    if rule.presence is not Presence.IGNORE:
        if present is Truth.YES:
            return _OF_PRESENCE[rule.presence]
        if present.possible:
            return ReasonCode.PRESENCE_UNKNOWN
        # Of "nobody home" it is somebody who came.
        nobody_left = rule.presence is Presence.NOBODY_HOME
        if nobody_left or rule.rule_id in facts.unseen:
            return ReasonCode.RULE
        return ReasonCode.LEAVING
    if rule.alarm_entity is None and rule.while_entity is None:
        return ReasonCode.RULE if rule.window is None else ReasonCode.SCHEDULE
    if inputs is not Truth.YES:
        return ReasonCode.INPUT_UNKNOWN
    return ReasonCode.ENTITY if rule.alarm_entity is None else ReasonCode.ALARM
