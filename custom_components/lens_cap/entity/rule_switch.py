"""A switch for each rule, on the household's device: off is an opening, on is not."""

from collections.abc import Collection
from typing import Any, override

from homeassistant.components.switch import SwitchEntity
from homeassistant.const import EntityCategory, Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import slugify

from ..const import DOMAIN, RULE_KEY, SIGNAL_RULES_CONFIGURED
from ..coordinator import GuardCoordinator
from ..core.ids import RuleId
from ..core.settings.rule import Rule
from ..entry.runtime import LensCapConfigEntry
from . import ControlEntity, HouseholdEntity


@callback
def add_rule_switches(
    hass: HomeAssistant,
    entry: LensCapConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Keep one switch for each rule there is; those of rules that are gone are removed."""
    coordinator = entry.runtime_data.coordinator
    switches: dict[RuleId, RuleSwitch] = {}

    @callback
    def follow() -> None:
        rules = {rule.rule_id: rule for rule in coordinator.situation.rules}
        for gone in switches.keys() - rules.keys():
            del switches[gone]
        _remove_others(hass, entry.entry_id, rules.keys())
        for rule_id in rules.keys() & switches.keys():
            switches[rule_id].rename(rules[rule_id].name)
        new = [
            RuleSwitch(coordinator, rule)
            for rule_id, rule in rules.items()
            if rule_id not in switches
        ]
        switches.update({one.rule_id: one for one in new})
        async_add_entities(new)

    follow()
    entry.async_on_unload(
        async_dispatcher_connect(hass, SIGNAL_RULES_CONFIGURED, follow)
    )


def _remove_others(
    hass: HomeAssistant, entry_id: str, rules: Collection[RuleId]
) -> None:
    registry = er.async_get(hass)
    begin = f"{entry_id}_{RULE_KEY}"
    for one in er.async_entries_for_config_entry(registry, entry_id):
        if (
            one.platform == DOMAIN
            and one.unique_id.startswith(begin)
            and one.unique_id.removeprefix(begin) not in rules
        ):
            registry.async_remove(one.entity_id)


class RuleSwitch(ControlEntity, HouseholdEntity, SwitchEntity):
    """On while the rule counts; whether it closes anything just now is another question."""

    _attr_translation_key = "rule"
    # Neither voice nor actions on a whole area reach it unless somebody wants that.
    _attr_entity_category = EntityCategory.CONFIG

    def __init__(self, coordinator: GuardCoordinator, rule: Rule) -> None:
        super().__init__(coordinator, Platform.SWITCH, f"{RULE_KEY}{rule.rule_id}")
        self.entity_id = f"{Platform.SWITCH}.{DOMAIN}_{RULE_KEY}{slugify(rule.name)}"
        self.rule_id = rule.rule_id
        self._attr_translation_placeholders = {"rule": rule.name}
        self._switched_on = 0

    @callback
    def rename(self, name: str) -> None:
        """Bear the rule's new name."""
        if self._attr_translation_placeholders == {"rule": name}:
            return
        self._attr_translation_placeholders = {"rule": name}
        self.__dict__.pop("name", None)
        self.async_write_ha_state()

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
