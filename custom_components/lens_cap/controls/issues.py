"""The repairs that say that a camera's own controls do not do what they are told."""

from enum import StrEnum

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from ..const import (
    DOMAIN,
    ISSUE_DEVICE_NOT_PRIVATE,
    ISSUE_DEVICE_STAYS_CLOSED,
    ISSUE_DEVICE_STILL_SEES,
)
from ..core.ids import CameraId
from ..ha.repair_issues import async_create_issue


class ControlIssue(StrEnum):
    """What is wrong: it is not private at the camera, was seen to film, or does not come back there."""

    NOT_PRIVATE = ISSUE_DEVICE_NOT_PRIVATE
    STILL_SEES = ISSUE_DEVICE_STILL_SEES
    STAYS_CLOSED = ISSUE_DEVICE_STAYS_CLOSED


@callback
def async_create_control_issue(
    hass: HomeAssistant, camera_id: CameraId, name: str, issue: ControlIssue
) -> None:
    """Say that a camera's own controls do not do what they are told."""
    async_create_issue(
        hass,
        f"{issue}_{camera_id}",
        is_fixable=False,
        severity=ir.IssueSeverity.WARNING,
        translation_key=ISSUE_DEVICE_NOT_PRIVATE
        if issue is ControlIssue.NOT_PRIVATE
        else ISSUE_DEVICE_STILL_SEES
        if issue is ControlIssue.STILL_SEES
        else ISSUE_DEVICE_STAYS_CLOSED,
        translation_placeholders={"camera": name},
    )


@callback
def async_delete_control_issues(hass: HomeAssistant, camera_id: CameraId) -> None:
    """Say no more of that."""
    for issue in ControlIssue:
        ir.async_delete_issue(hass, DOMAIN, f"{issue}_{camera_id}")
