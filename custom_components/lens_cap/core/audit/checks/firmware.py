"""Checks of a camera's firmware."""

from collections.abc import Mapping
from typing import Final

from ..check import (
    FAILED,
    NOT_APPLICABLE,
    PASSED,
    UNKNOWN,
    CameraCheck,
    Check,
    Failed,
    Verdict,
    weak_if,
    weak_unless_safe,
    weak_where,
)
from ..finding import FixKind, Severity
from ..posture import CameraPosture, FirmwareState
from ..provisions import etsi, owasp, psti

# Whole days that an update has been waiting for, and how bad that is. The days that are told go
# up with these steps too, so that an accepted update comes back when it gets worse, not every day.
_STEPS: Final = ((90, Severity.HIGH), (30, Severity.MEDIUM), (0, Severity.LOW))


_PENDING: Final[Mapping[FirmwareState, Verdict]] = {
    FirmwareState.CURRENT: PASSED,
    FirmwareState.SKIPPED: PASSED,
    FirmwareState.VERSION_ONLY: UNKNOWN,
    FirmwareState.UNTOLD: NOT_APPLICABLE,
    FirmwareState.UNKNOWN: UNKNOWN,
}
_SKIPPED: Final[Mapping[FirmwareState, Verdict]] = {
    FirmwareState.CURRENT: PASSED,
    FirmwareState.PENDING: PASSED,
    FirmwareState.SKIPPED: FAILED,
    FirmwareState.VERSION_ONLY: NOT_APPLICABLE,
    FirmwareState.UNTOLD: NOT_APPLICABLE,
    FirmwareState.UNKNOWN: UNKNOWN,
}
_UNTOLD: Final[Mapping[FirmwareState, Verdict]] = {
    FirmwareState.CURRENT: PASSED,
    FirmwareState.PENDING: PASSED,
    FirmwareState.SKIPPED: PASSED,
    FirmwareState.VERSION_ONLY: PASSED,
    FirmwareState.UNTOLD: FAILED,
    FirmwareState.UNKNOWN: UNKNOWN,
}


def _pending(posture: CameraPosture) -> Verdict:
    if posture.firmware.state is not FirmwareState.PENDING:
        return _PENDING[posture.firmware.state]
    waited = max(posture.firmware.pending_days or 0, 0)
    days, severity = next(step for step in _STEPS if waited >= step[0])
    return Failed(evidence={"days": str(days)}, severity=severity)


FIRMWARE: Final[tuple[CameraCheck, ...]] = (
    Check(
        check_id="fw_pending",
        severity=Severity.LOW,
        judge=_pending,
        fix=FixKind.INSTALL_FIRMWARE,
        relates_to=etsi("5.3-3", "5.3-5") + owasp(4) + psti(3),
    ),
    Check(
        check_id="fw_skipped",
        severity=Severity.LOW,
        judge=lambda posture: _SKIPPED[posture.firmware.state],
        fix=FixKind.CLEAR_SKIPPED,
        relates_to=etsi("5.3-3") + owasp(4),
    ),
    Check(
        check_id="fw_unknown",
        severity=Severity.LOW,
        judge=lambda posture: _UNTOLD[posture.firmware.state],
        relates_to=etsi("5.3-16") + owasp(5),
        actionable=False,
        doubtful=True,
    ),
    Check(
        check_id="fw_kev",
        severity=Severity.CRITICAL,
        judge=weak_where(lambda posture: posture.firmware.advisories),
        relates_to=etsi("5.3-3") + owasp(5),
        doubtful=True,
    ),
    Check(
        check_id="fw_autoupdate_off",
        severity=Severity.LOW,
        judge=weak_unless_safe(lambda posture: posture.native.auto_update),
        fix=FixKind.AUTO_UPDATE_ON,
        relates_to=etsi("5.3-4") + owasp(4),
    ),
    Check(
        check_id="fw_eol_integration",
        severity=Severity.LOW,
        judge=weak_if(lambda posture: posture.firmware.integration_for_dead_product),
        relates_to=etsi("5.3-13") + owasp(5) + psti(3),
    ),
)
