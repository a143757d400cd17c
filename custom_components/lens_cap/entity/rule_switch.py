"""A switch for each rule, on the household's device: off is an opening, on is not."""

from typing import Any, override

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import slugify

from ..const import DOMAIN, RULE_KEY, SIGNAL_RULES_CONFIGURED
from ..coordinator import GuardCoordinator
from ..core.settings.rule import Rule
from ..entry.runtime import LensCapConfigEntry
from . import HouseholdEntity, WithheldEntity
from .setting_switch import SettingSwitch, SettingSwitches


@callback
def add_rule_switches(
    hass: HomeAssistant,
    entry: LensCapConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Keep one switch for each rule there is; those of rules that are gone are removed."""
    coordinator = entry.runtime_data.coordinator
    switches = SettingSwitches[Rule](
        coordinator,
        f"{entry.entry_id}_{RULE_KEY}",
        lambda rule: RuleSwitch(coordinator, rule),
        async_add_entities,
    )

    @callback
    def follow() -> None:
        switches.follow({rule.rule_id: rule for rule in coordinator.evaluator.rules})

    follow()
    entry.async_on_unload(
        async_dispatcher_connect(hass, SIGNAL_RULES_CONFIGURED, follow)
    )


class RuleSwitch(WithheldEntity, SettingSwitch, HouseholdEntity):
    """On while the rule counts; whether it closes anything just now is another question."""

    _attr_translation_key = "rule"
    _placeholder = "rule"

    def __init__(self, coordinator: GuardCoordinator, rule: Rule) -> None:
        super().__init__(coordinator, Platform.SWITCH, f"{RULE_KEY}{rule.rule_id}")
        self.entity_id = f"{Platform.SWITCH}.{DOMAIN}_{RULE_KEY}{slugify(rule.name)}"
        self.rule_id = rule.rule_id
        self.rename(rule.name)
        self._switched_on = 0

    @property
    @override
    def is_on(self) -> bool:
        """Return whether the rule counts."""
        return self.rule_id not in self.coordinator.data.rules_off

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Let the rule count from now on: anyone and anything may."""
        self._switched_on += 1
        rules = self.runtime.privacy.rules
        await rules.async_switch_on(self.rule_id, context=self._context)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Let the rule close nothing until it is switched on.

        Raises:
            RuleStaysOnError: That is for administrators and the household's list, by this switch.
            NotSavedError: It could not be saved; the rule counts.
        """
        context, before = self._context, self._switched_on
        if (actor := await self.async_switcher(on=False)) is None:
            return
        await self.runtime.privacy.rules.async_switch_off(
            self.rule_id,
            actor,
            is_current=lambda: self._switched_on == before,
            context=context,
        )
