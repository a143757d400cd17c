"""Checks of the login that Home Assistant holds for a camera."""

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
)
from ..finding import FixKind, Severity
from ..posture import CameraPosture, PasswordStrength
from ..provisions import etsi, owasp, psti

_STRENGTHS: Final[Mapping[PasswordStrength, Verdict]] = {
    PasswordStrength.GUESSABLE: FAILED,
    PasswordStrength.WEAK: Failed(severity=Severity.MEDIUM),
    PasswordStrength.GOOD: PASSED,
    PasswordStrength.UNKNOWN: UNKNOWN,
    PasswordStrength.NOT_APPLICABLE: NOT_APPLICABLE,
}


def _reused(posture: CameraPosture) -> Verdict:
    cameras, elsewhere = posture.login.reused_with, posture.login.reused_elsewhere
    if cameras is None or elsewhere is None:
        return UNKNOWN
    if not cameras and not elsewhere:
        return PASSED
    return Failed(evidence={"count": str(len(cameras) + elsewhere)}, references=cameras)


CREDENTIALS: Final[tuple[CameraCheck, ...]] = (
    Check(
        check_id="cred_none",
        severity=Severity.HIGH,
        judge=weak_if(lambda posture: posture.login.without_password),
        fix=FixKind.HAND_OVER,
        relates_to=etsi("5.1-1") + owasp(1) + psti(1),
    ),
    Check(
        check_id="cred_default_pair",
        severity=Severity.CRITICAL,
        judge=weak_if(lambda posture: posture.login.factory_pair),
        fix=FixKind.HAND_OVER,
        relates_to=etsi("5.1-1") + owasp(1, 9) + psti(1),
    ),
    Check(
        check_id="cred_default_username",
        severity=Severity.LOW,
        judge=weak_if(lambda posture: posture.login.common_username),
        relates_to=etsi("5.1-1") + owasp(1),
        actionable=False,
        doubtful=True,
    ),
    Check(
        check_id="cred_weak",
        severity=Severity.HIGH,
        judge=lambda posture: _STRENGTHS[posture.login.strength],
        fix=FixKind.HAND_OVER,
        relates_to=etsi("5.1-1") + owasp(1) + psti(1),
    ),
    Check(
        check_id="cred_reused",
        severity=Severity.MEDIUM,
        judge=_reused,
        fix=FixKind.HAND_OVER,
        relates_to=etsi("5.1-1") + owasp(1),
    ),
    Check(
        check_id="cred_in_url",
        severity=Severity.LOW,
        judge=weak_if(lambda posture: posture.login.in_url),
        fix=FixKind.HAND_OVER,
        relates_to=etsi("5.4-1") + owasp(7),
    ),
    Check(
        check_id="cred_basic_http",
        severity=Severity.MEDIUM,
        judge=weak_if(lambda posture: posture.login.basic_over_http),
        fix=FixKind.HAND_OVER,
        relates_to=etsi("5.5-1", "5.5-7") + owasp(7),
    ),
)
