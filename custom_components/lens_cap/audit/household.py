"""How Home Assistant itself stands."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.util import slugify

from ..core.audit.posture import HouseholdPosture
from ..ha.tracker_kinds import tracked_by_connection
from ..references.surviving import surviving
from .home_assistant import async_accounts, async_entities, async_http, async_outside
from .phones import async_phones
from .picture_files import count_old, count_public
from .survey import Survey


async def async_household(
    hass: HomeAssistant, survey: Survey, cameras: Collection[str]
) -> HouseholdPosture:
    """Return how Home Assistant stands; `cameras` are the names of the guarded ones."""
    told: dict[str, Any] = {}
    with surviving("the settings of the web server"):
        told |= await async_http(hass)
    with surviving("how Home Assistant is reached"):
        told |= async_outside(hass)
    with surviving("accounts"):
        told |= await async_accounts(hass, survey.now)
    with surviving("updates of Home Assistant"):
        told |= async_entities(hass, survey.wording)
    with surviving("phones"):
        told |= async_phones(hass)
    with surviving("what presence rests on"):
        told["seen_by_connection"] = len(tracked_by_connection(hass))
    with surviving("pictures on disk"):
        told |= await _async_files(hass, survey, cameras)
    if survey.index is not None:
        told["public_snapshots"] = survey.index.saving_in_public()
    if survey.yaml is not None:
        told["go2rtc_open"] = survey.yaml.go2rtc_open
    return HouseholdPosture(**told)


async def _async_files(
    hass: HomeAssistant, survey: Survey, cameras: Collection[str]
) -> dict[str, Any]:
    names = {*cameras, *map(slugify, cameras)}
    folders = [Path(folder) for folder in hass.config.media_dirs.values()]
    return {
        "public_pictures": await hass.async_add_executor_job(
            count_public, Path(hass.config.path("www"))
        ),
        "old_pictures": await hass.async_add_executor_job(
            count_old, folders, names, survey.now
        ),
    }
