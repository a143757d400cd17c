"""Evaluates the presence condition of rules."""

from collections.abc import Iterable

from ..settings.rule import Presence, Rule
from ..truth import OPPOSITE, Truth, all_of, any_of
from .facts import HouseholdFacts, Whereabouts

_AT_HOME = {
    Whereabouts.HOME: Truth.YES,
    Whereabouts.AWAY: Truth.NO,
    Whereabouts.UNKNOWN: Truth.MAYBE,
}


def presence(rule: Rule, facts: HouseholdFacts) -> Truth:
    """Return whether the presence condition of a rule is met."""
    if rule.presence is Presence.IGNORE:
        return Truth.YES
    if rule.presence is Presence.GUESTS_PRESENT:
        return facts.guests.present(facts.guests_signal, facts.now)
    if rule.presence is Presence.EVERYONE_HOME:
        return all_of(_known(_people(rule, facts), facts))
    somebody = _somebody(rule, facts)
    return OPPOSITE[somebody] if rule.presence is Presence.NOBODY_HOME else somebody


def someone_home(persons: Iterable[str], facts: HouseholdFacts) -> Truth:
    """Return whether any of these persons is at home; unknown for an empty list."""
    return any_of(_known(persons, facts))


def _somebody(rule: Rule, facts: HouseholdFacts) -> Truth:
    occupied = any_of(
        facts.entities.get(entity, Truth.MAYBE) for entity in rule.occupancy_entities
    )
    people = _people(rule, facts)
    if not people and rule.occupancy_entities:
        return occupied
    return any_of((someone_home(people, facts), occupied))


def _people(rule: Rule, facts: HouseholdFacts) -> frozenset[str]:
    return rule.persons or facts.residents


def _known(persons: Iterable[str], facts: HouseholdFacts) -> list[Truth]:
    """Return for each person whether they are at home; a single "maybe" without persons."""
    return [
        _AT_HOME[facts.persons.get(person, Whereabouts.UNKNOWN)] for person in persons
    ] or [Truth.MAYBE]
