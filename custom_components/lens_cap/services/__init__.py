"""The actions of Lens Cap."""

from homeassistant.core import HomeAssistant, callback

from .audio import async_register_audio_actions
from .audit import async_register_audit_actions
from .duties import async_register_duties_actions
from .guests import async_register_guests_actions
from .notice import async_register_notice_actions
from .privacy import async_register_privacy_actions
from .recordings import async_register_recordings_actions
from .use import async_register_use_actions
from .zones import async_register_zones_actions


@callback
def async_register_services(hass: HomeAssistant) -> None:
    """Register the actions."""
    async_register_privacy_actions(hass)
    async_register_guests_actions(hass)
    async_register_audit_actions(hass)
    async_register_audio_actions(hass)
    async_register_zones_actions(hass)
    async_register_duties_actions(hass)
    async_register_recordings_actions(hass)
    async_register_use_actions(hass)
    async_register_notice_actions(hass)
