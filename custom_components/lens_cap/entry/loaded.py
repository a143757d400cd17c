"""Finding the running Lens Cap for an action that is not about an entity."""

from homeassistant.core import HomeAssistant, callback

from ..const import DOMAIN
from ..coordinator import GuardCoordinator, LensCapConfigEntry
from ..exceptions import NotRunningError


@callback
def loaded_coordinator(hass: HomeAssistant) -> GuardCoordinator:
    """Return the coordinator of the one entry.

    Raises:
        NotRunningError: Lens Cap is not set up, or did not start.
    """
    entries: list[LensCapConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    if not entries:
        raise NotRunningError
    return entries[0].runtime_data
