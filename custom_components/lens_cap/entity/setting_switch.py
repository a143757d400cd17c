"""Switches that follow the settings: one for each thing of a kind, and named as it is."""

from collections.abc import Callable, Collection, Mapping
from typing import ClassVar, Protocol

from homeassistant.components.switch import SwitchEntity
from homeassistant.const import EntityCategory, Platform
from homeassistant.core import callback
from homeassistant.helpers import entity_registry as er

from ..const import DOMAIN
from ..coordinator import GuardCoordinator
from . import LensCapEntity


class Named(Protocol):
    """What has a name in the settings."""

    @property
    def name(self) -> str:
        """The name that people gave it."""
        ...


class SettingSwitch(LensCapEntity, SwitchEntity):
    """A switch for a thing in the settings, such as a rule; its name says which."""

    # Neither voice nor actions on a whole area reach it unless somebody wants that.
    _attr_entity_category = EntityCategory.CONFIG
    _placeholder: ClassVar[str]
    """What stands for the thing's name in that of the switch."""

    @callback
    def rename(self, name: str) -> None:
        """Bear the thing's name from now on."""
        placeholders = {self._placeholder: name}
        if self.translation_placeholders == placeholders:
            return
        self._attr_translation_placeholders = placeholders
        self.__dict__.pop("name", None)
        # One that is disabled is not there.
        if self.hass is not None:
            self.async_write_ha_state()


class SettingSwitches[T: Named]:
    """Keeps one switch for each thing of a kind that the settings have."""

    def __init__(
        self,
        coordinator: GuardCoordinator,
        begin: str,
        create: Callable[[T], SettingSwitch],
        add: Callable[[list[SettingSwitch]], None],
    ) -> None:
        """Start without a switch.

        Args:
            coordinator: The coordinator.
            begin: How the unique ids of such switches begin; the thing's id follows.
            create: Makes the switch of a thing.
            add: Adds switches to Home Assistant.
        """
        self._coordinator = coordinator
        self._begin = begin
        self._create = create
        self._add = add
        self._switches: dict[str, SettingSwitch] = {}

    @callback
    def follow(self, things: Mapping[str, T]) -> None:
        """Add, rename and remove switches, so that each of these things by id has one."""
        for gone in self._switches.keys() - things.keys():
            del self._switches[gone]
        self._remove_others(things.keys())
        for one, switch in self._switches.items():
            switch.rename(things[one].name)
        new = {
            one: self._create(thing)
            for one, thing in things.items()
            if one not in self._switches
        }
        self._switches |= new
        if new:
            self._add(list(new.values()))

    def _remove_others(self, ids: Collection[str]) -> None:
        """Remove the switches of things that are gone, from before a restart, too."""
        registry = er.async_get(self._coordinator.hass)
        entry_id = self._coordinator.config_entry.entry_id
        for one in er.async_entries_for_config_entry(registry, entry_id):
            if (
                one.platform == DOMAIN
                and one.domain == Platform.SWITCH
                and one.unique_id.startswith(self._begin)
                and one.unique_id.removeprefix(self._begin) not in ids
            ):
                registry.async_remove(one.entity_id)
