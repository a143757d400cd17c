"""A new rule, or changes to one."""

from collections.abc import Mapping
from typing import Any

from homeassistant.config_entries import ConfigSubentryFlow, SubentryFlowResult
from homeassistant.core import callback

from ..const import SUBENTRY_RULE
from ..ha.plain_forms import plain_flow
from ..settings.camera import guarded_cameras
from .household_form import async_by_connection
from .rule_answers import NAMING, ReadRule, read_rule
from .rule_form import rule_schema, shown_rule


@plain_flow
class RuleFlow(ConfigSubentryFlow):
    """The flow of one rule."""

    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask for everything about a new rule."""
        if user_input is None:
            return await self._async_form("user")
        rule = self._read(user_input)
        if rule.errors:
            return await self._async_form("user", user_input, rule)
        return self.async_create_entry(title=rule.title, data=rule.data)

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask what shall be different from now on; what is left out is no condition any more."""
        subentry = self._get_reconfigure_subentry()
        if user_input is None:
            shown = shown_rule(
                self.hass,
                guarded_cameras(self._get_entry()),
                subentry.title,
                subentry.data,
            )
            return await self._async_form("reconfigure", shown)
        rule = self._read(user_input, subentry.subentry_id)
        if rule.errors:
            return await self._async_form("reconfigure", user_input, rule)
        return self.async_update_and_abort(
            self._get_entry(), subentry, title=rule.title, data=rule.data
        )

    @callback
    def _read(self, user_input: Mapping[str, Any], own: str | None = None) -> ReadRule:
        entry = self._get_entry()
        others = [
            subentry.title
            for subentry in entry.get_subentries_of_type(SUBENTRY_RULE)
            if subentry.subentry_id != own
        ]
        return read_rule(self.hass, guarded_cameras(entry), others, user_input)

    async def _async_form(
        self,
        step_id: str,
        shown: Mapping[str, Any] | None = None,
        rule: ReadRule | None = None,
    ) -> SubentryFlowResult:
        schema = rule_schema(self.hass, guarded_cameras(self._get_entry()))
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(schema, shown),
            errors=rule.errors if rule else {},
            description_placeholders=dict(
                rule.placeholders if rule else dict.fromkeys(NAMING, "")
            )
            | await async_by_connection(self.hass),
        )
