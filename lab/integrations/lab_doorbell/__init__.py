"""A doorbell as many integrations have one: a camera, and beside it an image of its last moment."""

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_URL, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.device_registry import DeviceInfo

DOMAIN = "lab_doorbell"
DEVICE = DeviceInfo(identifiers={(DOMAIN, "front")}, name="Doorbell")
PLATFORMS = (Platform.CAMERA, Platform.IMAGE)

type DoorbellEntry = ConfigEntry[None]


async def async_fetch(hass: HomeAssistant, entry: DoorbellEntry) -> bytes:
    """Return what the doorbell sees now. Raises aiohttp.ClientError."""
    session = async_get_clientsession(hass)
    async with session.get(entry.data[CONF_URL]) as answer:
        answer.raise_for_status()
        return await answer.read()


async def async_setup_entry(hass: HomeAssistant, entry: DoorbellEntry) -> bool:
    """Add the entities."""
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    return True


async def async_unload_entry(hass: HomeAssistant, entry: DoorbellEntry) -> bool:
    """Take the entities away."""
    return await hass.config_entries.async_unload_platforms(entry, PLATFORMS)
