"""The repair that says that a camera is not private at the camera."""

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from ..const import DOMAIN, ISSUE_DEVICE_NOT_PRIVATE
from ..core.ids import CameraId
from ..ha.repair_issues import async_create_issue


@callback
def async_show_trouble(hass: HomeAssistant, camera_id: CameraId, name: str) -> None:
    """Say that a camera's own controls do not do what they are told."""
    async_create_issue(
        hass,
        _issue_id(camera_id),
        is_fixable=False,
        severity=ir.IssueSeverity.WARNING,
        translation_key=ISSUE_DEVICE_NOT_PRIVATE,
        translation_placeholders={"camera": name},
    )


@callback
def async_forget_trouble(hass: HomeAssistant, camera_id: CameraId) -> None:
    """Say no more of that."""
    ir.async_delete_issue(hass, DOMAIN, _issue_id(camera_id))


def _issue_id(camera_id: CameraId) -> str:
    return f"{ISSUE_DEVICE_NOT_PRIVATE}_{camera_id}"
