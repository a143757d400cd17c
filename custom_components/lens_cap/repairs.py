"""The flows of our repair issues."""

from typing import Final

from homeassistant.components.repairs import ConfirmRepairFlow, RepairsFlow
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import UnknownFlow

from .audio.channels import AUDIO_ISSUE, AudioRequestFlow
from .audio.control import DATA_AUDIO
from .const import (
    DOMAIN,
    ISSUE_GUESTS_UNKNOWN,
    ISSUE_SOUND_NOT_CONSIDERED,
    ISSUE_STORE_RESTORED,
    ISSUE_UNGUARDED_CAMERA,
)
from .coordinator import LensCapConfigEntry
from .core.audit.checks import CHECKS
from .core.ids import CameraId
from .flows.repair_guests import GuestsUnknownFlow
from .flows.repair_restored import RestoredFlow
from .flows.repair_security import AuditFlow
from .flows.repair_unguarded import UnguardedFlow
from .flows.sound import SoundHintFlow

_OF_STATE: Final[dict[str, type[RepairsFlow]]] = {
    ISSUE_GUESTS_UNKNOWN: GuestsUnknownFlow,
    ISSUE_STORE_RESTORED: RestoredFlow,
}


async def async_create_fix_flow(
    hass: HomeAssistant,
    issue_id: str,
    data: dict[str, str | int | float | None] | None,
) -> RepairsFlow:
    """Return the flow of an issue; one that has none of its own is just confirmed.

    Raises:
        UnknownFlow: Lens Cap does not run, and the issue cannot be dealt with until it does.
    """
    entries: list[LensCapConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    check_id = str((data or {}).get("check_id"))
    if check_id in CHECKS:
        if not entries:
            raise UnknownFlow
        cameras = str((data or {}).get("cameras") or "")
        return AuditFlow(check_id, [CameraId(one) for one in cameras.split(",") if one])
    if entries and issue_id.startswith(ISSUE_UNGUARDED_CAMERA):
        sources = str((data or {}).get("sources") or "")
        return UnguardedFlow(entries[0], [one for one in sources.split(",") if one])
    if entries and issue_id.startswith(ISSUE_SOUND_NOT_CONSIDERED):
        return SoundHintFlow(entries[0], str((data or {}).get("camera_id")))
    if (of_state := _OF_STATE.get(issue_id)) is not None:
        if not entries:
            raise UnknownFlow
        return of_state()
    if (audio := hass.data.get(DATA_AUDIO)) is not None and issue_id.startswith(
        AUDIO_ISSUE
    ):
        return AudioRequestFlow(audio.manager, str((data or {}).get("request_id")))
    return ConfirmRepairFlow()
