"""Reads submitted forms strictly: each unreadable field gets an error message."""

from collections.abc import Callable, Collection, Mapping
from enum import StrEnum
from typing import Final

from homeassistant.core import HomeAssistant, split_entity_id

from ..core.placement import Placement
from ..ha.lookup import there


def read_placement(answer: object) -> Placement | None:
    """Return the placement that was chosen, or None if it is none."""
    return next((one for one in Placement if one.value == answer), None)


def read_flag(
    answers: Mapping[str, object], field: str, errors: dict[str, str], *, default: bool
) -> bool:
    """Return a yes or no; adds an error where the answer is neither."""
    answer = answers.get(field, default)
    if isinstance(answer, bool):
        return answer
    errors[field] = "not_yes_or_no"
    return default


_MOST_NAMED: Final = 5
_LONGEST_NAMED: Final = 100

type Find = Callable[[str], str | None]
"""Returns how something that was named is stored, or None where it is not there."""


class Answers:
    """The answers of a form, and what is wrong with them.

    `errors` are codes by field. `unknown` are the things, by field, that are not there.
    """

    def __init__(self, given: Mapping[str, object]) -> None:
        self._given = given
        self.errors: dict[str, str] = {}
        self.unknown: dict[str, str] = {}

    def wrong(self, field: str, error: str) -> None:
        """Add an error for a field; the first one counts."""
        self.errors.setdefault(field, error)

    def text(self, field: str) -> str | None:
        """Return a text without space around it; None where there is none."""
        answer = self._given.get(field)
        return answer.strip() or None if isinstance(answer, str) else None

    def is_given(self, field: str) -> bool:
        """Return whether the field was filled in."""
        return self._given.get(field) not in (None, "", [])

    def choice[Option: StrEnum](
        self, field: str, options: type[Option], error: str, *, default: Option
    ) -> Option:
        """Return what was chosen from a list."""
        answer = self._given.get(field, default.value)
        chosen = next((one for one in options if one.value == answer), None)
        if chosen is None:
            self.wrong(field, error)
            return default
        return chosen

    def choices(self, field: str, options: Collection[str], error: str) -> list[str]:
        """Return what was chosen from a list, in the order of the list."""
        chosen = self.names(
            field, lambda one: one if one in options else None, error=error
        )
        return [option for option in options if option in chosen]

    def names(self, field: str, find: Find, error: str) -> list[str]:
        """Return the named things as they are stored, each once."""
        answer = self._given.get(field)
        if answer is None:
            return []
        named = answer if isinstance(answer, (list, tuple)) else [answer]
        found: dict[str, None] = {}
        unknown: list[str] = []
        for one in named:
            stored = find(one) if isinstance(one, str) and one else None
            if stored is None:
                unknown.append(one[:_LONGEST_NAMED] if isinstance(one, str) else "?")
            else:
                found[stored] = None
        if unknown:
            self.wrong(field, error)
            self.unknown[field] = ", ".join(unknown[:_MOST_NAMED])
        return list(found)

    def name(self, field: str, find: Find, error: str) -> str | None:
        """Return the named thing as it is stored, or None."""
        if not self.is_given(field):
            return None
        found = self.names(field, find, error)
        if len(found) > 1:
            self.wrong(field, error)
            self.unknown[field] = ", ".join(found[:_MOST_NAMED])
        return found[0] if found else None

    def number(
        self, field: str, low: int, high: int, error: str, *, default: int
    ) -> int:
        """Return a whole number, such as of minutes or days, within limits."""
        answer = self._given.get(field, default)
        if (
            isinstance(answer, (int, float))
            and not isinstance(answer, bool)
            and low <= answer <= high
            and answer == int(answer)
        ):
            return int(answer)
        self.wrong(field, error)
        return default

    def flag(self, field: str, *, default: bool) -> bool:
        """Return a yes or no."""
        return read_flag(self._given, field, self.errors, default=default)

    def placeholders(self, *fields: str) -> dict[str, str]:
        """Return the placeholders of the errors of some fields; empty strings without one."""
        return {field: self.unknown.get(field, "") for field in fields}


def find_entity(hass: HomeAssistant, domain: str | None = None) -> Find:
    """Return what finds the entity id of an entity that is there, of one kind or of any."""

    def find(one: str) -> str | None:
        entity_id = there(hass, one)
        if entity_id and domain and split_entity_id(entity_id)[0] != domain:
            return None
        return entity_id

    return find
