"""Asks for the address of the doorbell's still picture."""

from typing import Any, override

import voluptuous as vol

from homeassistant.config_entries import ConfigFlow, ConfigFlowResult
from homeassistant.const import CONF_URL

from . import DOMAIN


class DoorbellFlow(ConfigFlow, domain=DOMAIN):
    """One form."""

    @override
    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask, or make the entry."""
        if user_input is not None:
            return self.async_create_entry(title="Doorbell", data=user_input)
        schema = vol.Schema({vol.Required(CONF_URL): str})
        return self.async_show_form(step_id="user", data_schema=schema)
