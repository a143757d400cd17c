"""The security score: a documented, versioned formula.

Version 1: Home Assistant itself and each camera start with 100 points. Every open finding that is
not accepted, and that the owner can do something about, takes 40 (critical), 20 (high), 8 (medium)
or 2 (low) points, down to 0. The score is the mean of Home Assistant's points and of the cameras'
mean, rounded down, but at most 49 while anything critical is open, and at most 74 while
anything high is.
"""

from collections.abc import Iterable
from statistics import fmean
from typing import Final

from ..ids import CameraId
from .finding import Finding, Severity

SCORE_VERSION: Final = 1

_POINTS: Final = {
    Severity.LOW: 2,
    Severity.MEDIUM: 8,
    Severity.HIGH: 20,
    Severity.CRITICAL: 40,
}
_CAPS: Final = {Severity.CRITICAL: 49, Severity.HIGH: 74}


def score(findings: Iterable[Finding], cameras: Iterable[CameraId]) -> int:
    """Return 0..100 for the findings that count, in a household with these cameras.

    Findings that are accepted, or that nobody can do anything about, are not to be given.
    """
    counted = tuple(findings)
    points = [_points(counted, camera) for camera in cameras]
    household = _points(counted, None)
    total = int(fmean([household, fmean(points)]) if points else household)
    caps = [_CAPS[one.severity] for one in counted if one.severity in _CAPS]
    return min([total, *caps])


def _points(findings: tuple[Finding, ...], camera: CameraId | None) -> int:
    lost = sum(_POINTS[one.severity] for one in findings if one.camera_id == camera)
    return max(0, 100 - lost)
