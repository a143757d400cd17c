"""A rule that was filled in, as what is stored of it."""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any

from homeassistant.config_entries import ConfigSubentry

from ..const import SUBENTRY_RULE
from .rule_answers import ReadRule, for_presence
from .rule_words import RuleWords


def rule_subentries(
    words: RuleWords,
    other_names: Collection[str],
    rule: ReadRule,
    own: ConfigSubentry | None = None,
) -> list[ConfigSubentry]:
    """Return the rule, and one more for each presence that counts as well; `own` is the one it replaces."""
    titles = {one.casefold() for one in other_names}
    made = [rule_subentry(rule.title, rule.data, own)]
    for presence in rule.or_presence:
        title = f"{rule.title} ({words.presence(presence)})"
        while title.casefold() in titles:
            title = f"{title} +"
        titles.add(title.casefold())
        made.append(rule_subentry(title, for_presence(rule.data, presence)))
    return made


def rule_subentry(
    title: str, data: Mapping[str, Any], own: ConfigSubentry | None = None
) -> ConfigSubentry:
    """Return a rule as it is stored; in the place of another one where that is given."""
    made = ConfigSubentry(
        data=MappingProxyType(dict(data)),
        subentry_type=SUBENTRY_RULE,
        title=title,
        unique_id=None,
    )
    if own is None:
        return made
    return ConfigSubentry(
        data=made.data,
        subentry_type=SUBENTRY_RULE,
        title=title,
        unique_id=own.unique_id,
        subentry_id=own.subentry_id,
    )
