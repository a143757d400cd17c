"""Finds the devices in Home Assistant that are one physical camera."""

from collections import defaultdict
from collections.abc import Mapping

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er

type BySerial = Mapping[str, frozenset[str]]


@callback
def main_device(hass: HomeAssistant, device_id: str | None) -> dr.DeviceEntry | None:
    """Return a device, of a part of a device the whole; None if there is none."""
    registry = dr.async_get(hass)
    device = registry.async_get(device_id) if device_id else None
    if isinstance(device, dr.ChildDeviceEntry):
        return registry.async_get(device.parent_device_id, include_child_devices=False)
    return device


@callback
def same_devices(hass: HomeAssistant, device_id: str, by_serial: BySerial) -> set[str]:
    """Return the ids of a device and of those that are the same thing.

    There is one for each integration that knows it: they share connections, a serial number, or an
    older device that was split.
    """
    registry = dr.async_get(hass)
    found = {device_id}
    if (device := main_device(hass, device_id)) is None:
        return found
    found.add(device.id)
    if device.connections:
        found |= {
            one.id for one in registry.async_get_devices(connections=device.connections)
        }
    if device.composite_device_id:
        found |= {
            one.id
            for one in registry.async_get_devices_for_composite_device_id(
                device.composite_device_id
            )
        }
    if device.serial_number:
        found |= by_serial.get(device.serial_number, frozenset())
    return found


@callback
def devices_by_serial(hass: HomeAssistant) -> BySerial:
    """Return the devices with a serial number, of integrations that have cameras."""
    with_cameras = {
        one.config_entry_id
        for one in er.async_get(hass).entities.values()
        if one.domain == Platform.CAMERA and one.config_entry_id is not None
    }
    registry = dr.async_get(hass)
    found = defaultdict[str, set[str]](set)
    for entry_id in with_cameras:
        for device in dr.async_entries_for_config_entry(registry, entry_id):
            if device.serial_number:
                found[device.serial_number].add(device.id)
    return {serial: frozenset(ids) for serial, ids in found.items()}
