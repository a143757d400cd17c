"""What a camera's integration tells of the recordings that the camera or its recorder keeps.

Of Home Assistant's own integrations only UniFi Protect tells that exactly: a sensor of the moment at which
the oldest recording begins, switched off at first. docs/user/history.md says which others were looked at.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util

from ..core.audit.posture import RecordingsPosture, YesNoUnknown

_OLDEST: Final = frozenset({("unifiprotect", "oldest_recording")})


@callback
def async_recordings(
    hass: HomeAssistant,
    entities: Iterable[er.RegistryEntry],
    limit_days: int | None,
    now: datetime,
) -> RecordingsPosture:
    """Return whether recordings are kept for longer than the owner wrote down.

    Args:
        hass: Home Assistant.
        entities: Those of the camera's device, disabled ones included.
        limit_days: For how many days the owner wrote that they are kept, if they did.
        now: The moment.
    """
    told = [one for one in entities if (one.platform, one.translation_key) in _OLDEST]
    if limit_days is None or not told:
        return RecordingsPosture(kept_too_long=YesNoUnknown.NOT_APPLICABLE)
    ages = [_age(hass, one.entity_id, now) for one in told]
    return RecordingsPosture.of(
        limit_days, max((age for age in ages if age is not None), default=None)
    )


def _age(hass: HomeAssistant, entity_id: str, now: datetime) -> timedelta | None:
    state = hass.states.get(entity_id)
    begun = dt_util.parse_datetime(state.state) if state is not None else None
    return now - begun if begun is not None and begun.tzinfo is not None else None
