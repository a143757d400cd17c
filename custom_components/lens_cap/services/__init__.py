"""The actions of Lens Cap."""

from homeassistant.core import HomeAssistant, callback

from . import audio, audit, duties, guests, notice, privacy, recordings, use, zones


@callback
def async_register_services(hass: HomeAssistant) -> None:
    """Register the actions."""
    privacy.async_register(hass)
    guests.async_register(hass)
    audit.async_register(hass)
    audio.async_register(hass)
    zones.async_register(hass)
    duties.async_register(hass)
    recordings.async_register(hass)
    use.async_register(hass)
    notice.async_register(hass)
