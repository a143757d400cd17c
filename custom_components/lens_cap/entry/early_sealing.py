"""Seals originals from the first moment at which anything of Lens Cap is in memory.

Home Assistant imports an integration in a thread, and sets it up only once all of it was imported;
meanwhile it adds cameras. So this module is the first that is imported, and imports little itself.
"""

from homeassistant.core import HomeAssistant, callback

from ..const import DOMAIN
from ..ha import compat_images, compat_sealing
from ..media.closed_camera import ClosedCamera
from ..media.stills.placeholder import load_placeholder
from ..sealing import DATA_SEALS, Seals
from ..settings import configured_cameras


@callback
def async_begin_sealing(hass: HomeAssistant) -> Seals:
    """Return the seals of this Home Assistant; those that are configured are in force."""
    if (seals := hass.data.get(DATA_SEALS)) is not None:
        return seals
    seals = hass.data[DATA_SEALS] = Seals(hass, ClosedCamera, load_placeholder)
    for entry in hass.config_entries.async_entries(DOMAIN, include_disabled=False):
        seals.attend(entry, configured_cameras(entry))
    return seals


compat_sealing.CAMERAS.watch_births(async_begin_sealing)
compat_images.IMAGES.watch_births(async_begin_sealing)
