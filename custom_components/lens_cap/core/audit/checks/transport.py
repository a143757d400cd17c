"""Checks of how pictures are transported, and of who else can fetch them."""

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
    weak_where,
)
from ..finding import FixKind, Severity
from ..posture import CameraPosture, Reach, YesNoUnknown
from ..provisions import etsi, owasp


def _stream(posture: CameraPosture) -> Verdict:
    transport = posture.transport
    if transport.stream_plain is YesNoUnknown.YES and transport.reach is Reach.INTERNET:
        return Failed(severity=Severity.HIGH)
    return weak_if(_read_stream)(posture)


def _read_stream(posture: CameraPosture) -> YesNoUnknown:
    return posture.transport.stream_plain


_REACHES: Final[Mapping[Reach, Verdict]] = {
    Reach.HOME: PASSED,
    Reach.INTERNET: FAILED,
    Reach.UNKNOWN: UNKNOWN,
    Reach.NOT_APPLICABLE: NOT_APPLICABLE,
}


def _public(posture: CameraPosture) -> Verdict:
    transport = posture.transport
    plain = YesNoUnknown.YES in {transport.http_plain, transport.stream_plain}
    if plain and transport.reach is Reach.INTERNET:
        return Failed(severity=Severity.CRITICAL)
    return _REACHES[transport.reach]


TRANSPORT: Final[tuple[CameraCheck, ...]] = (
    Check(
        check_id="http_plain",
        severity=Severity.LOW,
        judge=weak_if(lambda posture: posture.transport.http_plain),
        fix=FixKind.HAND_OVER,
        relates_to=etsi("5.5-1") + owasp(7),
        doubtful=True,
    ),
    Check(
        check_id="rtsp_plain",
        severity=Severity.LOW,
        judge=_stream,
        relates_to=etsi("5.5-1", "5.8-2") + owasp(7),
        doubtful=True,
    ),
    Check(
        check_id="tls_verify_off",
        severity=Severity.LOW,
        judge=weak_if(lambda posture: posture.transport.certificate_unchecked),
        fix=FixKind.HAND_OVER,
        relates_to=etsi("5.5-1") + owasp(7),
        doubtful=True,
    ),
    Check(
        check_id="host_public",
        severity=Severity.HIGH,
        judge=_public,
        relates_to=etsi("5.6-1") + owasp(2),
    ),
    Check(
        check_id="ftp_integration",
        severity=Severity.MEDIUM,
        judge=weak_if(lambda posture: posture.transport.ftp),
        relates_to=etsi("5.5-1") + owasp(7),
    ),
    Check(
        check_id="mqtt_open",
        severity=Severity.MEDIUM,
        judge=weak_if(lambda posture: posture.transport.mqtt_open),
        relates_to=etsi("5.5-1") + owasp(2),
        doubtful=True,
    ),
    Check(
        check_id="frigate_unauth",
        severity=Severity.HIGH,
        judge=weak_if(lambda posture: posture.transport.frigate_without_login),
        relates_to=etsi("5.5-5") + owasp(3),
        doubtful=True,
    ),
    Check(
        check_id="frigate_restream",
        severity=Severity.MEDIUM,
        judge=weak_if(lambda posture: posture.transport.frigate_restream),
        relates_to=etsi("5.6-1") + owasp(2),
        doubtful=True,
    ),
    Check(
        check_id="frigate_open_events",
        severity=Severity.MEDIUM,
        judge=weak_if(lambda posture: posture.transport.frigate_open_events),
        fix=FixKind.HAND_OVER,
        relates_to=etsi("5.5-5") + owasp(3, 6),
    ),
    Check(
        check_id="restreamed",
        severity=Severity.MEDIUM,
        judge=weak_where(lambda posture: posture.transport.restreams),
        relates_to=etsi("5.6-1") + owasp(2, 6),
    ),
    Check(
        check_id="vendor_ap_open",
        severity=Severity.HIGH,
        judge=weak_if(lambda posture: posture.transport.open_access_point),
        relates_to=etsi("5.6-1") + owasp(9),
    ),
    Check(
        check_id="same_subnet",
        severity=Severity.LOW,
        judge=weak_if(lambda posture: posture.transport.same_network),
        relates_to=etsi("5.6-1") + owasp(2),
        actionable=False,
        doubtful=True,
    ),
    Check(
        check_id="cloud_dependent",
        severity=Severity.LOW,
        judge=weak_if(lambda posture: posture.transport.cloud),
        relates_to=etsi("5.9-1", "6-1") + owasp(6),
        actionable=False,
    ),
)
