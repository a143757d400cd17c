"""Another camera in place of one that is guarded: everything but the original stays."""

from collections.abc import Mapping

from homeassistant.core import HomeAssistant, callback

from ..const import CONF_REPLACE_WITH
from ..takeover.sources import Source, UnsuitableError, async_find
from .unsuitable import UNSUITABLE


@callback
def async_read_replacement(
    hass: HomeAssistant,
    answers: Mapping[str, object],
    guarded: set[str],
    errors: dict[str, str],
    placeholders: dict[str, str],
) -> Source | None:
    """Return the camera that was chosen instead, None where none was.

    Adds an error, and what people call that camera, where it cannot be guarded.
    """
    wanted = answers.get(CONF_REPLACE_WITH)
    if wanted in (None, ""):
        return None
    try:
        return async_find(hass, wanted, guarded)
    except UnsuitableError as error:
        errors[CONF_REPLACE_WITH] = UNSUITABLE[error.reason]
        placeholders["camera"] = error.camera
        return None
