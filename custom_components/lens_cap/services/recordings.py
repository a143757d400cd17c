"""The action that erases what was saved of a time; for administrators."""

from typing import Final

import voluptuous as vol

from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.helpers import config_validation as cv, service
from homeassistant.util import dt as dt_util

from ..const import DOMAIN
from ..core.duties.recordings import Erasure, SavedFile
from ..core.ids import CameraId
from ..entry.runtime import LensCapData, expect_loaded
from ..exceptions.not_running import NotGuardedError
from ..ha.guarded_entity import async_guarded_entity_id
from ..ha.texts import HouseholdTexts
from .use import read_span

SERVICE_ERASE_RECORDINGS: Final = "erase_recordings"
ATTR_START: Final = "start"
ATTR_END: Final = "end"
ATTR_CONFIRM: Final = "confirm"
_NOT_REACHED: Final = ("card", "cloud", "recorders", "backups", "copies", "unnoted")


@callback
def async_register_recordings_actions(hass: HomeAssistant) -> None:
    """Register the action."""
    service.async_register_admin_service(
        hass,
        DOMAIN,
        SERVICE_ERASE_RECORDINGS,
        _async_erase_recordings,
        schema=vol.Schema(
            {
                vol.Optional(ATTR_ENTITY_ID): cv.entity_ids,
                vol.Required(ATTR_START): cv.datetime,
                vol.Required(ATTR_END): cv.datetime,
                vol.Optional(ATTR_CONFIRM, default=False): cv.boolean,
            }
        ),
        supports_response=SupportsResponse.OPTIONAL,
    )


async def _async_erase_recordings(call: ServiceCall) -> ServiceResponse:
    runtime = expect_loaded(call.hass)
    start, end = read_span(call.data[ATTR_START], call.data[ATTR_END])
    files = runtime.recordings.known.now.showing(guarded_ids(call, runtime), start, end)
    erased: dict[str, Erasure] = {}
    if call.data[ATTR_CONFIRM]:
        erased = await runtime.recordings.async_erase(
            files, why="asked", by=call.context.user_id
        )
    if not call.return_response:
        return None
    texts = await HouseholdTexts.async_load(call.hass, "erase_")
    deleted = sum(one is Erasure.ERASED for one in erased.values())
    return {
        "confirmed": call.data[ATTR_CONFIRM],
        "found": len(files),
        "deleted": deleted,
        "files": [
            {
                "camera": one.camera,
                "path": one.path,
                "saved_by": one.way.value,
                "from": dt_util.as_local(one.at).isoformat(timespec="seconds"),
                "until": dt_util.as_local(one.until).isoformat(timespec="seconds"),
                "size": one.size,
                "result": _result(one, erased),
            }
            for one in files
        ],
        "not_reached": [texts.say(one) for one in _NOT_REACHED],
    }


def _result(file: SavedFile, erased: dict[str, Erasure]) -> str:
    if file.path in erased:
        return erased[file.path].value
    return "would_delete" if file.digest else Erasure.UNFINISHED.value


def guarded_ids(call: ServiceCall, runtime: LensCapData) -> list[CameraId] | None:
    """Return the cameras that were named, or None for all, those that are not guarded any more included.

    Raises:
        NotGuardedError: Something else was named.
    """
    if (named := call.data.get(ATTR_ENTITY_ID)) is None:
        return None
    known = {
        async_guarded_entity_id(call.hass, camera_id): camera_id
        for camera_id in runtime.coordinator.cameras
    }
    if strangers := [one for one in named if one not in known]:
        raise NotGuardedError(strangers)
    return [known[one] for one in named]
