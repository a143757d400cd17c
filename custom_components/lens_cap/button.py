"""Buttons: rules followed again, guests until tomorrow noon, a look at the security of all cameras."""

from datetime import datetime, time, timedelta
from typing import Final, override

from homeassistant.components.button import ButtonEntity
from homeassistant.const import EntityCategory, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from .const import FOLLOW_RULES, GUESTS_UNTIL_NOON, RUN_AUDIT
from .coordinator import GuardCoordinator
from .core.ids import CameraId
from .core.privacy.caller import done_to
from .entity import CameraEntity, HouseholdEntity, WithheldEntity, add_camera_entities
from .entry.runtime import LensCapConfigEntry
from .privacy.closing import guests_end

PARALLEL_UPDATES = 1

_NOON: Final = time(12)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: LensCapConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the buttons of the household and of each camera."""
    coordinator = entry.runtime_data.coordinator
    async_add_entities(
        [
            GuestsUntilNoonButton(coordinator),
            RunAuditButton(coordinator),
            RenewGuestPageButton(coordinator),
        ]
    )
    add_camera_entities(
        entry,
        async_add_entities,
        lambda coordinator, camera_id: [FollowRulesButton(coordinator, camera_id)],
    )


class FollowRulesButton(WithheldEntity, CameraEntity, ButtonEntity):
    """Ends what was asked for by hand on a camera: privacy, and opening against its rules."""

    _attr_translation_key = FOLLOW_RULES

    def __init__(self, coordinator: GuardCoordinator, camera_id: CameraId) -> None:
        super().__init__(coordinator, camera_id, Platform.BUTTON, FOLLOW_RULES)

    @override
    async def async_press(self) -> None:
        """End it, as `lens_cap.follow_rules` does.

        Raises:
            NotNamedError: It was pressed in a way that opens nothing; what was lifted is closed.
            NotSavedError: It could not be saved; no hold was ended.
        """
        context, privacy = self._context, self.runtime.privacy
        actor = await self.async_asker(done_to("button", "press", self.entity_id))
        if actor is None:
            privacy.end_lifts([self.camera_id], context=context)
            return
        await privacy.async_release([self.camera_id], actor=actor, context=context)


class GuestsUntilNoonButton(WithheldEntity, HouseholdEntity, ButtonEntity):
    """Says that guests stay overnight: until noon of tomorrow, as the home's clock shows it."""

    _attr_translation_key = GUESTS_UNTIL_NOON

    def __init__(self, coordinator: GuardCoordinator) -> None:
        super().__init__(coordinator, Platform.BUTTON, GUESTS_UNTIL_NOON)

    @override
    async def async_press(self) -> None:
        """Say so; guests who stay longer by what was said before do.

        Raises:
            NotSavedError: It is in force, but a restart may forget it.
        """
        tomorrow = dt_util.now().date() + timedelta(days=1)
        await self.runtime.privacy.async_guests_arrived(
            until=guests_end(datetime.combine(tomorrow, _NOON)), context=self._context
        )


class RunAuditButton(HouseholdEntity, ButtonEntity):
    """Looks at the security of all cameras, and of Home Assistant itself."""

    _attr_translation_key = "run_audit"
    _attr_entity_category = EntityCategory.DIAGNOSTIC

    def __init__(self, coordinator: GuardCoordinator) -> None:
        super().__init__(coordinator, Platform.BUTTON, RUN_AUDIT)

    @override
    async def async_press(self) -> None:
        """Look now."""
        await self.runtime.auditor.async_run()


class RenewGuestPageButton(WithheldEntity, HouseholdEntity, ButtonEntity):
    """Gives the guest page another address: who has the one of before finds it no longer."""

    _attr_translation_key = "renew_guest_page"
    _attr_entity_category = EntityCategory.CONFIG

    def __init__(self, coordinator: GuardCoordinator) -> None:
        super().__init__(coordinator, Platform.BUTTON, "renew_guest_page")

    @override
    async def async_press(self) -> None:
        """Renew it; anybody may, since that only closes."""
        await self.runtime.guest_page.async_renew()
