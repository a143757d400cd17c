"""Runs all checks: postures in, findings out."""

from collections.abc import Iterator, Mapping

from ..ids import CameraId
from .check import Check, NotApplicable, Passed, Unknown, Verdict
from .checks import CAMERA_CHECKS, HOUSEHOLD_CHECKS
from .finding import CheckState, Finding, FindingKey
from .posture import CameraPosture, HomeAssistantPosture
from .result import AuditResult, Outcome


def evaluate(
    household: HomeAssistantPosture, cameras: Mapping[CameraId, CameraPosture]
) -> AuditResult:
    """Return the outcome of every applicable check; total and deterministic.

    Nothing is accepted in it yet: see `AuditResult.accepted`.
    """
    outcomes = dict(_outcomes_of_household(household))
    for camera_id, posture in cameras.items():
        outcomes.update(_outcomes_of_camera(camera_id, posture))
    return AuditResult(outcomes=outcomes)


def _outcomes_of_household(
    posture: HomeAssistantPosture,
) -> Iterator[tuple[FindingKey, Outcome]]:
    for check in HOUSEHOLD_CHECKS:
        outcome = _outcome(check, None, check.judge(posture))
        if outcome is not None:
            yield FindingKey(check.check_id, None), outcome


def _outcomes_of_camera(
    camera_id: CameraId, posture: CameraPosture
) -> Iterator[tuple[FindingKey, Outcome]]:
    for check in CAMERA_CHECKS:
        outcome = _outcome(check, camera_id, check.judge(posture))
        if outcome is not None:
            yield FindingKey(check.check_id, camera_id), outcome


def _outcome[P: (CameraPosture, HomeAssistantPosture)](
    check: Check[P], camera_id: CameraId | None, verdict: Verdict
) -> Outcome | None:
    if isinstance(verdict, NotApplicable):
        return None
    if isinstance(verdict, Unknown):
        return Outcome(state=CheckState.COULD_NOT_CHECK)
    if isinstance(verdict, Passed):
        return Outcome(state=CheckState.PASSED)
    finding = Finding(
        check_id=check.check_id,
        camera_id=camera_id,
        severity=verdict.severity or check.severity,
        fixable=check.fix,
        evidence=verdict.evidence,
        references=verdict.references,
    )
    return Outcome(state=CheckState.FAILED, finding=finding)
