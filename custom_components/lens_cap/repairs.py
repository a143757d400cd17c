"""The flows of our repair issues."""

from homeassistant.components.repairs import ConfirmRepairFlow, RepairsFlow
from homeassistant.core import HomeAssistant

from .const import DOMAIN
from .coordinator import LensCapConfigEntry
from .core.audit.checks import CHECKS
from .core.camera import CameraId
from .repair_flows.audit import AuditFlow


async def async_create_fix_flow(
    hass: HomeAssistant,
    issue_id: str,
    data: dict[str, str | int | float | None] | None,
) -> RepairsFlow:
    """Return the flow of an issue; one that has none of its own is just confirmed."""
    entries: list[LensCapConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    check_id = str((data or {}).get("check_id"))
    if entries and check_id in CHECKS:
        cameras = str((data or {}).get("cameras") or "")
        return AuditFlow(
            entries[0].runtime_data,
            check_id,
            [CameraId(one) for one in cameras.split(",") if one],
        )
    return ConfirmRepairFlow()
