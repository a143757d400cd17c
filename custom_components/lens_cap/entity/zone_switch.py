"""A switch for each privacy zone: it follows the zones that a camera has."""

from typing import Any, override

from homeassistant.components.switch import SwitchEntity
from homeassistant.const import EntityCategory, Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import slugify

from ..const import DOMAIN, SIGNAL_CAMERA_ADDED, SIGNAL_CAMERA_CONFIGURED
from ..coordinator import GuardCoordinator
from ..core.ids import CameraId, ZoneId
from ..core.zones import Zone
from ..entry.runtime import LensCapConfigEntry
from . import CameraEntity, ControlEntity

_KEY = "zone_"


@callback
def add_zone_switches(
    hass: HomeAssistant,
    entry: LensCapConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Keep one switch for each privacy zone there is; those of zones that are gone are removed."""
    coordinator = entry.runtime_data.coordinator
    known: dict[CameraId, set[ZoneId]] = {}

    @callback
    def follow(camera_id: CameraId) -> None:
        camera = coordinator.cameras.get(camera_id)
        zones = camera.config.zones if camera is not None else ()
        before = known.setdefault(camera_id, set())
        new = [zone for zone in zones if zone.zone_id not in before]
        known[camera_id] = {zone.zone_id for zone in zones}
        _remove_others(hass, camera_id, known[camera_id])
        if new:
            async_add_entities(
                [ZoneSwitch(coordinator, camera_id, zone) for zone in new],
                config_subentry_id=camera_id,
            )

    for camera_id in coordinator.cameras:
        follow(camera_id)
    for signal in (SIGNAL_CAMERA_ADDED, SIGNAL_CAMERA_CONFIGURED):
        entry.async_on_unload(async_dispatcher_connect(hass, signal, follow))


def _remove_others(
    hass: HomeAssistant, camera_id: CameraId, zones: set[ZoneId]
) -> None:
    registry = er.async_get(hass)
    begin = f"{camera_id}_{_KEY}"
    for one in list(registry.entities.values()):
        if (
            one.platform == DOMAIN
            and one.domain == Platform.SWITCH
            and one.unique_id.startswith(begin)
            and one.unique_id.removeprefix(begin) not in zones
        ):
            registry.async_remove(one.entity_id)


class ZoneSwitch(ControlEntity, CameraEntity, SwitchEntity):
    """On while the zone is covered, for whatever reason; while the camera is private, all are."""

    _attr_translation_key = "privacy_zone"
    _attr_entity_category = EntityCategory.CONFIG

    def __init__(
        self, coordinator: GuardCoordinator, camera_id: CameraId, zone: Zone
    ) -> None:
        """Belong to a zone of a guarded camera."""
        super().__init__(
            coordinator, camera_id, Platform.SWITCH, f"{_KEY}{zone.zone_id}"
        )
        object_id = coordinator.cameras[camera_id].object_id()
        self.entity_id = f"{Platform.SWITCH}.{object_id}_zone_{slugify(zone.name)}"
        self._zone_id = zone.zone_id
        self._attr_translation_placeholders = {"zone": zone.name}

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
