"""Actions for administrators about privacy zones: set and preview them."""

from base64 import b64encode
from collections.abc import Mapping
from typing import Any, Final

import voluptuous as vol

from homeassistant.components.camera.const import DOMAIN as CAMERA_DOMAIN
from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.helpers import (
    config_validation as cv,
    entity_registry as er,
    service,
)
from homeassistant.util.ulid import ulid_now

from ..const import CONF_ZONES, CONF_ZONES_PRESET, DOMAIN
from ..coordinator import GuardCoordinator
from ..core.coverage import Polygon
from ..core.ids import CameraId, ZoneId
from ..core.privacy.caller import called
from ..core.verdict import Door
from ..core.zones import Zone, ZoneProblem, validated
from ..entry.runtime import expect_loaded
from ..exceptions import NoPictureError, ZonesRefusedError
from ..media.frames import SourceError
from ..media.stills.zone_preview import async_outlined
from ..sensing.actor import async_actor
from ..settings import stored_zones
from ..storage.new_file import async_write_new
from ..upkeep.zone_changes import preset_for

SERVICE_SET_ZONES: Final = "set_zones"
SERVICE_PREVIEW_ZONES: Final = "preview_zones"
ATTR_ZONES: Final = "zones"
ATTR_NAME: Final = "name"
ATTR_ID: Final = "id"
ATTR_POLYGON: Final = "polygon"
ATTR_POLYGONS: Final = "polygons"
ATTR_FILENAME: Final = "filename"
ATTR_PICTURE: Final = "picture"

MOST_ZONES: Final = 32
LONGEST_NAME: Final = 50

_POINTS: Final = [vol.All([vol.Coerce(float)], vol.Length(min=2, max=2))]
_ZONE: Final = vol.Schema(
    {
        vol.Required(ATTR_NAME): vol.All(
            cv.string, str.strip, vol.Length(min=1, max=LONGEST_NAME)
        ),
        vol.Optional(ATTR_ID): cv.string,
        vol.Exclusive(ATTR_POLYGON, "shape"): _POINTS,
        vol.Exclusive(ATTR_POLYGONS, "shape"): vol.All([_POINTS], vol.Length(min=1)),
    }
)


_PROBLEMS: Final = {
    ZoneProblem.NOT_A_NUMBER: "zone_not_a_number",
    ZoneProblem.OUTSIDE: "zone_outside",
    ZoneProblem.TOO_FEW_POINTS: "zone_too_few_points",
    ZoneProblem.TOO_MANY_POINTS: "zone_too_many_points",
    ZoneProblem.NO_AREA: "zone_no_area",
    ZoneProblem.CROSSES_ITSELF: "zone_crosses_itself",
}


@callback
def async_register_zones_actions(hass: HomeAssistant) -> None:
    """Register the actions, both for administrators."""
    service.async_register_admin_service(
        hass,
        DOMAIN,
        SERVICE_SET_ZONES,
        _async_set_zones,
        schema=vol.Schema(
            {
                vol.Required("entity_id"): cv.entity_domain(CAMERA_DOMAIN),
                vol.Required(ATTR_ZONES): vol.All(
                    cv.ensure_list, [_ZONE], vol.Length(max=MOST_ZONES)
                ),
            }
        ),
        supports_response=SupportsResponse.OPTIONAL,
    )
    service.async_register_admin_service(
        hass,
        DOMAIN,
        SERVICE_PREVIEW_ZONES,
        _async_preview_zones,
        schema=vol.Schema(
            {
                vol.Required("entity_id"): cv.entity_domain(CAMERA_DOMAIN),
                vol.Optional(ATTR_FILENAME): cv.string,
            }
        ),
        supports_response=SupportsResponse.OPTIONAL,
    )


async def _async_set_zones(call: ServiceCall) -> ServiceResponse:
    coordinator = expect_loaded(call.hass).coordinator
    camera_id = _camera(call, coordinator)
    config = coordinator.cameras[camera_id].config
    asked = called(call.domain, call.service, frozenset({call.data["entity_id"]}))
    if not (await async_actor(call.hass, call.context, asked)).is_person:
        raise ZonesRefusedError("zones_only_by_administrators", config.name)
    known = {zone.zone_id for zone in config.zones}
    zones = tuple(_zone(one, known) for one in call.data[ATTR_ZONES])
    names = [zone.name.casefold() for zone in zones]
    for zone in zones:
        if names.count(zone.name.casefold()) > 1:
            raise ZonesRefusedError("zone_name_twice", zone.name)
    entry = coordinator.config_entry
    subentry = entry.subentries[camera_id]
    preset = preset_for(call.hass, subentry, zones)
    call.hass.config_entries.async_update_subentry(
        entry,
        subentry,
        data={
            **subentry.data,
            CONF_ZONES: stored_zones(zones),
            CONF_ZONES_PRESET: preset,
        },
    )
    return {ATTR_ZONES: [{ATTR_ID: z.zone_id, ATTR_NAME: z.name} for z in zones]}


def _zone(data: Mapping[str, Any], known: set[ZoneId]) -> Zone:
    """Return a requested zone.

    Raises:
        ZonesRefusedError: It has no shape that can be covered.
    """
    outlines = data.get(ATTR_POLYGONS) or [data.get(ATTR_POLYGON) or []]
    polygons: list[Polygon] = []
    for points in outlines:
        polygon = validated(points)
        if isinstance(polygon, ZoneProblem):
            raise ZonesRefusedError(_PROBLEMS[polygon], data[ATTR_NAME])
        polygons.append(polygon)
    zone_id = ZoneId(data.get(ATTR_ID, ""))
    return Zone(
        zone_id=zone_id if zone_id in known else ZoneId(ulid_now()),
        name=data[ATTR_NAME],
        polygons=tuple(polygons),
    )


async def _async_preview_zones(call: ServiceCall) -> ServiceResponse:
    coordinator = expect_loaded(call.hass).coordinator
    camera = coordinator.cameras[_camera(call, coordinator)]
    filename = call.data.get(ATTR_FILENAME)
    if filename is None and not call.return_response:
        raise ZonesRefusedError("preview_without_answer", camera.config.name)
    frame = await camera.guard.async_picture(Door.OTHER, drawn_on=True)
    decoder = camera.engine.decoder
    try:
        picture = await async_outlined(decoder, frame, camera.config.zones)
    except SourceError as error:
        raise NoPictureError(camera.config.name, error.code) from error
    if filename is not None:
        await async_write_new(call.hass, filename, picture, ".jpg")
        await expect_loaded(call.hass).recordings.async_note_preview(
            camera.config.camera_id, filename, call.context
        )
    if not call.return_response:
        return None
    encoded = b64encode(picture).decode()
    return {ATTR_PICTURE: f"data:image/jpeg;base64,{encoded}"}


def _camera(call: ServiceCall, coordinator: GuardCoordinator) -> CameraId:
    """Return the camera of the action.

    Raises:
        ZonesRefusedError: It is not a guarded one.
    """
    entity_id: str = call.data["entity_id"]
    entry = er.async_get(call.hass).async_get(entity_id)
    if (
        entry is None
        or entry.platform != DOMAIN
        or entry.config_subentry_id is None
        or entry.config_subentry_id not in coordinator.cameras
    ):
        raise ZonesRefusedError("not_guarded", entity_id)
    return CameraId(entry.config_subentry_id)
