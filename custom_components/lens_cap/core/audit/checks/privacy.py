"""Checks of a camera's own controls that affect the people in front of it."""

from collections.abc import Mapping
from typing import Final

from ...level import PrivacyLevel
from ...placement import INDOORS
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
)
from ..finding import FixKind, Severity
from ..posture import CameraPosture, NativeState, YesNoUnknown
from ..provisions import etsi, owasp

_NOTICE: Final[Mapping[YesNoUnknown, Verdict]] = {
    YesNoUnknown.NO: FAILED,
    YesNoUnknown.YES: PASSED,
    YesNoUnknown.UNKNOWN: UNKNOWN,
    YesNoUnknown.NOT_APPLICABLE: NOT_APPLICABLE,
}


def _indoors_without_privacy(posture: CameraPosture) -> Verdict:
    if posture.placement is None or posture.native.privacy is NativeState.UNKNOWN:
        return UNKNOWN
    if posture.placement not in INDOORS:
        return NOT_APPLICABLE
    return FAILED if posture.native.privacy is NativeState.ABSENT else PASSED


_PRIVACY: Final[Mapping[NativeState, Verdict]] = {
    NativeState.DISABLED: FAILED,
    NativeState.SAFE: PASSED,
    NativeState.UNSAFE: PASSED,
    NativeState.ABSENT: NOT_APPLICABLE,
    NativeState.UNKNOWN: UNKNOWN,
}


def _microphone(posture: CameraPosture) -> Verdict:
    if posture.audio_granted is YesNoUnknown.YES:
        return PASSED
    if (
        posture.audio_granted is YesNoUnknown.UNKNOWN
        and posture.native.microphone is NativeState.UNSAFE
    ):
        return UNKNOWN
    return weak_unless_safe(_read_microphone)(posture)


def _read_microphone(posture: CameraPosture) -> NativeState:
    return posture.native.microphone


def _recording(posture: CameraPosture) -> Verdict:
    if posture.level is None:
        return UNKNOWN
    if posture.level is not PrivacyLevel.PRIVATE:
        return NOT_APPLICABLE
    return weak_unless_safe(_read_recording)(posture)


def _read_recording(posture: CameraPosture) -> NativeState:
    return posture.native.recording


def _light(posture: CameraPosture) -> Verdict:
    if posture.placement is None:
        return UNKNOWN
    if posture.placement not in INDOORS:
        return NOT_APPLICABLE
    return weak_unless_safe(_read_light)(posture)


def _read_light(posture: CameraPosture) -> NativeState:
    return posture.native.light


def _mask(posture: CameraPosture) -> Verdict:
    return _beyond(posture, weak_unless_safe(_read_mask)(posture))


def _read_mask(posture: CameraPosture) -> NativeState:
    return posture.native.mask


def _notice(posture: CameraPosture) -> Verdict:
    return _beyond(posture, _NOTICE[posture.notice_shown])


def _recordings(posture: CameraPosture) -> Verdict:
    found = posture.recordings
    if found.kept_too_long is YesNoUnknown.YES:
        # Not how old: then it would be another problem every day.
        return Failed(evidence={"days": str(found.limit_days)})
    return weak_if(_read_kept_too_long)(posture)


def _read_kept_too_long(posture: CameraPosture) -> YesNoUnknown:
    return posture.recordings.kept_too_long


def _beyond(posture: CameraPosture, verdict: Verdict) -> Verdict:
    """Return the verdict if the camera sees beyond the property."""
    if posture.sees_beyond_property is YesNoUnknown.YES:
        return verdict
    unknown = posture.sees_beyond_property is YesNoUnknown.UNKNOWN
    return UNKNOWN if unknown else NOT_APPLICABLE


PRIVACY: Final[tuple[CameraCheck, ...]] = (
    Check(
        check_id="indoor_no_privacy",
        severity=Severity.LOW,
        judge=_indoors_without_privacy,
        relates_to=etsi("5.8-2") + owasp(6),
        actionable=False,
    ),
    Check(
        check_id="native_entity_disabled",
        severity=Severity.MEDIUM,
        judge=lambda posture: _PRIVACY[posture.native.privacy],
        fix=FixKind.ENABLE_PRIVACY,
        relates_to=owasp(6),
    ),
    Check(
        check_id="backend_no_effect",
        severity=Severity.LOW,
        judge=weak_if(lambda posture: posture.native.off_without_effect),
        relates_to=owasp(6),
        actionable=False,
    ),
    Check(
        check_id="black_not_stopped",
        severity=Severity.LOW,
        judge=weak_if(lambda posture: posture.native.picture_only_black),
        relates_to=owasp(6),
        actionable=False,
    ),
    Check(
        check_id="mic_on",
        severity=Severity.HIGH,
        judge=_microphone,
        fix=FixKind.MICROPHONE_OFF,
        relates_to=etsi("5.8-3", "6-2") + owasp(6),
    ),
    Check(
        check_id="led_off",
        severity=Severity.MEDIUM,
        judge=_light,
        fix=FixKind.LIGHT_ON,
        relates_to=etsi("5.8-3") + owasp(6),
        doubtful=True,
    ),
    Check(
        check_id="mask_missing",
        severity=Severity.LOW,
        judge=_mask,
        relates_to=etsi("5.8-2") + owasp(6),
        doubtful=True,
    ),
    Check(
        check_id="record_while_private",
        severity=Severity.HIGH,
        judge=_recording,
        fix=FixKind.RECORDING_OFF,
        relates_to=etsi("5.8-2") + owasp(6),
    ),
    Check(
        check_id="biometric_on",
        severity=Severity.MEDIUM,
        judge=weak_unless_safe(lambda posture: posture.native.face_recognition),
        fix=FixKind.FACE_RECOGNITION_OFF,
        relates_to=etsi("6-1", "6-2") + owasp(6),
        doubtful=True,
    ),
    Check(
        check_id="telemetry_on",
        severity=Severity.LOW,
        judge=weak_unless_safe(lambda posture: posture.native.telemetry),
        fix=FixKind.TELEMETRY_OFF,
        relates_to=etsi("5.10-1", "6-4") + owasp(6),
    ),
    Check(
        check_id="notice_missing",
        severity=Severity.MEDIUM,
        judge=_notice,
        relates_to=etsi("5.8-3", "6-1") + owasp(6),
    ),
    Check(
        check_id="recordings_kept_too_long",
        severity=Severity.MEDIUM,
        judge=_recordings,
        relates_to=etsi("6-1") + owasp(6),
    ),
    Check(
        check_id="ssh_enabled",
        severity=Severity.MEDIUM,
        judge=weak_unless_safe(lambda posture: posture.native.ssh),
        fix=FixKind.SSH_OFF,
        relates_to=etsi("5.6-1") + owasp(2),
    ),
    Check(
        check_id="ftp_upload_on",
        severity=Severity.MEDIUM,
        judge=weak_unless_safe(lambda posture: posture.native.ftp_upload),
        fix=FixKind.FTP_UPLOAD_OFF,
        relates_to=etsi("5.5-1") + owasp(7),
    ),
)
