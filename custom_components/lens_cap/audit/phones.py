"""How the household's phones speak to Home Assistant."""

from typing import Any, Final

from homeassistant.core import HomeAssistant, callback

_MOBILE_APP: Final = "mobile_app"


@callback
def async_phones(hass: HomeAssistant) -> dict[str, Any]:
    """Return how many phones can be spoken for by whoever knows their address.

    The address is the webhook id with which the unique ids of the phone's sensors begin, and which
    every user can therefore read. A phone that encrypts has a key besides.
    """
    return {
        "phones_without_encryption": sum(
            entry.data.get("supports_encryption") is not True
            for entry in hass.config_entries.async_entries(
                _MOBILE_APP, include_ignore=False, include_disabled=False
            )
        )
    }
