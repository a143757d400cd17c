"""Where Home Assistant looks for the flows; each is in a file of its own in `flows`."""

from typing import Any, override

from homeassistant.config_entries import ConfigEntry, ConfigSubentryFlow, OptionsFlow
from homeassistant.core import callback

from .const import DOMAIN, SUBENTRY_CAMERA, SUBENTRY_RULE, SUBENTRY_SECURITY
from .flows.camera import CameraFlow
from .flows.household import HouseholdFlow
from .flows.rule import RuleFlow
from .flows.security.findings import SecurityFlow
from .flows.setup import SetupFlow
from .ha.plain_forms import plain_flow


@plain_flow
class LensCapConfigFlow(SetupFlow, domain=DOMAIN):
    """The first set-up, and what can be added to the one entry later."""

    VERSION = 1
    MINOR_VERSION = 1

    @classmethod
    @callback
    @override
    def async_get_supported_subentry_types(
        cls, config_entry: ConfigEntry[Any]
    ) -> dict[str, type[ConfigSubentryFlow]]:
        """Return what can be added to the one entry later."""
        return {
            SUBENTRY_CAMERA: CameraFlow,
            SUBENTRY_RULE: RuleFlow,
            SUBENTRY_SECURITY: SecurityFlow,
        }

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry[Any]) -> OptionsFlow:
        """Return the flow for the household's options."""
        return HouseholdFlow()
