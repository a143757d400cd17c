"""Checks that need to connect to the camera, which its owner must allow."""

from collections.abc import Mapping
from typing import Final

from ..check import (
    FAILED,
    NOT_APPLICABLE,
    PASSED,
    UNKNOWN,
    CameraCheck,
    Check,
    Judge,
    Verdict,
)
from ..finding import FixKind, Severity
from ..posture import CameraPosture
from ..probe import ProbeId, ProbeResult
from ..provisions import etsi, owasp, psti

_RESULTS: Final[Mapping[ProbeResult, Verdict]] = {
    ProbeResult.WEAK: FAILED,
    ProbeResult.FINE: PASSED,
    ProbeResult.COULD_NOT_CHECK: UNKNOWN,
    ProbeResult.NOT_RUN: NOT_APPLICABLE,
}


def _weak_by(probe: ProbeId) -> Judge[CameraPosture]:
    """Return a judge of a probe's result; not applicable if the probe did not run."""
    return lambda posture: _RESULTS[posture.probes.get(probe, ProbeResult.NOT_RUN)]


PROBES: Final[tuple[CameraCheck, ...]] = (
    Check(
        check_id="rtsp_anonymous",
        severity=Severity.CRITICAL,
        judge=_weak_by(ProbeId.RTSP_ANONYMOUS),
        relates_to=etsi("5.1-1", "5.6-2") + owasp(2) + psti(1),
    ),
    Check(
        check_id="still_anonymous",
        severity=Severity.CRITICAL,
        judge=_weak_by(ProbeId.STILL_ANONYMOUS),
        fix=FixKind.GUIDE,
        relates_to=etsi("5.1-1", "5.6-2") + owasp(2) + psti(1),
    ),
    Check(
        check_id="onvif_anonymous",
        severity=Severity.HIGH,
        judge=_weak_by(ProbeId.ONVIF_ANONYMOUS),
        relates_to=etsi("5.5-5", "5.6-2") + owasp(2),
    ),
    Check(
        check_id="tls_weak",
        severity=Severity.MEDIUM,
        judge=_weak_by(ProbeId.TLS),
        relates_to=etsi("5.5-1") + owasp(7),
    ),
    Check(
        check_id="upnp_mapping",
        severity=Severity.CRITICAL,
        judge=_weak_by(ProbeId.UPNP_MAPPING),
        relates_to=etsi("5.6-1") + owasp(2),
    ),
)
