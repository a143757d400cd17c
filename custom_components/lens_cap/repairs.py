"""The flows of our repair issues."""

from typing import Final

from homeassistant.components.repairs import ConfirmRepairFlow, RepairsFlow
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import UnknownFlow

from .audio.channels import AUDIO_ISSUE, AudioRequestFlow
from .const import (
    DOMAIN,
    ISSUE_GUESTS_UNKNOWN,
    ISSUE_RECORDINGS_DUE,
    ISSUE_REVIEW_DUE,
    ISSUE_SOUND_NOT_CONSIDERED,
    ISSUE_STORE_RESTORED,
    ISSUE_UNGUARDED_CAMERA,
)
from .core.audit.checks import CHECKS
from .core.ids import CameraId
from .duties.recordings_due import RecordingsDueFlow
from .entry.runtime import LensCapConfigEntry, loaded
from .flows.register.review import ReviewFlow
from .flows.repair_guests import GuestsUnknownFlow
from .flows.repair_restored import RestoredFlow
from .flows.repair_security import AuditFlow
from .flows.repair_unguarded import UnguardedFlow
from .flows.sound import SoundHintFlow

_OF_STATE: Final[dict[str, type[RepairsFlow]]] = {
    ISSUE_GUESTS_UNKNOWN: GuestsUnknownFlow,
    ISSUE_STORE_RESTORED: RestoredFlow,
    ISSUE_REVIEW_DUE: ReviewFlow,
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
    if entries and issue_id.startswith(ISSUE_SOUND_NOT_CONSIDERED):
        return SoundHintFlow(entries[0], str((data or {}).get("camera_id")))
    runtime = loaded(hass)
    check_id = str((data or {}).get("check_id"))
    if check_id in CHECKS:
        if runtime is None:
            raise UnknownFlow
        cameras = str((data or {}).get("cameras") or "")
        return AuditFlow(check_id, [CameraId(one) for one in cameras.split(",") if one])
    if runtime is not None and issue_id.startswith(ISSUE_UNGUARDED_CAMERA):
        sources = str((data or {}).get("sources") or "")
        return UnguardedFlow(runtime.entry, [one for one in sources.split(",") if one])
    if runtime is not None and issue_id.startswith(ISSUE_RECORDINGS_DUE):
        camera_id = CameraId(str((data or {}).get("camera_id")))
        return RecordingsDueFlow(runtime.recordings, camera_id)
    of_state = next(
        (flow for one, flow in _OF_STATE.items() if issue_id.startswith(one)), None
    )
    if of_state is not None:
        if runtime is None:
            raise UnknownFlow
        return of_state()
    if runtime is not None and issue_id.startswith(AUDIO_ISSUE):
        request_id = str((data or {}).get("request_id"))
        return AudioRequestFlow(runtime.audio.manager, request_id)
    return ConfirmRepairFlow()
