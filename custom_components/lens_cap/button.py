"""A button that looks at the security of all cameras now."""

from typing import override

from homeassistant.components.button import ButtonEntity
from homeassistant.const import EntityCategory, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import RUN_AUDIT
from .coordinator import GuardCoordinator
from .entity import HouseholdEntity
from .entry.runtime import LensCapConfigEntry

PARALLEL_UPDATES = 1


async def async_setup_entry(
    hass: HomeAssistant,
    entry: LensCapConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the button."""
    async_add_entities([RunAuditButton(entry.runtime_data.coordinator)])


class RunAuditButton(HouseholdEntity, ButtonEntity):
    """Looks at the security of all cameras, and of Home Assistant itself."""

    _attr_translation_key = "run_audit"
    _attr_entity_category = EntityCategory.DIAGNOSTIC

    def __init__(self, coordinator: GuardCoordinator) -> None:
        """Belong to the household."""
        super().__init__(coordinator, Platform.BUTTON, RUN_AUDIT)

    @override
    async def async_press(self) -> None:
        """Look now."""
        await self.runtime.auditor.async_run()
