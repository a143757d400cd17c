"""Finds other entities of the same physical camera."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
import re
from types import MappingProxyType
from typing import Any, Final

from homeassistant.components.camera.const import DOMAIN as CAMERA_DOMAIN
from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er

from ..const import CONF_SOURCE, CONF_ZONES, CONF_ZONES_PRESET, DOMAIN, SUBENTRY_CAMERA
from ..ha.device_entities import async_entities_of_camera
from ..ha.same_device import devices_by_serial
from ..settings.camera import OF_ONE_ORIGINAL
from .access import CameraAccess, is_loopback, read_access

# The picture in which a server shows all that it has: Frigate's is called so in its own names.
_TOGETHER: Final = re.compile(r"(?:^|[:/_-])birdseye(?:$|[/_.-])", re.IGNORECASE)
# What was drawn, chosen or answered for one picture says nothing of another, which may look elsewhere.
_ITS_OWN: Final = frozenset({*OF_ONE_ORIGINAL, CONF_ZONES, CONF_ZONES_PRESET})
# Their cameras need not be those of their host.
_SERVERS: Final = frozenset({"agent_dvr", "frigate", "generic", "mjpeg", "motioneye"})


@dataclass(frozen=True, kw_only=True, repr=False)
class CameraAccessIndex:
    """Which config entries have cameras, how they are reached, and which devices they have."""

    entries: Mapping[str, ConfigEntry[Any]]
    accesses: Mapping[str, CameraAccess]
    cameras: Mapping[str, tuple[er.RegistryEntry, ...]]
    by_serial: Mapping[str, frozenset[str]]


@callback
def async_camera_access_index(hass: HomeAssistant) -> CameraAccessIndex:
    """Return what is known about all cameras of the house."""
    cameras = defaultdict[str, list[er.RegistryEntry]](list)
    for one in er.async_get(hass).entities.values():
        if (
            one.domain == CAMERA_DOMAIN
            and one.config_entry_id is not None
            and one.platform != DOMAIN
        ):
            cameras[one.config_entry_id].append(one)
    entries: dict[str, ConfigEntry[Any]] = {}
    by_serial = defaultdict[str, set[str]](set)
    registry = dr.async_get(hass)
    for entry_id in cameras:
        if (entry := hass.config_entries.async_get_entry(entry_id)) is None:
            continue
        entries[entry_id] = entry
        for device in dr.async_entries_for_config_entry(registry, entry_id):
            if device.serial_number:
                by_serial[device.serial_number].add(device.id)
    return CameraAccessIndex(
        entries=entries,
        accesses={key: read_access(entry) for key, entry in entries.items()},
        cameras={key: tuple(found) for key, found in cameras.items()},
        by_serial={key: frozenset(found) for key, found in by_serial.items()},
    )


@callback
def async_device_entities(
    hass: HomeAssistant, entity_id: str, camera_access: CameraAccessIndex | None = None
) -> list[er.RegistryEntry]:
    """Return every entity on the camera's devices, disabled ones and itself included."""
    by_serial = camera_access.by_serial if camera_access else devices_by_serial(hass)
    return async_entities_of_camera(hass, entity_id, by_serial)


@callback
def async_siblings(
    hass: HomeAssistant,
    entity_id: str,
    camera_access: CameraAccessIndex,
    guarded: Collection[str],
) -> list[er.RegistryEntry]:
    """Return enabled cameras that show the same as this one and that nobody guards.

    `guarded` are the entity ids of all originals that are guarded.
    """
    same = async_device_entities(hass, entity_id, camera_access)
    entry = er.async_get(hass).async_get(entity_id)
    if entry is not None and entry.config_entry_id is not None:
        same += _by_address(entry.config_entry_id, camera_access)
        same += _of_many(entry.config_entry_id, camera_access)
    return sorted(
        {
            one.entity_id: one
            for one in same
            if one.domain == CAMERA_DOMAIN
            and one.disabled_by is None
            and one.entity_id != entity_id
            and one.entity_id not in guarded
        }.values(),
        key=lambda one: one.entity_id,
    )


@callback
def async_guard_siblings(
    hass: HomeAssistant, entry: ConfigEntry[Any], subentry: ConfigSubentry
) -> frozenset[str]:
    """Guard the other cameras that show the same like this one; return the ids of their subentries.

    They get its settings, but neither its own controls nor its answers about sound. Its zones are not theirs,
    so they are private where it is partly covered.
    A picture in which a server shows several cameras is left out: it is none of this camera's own.
    """
    index = async_camera_access_index(hass)
    registry = er.async_get(hass)
    source = registry.async_get(str(subentry.data.get(CONF_SOURCE)))
    if source is None:
        return frozenset()
    guarded = {
        one.data.get(CONF_SOURCE)
        for one in entry.get_subentries_of_type(SUBENTRY_CAMERA)
    }
    shown = async_siblings(hass, source.entity_id, index, guarded=())
    together = {one.id for one in _of_many(source.config_entry_id or "", index)}
    like = {key: value for key, value in subentry.data.items() if key not in _ITS_OWN}
    made = [
        ConfigSubentry(
            data=MappingProxyType(like | {CONF_SOURCE: one.id}),
            subentry_type=SUBENTRY_CAMERA,
            title=one.name or one.original_name or one.entity_id,
            unique_id=one.id,
        )
        for one in shown
        if one.platform != DOMAIN and one.id not in {*guarded, *together}
    ]
    for one in made:
        hass.config_entries.async_add_subentry(entry, one)
    return frozenset(one.subentry_id for one in made)


def _by_address(
    entry_id: str, camera_access: CameraAccessIndex
) -> Iterable[er.RegistryEntry]:
    own = camera_access.accesses.get(entry_id)
    if own is None or own.cloud:
        return []
    return [
        camera
        for other_id, other in camera_access.accesses.items()
        if other_id != entry_id and _same_camera(own, other)
        for camera in camera_access.cameras[other_id]
    ]


def _of_many(
    entry_id: str, camera_access: CameraAccessIndex
) -> Iterable[er.RegistryEntry]:
    """Return the cameras of a server that show all its cameras together, whatever shows them."""
    server = camera_access.accesses.get(entry_id)
    if server is None:
        return []
    return [
        camera
        for other_id, other in camera_access.accesses.items()
        for camera in camera_access.cameras[other_id]
        if (other_id == entry_id and _TOGETHER.search(camera.unique_id))
        or (
            other_id != entry_id
            and server.hosts & other.hosts
            and any(_TOGETHER.search(url.path) for url in other.urls)
        )
    ]


def _same_camera(one: CameraAccess, other: CameraAccess) -> bool:
    if one.pictures & other.pictures:
        return True
    # An integration for one device speaks for its whole host; two servers on one host may
    # show different cameras, and this machine has many.
    if one.integration in _SERVERS and other.integration in _SERVERS:
        return False
    return any(not is_loopback(host) for host in one.hosts & other.hosts)
