"""For how long sound is wanted when somebody asks for it by the switch."""

from typing import Final, override

from homeassistant.components.select import SelectEntity
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.restore_state import RestoreEntity

from .const import AUDIO_LENGTH
from .coordinator import GuardCoordinator
from .core.audio.grant import USUAL_LENGTHS, Length
from .core.ids import CameraId
from .entity import CameraEntity, WithheldEntity, add_camera_entities
from .entry.runtime import LensCapConfigEntry

PARALLEL_UPDATES = 0

_DEFAULT: Final = Length.ONE_HOUR.value


async def async_setup_entry(
    hass: HomeAssistant,
    entry: LensCapConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the lists of each camera."""
    add_camera_entities(
        entry,
        async_add_entities,
        lambda coordinator, camera_id: [AudioLengthSelect(coordinator, camera_id)],
    )


class AudioLengthSelect(WithheldEntity, CameraEntity, RestoreEntity, SelectEntity):
    """The length that the switch for sound asks for; it grants nothing and changes no sound."""

    _attr_translation_key = AUDIO_LENGTH
    _attr_options = list(USUAL_LENGTHS)
    _attr_current_option = _DEFAULT

    def __init__(self, coordinator: GuardCoordinator, camera_id: CameraId) -> None:
        super().__init__(coordinator, camera_id, Platform.SELECT, AUDIO_LENGTH)

    @override
    async def async_added_to_hass(self) -> None:
        """Go on with what was chosen before."""
        await super().async_added_to_hass()
        last = await self.async_get_last_state()
        if last is not None and last.state in USUAL_LENGTHS:
            self._attr_current_option = last.state

    @override
    async def async_select_option(self, option: str) -> None:
        """Ask for that from now on."""
        self._attr_current_option = option
        self.async_write_ha_state()
