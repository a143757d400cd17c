"""A new rule, or changes to one."""

from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import Any, Final

import voluptuous as vol

from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    ConfigEntryState,
    ConfigSubentry,
    ConfigSubentryFlow,
    SubentryFlowResult,
)
from homeassistant.const import CONF_NAME
from homeassistant.core import callback

from ..const import SUBENTRY_RULE
from ..core.plain_text import Markdown
from ..core.settings.rule import Presence
from ..decisions.rule_preview import previewed
from ..ha.plain_forms import plain_flow
from ..settings import configured_cameras, rule_config
from .answers import read_flag
from .household_form import async_by_connection
from .overwriting import overwritten
from .rule_answers import NAMING, ReadRule, for_presence, read_rule
from .rule_form import SECTIONS, in_sections, rule_schema, shown_rule, side_by_side
from .rule_words import RuleWords
from .selectors import AnyFlag

CONF_CHANGE: Final = "change"


@plain_flow
class RuleFlow(ConfigSubentryFlow):
    """The flow of one rule.

    Whoever sees the form sees on a last page what the rule does. Programs that give the fields side
    by side have the rule at once.
    """

    def __init__(self) -> None:
        self._given: dict[str, Any] = {}
        self._sectioned = False
        self._begun: Mapping[str, Any] | None = None

    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask for everything about a new rule."""
        if user_input is None:
            return await self._async_form("user", self._given)
        return await self._async_read("user", user_input)

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask what shall be different from now on; what is left out is no condition any more."""
        subentry = self._get_reconfigure_subentry()
        if self._begun is None:
            self._begun = _fields(subentry)
        if user_input is not None:
            return await self._async_read("reconfigure", user_input)
        shown = self._given or shown_rule(
            self.hass,
            configured_cameras(self._get_entry()),
            subentry.title,
            subentry.data,
        )
        return await self._async_form("reconfigure", shown)

    async def async_step_summary(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Say what the rule does, now and in the next 24 hours, before it is saved."""
        own = self._own()
        if user_input is not None and read_flag(
            user_input, CONF_CHANGE, {}, default=False
        ):
            return await self._async_again()
        rule = self._read(self._given)
        if rule.errors:
            return await self._async_form(_step(own), self._given, rule)
        if user_input is not None:
            return await self._async_save(rule)
        return self.async_show_form(
            step_id="summary",
            data_schema=vol.Schema(
                {vol.Optional(CONF_CHANGE, default=False): AnyFlag()}
            ),
            description_placeholders={
                "name": rule.title,
                **await self._async_words(rule, own),
            },
        )

    async def _async_again(self) -> SubentryFlowResult:
        if self._own() is None:
            return await self.async_step_user()
        return await self.async_step_reconfigure()

    async def _async_read(
        self, step_id: str, user_input: dict[str, Any]
    ) -> SubentryFlowResult:
        """Go on with answers: to the last page, or back to the form where they make no sense."""
        self._given = side_by_side(user_input)
        self._sectioned = bool(user_input.keys() & SECTIONS.keys())
        rule = self._read(self._given)
        if rule.errors:
            return await self._async_form(step_id, self._given, rule)
        if self._sectioned:
            return await self.async_step_summary()
        return await self._async_save(rule)

    async def _async_save(self, rule: ReadRule) -> SubentryFlowResult:
        """Save the rule, unless that would undo what somebody else has changed of it meanwhile."""
        first, *others = await self._async_rules(rule, self._own())
        # Nothing is waited for from here on: what is compared is what is overwritten.
        entry, own = self._get_entry(), self._own()
        if own is not None and overwritten(
            self._begun or {}, _fields(own), _fields(first)
        ):
            return self.async_abort(
                reason="rule_changed_elsewhere",
                description_placeholders={"rule": own.title},
            )
        for subentry in others:
            self.hass.config_entries.async_add_subentry(entry, subentry)
        if own is None:
            return self.async_create_entry(title=rule.title, data=rule.data)
        return self.async_update_and_abort(entry, own, title=rule.title, data=rule.data)

    async def _async_rules(
        self, rule: ReadRule, own: ConfigSubentry | None
    ) -> list[ConfigSubentry]:
        """Return the rule, and one more for each presence that counts as well."""
        others = [one.title for one in self._other_rules()]
        words = await self._async_rule_words()
        return rule_subentries(words.presence, others, rule, own)

    async def _async_rule_words(self) -> RuleWords:
        return await RuleWords.async_load(
            self.hass, configured_cameras(self._get_entry())
        )

    async def _async_words(
        self, read: ReadRule, own: ConfigSubentry | None
    ) -> dict[str, str]:
        """Return what the last page says."""
        entry, words = self._get_entry(), await self._async_rule_words()
        rules = [rule_config(one) for one in await self._async_rules(read, own)]
        said = {
            "sentence": Markdown(
                "\n\n".join(
                    [*map(words.sentence, rules), *words.out_of_reach(rules[0])]
                )
            ),
            "now": "",
            "next_day": "",
        }
        last = (
            entry.runtime_data.coordinator.recorder.latest
            if entry.state is ConfigEntryState.LOADED
            else None
        )
        if last is None:
            return said
        state = entry.runtime_data.coordinator.state
        preview = previewed(self.hass, last, state, rules)
        is_off = rules[0].rule_id in state.rules_off
        return said | {
            "now": words.now(preview, is_off=is_off),
            "next_day": words.next_day(preview),
        }

    @callback
    def _own(self) -> ConfigSubentry | None:
        """Return the rule that is changed; None where it is a new one."""
        if self.source != SOURCE_RECONFIGURE:
            return None
        return self._get_reconfigure_subentry()

    @callback
    def _other_rules(self) -> list[ConfigSubentry]:
        own = self._own()
        return [
            subentry
            for subentry in self._get_entry().get_subentries_of_type(SUBENTRY_RULE)
            if own is None or subentry.subentry_id != own.subentry_id
        ]

    @callback
    def _read(self, given: Mapping[str, Any]) -> ReadRule:
        cameras = configured_cameras(self._get_entry())
        others = [one.title for one in self._other_rules()]
        return read_rule(self.hass, cameras, others, given)

    async def _async_form(
        self,
        step_id: str,
        shown: Mapping[str, Any] | None = None,
        rule: ReadRule | None = None,
    ) -> SubentryFlowResult:
        errors = rule.errors if rule else {}
        return self.async_show_form(
            step_id=step_id,
            data_schema=rule_schema(
                self.hass, configured_cameras(self._get_entry()), shown, errors
            ),
            errors=in_sections(errors) if self._sectioned else errors,
            description_placeholders=dict(
                rule.placeholders if rule else dict.fromkeys(NAMING, "")
            )
            | await async_by_connection(self.hass),
        )


def _fields(rule: ConfigSubentry) -> dict[str, Any]:
    return {CONF_NAME: rule.title, **rule.data}


def _step(own: ConfigSubentry | None) -> str:
    return "user" if own is None else "reconfigure"


def rule_subentries(
    said: Callable[[Presence], str],
    other_names: Collection[str],
    rule: ReadRule,
    own: ConfigSubentry | None = None,
) -> list[ConfigSubentry]:
    """Return a rule, and one more for each presence that counts as well, as they are stored.

    Args:
        said: Returns what a presence is called.
        other_names: What other rules are called.
        rule: The rule as it was filled in.
        own: The one that it replaces.
    """
    titles = {one.casefold() for one in other_names}
    made = [rule_subentry(rule.title, rule.data, own)]
    for presence in rule.or_presence:
        title = f"{rule.title} ({said(presence)})"
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
