"""Which rules apply now, why, and when that changes by itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from .facts import HouseholdFacts
from .level import PrivacyLevel
from .presence import presence
from .reason import Opinion, ReasonCode
from .rule import Presence, Rule, RuleId
from .schedule import ALWAYS, Span, spans
from .truth import Truth, all_of

_OF_PRESENCE = {
    Presence.SOMEONE_HOME: ReasonCode.SOMEONE_HOME,
    Presence.EVERYONE_HOME: ReasonCode.EVERYONE_HOME,
    Presence.NOBODY_HOME: ReasonCode.NOBODY_HOME,
    Presence.GUESTS_PRESENT: ReasonCode.GUESTS_PRESENT,
}


@dataclass(frozen=True, kw_only=True)
class RuleActivity:
    """When one rule applies, as far as can be foreseen without a new fact.

    `spans` are in order and may begin in the past. `opinion` is what the rule says while it
    applies, with the end of the span that covers the present.
    """

    rule: Rule
    spans: tuple[Span, ...]
    opinion: Opinion
    applies: bool


def activities(
    rules: Iterable[Rule], facts: HouseholdFacts
) -> tuple[RuleActivity, ...]:
    """Return the activity of every rule; what is possibly true applies."""
    return tuple(_activity(rule, facts) for rule in rules)


def remembered(
    rules: Iterable[Rule],
    facts: HouseholdFacts,
) -> Mapping[RuleId, datetime | None]:
    """Return what to keep of who was there, for the facts of now and of the next look.

    For each rule it is None while its presence is possible, and else the moment at which that
    was noticed to have ended. A rule that was not looked at before counts as left just now.
    """
    kept: dict[RuleId, datetime | None] = {}
    for rule in rules:
        if presence(rule, facts).possible:
            kept[rule.rule_id] = None
        else:
            kept[rule.rule_id] = facts.left_at.get(rule.rule_id) or facts.now
    return kept


def _activity(rule: Rule, facts: HouseholdFacts) -> RuleActivity:
    present = presence(rule, facts)
    stays_until: datetime | None = None
    leaving = not present.possible and bool(rule.leave_delay)
    if leaving:
        left_at = facts.left_at.get(rule.rule_id)
        stays_until = left_at + rule.leave_delay if left_at is not None else None
        leaving = stays_until is None or facts.now < stays_until
    inputs = all_of(_inputs(rule, facts))
    found: tuple[Span, ...] = ()
    if inputs.possible and (present.possible or leaving):
        found = (
            (ALWAYS,)
            if rule.window is None
            else spans(rule.window, facts.calendar, facts.now)
        )
        if leaving and stays_until is not None:
            found = _cut(found, stays_until)
        elif present.possible and rule.presence is Presence.GUESTS_PRESENT:
            gone = facts.guests_until
            found = _cut(found, gone and gone + rule.leave_delay)
    current = next((span for span in found if span.covers(facts.now)), None)
    return RuleActivity(
        rule=rule,
        spans=found,
        applies=current is not None,
        opinion=Opinion(
            level=rule.effect.level or PrivacyLevel.OPEN,
            reason=_reason(rule, present, inputs),
            until=current.end if current else None,
            rule=rule.rule_id,
            zones=rule.effect.zones,
            audio_off=rule.effect.audio_off,
        ),
    )


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


def _reason(rule: Rule, present: Truth, inputs: Truth) -> ReasonCode:
    if rule.presence is not Presence.IGNORE:
        if present is Truth.YES:
            return _OF_PRESENCE[rule.presence]
        return ReasonCode.PRESENCE_UNKNOWN if present.possible else ReasonCode.LEAVING
    if rule.alarm_entity is None and rule.while_entity is None:
        return ReasonCode.RULE if rule.window is None else ReasonCode.SCHEDULE
    if inputs is not Truth.YES:
        return ReasonCode.INPUT_UNKNOWN
    return ReasonCode.ENTITY if rule.alarm_entity is None else ReasonCode.ALARM


def _cut(found: Iterable[Span], end: datetime | None) -> tuple[Span, ...]:
    if end is None:
        return tuple(found)
    return tuple(
        span
        if span.end is not None and span.end <= end
        else Span(start=span.start, end=end)
        for span in found
        if span.start is None or span.start < end
    )
