"""A switch for each privacy zone: it follows the zones that a camera has."""

from functools import partial
from typing import Any, override

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import slugify

from ..const import SIGNAL_CAMERA_ADDED, SIGNAL_CAMERA_CONFIGURED
from ..coordinator import GuardCoordinator
from ..core.ids import CameraId
from ..core.zones import Zone
from ..entry.runtime import LensCapConfigEntry
from . import CameraEntity, WithheldEntity
from .setting_switch import SettingSwitch, SettingSwitches

_KEY = "zone_"


@callback
def add_zone_switches(
    hass: HomeAssistant,
    entry: LensCapConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Keep one switch for each privacy zone there is; those of zones that are gone are removed."""
    coordinator = entry.runtime_data.coordinator
    switches: dict[CameraId, SettingSwitches[Zone]] = {}

    @callback
    def follow(camera_id: CameraId) -> None:
        if camera_id not in switches:
            switches[camera_id] = SettingSwitches[Zone](
                coordinator,
                f"{camera_id}_{_KEY}",
                partial(ZoneSwitch, coordinator, camera_id),
                partial(async_add_entities, config_subentry_id=camera_id),
            )
        camera = coordinator.cameras.get(camera_id)
        zones = camera.config.zones if camera is not None else ()
        switches[camera_id].follow({zone.zone_id: zone for zone in zones})

    for camera_id in coordinator.cameras:
        follow(camera_id)
    for signal in (SIGNAL_CAMERA_ADDED, SIGNAL_CAMERA_CONFIGURED):
        entry.async_on_unload(async_dispatcher_connect(hass, signal, follow))


class ZoneSwitch(WithheldEntity, SettingSwitch, CameraEntity):
    """On while the zone is covered, for whatever reason; while the camera is private, all are."""

    _attr_translation_key = "privacy_zone"
    _placeholder = "zone"

    def __init__(
        self, coordinator: GuardCoordinator, camera_id: CameraId, zone: Zone
    ) -> None:
        super().__init__(
            coordinator, camera_id, Platform.SWITCH, f"{_KEY}{zone.zone_id}"
        )
        object_id = coordinator.cameras[camera_id].object_id()
        self.entity_id = f"{Platform.SWITCH}.{object_id}_zone_{slugify(zone.name)}"
        self._zone_id = zone.zone_id
        self.rename(zone.name)

    @property
    @override
    def is_on(self) -> bool:
        """Return whether nothing of the zone can be seen."""
        return self.view.private or self._zone_id in self.view.zones

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Cover the zone until somebody ends that; where it was lifted, end that."""
        await self.runtime.privacy.async_close_by_hand(
            self.camera_id, zone=self._zone_id, context=self._context
        )

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Uncover the zone: for a while, where a rule is against it and the person may do that."""
        context = self._context
        if (actor := await self.async_switcher(on=False)) is None:
            return
        await self.runtime.privacy.async_uncover(
            self.camera_id, self._zone_id, actor, context=context
        )
