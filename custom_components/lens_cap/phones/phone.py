"""Phones with Home Assistant's app, and their owners."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from homeassistant.components.notify.const import (
    ATTR_DATA,
    ATTR_MESSAGE,
    ATTR_TITLE,
    DOMAIN as NOTIFY_DOMAIN,
)
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr

from ..const import LOGGER
from ..ha.compat import phone_notify_action

_MOBILE_APP: Final = "mobile_app"
# What the app does instead of showing it.
_CLEAR: Final = "clear_notification"


@dataclass(frozen=True, kw_only=True)
class Phone:
    """A phone: its device, its user, and its notify action."""

    device_id: str
    user_id: str
    webhook_id: str
    action: str

    async def async_send(
        self,
        hass: HomeAssistant,
        title: str,
        message: str,
        data: Mapping[str, Any],
        context: Context | None = None,
    ) -> bool:
        """Send a notification; return whether Home Assistant accepted it."""
        content = {ATTR_TITLE: title, ATTR_MESSAGE: message, ATTR_DATA: dict(data)}
        try:
            await self._async_notify(hass, content, context)
        except HomeAssistantError as error:
            # The error of a phone names the address by which it is reached.
            LOGGER.warning(
                "could not send a notification to a phone: %s", type(error).__name__
            )
            return False
        return True

    async def async_clear(self, hass: HomeAssistant, tag: str) -> None:
        """Take the notification with a tag off the phone; one that is out of reach keeps it.

        Source: the Companion docs of Home Assistant, *Notifications*, *Basic*, *Clearing*.
        """
        content = {ATTR_MESSAGE: _CLEAR, ATTR_DATA: {"tag": tag}}
        with suppress(HomeAssistantError):
            await self._async_notify(hass, content)

    async def _async_notify(
        self,
        hass: HomeAssistant,
        content: Mapping[str, Any],
        context: Context | None = None,
    ) -> None:
        await hass.services.async_call(
            NOTIFY_DOMAIN, self.action, dict(content), blocking=True, context=context
        )


@callback
def all_phones(hass: HomeAssistant) -> list[Phone]:
    """Return every phone that can be notified."""
    found: list[Phone] = []
    devices = dr.async_get(hass)
    for entry in hass.config_entries.async_loaded_entries(_MOBILE_APP):
        webhook_id, user_id = entry.data.get("webhook_id"), entry.data.get("user_id")
        if not isinstance(webhook_id, str) or not isinstance(user_id, str):
            continue
        action = phone_notify_action(hass, webhook_id)
        device = next(
            iter(dr.async_entries_for_config_entry(devices, entry.entry_id)), None
        )
        if action is not None and device is not None:
            found.append(
                Phone(
                    device_id=device.id,
                    user_id=user_id,
                    webhook_id=webhook_id,
                    action=action,
                )
            )
    return found


@callback
def phones_of(hass: HomeAssistant, user_id: str) -> list[Phone]:
    """Return the phones of one user."""
    return [phone for phone in all_phones(hass) if phone.user_id == user_id]
