"""Another camera in place of one that is guarded: everything but the original stays."""

from collections.abc import Mapping

from homeassistant.core import HomeAssistant, callback

from ..const import CONF_REPLACE_WITH
from ..takeover.candidates import Source, UnsuitableError, async_find


@callback
def async_read_replacement(
    hass: HomeAssistant,
    answers: Mapping[str, object],
    guarded: set[str],
    errors: dict[str, str],
) -> Source | None:
    """Return the camera that was chosen instead, None where none was; adds an error if it will not do."""
    wanted = answers.get(CONF_REPLACE_WITH)
    if wanted in (None, ""):
        return None
    try:
        return async_find(hass, wanted, guarded)
    except UnsuitableError:
        errors[CONF_REPLACE_WITH] = "cannot_replace"
        return None
